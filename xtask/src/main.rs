//! The developer's verbs. `cargo xtask help` lists them; nothing has to be installed for them but Rust.

mod bench;
mod build;
mod check;
mod process;
mod serve;
mod steps;
mod test;
mod tree;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::tree::Tree;

/// Builds, serves, checks and measures Stafeta.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Builds both WebAssembly bundles, the style sheet and the server.
    Build(build::Arguments),
    /// Builds everything and serves it.
    Serve(serve::Arguments),
    /// Formatting, lints and the rules of the architecture.
    Check,
    /// Everything that proves the application: checks, unit and integration tests, sizes, browsers.
    Test(test::Arguments),
    /// Measures: sizes of what a browser downloads.
    Bench,
}

fn main() -> ExitCode {
    match run(Arguments::parse().verb) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(verb: Verb) -> anyhow::Result<()> {
    let tree = Tree::find()?;
    match verb {
        Verb::Build(arguments) => build::run(&tree, &arguments).map(drop),
        Verb::Serve(arguments) => serve::run(&tree, &arguments),
        Verb::Check => check::run(&tree),
        Verb::Test(arguments) => test::run(&tree, &arguments),
        Verb::Bench => bench::run(&tree),
    }
}
