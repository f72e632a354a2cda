//! `bench`: figures with how to repeat them. One file measures one thing.

pub mod size;

use anyhow::Result;

use crate::{
    build, process,
    tree::{Profile, Tree},
};

/// Builds the release and prints every figure.
pub fn run(tree: &Tree) -> Result<()> {
    build::site(tree, Profile::Release)?;
    println!("\n{}", size::measure(tree)?);
    routing(tree)?;
    portal(tree)?;
    accept(tree)
}

/// How long automatic distribution thinks, without a database.
fn routing(tree: &Tree) -> Result<()> {
    process::run(process::cargo(tree).args(["bench", "--package", "domain", "--bench", "routing"]))
}

/// The durable transaction of an answer, beside a bare commit.
fn accept(tree: &Tree) -> Result<()> {
    process::run(process::cargo(tree).args(["bench", "--package", "backend", "--bench", "accept"]))
}

/// The server itself, in the release build with the site inside. What is measured is in `server/benches`.
fn portal(tree: &Tree) -> Result<()> {
    let mut cargo = process::cargo(tree);
    cargo.args(["bench", "--package", "server", "--features", "embed", "--bench", "portal"]);
    process::run(cargo.env("STAFETA_SITE", tree.site(Profile::Release)))
}
