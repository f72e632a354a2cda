//! `stafeta import FILE`: imports opportunities with accounts and contacts, or only says what it would do.

use std::{error::Error, path::PathBuf};

use app::told;
use backend::import::{self, DateOrder, Options};

use super::{
    failure::{Failure, WRONG_LINES},
    portal,
};
use crate::config::Config;

/// What scripts learn of it.
pub const CODES: &str = "Exit codes: 0 all lines are fine, 1 nothing could be done or not to the end, 2 wrong arguments, \
                         3 lines are wrong and named above.";

/// What to import and how.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// CSV file: comma, semicolon or tab; UTF-8, UTF-16 or Windows-1250.
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

/// Runs it; fails when a line is wrong, so that a script notices.
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
    for line in told::import(&report) {
        println!("{line}");
    }
    if report.refused.is_some() {
        Err("the file cannot be read".into())
    } else if report.stopped.is_some() {
        Err("the import did not come to its end".into())
    } else if report.failed > 0 {
        let lines =
            if report.failed == 1 { "1 line is" } else { &format!("{} lines are", report.failed) };
        Err(Failure::new(WRONG_LINES, format!("{lines} wrong")).into())
    } else {
        Ok(())
    }
}
