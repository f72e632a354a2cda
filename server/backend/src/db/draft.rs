//! Transactions that ask nothing before their commit are written together: many of them in one trip to the thread that
//! writes. Where something of that does not stand, each of them is written again by itself.

use std::{
    mem,
    sync::{Arc, Mutex},
};

use tokio::{runtime::Handle, sync::oneshot};

use super::{
    later::{Later, Trip, locked},
    writer::{Effect, Ready, Turn, Writer},
};
use crate::Error;

/// At most so many in one trip. SQLite keeps each length prepared by itself, so that the lengths are powers of two.
const TOGETHER: usize = 8;

/// Those that wait for their turn.
pub(super) type Drafts = Arc<Mutex<Vec<Draft>>>;

/// Everything that one transaction writes.
#[derive(Debug)]
pub(super) struct Draft {
    trip: Trip,
    ready: Ready,
}

impl Writer {
    /// Writes this with all others that wait at the same time, and waits until it is on the disk. [`Error::Stale`] when
    /// something decisive was not found as it was expected; then nothing is written. All that wait together have the
    /// patience of the first of them.
    pub async fn write_together(
        &self,
        statements: Vec<Later>,
        effect: Effect,
    ) -> Result<(), Error> {
        let (answer, written) = oneshot::channel();
        let draft = Draft { trip: Trip::of(statements), ready: Ready { effect, answer } };
        let is_first = {
            let mut drafts = locked(&self.drafts);
            drafts.push(draft);
            drafts.len() == 1
        };
        if is_first {
            // Whoever asked may go; the others still wait.
            Handle::current().spawn(self.clone().write_drafts());
        }
        written.await.unwrap_or(Err(Error::Unavailable))
    }

    async fn write_drafts(self) {
        let turn = self.begin().await;
        let mut drafts = mem::take(&mut *locked(&self.drafts));
        let mut turn = match turn {
            Ok(turn) => turn,
            Err(error) => return fail(drafts, &error),
        };
        while !drafts.is_empty() {
            let rest = drafts.split_off(alike(&drafts));
            turn.write(mem::replace(&mut drafts, rest)).await;
        }
        // At once: whoever reads meanwhile goes into the next commit.
        turn.end().await;
    }
}

impl Turn {
    /// Writes them together, or each that can be written.
    async fn write(&mut self, mut drafts: Vec<Draft>) {
        if drafts.len() > 1 {
            if let Err(error) = self.open().await {
                return fail(drafts, &error);
            }
            if self.send(drafts.iter().map(|draft| &draft.trip)).await.is_ok() {
                return self.stays(drafts.into_iter().map(|draft| draft.ready));
            }
            self.take_back().await;
        }
        while !drafts.is_empty() {
            if let Err(error) = self.open().await {
                return fail(drafts, &error);
            }
            let draft = drafts.remove(0);
            match self.send([&draft.trip].into_iter()).await {
                Ok(()) => self.stays([draft.ready]),
                Err(error) => {
                    self.take_back().await;
                    draft.fails(error);
                }
            }
        }
    }

    async fn send(&mut self, trips: impl Iterator<Item = &Trip>) -> Result<(), Error> {
        let mut all = Trip::of(self.begins_whole_with().map(Later::begin));
        for trip in trips {
            all.append(trip.clone());
        }
        Ok(all.write(self.connection()?).await?)
    }
}

impl Draft {
    fn fails(self, error: Error) {
        // Whoever asked may have gone.
        let _ = self.ready.answer.send(Err(error));
    }
}

/// Nothing can be written now.
fn fail(drafts: Vec<Draft>, error: &Error) {
    let is_busy = matches!(error, Error::Busy);
    tracing::error!(%error, "{} transactions did not begin", drafts.len());
    for draft in drafts {
        draft.fails(if is_busy { Error::Busy } else { Error::Unavailable });
    }
}

