//! The `stafeta` binary: reads the arguments and runs one of the operator's commands.

mod assets;
mod command;
mod config;
mod endpoints;
mod layers;
mod router;
mod worker;

use std::process::ExitCode;

use clap::Parser as _;
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let filter = EnvFilter::try_from_env("STAFETA_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();

    match command::Arguments::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("stafeta: {error}");
            ExitCode::FAILURE
        }
    }
}
