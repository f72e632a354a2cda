//! What an import of opportunities found and did.

use serde::{Deserialize, Serialize};

use crate::{ids::RoutingRunId, invalid::Problem};

/// One thing wrong in one line of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineError {
    /// Line of the file, the header is 1.
    pub line: u64,
    /// Header of the column, if one is to blame.
    pub column: Option<String>,
    /// The text that was found there, shortened.
    pub value: String,
    /// What is wrong.
    #[serde(flatten)]
    pub problem: Problem,
}

/// Why nothing could be read from a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileProblem {
    /// There is nothing in it.
    Empty,
    /// There is a header and nothing below it.
    NoLines,
    /// A quotation mark of the header is not closed.
    Header,
    /// A workbook of Excel and no CSV.
    Workbook,
    /// A picture, a document, a program: no text.
    Binary,
}

/// The answer to a preview or to an import.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ImportReport {
    /// File name.
    pub file_name: String,
    /// `UTF-8`, `UTF-16LE`, `UTF-16BE` or `Windows-1250`.
    pub encoding: String,
    /// `,`, `;` or tab.
    pub separator: String,
    /// Columns that were understood: header and field.
    pub columns: Vec<(String, String)>,
    /// Headers that mean nothing to us and are left out.
    pub ignored: Vec<String>,
    /// Data lines.
    pub lines: u64,
    /// Lines that are or would be new opportunities.
    pub created: u64,
    /// Lines that change or would change an opportunity.
    pub updated: u64,
    /// Lines that change nothing.
    pub unchanged: u64,
    /// New accounts.
    pub accounts: u64,
    /// New contacts.
    pub contacts: u64,
    /// Lines with errors.
    pub failed: u64,
    /// The errors of the first wrong lines, about 500 of them.
    pub errors: Vec<LineError>,
    /// The other wrong lines: first and last of each run of them.
    #[serde(default)]
    pub further: Vec<(u64, u64)>,
    /// The first few good lines: topic, account, status, value as they will be stored.
    pub sample: Vec<[String; 4]>,
    /// Whether anything was written.
    pub written: bool,
    /// Why no line of the file could be read.
    #[serde(default)]
    pub refused: Option<FileProblem>,
    /// The line from which on nothing was done, because something outside of the file got in the way. A second run goes
    /// on there.
    #[serde(default)]
    pub stopped: Option<u64>,
    /// New opportunities that a rule distributes as soon as they are created.
    #[serde(default)]
    pub distributed: u64,
    /// Where that is done in the background.
    #[serde(default)]
    pub runs: Vec<RoutingRunId>,
}

impl ImportReport {
    /// Adds what an earlier run of the same file did before it stopped. This run found that done already.
    pub fn goes_on_after(&mut self, earlier: &Self) {
        if earlier.stopped.is_none() || !earlier.written {
            return;
        }
        self.written = true;
        self.unchanged = self.unchanged.saturating_sub(earlier.created + earlier.updated);
        self.created += earlier.created;
        self.updated += earlier.updated;
        self.accounts += earlier.accounts;
        self.contacts += earlier.contacts;
        self.distributed += earlier.distributed;
        self.runs.splice(0..0, earlier.runs.iter().copied());
    }
}

/// A preview that waits to be confirmed, or a finished import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportView {
    /// What was or would be done.
    pub report: ImportReport,
    /// It can be confirmed: it was not done yet, or not to its end.
    pub waits: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn going_on_adds_to_what_was_done_before_the_stop() {
        let stopped = ImportReport {
            created: 200,
            updated: 10,
            accounts: 5,
            contacts: 4,
            written: true,
            stopped: Some(212),
            ..ImportReport::default()
        };
        let again = ImportReport { created: 90, unchanged: 215, ..ImportReport::default() };

        let mut whole = again.clone();
        whole.goes_on_after(&stopped);
        assert_eq!((whole.created, whole.updated, whole.unchanged), (290, 10, 5));
        assert_eq!((whole.accounts, whole.contacts, whole.written), (5, 4, true));

        let mut first = again.clone();
        first.goes_on_after(&ImportReport { stopped: None, ..stopped });
        assert_eq!(first, again);
    }
}
