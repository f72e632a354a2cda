//! The operator's verbs, one file each.

mod serve;

use std::error::Error;

/// Partner relationship application: staff hand opportunities over, partners take and work them.
#[derive(Debug, clap::Parser)]
#[command(name = "stafeta", version)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Serves the application until it is told to stop.
    Serve(serve::Arguments),
}

impl Arguments {
    /// Runs the command that was asked for. The error is a sentence for the operator.
    pub fn run(self) -> Result<(), Box<dyn Error>> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(async {
            match self.command {
                Command::Serve(arguments) => serve::run(arguments).await,
            }
        })
    }
}
