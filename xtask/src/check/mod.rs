//! `check`: formatting, lints, and the rules of the architecture that no compiler knows.

mod browser_graph;
mod slices;
mod sources;
mod text_rules;

use anyhow::Result;

use crate::{build, process, steps::Steps, tree::Tree};

/// Runs all checks and lists those that failed.
pub fn run(tree: &Tree) -> Result<()> {
    let mut steps = Steps::default();
    add_to(&mut steps, tree);
    steps.finish()
}

/// Runs all checks as steps of something larger.
pub fn add_to(steps: &mut Steps, tree: &Tree) {
    steps.run("format", || format(tree));
    steps.run("rules", || rules(tree));
    steps.run("browser dependencies", || browser_graph::check(tree));
    steps.run("clippy", || clippy(tree));
    steps.run("clippy (browser)", || clippy_browser(tree));
    steps.run("clippy (xtask)", || clippy_xtask(tree));
}

fn format(tree: &Tree) -> Result<()> {
    // Names of files only; `cargo fmt --all` shows the rest by doing it.
    process::run(process::cargo(tree).args(["fmt", "--all", "--", "--check", "-l"]))
}

fn rules(tree: &Tree) -> Result<()> {
    let sources = sources::read(tree)?;
    let mut findings = text_rules::check(&sources);
    findings.extend(slices::check(&sources));
    for finding in &findings {
        eprintln!("{finding}");
    }
    anyhow::ensure!(findings.is_empty(), "{} findings", findings.len());
    Ok(())
}

const DENY: [&str; 3] = ["--", "-D", "warnings"];

/// The release's way to carry the site is linted too; any folder does for it.
fn clippy(tree: &Tree) -> Result<()> {
    let mut cargo = process::cargo(tree);
    cargo.arg("clippy").args(process::NATIVE).args(["--all-targets", "--features", "server/embed"]);
    process::run(cargo.args(DENY).env("STAFETA_SITE", tree.root.join("app").join("public")))
}

fn clippy_xtask(tree: &Tree) -> Result<()> {
    let mut cargo = process::cargo(tree);
    process::run(cargo.args(["clippy", "--package", "xtask", "--all-targets"]).args(DENY))
}

/// The browser's side has other code behind `cfg`, so it is linted for its own target.
fn clippy_browser(tree: &Tree) -> Result<()> {
    build::ensure_target(tree)?;
    let mut cargo = process::cargo(tree);
    cargo.args(["clippy", "--package", "frontend", "--package", "app", "--package", "ui"]);
    cargo.args(["--features", "app/hydrate", "--target", "wasm32-unknown-unknown"]).args(DENY);
    process::run(cargo.env("CARGO_TARGET_DIR", tree.front()))
}

/// All Rust sources of the checkout.
pub fn sources(tree: &Tree) -> Result<Vec<sources::Source>> {
    sources::read(tree)
}
