//! What every page of the list shows and what is the same between two writes, remembered until anything is written: figures
//! over thousands of rows, and the few rows by which all others are read.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    choice::Choices,
    dashboard::Reports,
    ids::UserId,
    money::Money,
    opportunity::{Named, ViewCount},
    rate::Rate,
};

use crate::{Context, Error, choice, opportunity::people, rate};

/// Another process may write to the same SQLite file, the command-line import for one; nobody tells us of that.
const LONGEST: TimeDelta = TimeDelta::seconds(5);
/// More different questions than this are not asked between two writes by anybody who reads the answers.
const MOST: usize = 256;

/// All that is remembered of a portal.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    /// What matches a filter and what it is worth.
    pub totals: Kept<(u64, Vec<Money>)>,
    /// Rows of each view.
    pub views: Kept<Vec<ViewCount>>,
    /// Reports of a period.
    pub reports: Kept<Reports>,
    choices: Kept<Arc<Choices>>,
    rates: Kept<Arc<[Rate]>>,
    owners: Kept<Arc<[Named<UserId>]>>,
}

impl Figures {
    /// The words of stages and reasons, for reading rows; what is written is checked against the table itself.
    pub async fn choices(&self, cx: &Context) -> Result<Arc<Choices>, Error> {
        let read = async || choice::all(cx.db.read(), cx).await.map(Arc::new);
        self.choices.get(cx, asker(cx), read).await
    }

    /// The exchange rates of today.
    pub async fn rates(&self, cx: &Context) -> Result<Arc<[Rate]>, Error> {
        let day = cx.local(cx.now).date_naive();
        let read = async || rate::valid_on(cx.db.read(), day).await.map(Arc::from);
        self.rates.get(cx, day.to_string(), read).await
    }

    /// Everybody who may own an opportunity.
    pub async fn owners(&self, cx: &Context) -> Result<Arc<[Named<UserId>]>, Error> {
        let read = async || people::active(cx.db.read(), cx).await.map(Arc::from);
        self.owners.get(cx, asker(cx), read).await
    }
}

/// Whose rows are meant.
pub(super) fn asker(cx: &Context) -> String {
    format!("{:?}", cx.user_id())
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
        let writes = cx.db.writes();
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
        // Whoever began later may have been quicker.
        if answers.get(&question).is_none_or(|known| known.writes <= writes) {
            answers.insert(question, Answer { value: value.clone(), writes, at: cx.now });
        }
        Ok(value)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Answer<T>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
