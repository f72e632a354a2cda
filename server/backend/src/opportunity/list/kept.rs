//! Figures over thousands of rows, remembered until anything is written: every page of the list shows them, and between two
//! writes they are the same.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    dashboard::Reports,
    money::Money,
    opportunity::{Count, ViewCount},
};

use crate::{Context, Error};

/// Another process may write to the same SQLite file, the command-line import for one; nobody tells us of that.
const LONGEST: TimeDelta = TimeDelta::seconds(5);
/// More different questions than this are not asked between two writes by anybody who reads the answers.
const MOST: usize = 256;

/// All remembered figures of a portal.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    /// What matches a filter and what it is worth.
    pub totals: Kept<(Count, Vec<Money>)>,
    /// Rows of each view.
    pub views: Kept<Vec<ViewCount>>,
    /// Reports of a period.
    pub reports: Kept<Reports>,
}

/// Answers by question.
#[derive(Debug)]
pub(crate) struct Kept<T>(Mutex<HashMap<String, Answer<T>>>);

#[derive(Debug)]
struct Answer<T> {
    value: T,
    /// Writes before it was read.
    writes: u64,
    at: DateTime<Utc>,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Kept<T> {
    /// The remembered answer if nothing was written since, else a new one. The question says whose rows are meant.
    pub async fn get(
        &self,
        cx: &Context,
        question: String,
        read: impl AsyncFnOnce() -> Result<T, Error>,
    ) -> Result<T, Error> {
        let writes = cx.db.changes().writes();
        let is_fresh =
            |known: &&Answer<T>| known.writes == writes && (cx.now - known.at).abs() < LONGEST;
        if let Some(known) = self.lock().get(&question).filter(is_fresh) {
            return Ok(known.value.clone());
        }
        let value = read().await?;
        let mut answers = self.lock();
        if answers.len() >= MOST {
            answers.clear();
        }
        answers.insert(question, Answer { value: value.clone(), writes, at: cx.now });
        Ok(value)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Answer<T>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
