//! A transaction that may write.

use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, ExecResult, QueryResult,
    QueryTrait as _, Statement, StatementBuilder, UpdateMany, Values,
    sea_query::{Expr, Query},
};

use super::writer::Turn;
use crate::{
    Error,
    changes::{CHANNEL, Change, Changes},
};

/// Work that two at a time would only spoil for each other.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Alone {
    /// A batch of an import: two runs of one file are about to write the same lines. The number is any that no other
    /// work has in the same database.
    Import = 0x5374_6101,
}

/// Statements that go to SQLite together: it keeps each of them prepared for as long as it remembers the whole.
const TRIP: usize = 16;

/// A transaction that may write. Queries run on `&txn`; dropped without [`WriteTxn::commit`] it leaves no trace.
#[derive(Debug)]
pub struct WriteTxn {
    inner: Inner,
    changes: Changes,
    told: Mutex<Vec<Change>>,
    later: Mutex<Vec<Later>>,
    is_quiet: bool,
}

/// Where it runs.
#[derive(Debug)]
pub(super) enum Inner {
    /// PostgreSQL.
    Own(DatabaseTransaction),
    /// A part of a common one on SQLite.
    Turn(Turn),
}

/// Not written yet.
#[derive(Debug)]
struct Later {
    statement: Statement,
    /// It names the one row that it changes, or everything is taken back.
    is_decisive: bool,
}

impl WriteTxn {
    pub(super) fn new(inner: Inner, changes: Changes) -> Self {
        let later = match &inner {
            Inner::Turn(turn) => turn.begins_with().map(Later::begin).collect(),
            Inner::Own(_) => Vec::new(),
        };
        let (told, later) = (Mutex::default(), Mutex::new(later));
        Self { inner, changes, told, later, is_quiet: false }
    }

    /// The same transaction, of which nobody is told: whoever writes much says so once, in the end.
    pub(crate) fn quietly(self) -> Self {
        Self { is_quiet: true, ..self }
    }

    /// Waits until nobody else is at this kind of work, and keeps others from it until the end of the transaction. On
    /// SQLite there is only one who writes anyway.
    pub(crate) async fn alone(&self, work: Alone) -> Result<(), Error> {
        if let Inner::Own(own) = &self.inner {
            let lock = Statement::from_sql_and_values(
                DbBackend::Postgres,
                "SELECT pg_advisory_xact_lock($1)",
                [i64::from(work as i32).into()],
            );
            own.execute_raw(lock).await?;
        }
        Ok(())
    }

    /// Writes this before anything else is asked, with the commit at the latest: for what cannot miss and whose result
    /// nobody waits for. What waits reaches SQLite in one trip to the thread that writes.
    pub(crate) fn later(&self, query: &impl StatementBuilder) {
        self.push(query, false);
    }

    /// The same for what decides whether all of it is written: it has to find its row as it was read. Otherwise the next
    /// that is asked, or the commit, fails with [`Error::Stale`].
    pub(crate) fn decisive<E: EntityTrait>(&self, update: UpdateMany<E>) {
        let mut update = update.into_query();
        update.returning(Query::returning().expr(Expr::value(1)));
        self.push(&update, true);
    }

    fn push(&self, query: &impl StatementBuilder, is_decisive: bool) {
        let statement = self.get_database_backend().build(query);
        locked(&self.later).push(Later { statement, is_decisive });
    }

    /// Writes what waits.
    pub(crate) async fn settle(&self) -> Result<(), Error> {
        Ok(self.settled().await.map(drop)?)
    }

    /// Where the next statement runs.
    async fn settled(&self) -> Result<&DatabaseTransaction, DbErr> {
        let (connection, trip) = match &self.inner {
            Inner::Own(own) => (own, 1),
            Inner::Turn(turn) => (turn.connection()?, TRIP),
        };
        let waiting = std::mem::take(&mut *locked(&self.later));
        let mut waiting = waiting.into_iter().peekable();
        while waiting.peek().is_some() {
            write(connection, waiting.by_ref().take(trip)).await?;
        }
        Ok(connection)
    }

    /// Says what open pages should look at again; they are told if and when this is committed.
    pub fn tell(&self, change: Change) {
        if self.is_quiet {
            return;
        }
        let mut told = locked(&self.told);
        if !told.contains(&change) {
            told.push(change);
        }
    }

    /// Makes everything durable and visible at once, then tells open pages.
    pub async fn commit(self) -> Result<(), Error> {
        self.settle().await?;
        let told = self.told.into_inner().unwrap_or_else(PoisonError::into_inner);
        let own = match self.inner {
            Inner::Own(own) => own,
            Inner::Turn(turn) => return turn.commit(told).await,
        };
        // PostgreSQL tells us, as it tells the other servers.
        for change in told {
            let notify = Statement::from_sql_and_values(
                DbBackend::Postgres,
                "SELECT pg_notify($1, $2)",
                [CHANNEL.into(), change.to_wire().into()],
            );
            own.execute_raw(notify).await?;
        }
        own.commit().await?;
        self.changes.count_write();
        Ok(())
    }

    /// Takes everything back. Dropping does the same, a little later.
    pub async fn rollback(self) -> Result<(), Error> {
        match self.inner {
            Inner::Own(own) => Ok(own.rollback().await?),
            // It is done before anybody else has a turn.
            Inner::Turn(_) => Ok(()),
        }
    }
}

impl Later {
    fn begin(sql: &str) -> Self {
        let statement = Statement::from_string(DbBackend::Sqlite, sql);
        Self { statement, is_decisive: false }
    }
}

#[async_trait]
impl ConnectionTrait for WriteTxn {
    fn get_database_backend(&self) -> DbBackend {
        match &self.inner {
            Inner::Own(own) => own.get_database_backend(),
            Inner::Turn(_) => DbBackend::Sqlite,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.settled().await?.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.settled().await?.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.settled().await?.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.settled().await?.query_all_raw(statement).await
    }
}

/// Sends statements together and counts what the decisive ones of them answer.
async fn write(
    connection: &DatabaseTransaction,
    trip: impl Iterator<Item = Later>,
) -> Result<(), DbErr> {
    let mut decisive = 0;
    let statement = joined(trip.map(|later| {
        decisive += usize::from(later.is_decisive);
        later.statement
    }));
    if decisive == 0 {
        return connection.execute_raw(statement).await.map(drop);
    }
    let rows = connection.query_all_raw(statement).await?;
    if rows.len() == decisive { Ok(()) } else { Err(DbErr::RecordNotUpdated) }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Several statements as one, whose driver hands each of them its share of the values.
fn joined(statements: impl Iterator<Item = Statement>) -> Statement {
    let mut all = Statement::from_string(DbBackend::Sqlite, String::new());
    for Statement { sql, values, db_backend } in statements {
        if !all.sql.is_empty() {
            all.sql.push(';');
        }
        all.sql.push_str(&sql);
        all.db_backend = db_backend;
        all.values.get_or_insert_with(|| Values(Vec::new())).0.extend(values.into_iter().flatten());
    }
    all
}
