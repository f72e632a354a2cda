//! Finds the one record that a typed name means.

use domain::invalid::Problem;

use crate::fold;

/// A name as the pickers compare it. Without control characters, which no stored text has and which
/// PostgreSQL (U+0000) does not take in a query.
pub(crate) fn key(name: &str) -> String {
    let folded = fold::fold(name.trim());
    if folded.contains(char::is_control) { folded.replace(char::is_control, "") } else { folded }
}

/// The only one of those that were found.
pub(crate) fn only<T>(mut found: Vec<T>) -> Result<T, Problem> {
    match (found.pop(), found.is_empty()) {
        (Some(one), true) => Ok(one),
        (Some(_), false) => Err(Problem::Ambiguous),
        (None, _) => Err(Problem::NotFound),
    }
}
