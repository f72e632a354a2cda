//! What lists show and what is the same between two writes, remembered until anything is written: figures over thousands of
//! rows, the few rows by which all others are read, and whole pages, which after a change all who look at them ask for anew.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use domain::{
    choice::Choices,
    dashboard::{Dashboard, Reports},
    ids::UserId,
    money::Money,
    opportunity::{ListQuery, Named, View, ViewCount},
    person::Me,
    policy::Actor,
    rate::Rate,
};
use sea_orm::DbBackend;
use tokio::sync::OnceCell;

use super::found::Found;
use crate::{Context, Error, choice, opportunity::people, rate};

/// Seconds after which everything is read anew, at the same moment, since one answer is read from others: another process may
/// write to the same SQLite file, the command-line import for one, and nobody tells us of that.
const LONGEST: i64 = 5;
/// Bytes of a question that is too long to be kept; what people send has no end.
const LONG: usize = 4_000;
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
    /// First pages of staff.
    pub dashboards: Kept<Dashboard>,
    /// Whoever is signed in.
    pub people: Kept<Me>,
    pages: Kept<Arc<Found>>,
    choices: Kept<Arc<Choices>>,
    rates: Kept<Arc<[Rate]>>,
    owners: Kept<Arc<[Named<UserId>]>>,
}

