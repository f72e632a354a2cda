//! `stafeta import FILE`: imports opportunities with accounts and contacts, or only says what it would do.

use std::{error::Error, path::PathBuf};

use backend::import::{self, DateOrder, Options};
use domain::import::ImportReport;

use super::portal;
use crate::config::Config;

/// What to import and how.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// CSV file: comma, semicolon or tab; UTF-8 or Windows-1250.
    file: PathBuf,
    /// Only say what would be done.
    #[arg(long)]
    preview: bool,
    /// Import nothing when one line is wrong; otherwise the good lines are kept.
    #[arg(long)]
    all_or_nothing: bool,
    /// Read `5/11/2026` as the fifth of November.
    #[arg(long)]
    day_first: bool,
}

/// Runs it; fails when a line was wrong, so that a script notices.
pub async fn run(config: &Config, arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let bytes = std::fs::read(&arguments.file)
        .map_err(|error| format!("cannot read {}: {error}", arguments.file.display()))?;
    let name = arguments.file.file_name().map(|name| name.to_string_lossy().into_owned());
    let backend = portal::open(config, config.listen, None).await?;
    let options = Options {
        write: !arguments.preview,
        all_or_nothing: arguments.all_or_nothing,
        dates: if arguments.day_first { DateOrder::DayFirst } else { DateOrder::MonthFirst },
    };
    let report =
        import::execute(&backend.system(), &name.unwrap_or_default(), &bytes, options).await?;
    backend.db.close().await?;
    tell(&report);
    if report.failed > 0 {
        Err(format!("{} lines are wrong", report.failed).into())
    } else {
        Ok(())
    }
}

fn tell(report: &ImportReport) {
    for error in &report.errors {
        let column = error.column.as_deref().unwrap_or("line");
        println!("line {}, {column}: {:?} {:?}", error.line, error.problem, error.value);
    }
    for (first, last) in &report.further {
        println!("lines {first} to {last} are wrong, too");
    }
    println!(
        "{}: {} lines; {} new, {} changed, {} unchanged, {} wrong; {} new accounts, {} new contacts",
        if report.written { "Imported" } else { "Nothing was written" },
        report.lines,
        report.created,
        report.updated,
        report.unchanged,
        report.failed,
        report.accounts,
        report.contacts,
    );
}