/// How many from the first one go together: the same statements with other values.
fn alike(drafts: &[Draft]) -> usize {
    let is_alike = |draft: &&Draft| draft.trip.is_like(&drafts[0].trip);
    let alike = drafts.iter().take(TOGETHER).take_while(is_alike).count();
    1 << alike.max(1).ilog2()
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectionTrait as _, DbBackend, Statement, Value};
    use tokio::task::{JoinHandle, yield_now};

    use super::*;
    use crate::db::{Db, Options};

    /// Rows with the numbers 0 to 15, each of them with `n` 0.
    async fn rows(folder: &tempfile::TempDir) -> Db {
        let url = format!("sqlite://{}/drafts.sqlite", folder.path().display());
        let db = Db::connect(&url, &Options::default()).await.unwrap();
        let table = "CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER NOT NULL, u INTEGER UNIQUE)";
        db.write.execute_unprepared(table).await.unwrap();
        let rows = "WITH RECURSIVE s (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM s WHERE i < 15) \
                    INSERT INTO t (id, n) SELECT i, 0 FROM s";
        db.write.execute_unprepared(rows).await.unwrap();
        db
    }

    /// Counts up the row if it stands at `from`, and takes `u` for it.
    fn counts(id: i64, from: i64, u: i64) -> Vec<Later> {
        let statement = |sql, values: Vec<i64>| {
            let values = values.into_iter().map(Value::from);
            Statement::from_sql_and_values(DbBackend::Sqlite, sql, values)
        };
        let count = "UPDATE t SET n = n + 1 WHERE id = ? AND n = ? RETURNING 1";
        let take = statement("UPDATE t SET u = ? WHERE id = ?", vec![u, id]);
        let statement = statement(count, vec![id, from]);
        vec![Later { statement, is_decisive: true }, take.into()]
    }

    /// Sends these while somebody else writes, so that all of them wait at the same time.
    async fn at_once(db: &Db, drafts: Vec<Vec<Later>>) -> Vec<JoinHandle<Result<(), Error>>> {
        let writer = db.writer.as_ref().unwrap();
        let somebody = db.begin_write().await.unwrap();
        let mut tasks = Vec::new();
        for (index, draft) in drafts.into_iter().enumerate() {
            let one = writer.clone();
            let effect = Effect { told: Vec::new(), counts: true };
            tasks.push(tokio::spawn(async move { one.write_together(draft, effect).await }));
            while locked(&writer.drafts).len() <= index {
                yield_now().await;
            }
        }
        somebody.rollback().await.unwrap();
        tasks
    }

    async fn results(tasks: Vec<JoinHandle<Result<(), Error>>>) -> Vec<Result<(), Error>> {
        let mut results = Vec::new();
        for task in tasks {
            results.push(task.await.unwrap());
        }
        results
    }

    async fn counted(db: &Db) -> Vec<i64> {
        let ids = "SELECT id FROM t WHERE n = 1 AND u IS NOT NULL ORDER BY id";
        let ids = Statement::from_string(DbBackend::Sqlite, ids);
        let rows = db.read().query_all_raw(ids).await.unwrap();
        rows.iter().map(|row| row.try_get("", "id").unwrap()).collect()
    }

    #[tokio::test]
    async fn all_that_wait_are_written() {
        let folder = tempfile::tempdir().unwrap();
        let db = rows(&folder).await;
        let drafts = (0..11).map(|id| counts(id, 0, id)).collect();
        for result in results(at_once(&db, drafts).await).await {
            result.unwrap();
        }
        assert_eq!(counted(&db).await, (0..11).collect::<Vec<_>>());
    }

    /// Wherever it is: among those that begin the common transaction, or after others that stay.
    #[tokio::test]
    async fn one_that_does_not_stand_is_refused_alone() {
        for odd in [0, 5, 9, 10] {
            let folder = tempfile::tempdir().unwrap();
            let db = rows(&folder).await;
            let drafts = (0..11).map(|id| counts(id, i64::from(id == odd), id)).collect();
            for (id, result) in (0..).zip(results(at_once(&db, drafts).await).await) {
                match result {
                    Ok(()) => assert_ne!(id, odd),
                    Err(Error::Stale) => assert_eq!(id, odd),
                    Err(error) => panic!("{id}: {error}"),
                }
            }
            let others: Vec<_> = (0..11).filter(|id| *id != odd).collect();
            assert_eq!(counted(&db).await, others);
        }
    }

    #[tokio::test]
    async fn of_two_that_exclude_each_other_the_first_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let db = rows(&folder).await;
        let drafts = vec![counts(1, 0, 1), counts(1, 0, 2), counts(2, 0, 3), counts(3, 0, 3)];
        let results = results(at_once(&db, drafts).await).await;
        assert!(matches!(results[..], [Ok(()), Err(Error::Stale), Ok(()), Err(Error::Stale)]));
        assert_eq!(counted(&db).await, [1, 2]);
    }

    #[tokio::test]
    async fn whoever_goes_takes_nobody_along() {
        let folder = tempfile::tempdir().unwrap();
        let db = rows(&folder).await;
        let mut tasks = at_once(&db, (0..4).map(|id| counts(id, 0, id)).collect()).await;
        tasks.remove(0).abort();
        for result in results(tasks).await {
            result.unwrap();
        }
        assert_eq!(counted(&db).await, [0, 1, 2, 3]);
    }

    #[tokio::test]
    async fn a_draft_that_asks_has_its_turn_and_can_be_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let db = rows(&folder).await;
        let draft = db.begin_draft().await.unwrap();
        draft.execute_unprepared("UPDATE t SET n = 1, u = 1 WHERE id = 1").await.unwrap();
        draft.rollback().await.unwrap();
        assert!(counted(&db).await.is_empty());
        let draft = db.begin_draft().await.unwrap();
        draft.execute_unprepared("UPDATE t SET n = 1, u = 1 WHERE id = 1").await.unwrap();
        draft.commit().await.unwrap();
        assert_eq!(counted(&db).await, [1]);
    }
}
