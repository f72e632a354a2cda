//! A transaction that may write.

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use sea_orm::{
    ConnAcquireErr, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait,
    ExecResult, QueryResult, QueryTrait as _, Statement, StatementBuilder, UpdateMany,
    sea_query::{Expr, Query},
};
use tokio::sync::OnceCell;

use super::{
    later::{Later, TRIP, Trip, locked},
    writer::{Effect, Turn, Writer},
};
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

/// A transaction that may write. Queries run on `&txn`; dropped without [`WriteTxn::commit`] it leaves no trace.
#[derive(Debug)]
pub struct WriteTxn {
    inner: Inner,
    changes: Changes,
    told: Mutex<Vec<Change>>,
    later: Mutex<Vec<Later>>,
    is_quiet: bool,
    counts: bool,
}

/// Where it runs.
#[derive(Debug)]
pub(super) enum Inner {
    /// PostgreSQL.
    Own(DatabaseTransaction),
    /// A part of a common one on SQLite.
    Turn(Turn),
    /// The same, whose turn has not come: it comes with the first question.
    Draft(Writer, OnceCell<Turn>),
}

impl WriteTxn {
    pub(super) fn new(inner: Inner, changes: Changes) -> Self {
        let later = match &inner {
            Inner::Turn(turn) => turn.begins_with().map(Later::begin).collect(),
            Inner::Own(_) | Inner::Draft(..) => Vec::new(),
        };
        let (told, later) = (Mutex::default(), Mutex::new(later));
        Self { inner, changes, told, later, is_quiet: false, counts: true }
    }

    /// The same transaction, of which nobody is told: whoever writes much says so once, in the end.
    pub(crate) fn quietly(self) -> Self {
        Self { is_quiet: true, ..self }
    }

    /// The same transaction, after which all that is remembered still holds: for what nobody remembers and what happens so
    /// often that nothing would be remembered for long.
    pub(crate) fn uncounted(self) -> Self {
        Self { counts: false, ..self }
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
    /// that is asked, or the commit, fails with [`Error::Stale`], as it does where a rule of the schema refuses what follows.
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
            Inner::Draft(writer, turn) => {
                let turn = turn.get_or_try_init(|| self.taken(writer)).await?;
                (turn.connection()?, TRIP)
            }
        };
        let waiting = std::mem::take(&mut *locked(&self.later));
        let mut waiting = waiting.into_iter().peekable();
        while waiting.peek().is_some() {
            Trip::of(waiting.by_ref().take(trip)).write(connection).await?;
        }
        Ok(connection)
    }

    /// The turn of a draft that is none any more.
    async fn taken(&self, writer: &Writer) -> Result<Turn, DbErr> {
        let turn = writer.begin().await.map_err(|error| match error {
            Error::Database(error) => error,
            _ => DbErr::ConnectionAcquire(ConnAcquireErr::Timeout),
        })?;
        locked(&self.later).splice(..0, turn.begins_with().map(Later::begin));
        Ok(turn)
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
        if !matches!(&self.inner, Inner::Draft(_, turn) if !turn.initialized()) {
            self.settle().await?;
        }
        let told = self.told.into_inner().unwrap_or_else(PoisonError::into_inner);
        let counts = self.counts;
        let own = match self.inner {
            Inner::Own(own) => own,
            Inner::Turn(turn) => return turn.commit(Effect { told, counts }).await,
            Inner::Draft(writer, turn) => {
                let later = self.later.into_inner().unwrap_or_else(PoisonError::into_inner);
                let effect = Effect { told, counts };
                return match turn.into_inner() {
                    Some(turn) => turn.commit(effect).await,
                    None => writer.write_together(later, effect).await,
                };
            }
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
        if counts {
            self.changes.count_write();
        }
        Ok(())
    }

    /// Takes everything back. Dropping does the same, a little later.
    pub async fn rollback(self) -> Result<(), Error> {
        match self.inner {
            Inner::Own(own) => Ok(own.rollback().await?),
            // It is done before anybody else has a turn.
            Inner::Turn(_) | Inner::Draft(..) => Ok(()),
        }
    }
}

#[async_trait]
impl ConnectionTrait for WriteTxn {
    fn get_database_backend(&self) -> DbBackend {
        match &self.inner {
            Inner::Own(own) => own.get_database_backend(),
            Inner::Turn(_) | Inner::Draft(..) => DbBackend::Sqlite,
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
