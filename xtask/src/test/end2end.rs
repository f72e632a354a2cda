//! Playwright. Its fixtures start the servers they need from the binary that they are given here.

use std::{fs, path::Path, process::Command};

use anyhow::{Result, bail};

use super::chromium::{self, Chromium};
use crate::{
    process,
    tree::{Profile, Tree},
};

/// Runs the journeys with the development server and the site of `profile`.
pub fn run(tree: &Tree, profile: Profile, rest: &[String]) -> Result<()> {
    let end2end = tree.root.join("end2end");
    if process::find(&["npm", "npm.cmd"]).is_none() {
        bail!("npm is not installed: Node 20 or newer brings it, https://nodejs.org");
    }
    let installed = chromium::installed();
    packages(&end2end, installed.is_some())?;
    let chromium = match installed {
        Some(chromium) => chromium,
        None => chromium::install(&end2end)?,
    };

    // Playwright only strips the types.
    process::run(Command::new("npx").args(["tsc", "--noEmit"]).current_dir(&end2end))?;
    let mut playwright = Command::new("npx");
    playwright.args(["playwright", "test"]).args(rest).current_dir(&end2end);
    playwright.env("STAFETA_BIN", tree.server(Profile::Dev));
    playwright.env("STAFETA_SITE", tree.site(profile));
    if let Chromium::At(program) = chromium {
        playwright.env("STAFETA_CHROMIUM", program);
    }
    process::run(&mut playwright)
}

/// `npm ci`, unless it ran since the lock file changed.
fn packages(end2end: &Path, has_browser: bool) -> Result<()> {
    let modified = |name: &str| fs::metadata(end2end.join(name)).and_then(|data| data.modified());
    let locked = modified("package-lock.json")?;
    if modified("node_modules/.package-lock.json").is_ok_and(|installed| installed > locked) {
        return Ok(());
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund"]).current_dir(end2end);
    if has_browser {
        npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    }
    process::run(&mut npm)
}
