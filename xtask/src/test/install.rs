//! Brings what is missing, where that needs no question: as root on Debian and its kin.

use std::process::Command;

use anyhow::Result;

use crate::process;

/// Installs a package and returns true, or returns false where that is not ours to do.
pub fn with_apt(package: &str) -> Result<bool> {
    let Some(apt) = process::find(&["apt-get"]) else { return Ok(false) };
    if !process::is_root() {
        return Ok(false);
    }
    eprintln!("installing {package}");
    let quiet = |arguments: &[&str]| {
        let mut command = Command::new(&apt);
        process::run(
            command.arg("--quiet").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"),
        )
    };
    quiet(&["update"])?;
    quiet(&["install", "--yes", "--no-install-recommends", package])?;
    Ok(true)
}
