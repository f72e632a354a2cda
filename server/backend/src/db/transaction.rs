//! A transaction that may write.

use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, Statement,
    StatementBuilder, Values,
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
    inner: DatabaseTransaction,
    // After the transaction: nobody writes before it is taken back.
    turn: Option<Turn>,
    changes: Changes,
    told: Mutex<Vec<Change>>,
    /// Not written yet.
    later: Mutex<Vec<Statement>>,
    is_quiet: bool,
}

impl WriteTxn {
    pub(super) fn new(inner: DatabaseTransaction, turn: Option<Turn>, changes: Changes) -> Self {
        let (told, later) = Default::default();
        Self { inner, turn, changes, told, later, is_quiet: false }
    }

    /// The same transaction, of which nobody is told: whoever writes much says so once, in the end.
    pub(crate) fn quietly(self) -> Self {
        Self { is_quiet: true, ..self }
    }

    /// Waits until nobody else is at this kind of work, and keeps others from it until the end of the transaction. On
    /// SQLite there is only one who writes anyway.
    pub(crate) async fn alone(&self, work: Alone) -> Result<(), Error> {
        if self.turn.is_none() {
            let lock = Statement::from_sql_and_values(
                DbBackend::Postgres,
                "SELECT pg_advisory_xact_lock($1)",
                [i64::from(work as i32).into()],
            );
            self.inner.execute_raw(lock).await?;
        }
        Ok(())
    }

    /// Writes this before anything else is asked, with the commit at the latest: for what cannot miss and whose result
    /// nobody waits for. What waits reaches SQLite in one trip to the thread that writes.
    pub(crate) fn later(&self, query: &impl StatementBuilder) {
        locked(&self.later).push(self.get_database_backend().build(query));
    }

    async fn write_now(&self) -> Result<(), DbErr> {
        let mut statements = std::mem::take(&mut *locked(&self.later)).into_iter().peekable();
        let trip = match self.get_database_backend() {
            DbBackend::Sqlite => TRIP,
            _ => 1,
        };
        while statements.peek().is_some() {
            self.inner.execute_raw(joined(statements.by_ref().take(trip))).await?;
        }
        Ok(())
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
        self.write_now().await?;
        let told = self.told.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(turn) = self.turn {
            self.inner.commit().await?;
            return turn.commit(told).await;
        }
        // PostgreSQL tells us, as it tells the other servers.
        for change in told {
            let notify = Statement::from_sql_and_values(
                DbBackend::Postgres,
                "SELECT pg_notify($1, $2)",
                [CHANNEL.into(), change.to_wire().into()],
            );
            self.inner.execute_raw(notify).await?;
        }
        self.inner.commit().await?;
        self.changes.count_write();
        Ok(())
    }

    /// Takes everything back. Dropping does the same, a little later.
    pub async fn rollback(self) -> Result<(), Error> {
        Ok(self.inner.rollback().await?)
    }
}

#[async_trait]
impl ConnectionTrait for WriteTxn {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.write_now().await?;
        self.inner.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.write_now().await?;
        self.inner.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.write_now().await?;
        self.inner.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.write_now().await?;
        self.inner.query_all_raw(statement).await
    }
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
