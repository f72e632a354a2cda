//! Where queries outside a transaction run.

use std::sync::Arc;

use async_trait::async_trait;
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    ExecResult, IsolationLevel, QueryResult, Statement, TransactionOptions, TransactionTrait,
};
use tokio::sync::OnceCell;

/// The pool, of which each query takes a connection and gives it back tested, or for all queries of a call one snapshot.
#[derive(Debug, Clone)]
pub enum Reader {
    /// Each query by itself.
    Pool(DatabaseConnection),
    /// All of them see the same.
    Snapshot(Arc<Snapshot>),
}

/// Everything as it is at the first question. A call that asks nothing, since all of it is remembered, takes no connection.
#[derive(Debug)]
pub struct Snapshot {
    pool: DatabaseConnection,
    begun: OnceCell<DatabaseTransaction>,
}

impl Snapshot {
    pub(super) fn of(pool: DatabaseConnection) -> Self {
        Self { pool, begun: OnceCell::new() }
    }

    pub(super) fn has_begun(&self) -> bool {
        self.begun.initialized()
    }

    async fn begun(&self) -> Result<&DatabaseTransaction, DbErr> {
        self.begun.get_or_try_init(|| begin(&self.pool)).await
    }
}

/// Begins to look at everything as it is at its first question.
pub(super) async fn begin(pool: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let mut options = TransactionOptions::default();
    if pool.get_database_backend() == DbBackend::Postgres {
        options.isolation_level = Some(IsolationLevel::RepeatableRead);
        options.access_mode = Some(AccessMode::ReadOnly);
    }
    pool.begin_with_options(options).await
}

#[async_trait]
impl ConnectionTrait for Reader {
    fn get_database_backend(&self) -> DbBackend {
        match self {
            Self::Pool(pool) => pool.get_database_backend(),
            Self::Snapshot(snapshot) => snapshot.pool.get_database_backend(),
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        match self {
            Self::Pool(pool) => pool.execute_raw(statement).await,
            Self::Snapshot(snapshot) => snapshot.begun().await?.execute_raw(statement).await,
        }
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        match self {
            Self::Pool(pool) => pool.execute_unprepared(sql).await,
            Self::Snapshot(snapshot) => snapshot.begun().await?.execute_unprepared(sql).await,
        }
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        match self {
            Self::Pool(pool) => pool.query_one_raw(statement).await,
            Self::Snapshot(snapshot) => snapshot.begun().await?.query_one_raw(statement).await,
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match self {
            Self::Pool(pool) => pool.query_all_raw(statement).await,
            Self::Snapshot(snapshot) => snapshot.begun().await?.query_all_raw(statement).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{Db, Options};

    async fn rows(db: &Db) -> i64 {
        let count = Statement::from_string(DbBackend::Sqlite, "SELECT count(*) FROM t");
        let row = db.read().query_one_raw(count).await.unwrap().unwrap();
        row.try_get_by_index(0).unwrap()
    }

    async fn write(db: &Db, sql: &str) {
        let txn = db.begin_write().await.unwrap();
        txn.execute_unprepared(sql).await.unwrap();
        txn.commit().await.unwrap();
    }

    #[tokio::test]
    async fn everything_is_as_at_the_first_question() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/still.sqlite", folder.path().display());
        let db = Db::connect(&url, &Options::default()).await.unwrap();
        write(&db, "CREATE TABLE t (id INTEGER PRIMARY KEY)").await;
        let still = db.still();
        write(&db, "INSERT INTO t VALUES (1)").await;
        assert_eq!(rows(&still).await, 1);
        write(&db, "INSERT INTO t VALUES (2)").await;
        assert_eq!((rows(&still).await, rows(&db).await), (1, 2));
    }

    /// Where all connections are taken, too.
    #[tokio::test]
    async fn whoever_asks_nothing_takes_no_connection() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/still.sqlite", folder.path().display());
        let one = Options { connections: 1, ..Options::default() };
        let db = Db::connect(&url, &one).await.unwrap();
        write(&db, "CREATE TABLE t (id INTEGER PRIMARY KEY)").await;
        let idle = [db.still(), db.still()];
        assert_eq!(rows(&db).await, 0);
        drop(idle);
    }
}
