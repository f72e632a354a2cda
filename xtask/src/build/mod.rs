//! `build`: both bundles, the style sheet, the static files, the server.

mod bundle;
mod server;
mod site;
mod style;

use std::{path::PathBuf, thread};

use anyhow::{Result, anyhow};

use crate::tree::{Profile, Tree};

pub use bundle::{Bundle, compiled, ensure_target};

/// What to build.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Optimise, compress, and put the site into the server's binary.
    #[arg(long)]
    pub release: bool,
}

impl Arguments {
    fn profile(&self) -> Profile {
        if self.release { Profile::Release } else { Profile::Dev }
    }
}

/// Builds everything and returns the server's binary.
pub fn run(tree: &Tree, arguments: &Arguments) -> Result<PathBuf> {
    everything(tree, arguments.profile())
}

/// Builds everything and returns the server's binary.
pub fn everything(tree: &Tree, profile: Profile) -> Result<PathBuf> {
    match profile {
        // The release binary carries the site, so the site comes first.
        Profile::Release => {
            site(tree, profile)?;
            server(tree, profile)?;
        }
        Profile::Dev => thread::scope(|scope| {
            let site = scope.spawn(|| site(tree, profile));
            let server = server(tree, profile);
            site.join().map_err(|_| anyhow!("building the site panicked"))?.and(server)
        })?,
    }
    Ok(tree.server(profile))
}

/// Builds what browsers download.
pub fn site(tree: &Tree, profile: Profile) -> Result<()> {
    let bundles = bundle::build(tree, profile)?;
    let style = style::build(tree, profile)?;
    site::write(tree, profile, &bundles, style)
}

/// Builds the server's binary.
pub fn server(tree: &Tree, profile: Profile) -> Result<()> {
    server::build(tree, profile)
}
