//! Finds the one record that a typed name means.

use domain::invalid::Problem;

use crate::fold;

/// A name as the pickers compare it.
pub(crate) fn key(name: &str) -> String {
    fold::fold(name.trim())
}

/// The only one of those that were found.
pub(crate) fn only<T>(mut found: Vec<T>) -> Result<T, Problem> {
    match (found.pop(), found.is_empty()) {
        (Some(one), true) => Ok(one),
        (Some(_), false) => Err(Problem::Ambiguous),
        (None, _) => Err(Problem::NotFound),
    }
}
