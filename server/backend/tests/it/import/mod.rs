//! Opportunities from files: the headers, encodings and mistakes of spreadsheets, and what they leave behind.

mod again;
mod figures;
mod headers;
mod hostile;
mod rights;
mod size;
mod turns;
mod whole;
mod wrong;

use backend::{
    Context,
    import::{self, DateOrder, Options},
    opportunity,
};
use domain::{import::ImportReport, invalid::Problem, opportunity::OpportunityForm};
use sea_orm::{ConnectionTrait, Statement};
use testkit::Portal;

/// Writes the good lines and leaves out the others.
const KEEP_GOOD: Options =
    Options { write: true, all_or_nothing: false, dates: DateOrder::MonthFirst };

/// Imports the good lines of a file.
async fn imported(cx: &Context, file: impl AsRef<[u8]>) -> ImportReport {
    import::execute(cx, "prilezitosti.csv", file.as_ref(), KEEP_GOOD).await.unwrap()
}

/// Imports a file in which nothing is wrong.
async fn import_all(cx: &Context, file: impl AsRef<[u8]>) -> ImportReport {
    let report = imported(cx, file).await;
    assert!(report.errors.is_empty() && report.failed == 0, "{:?}", report.errors);
    report
}

/// Lines that were created, changed, unchanged and refused.
fn counts(report: &ImportReport) -> (u64, u64, u64, u64) {
    (report.created, report.updated, report.unchanged, report.failed)
}

/// Line, column and problem of each error.
fn errors(report: &ImportReport) -> Vec<(u64, &str, Problem)> {
    report
        .errors
        .iter()
        .map(|error| (error.line, error.column.as_deref().unwrap_or(""), error.problem.clone()))
        .collect()
}

/// Every opportunity as its page shows it, by topic.
async fn stored(portal: &Portal) -> Vec<OpportunityForm> {
    let cx = portal.staff_manager();
    let mut forms = Vec::new();
    for reference in texts(portal, "SELECT reference FROM opportunity ORDER BY topic_sort").await {
        forms.push(opportunity::show(&cx, &reference).await.unwrap().form);
    }
    forms
}

/// The first column of a query.
async fn texts(portal: &Portal, query: &str) -> Vec<String> {
    let db = &portal.backend.db;
    let statement = Statement::from_string(db.backend(), query);
    let rows = db.read().query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

/// How many rows a table has beside those with which every portal begins.
async fn added(portal: &Portal, table: &str) -> usize {
    let known = if table == "account" { 3 } else { 0 };
    let count = texts(portal, &format!("SELECT CAST(count(*) AS text) FROM {table}")).await;
    count[0].parse::<usize>().unwrap() - known
}
