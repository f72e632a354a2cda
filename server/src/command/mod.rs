//! The operator's verbs, one file each.

mod backup;
mod check_config;
mod demo;
pub mod failure;
mod import;
mod migrate;
mod portal;
mod serve;
mod stop;
mod user;
mod verify;

use std::error::Error;

use crate::config::{Config, Flags};

/// Partner relationship application: staff hand opportunities over, partners take and work them.
#[derive(Debug, clap::Parser)]
#[command(name = "stafeta", version)]
pub struct Arguments {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Serves the application until it is told to stop; runs missing migrations first.
    Serve(serve::Arguments),
    /// Runs missing migrations.
    Migrate,
    /// Loads demo data into an empty database.
    Demo,
    /// Imports opportunities with accounts and contacts from a CSV file.
    #[command(after_help = import::CODES)]
    Import(import::Arguments),
    /// People with a sign-in.
    #[command(subcommand)]
    User(user::Command),
    /// Says whether the file of a receipt is valid.
    Verify(verify::Arguments),
    /// Copies database and files into a new folder, while others work.
    Backup(backup::Arguments),
    /// Puts a backup back into a data folder without a database.
    Restore(backup::Arguments),
    /// Says what the configuration means and tries it: data folder, database, addresses, mail server. Changes nothing.
    CheckConfig,
}

impl Arguments {
    /// Runs the command that was asked for. The error is a sentence for the operator.
    pub fn run(self) -> Result<(), Box<dyn Error>> {
        let config = Config::load(&self.flags)?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(async {
            match self.command {
                Command::Serve(arguments) => Box::pin(serve::run(config, arguments)).await,
                Command::Migrate => migrate::run(&config).await,
                Command::Demo => Box::pin(demo::run(&config)).await,
                Command::Import(arguments) => Box::pin(import::run(&config, arguments)).await,
                Command::User(command) => user::run(&config, command).await,
                Command::Verify(arguments) => verify::run(&config, arguments).await,
                Command::Backup(arguments) => backup::take(&config, &arguments).await,
                Command::Restore(arguments) => backup::put_back(&config, &arguments).await,
                Command::CheckConfig => check_config::run(&config).await,
            }
        })
    }
}
