//! Wiring of the portal: configuration, commands, routes and the layers before them.

/// Static files.
pub mod assets;
mod command;
mod config;
mod endpoints;
mod layers;
/// The complete HTTP service.
pub mod router;
mod worker;

use std::process::ExitCode;

use clap::Parser as _;
use tracing_subscriber::EnvFilter;

/// Reads the arguments and runs one of the operator's commands.
#[must_use]
pub fn run() -> ExitCode {
    let filter = EnvFilter::try_from_env("STAFETA_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();

    match command::Arguments::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("stafeta: {}", command::failure::sentence(error.as_ref()));
            command::failure::code(error.as_ref()).into()
        }
    }
}
