//! Counts what becomes of lines, and which ids stood in lines that were good.

use std::collections::HashSet;

use domain::{
    import::{ImportReport, LineError},
    invalid::FieldError,
};

use super::{
    columns::Column,
    desk::Decision,
    line::Cells,
    parties::{AccountDeed, ContactDeed},
};
use crate::opportunity::absorb::Absorbed;

/// Errors that a report explains; lines beyond are only named.
const MOST_ERRORS: usize = 500;
/// Good lines that a preview shows.
const SAMPLE: usize = 8;

/// The report as far as it is known.
#[derive(Debug, Clone)]
pub struct Tally {
    pub report: ImportReport,
}

impl Tally {
    /// A line that is right.
    pub fn good(&mut self, decision: &Decision) {
        let report = &mut self.report;
        report.accounts += u64::from(matches!(decision.parties.account_deed, AccountDeed::Make(_)));
        report.contacts +=
            u64::from(matches!(decision.parties.contact_deed, ContactDeed::Make { .. }));
        let count = match decision.verdict.absorbed() {
            Absorbed::Created => &mut report.created,
            Absorbed::Updated => &mut report.updated,
            Absorbed::Unchanged => &mut report.unchanged,
        };
        *count += 1;
        if report.sample.len() < SAMPLE {
            let form = &decision.form;
            let value = if form.estimated_value.is_empty() {
                String::new()
            } else {
                [form.estimated_value.as_str(), &form.currency].join(" ")
            };
            let [topic, account, status] =
                [&form.topic, &form.account_name, &form.status].map(Clone::clone);
            report.sample.push([topic, account, status, value]);
        }
    }

    /// A line that is not.
    pub fn wrong(&mut self, line: u64, errors: &[FieldError], cells: &Cells<'_>) {
        let report = &mut self.report;
        report.failed += 1;
        if report.errors.len() >= MOST_ERRORS {
            match report.further.last_mut() {
                Some((_, last)) if *last + 1 == line => *last = line,
                _ => report.further.push((line, line)),
            }
            return;
        }
        for error in errors {
            let column = Column::of_field(&error.field);
            let found = column.and_then(|column| cells.get(&column)).copied().unwrap_or_default();
            report.errors.push(LineError {
                line,
                column: column.map(|column| column.name().to_owned()),
                value: found.chars().take(60).collect(),
                problem: error.problem.clone(),
            });
        }
    }
}

/// Ids of good lines. One that a wrong line holds is free for a later one.
#[derive(Debug, Default)]
pub struct Seen {
    ids: HashSet<String>,
    uncommitted: Vec<String>,
}

impl Seen {
    /// Whether a good line before had it.
    pub fn knows(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// A good line has it.
    pub fn add(&mut self, id: String) {
        self.ids.insert(id.clone());
        self.uncommitted.push(id);
    }

    /// The lines are stored.
    pub fn keep(&mut self) {
        self.uncommitted.clear();
    }

    /// The lines that were not stored come again.
    pub fn forget_uncommitted(&mut self) {
        for id in self.uncommitted.drain(..) {
            self.ids.remove(&id);
        }
    }
}
