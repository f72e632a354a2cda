//! The server's binary.

use anyhow::Result;

use crate::{
    process,
    tree::{Profile, Tree},
};

/// Builds `stafeta`; the release one carries the site that was built before.
pub fn build(tree: &Tree, profile: Profile) -> Result<()> {
    let mut cargo = process::cargo(tree);
    cargo.args(["build", "--package", "server"]);
    if profile == Profile::Release {
        cargo.args(["--release", "--features", "embed"]);
        cargo.env("STAFETA_SITE", tree.site(profile));
    }
    process::run(&mut cargo)
}