impl Figures {
    /// The page that the URL asks for. Colleagues of one role see the same, unless they ask for their own.
    pub async fn page(&self, cx: &Context, query: &ListQuery) -> Result<Arc<Found>, Error> {
        let view: View = query.view.parse().unwrap_or_default();
        let who = match cx.actor {
            Actor::Staff { role, .. } if view != View::Mine => format!("{role:?}"),
            _ => asker(cx),
        };
        let question = format!("{who} {:?} {query:?}", cx.zone.iana_name());
        let read = async || Found::read(cx, query).await.map(Arc::new);
        self.pages.get_here(cx, question, read).await
    }

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
    /// Nothing while it is being read; `None` when whoever read it has failed.
    value: Arc<OnceCell<Option<T>>>,
    /// Writes before it was read.
    writes: u64,
    /// The span of [`LONGEST`] in which it was read, counted from 1970.
    age: i64,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Kept<T> {
    /// The remembered answer if nothing was written since, else a new one, which is read once for all who ask meanwhile. The
    /// question says whose rows are meant.
    pub async fn get(
        &self,
        cx: &Context,
        question: String,
        read: impl AsyncFnOnce() -> Result<T, Error>,
    ) -> Result<T, Error> {
        if question.len() > LONG {
            return read().await;
        }
        let answer = self.place(cx, question);
        // Whoever reads it may wait for a connection, so nobody who has one waits for them.
        if answer.get().is_none() && cx.db.has_connection() {
            let value = read().await?;
            // Somebody else may have been quicker.
            let _ = answer.set(Some(value.clone()));
            return Ok(value);
        }
        let (mut read, mut failed) = (Some(read), None);
        let (once, failure) = (&mut read, &mut failed);
        let first = || async move {
            let read = once.take()?;
            read().await.map_err(|error| *failure = Some(error)).ok()
        };
        match (answer.get_or_init(first).await.clone(), failed, read) {
            (Some(value), ..) => Ok(value),
            // What another one could not read.
            (None, None, Some(read)) => read().await,
            (None, failed, _) => Err(failed.unwrap_or(Error::Unavailable)),
        }
    }

    /// The same for rows that people look for when they have just changed them. They are not remembered where other servers
    /// write as well: until this one is told of it, somebody would look in vain.
    pub async fn get_here(
        &self,
        cx: &Context,
        question: String,
        read: impl AsyncFnOnce() -> Result<T, Error>,
    ) -> Result<T, Error> {
        if cx.db.backend() == DbBackend::Postgres {
            return read().await;
        }
        self.get(cx, question, read).await
    }

    /// Where the answer is, or is to be.
    fn place(&self, cx: &Context, question: String) -> Arc<OnceCell<Option<T>>> {
        let (writes, age) = (cx.db.writes(), cx.now.timestamp().div_euclid(LONGEST));
        let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = answers.get(&question) {
            let has_failed = known.value.get().is_some_and(Option::is_none);
            if (known.writes, known.age) == (writes, age) && !has_failed {
                return Arc::clone(&known.value);
            }
            // Whoever began later has been quicker.
            if known.writes > writes {
                return Arc::default();
            }
        }
        // Nobody asks for what was before a write.
        answers.retain(|_, known| known.writes >= writes);
        if answers.len() >= MOST {
            answers.clear();
        }
        let value = Arc::default();
        answers.insert(question, Answer { value: Arc::clone(&value), writes, age });
        value
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use chrono::TimeDelta;
    use domain::lang::Lang;
    use tokio::{sync::Barrier, task::yield_now};

    use super::*;
    use crate::{
        Backend,
        db::{Db, Options},
    };

    /// Numbers of how often something was read.
    #[derive(Default)]
    struct Read {
        kept: Kept<u32>,
        times: AtomicU32,
    }

    impl Read {
        async fn ask(&self, cx: &Context) -> u32 {
            let read = async || {
                yield_now().await;
                Ok(self.times.fetch_add(1, Ordering::Relaxed) + 1)
            };
            self.kept.get(cx, "how often".to_owned(), read).await.unwrap()
        }
    }

    async fn backend(folder: &tempfile::TempDir) -> Backend {
        let url = format!("sqlite://{}/kept.sqlite", folder.path().display());
        Backend::new(Db::connect(&url, &Options::default()).await.unwrap())
    }

    #[tokio::test]
    async fn what_several_ask_is_read_once_between_two_writes() {
        let folder = tempfile::tempdir().unwrap();
        let cx = backend(&folder).await.context(Actor::System, Lang::Cs);
        let read = Read::default();
        assert_eq!(tokio::join!(read.ask(&cx), read.ask(&cx), read.ask(&cx)), (1, 1, 1));
        cx.db.begin_write().await.unwrap().uncounted().commit().await.unwrap();
        assert_eq!(read.ask(&cx).await, 1);
        let before = cx.still();
        cx.db.begin_write().await.unwrap().commit().await.unwrap();
        assert_eq!(read.ask(&cx).await, 2);
        assert_eq!(read.ask(&before).await, 3, "it must not see what came after it");
        assert_eq!(read.ask(&cx).await, 2, "whoever began before leaves the newer answer");
        let mut later = cx;
        later.now += TimeDelta::seconds(LONGEST);
        assert_eq!(read.ask(&later).await, 4);
    }

    /// Nor do others who asked meanwhile wait for each other.
    #[tokio::test]
    async fn a_failure_is_not_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let cx = backend(&folder).await.context(Actor::System, Lang::Cs);
        let kept = Kept::default();
        let fails = async || -> Result<(), Error> {
            yield_now().await;
            Err(Error::Busy)
        };
        // They meet only if both read at the same time.
        let both = Barrier::new(2);
        let meets = async || {
            both.wait().await;
            Ok(())
        };
        let question = || "the same".to_owned();
        let (failed, one, other) = tokio::join!(
            kept.get(&cx, question(), fails),
            kept.get(&cx, question(), meets),
            kept.get(&cx, question(), meets),
        );
        assert!(matches!((failed, one, other), (Err(Error::Busy), Ok(()), Ok(()))));
        kept.get(&cx, question(), async || Ok(())).await.unwrap();
        kept.get(&cx, question(), fails).await.unwrap();
    }

    /// The one that reads waits for the connection of the one that would wait for it.
    #[tokio::test]
    async fn whoever_has_a_connection_waits_for_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/kept.sqlite", folder.path().display());
        let one = Options { connections: 1, ..Options::default() };
        let db = Db::connect(&url, &one).await.unwrap();
        let cx = Backend::new(db).context(Actor::System, Lang::Cs);
        let kept = Kept::default();
        let ask = async |cx: &Context| {
            let read = async || cx.db.ping().await;
            kept.get(cx, "the same".to_owned(), read).await
        };
        let (holder, other) = (cx.still(), cx.still());
        holder.db.ping().await.unwrap();
        let reads = ask(&other);
        let holds = async {
            yield_now().await;
            let asked = ask(&holder).await;
            drop(holder);
            asked
        };
        let (read, held) = tokio::join!(reads, holds);
        held.unwrap();
        read.unwrap();
    }

    #[tokio::test]
    async fn what_nobody_asks_for_any_more_is_given_up() {
        let folder = tempfile::tempdir().unwrap();
        let cx = backend(&folder).await.context(Actor::System, Lang::Cs);
        let kept = Kept::default();
        let ask = async |number: usize| {
            kept.get(&cx, number.to_string(), async || Ok(number)).await.unwrap();
            kept.0.lock().unwrap().len()
        };
        assert_eq!((ask(0).await, ask(1).await), (1, 2));
        cx.db.begin_write().await.unwrap().commit().await.unwrap();
        for number in 0..MOST {
            assert_eq!(ask(number).await, number + 1);
        }
        assert_eq!(ask(MOST).await, 1);
    }
}
