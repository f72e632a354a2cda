//! `bench`: figures with how to repeat them. One file measures one thing.

pub mod size;

use anyhow::Result;

use crate::{
    build,
    tree::{Profile, Tree},
};

/// Builds the release and prints every figure.
pub fn run(tree: &Tree) -> Result<()> {
    build::site(tree, Profile::Release)?;
    println!("\n{}", size::measure(tree)?);
    Ok(())
}
