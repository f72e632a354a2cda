//! Cargo's tests, with nextest where it is installed.

use std::process::Command;

use anyhow::Result;

use crate::{check, process, tree::Tree};

/// All tests, on SQLite.
pub fn unit(tree: &Tree, rest: &[String]) -> Result<()> {
    let mut runner = runner(tree);
    runner.args(process::NATIVE).args(rest);
    // A left-over of somebody's shell must not send the tests elsewhere.
    process::run(runner.env_remove(super::DATABASE))
}

/// The tests of this program: built as it runs, so that nothing is compiled twice for it.
pub fn of_xtask(tree: &Tree) -> Result<()> {
    process::run(process::cargo(tree).args(["test", "--quiet", "--package", "xtask"]))
}

/// Compiles the tests, and the server for the browsers' tests, without running them.
pub fn compile(tree: &Tree) -> Result<()> {
    process::run(process::cargo(tree).arg("build").args(process::NATIVE).arg("--all-targets"))
}

/// All tests on this database. Those without a database are quick, and to leave them out would compile the dependencies
/// again.
pub fn on_database(tree: &Tree, url: &str, rest: &[String]) -> Result<()> {
    let mut runner = runner(tree);
    runner.args(process::NATIVE).args(rest);
    process::run(runner.env(super::DATABASE, url))
}

/// Examples in comments.
pub fn doc(tree: &Tree) -> Result<()> {
    let mut cargo = process::cargo(tree);
    process::run(cargo.args(["test", "--doc"]).args(process::NATIVE))
}

/// Whether there are any: linking an empty test for each library takes longer than looking.
pub fn has_doc_tests(tree: &Tree) -> Result<bool> {
    let sources = check::sources(tree)?;
    Ok(sources.iter().any(|source| {
        let starts = source.text.lines().map(str::trim_start);
        starts.filter_map(comment).any(|text| matches!(text, "```" | "```rust" | "```no_run"))
    }))
}

fn comment(line: &str) -> Option<&str> {
    Some(line.strip_prefix("///").or_else(|| line.strip_prefix("//!"))?.trim())
}

fn runner(tree: &Tree) -> Command {
    let mut cargo = process::cargo(tree);
    if process::find(&["cargo-nextest", "cargo-nextest.exe"]).is_some() {
        cargo.args(["nextest", "run", "--no-tests", "pass", "--no-fail-fast"]);
    } else {
        cargo.args(["test", "--lib", "--bins", "--tests"]);
    }
    cargo
}
