//! Where things lie: the checkout, the target folders, the built site.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

/// Folders of the checkout and of the build.
#[derive(Debug, Clone)]
pub struct Tree {
    /// The checkout.
    pub root: PathBuf,
    /// Cargo's target folder for what runs natively.
    pub target: PathBuf,
}

/// How much the build optimises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build, nothing compressed.
    Dev,
    /// Small and fast, everything compressed.
    Release,
}

impl Tree {
    /// Finds the checkout by this package's own folder, and the target folder as Cargo does.
    pub fn find() -> Result<Self> {
        let package = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = package.parent().context("xtask lies inside the checkout")?.to_owned();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            // Relative to where Cargo was called, so fix it before any child runs elsewhere.
            Some(folder) => env::current_dir()?.join(folder),
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// Target folder for the WebAssembly: its own, so that neither build makes the other start again.
    pub fn front(&self) -> PathBuf {
        self.target.join("front")
    }

    /// The built site. Development and release have one each: switching between them rebuilds nothing.
    pub fn site(&self, profile: Profile) -> PathBuf {
        self.target.join(match profile {
            Profile::Dev => "site",
            Profile::Release => "site-release",
        })
    }

    /// The server's binary.
    pub fn server(&self, profile: Profile) -> PathBuf {
        let folder = match profile {
            Profile::Dev => "debug",
            Profile::Release => "release",
        };
        self.target.join(folder).join(format!("stafeta{}", env::consts::EXE_SUFFIX))
    }

    /// A path as people know it: relative to the checkout.
    pub fn shown<'a>(&self, path: &'a Path) -> &'a Path {
        path.strip_prefix(&self.root).unwrap_or(path)
    }
}
