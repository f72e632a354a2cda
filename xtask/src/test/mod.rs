//! `test`: everything that proves the application, in the order in which it is cheapest to fail.

mod chromium;
mod end2end;
mod install;
mod linked;
mod postgres;
mod rust;

use std::env;

use anyhow::Result;

use crate::{
    bench::size,
    build, check,
    steps::Steps,
    tree::{Profile, Tree},
};

/// Tells the test kit to use this PostgreSQL instead of SQLite.
const DATABASE: &str = "STAFETA_TEST_DATABASE_URL";

/// Which tests to run.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// One part only; without it, everything.
    part: Option<Part>,
    /// More arguments for the test runner of that part.
    #[arg(last = true, requires = "part")]
    rest: Vec<String>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Part {
    /// Unit and integration tests on SQLite.
    Unit,
    /// Integration tests on a PostgreSQL of their own.
    Postgres,
    /// What browsers download: sizes against the budget.
    Size,
    /// Playwright, with development builds of server and bundles.
    E2e,
}

/// Runs one part, or checks and all parts.
pub fn run(tree: &Tree, arguments: &Arguments) -> Result<()> {
    let rest = &arguments.rest;
    match arguments.part {
        Some(Part::Unit) => rust::unit(tree, rest),
        Some(Part::Postgres) => postgres(tree, rest),
        Some(Part::Size) => sizes(tree),
        Some(Part::E2e) => {
            build::everything(tree, Profile::Dev)?;
            end2end::run(tree, Profile::Dev, rest)
        }
        None => everything(tree),
    }
}

fn everything(tree: &Tree) -> Result<()> {
    let mut steps = Steps::default();
    check::add_to(&mut steps, tree);
    steps.run("tests of xtask", || rust::of_xtask(tree));
    let compiled = steps.run("compile server and tests", || rust::compile(tree));
    steps.run("unit and integration, SQLite", || rust::unit(tree, &[]));
    steps.run("integration, PostgreSQL", || postgres(tree, &[]));
    if rust::has_doc_tests(tree)? {
        steps.run("documentation examples", || rust::doc(tree));
    }
    // The browsers then run what people get: the release bundles.
    let built = steps.run("release bundles and budget", || sizes(tree));
    if compiled && built {
        steps.run("browsers", || end2end::run(tree, Profile::Release, &[]));
    }
    steps.finish()
}

fn postgres(tree: &Tree, rest: &[String]) -> Result<()> {
    if let Ok(url) = env::var(DATABASE) {
        return rust::on_database(tree, &url, rest);
    }
    let database = postgres::Postgres::start()?;
    rust::on_database(tree, database.url(), rest)
}

fn sizes(tree: &Tree) -> Result<()> {
    build::site(tree, Profile::Release)?;
    let sizes = size::measure(tree)?;
    eprintln!("{sizes}");
    sizes.check()?;
    linked::check(tree)
}
