//! What the page of all settings says of each part.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::choice::List;

/// How many of a list count and how many do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Split {
    /// Those that are offered or in use.
    pub on: u64,
    /// Those that are not (any more).
    pub off: u64,
}

/// Figures of all parts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Overview {
    /// What the vendor sells.
    pub products: Split,
    /// Stages and reasons, list by list.
    pub choices: Vec<(List, Split)>,
    /// Rules of distribution.
    pub rules: Split,
    /// The newest day with currency rates.
    pub rates: Option<NaiveDate>,
    /// Messages that wait to be sent or passed on.
    pub mail_waiting: u64,
    /// Messages that were given up.
    pub mail_failed: u64,
}
