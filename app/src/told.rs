//! Sentences for whoever operates the portal by the command line, in English as everything there.

use domain::{
    import::{FileProblem, ImportReport},
    invalid::Problem,
    lang::{Lang, plural},
};

use crate::text;

/// What is wrong with a typed value, and what would be right.
#[must_use]
pub fn problem(problem: &Problem) -> String {
    text::problem(Lang::En, problem)
}

/// Why nothing could be read from a file.
#[must_use]
pub fn file_problem(problem: FileProblem) -> &'static str {
    text::file_problem(Lang::En, problem)
}

/// What an import did or would do: how the file was read, each wrong line, and the figures.
#[must_use]
pub fn import(report: &ImportReport) -> Vec<String> {
    let mut lines = vec![text::import_summary(Lang::En, report)];
    if let Some(problem) = report.refused {
        lines.push(file_problem(problem).to_owned());
        return lines;
    }
    if !report.ignored.is_empty() {
        lines.push(format!("Columns that are left out: {}", report.ignored.join(", ")));
    }
    for error in &report.errors {
        let column = error.column.as_ref().map(|column| {
            let header = report.columns.iter().find(|(_, name)| name == column);
            let header = header.map_or(column, |(header, _)| header);
            format!(", column {}", header.escape_debug())
        });
        let found = match error.value.as_str() {
            "" => String::new(),
            value => format!(" Found: \"{}\"", value.escape_debug()),
        };
        let what = problem(&error.problem);
        lines.push(format!("Line {}{}: {what}{found}", error.line, column.unwrap_or_default()));
    }
    for (first, last) in &report.further {
        lines.push(if first == last {
            format!("Line {first} is wrong, too.")
        } else {
            format!("Lines {first} to {last} are wrong, too.")
        });
    }
    lines.push(figures(report));
    if report.distributed > 0 {
        lines.push(text::import_distributes(Lang::En, report.distributed, !report.written));
    }
    if let Some(line) = report.stopped {
        lines.push(text::import_stopped(Lang::En, line, report.written));
    }
    lines
}

fn figures(report: &ImportReport) -> String {
    let count = |number: u64, one: &'static str, many: &'static str| {
        let word = plural(Lang::En, number, (one, many, many));
        format!("{number} {word}")
    };
    let done = if report.written { "Imported" } else { "Nothing was written" };
    format!(
        "{done}: {}; {} new, {} changed, {} unchanged, {} wrong; {}, {}",
        count(report.lines, "line", "lines"),
        report.created,
        report.updated,
        report.unchanged,
        report.failed,
        count(report.accounts, "new account", "new accounts"),
        count(report.contacts, "new contact", "new contacts"),
    )
}
