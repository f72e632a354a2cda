//! A Chromium for Playwright: the system's, or Playwright's own, or Debian's.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Result, bail};

use super::install;
use crate::process;

/// Those without windows, which take half the time. Playwright's own is one of them.
const SHELLS: [&str; 2] = ["chromium-headless-shell", "chrome-headless-shell"];

/// Programs of this family, as they are called on different systems.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

const ON_MAC: [&str; 2] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/// Which browser the tests drive.
#[derive(Debug)]
pub enum Chromium {
    /// This program.
    At(PathBuf),
    /// The one that Playwright downloads and finds by itself.
    OfPlaywright,
}

/// One that is there already: named by `STAFETA_CHROMIUM`, or installed.
pub fn installed() -> Option<Chromium> {
    let named = env::var_os("STAFETA_CHROMIUM").map(PathBuf::from);
    let on_mac = || ON_MAC.iter().map(PathBuf::from).find(|path| path.exists());
    let shell = || process::find(&SHELLS).or_else(shell_of_debian);
    named.or_else(shell).or_else(|| process::find(&NAMES)).or_else(on_mac).map(Chromium::At)
}

/// Debian has it beside its Chromium. Where it cannot be brought, the Chromium does as well.
fn shell_of_debian() -> Option<PathBuf> {
    process::find(&["chromium"])?;
    install::with_apt(SHELLS[0]).ok()?;
    process::find(&SHELLS)
}

/// Brings one. Needs the npm packages of `end2end`.
pub fn install(end2end: &Path) -> Result<Chromium> {
    let mut playwright = Command::new("npx");
    playwright.args(["playwright", "install", "chromium"]).current_dir(end2end);
    if process::run(&mut playwright).is_ok() {
        return Ok(Chromium::OfPlaywright);
    }
    if install::with_apt(SHELLS[0])?
        && let Some(chromium) = installed()
    {
        return Ok(chromium);
    }
    bail!(
        "there is no Chromium. In end2end: `npx playwright install --with-deps chromium`; \
         Debian: `sudo apt-get install chromium-headless-shell`; or name one: STAFETA_CHROMIUM=/path/to/chromium"
    )
}
