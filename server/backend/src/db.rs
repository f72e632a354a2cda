//! The database: one type for SQLite and PostgreSQL that makes the safe way the only way.
//!
//! SQLite has one writer. So there is a pool for reading, which cannot write, and one connection for
//! writing, on which every transaction begins with BEGIN IMMEDIATE: it waits its turn before it
//! reads, so nothing it has read can change under it. A transaction that began by reading would fail
//! at its first write with a BUSY that no waiting cures. PostgreSQL needs none of this and uses
//! one pool for both.

mod writer;

use std::{sync::Mutex, thread, time::Duration};

use async_trait::async_trait;
use migration::{Migrator, MigratorTrait};
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction,
    DbBackend, DbErr, ExecResult, IsolationLevel, QueryResult, Statement, TransactionOptions,
    TransactionTrait,
    sqlx::{
        self, Connection as _,
        sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous},
    },
};

use self::writer::{Turn, Writer};
use crate::{
    Error,
    changes::{CHANNEL, Change, Changes},
};

/// Sizes and patience.
#[derive(Debug, Clone)]
pub struct Options {
    /// At most so many connections for reading on SQLite, and for everything on PostgreSQL.
    pub connections: u32,
    /// How long a call waits for a connection before it is told that the database is not available.
    pub patience: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self { connections: 16, patience: Duration::from_secs(2) }
    }
}

/// Prepared statements that a connection keeps; the lists of staff alone have a hundred, by view, sort and filter.
const STATEMENTS: usize = 512;

/// How long a writer waits on SQLite for those before it, in this process and in others.
const WRITER_PATIENCE: Duration = Duration::from_secs(15);

/// An open database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Db {
    read: DatabaseConnection,
    write: DatabaseConnection,
    /// On SQLite.
    writer: Option<Writer>,
    changes: Changes,
}

impl Db {
    /// Opens `sqlite://path/to/file` (created if it is not there) or `postgres://…`.
    pub async fn connect(url: &str, options: &Options) -> Result<Self, Error> {
        if url.starts_with("sqlite:") {
            Self::connect_sqlite(url, options).await
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Self::connect_postgres(url, options).await
        } else {
            Err(Error::Setup("the database address begins with sqlite: or postgres:".to_owned()))
        }
    }

    async fn connect_sqlite(url: &str, options: &Options) -> Result<Self, Error> {
        if url.contains(":memory:") || url.contains("mode=memory") {
            return Err(Error::Setup("a database in memory has no second connection".to_owned()));
        }
        let mut for_writing = pool(url, 1, WRITER_PATIENCE);
        // A file does not go away between two statements as a server may.
        for_writing.test_before_acquire(false);
        for_writing.map_sqlx_sqlite_opts(|o| sqlite(o).optimize_on_close(true, 400));
        for_writing.map_sqlx_sqlite_before_acquire(|writer, _| Box::pin(is_at_rest(writer)));
        // First the writer: it creates the file and turns it to WAL, which a reader may not.
        let write = Database::connect(for_writing).await?;

        // Each connection is a thread that computes: more of them than processors only take turns.
        let threads = thread::available_parallelism().map_or(1, usize::from) * 2;
        let readers = u32::try_from(threads).unwrap_or(u32::MAX).min(options.connections);
        let mut for_reading = pool(url, readers, options.patience);
        for_reading.test_before_acquire(false);
        for_reading.map_sqlx_sqlite_opts(|o| sqlite(o).pragma("query_only", "ON"));
        let read = Database::connect(for_reading).await?;

        let changes = Changes::local();
        let writer = Writer::new(write.clone(), changes.clone(), WRITER_PATIENCE);
        Ok(Self { read, write, writer: Some(writer), changes })
    }

    async fn connect_postgres(url: &str, options: &Options) -> Result<Self, Error> {
        let mut both = pool(url, options.connections, options.patience);
        both.set_application_name("stafeta");
        let read = Database::connect(both).await?;
        let changes = Changes::of_postgres(url).await?;
        Ok(Self { write: read.clone(), read, writer: None, changes })
    }

    /// For reading outside a transaction. On SQLite a write through it is refused.
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// Begins to write. Do nothing slow before the commit: no hashing, no network, and no call on
    /// [`Db::read`] for what this transaction has written.
    pub async fn begin_write(&self) -> Result<WriteTxn, Error> {
        let (inner, turn) = match &self.writer {
            Some(writer) => {
                let (savepoint, turn) = writer.begin().await?;
                (savepoint, Some(turn))
            }
            None => (self.write.begin().await?, None),
        };
        let changes = self.changes.clone();
        Ok(WriteTxn { inner, turn, changes, told: Mutex::default(), is_quiet: false })
    }

    /// Looks at everything as it is now, for as long as it takes: what others write meanwhile is not in it, and nobody is
    /// kept from writing. It cannot write itself.
    pub async fn snapshot(&self) -> Result<DatabaseTransaction, Error> {
        let mut options = TransactionOptions::default();
        if self.backend() == DbBackend::Postgres {
            options.isolation_level = Some(IsolationLevel::RepeatableRead);
            options.access_mode = Some(AccessMode::ReadOnly);
        }
        Ok(self.read.begin_with_options(options).await?)
    }

    /// Runs the migrations that are still missing.
    pub async fn migrate(&self) -> Result<(), Error> {
        Ok(Migrator::up(&self.write, None).await?)
    }

    /// Names of migrations that are still missing; asks without writing.
    pub async fn pending_migrations(&self) -> Result<Vec<String>, Error> {
        let pending = Migrator::get_pending_migrations_read_only(&self.read).await?;
        Ok(pending.iter().map(|migration| migration.name().to_owned()).collect())
    }

    /// Whether commits wait for the disk; only for loading what can be loaded again. Nothing changes on PostgreSQL.
    pub(crate) async fn set_durable(&self, durable: bool) -> Result<(), Error> {
        if self.backend() == DbBackend::Sqlite {
            let level =
                if durable { "PRAGMA synchronous = FULL" } else { "PRAGMA synchronous = OFF" };
            self.write.execute_unprepared(level).await?;
        }
        Ok(())
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), Error> {
        self.read.execute_unprepared("SELECT 1").await?;
        Ok(())
    }

    /// Which database it is.
    pub fn backend(&self) -> DbBackend {
        self.read.get_database_backend()
    }

    /// What commits change, on this server and on others.
    pub fn changes(&self) -> &Changes {
        &self.changes
    }

    /// Waits for open statements and closes all connections.
    pub async fn close(self) -> Result<(), Error> {
        self.read.close().await?;
        Ok(self.write.close().await?)
    }
}

fn pool(url: &str, connections: u32, patience: Duration) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    // Statements are not logged: their values are people's data.
    options.max_connections(connections).acquire_timeout(patience).sqlx_logging(false);
    options
}

/// Whether the connection is out of every transaction, or a new one has to take its place: a full disk makes SQLite take
/// the whole transaction back, and for its driver it is still open.
async fn is_at_rest(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    if connection.is_in_transaction() {
        // What is about to be taken back is so after the next answer.
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}

/// How every connection to SQLite is set, the bare one of the benchmark too. FULL makes every commit reach the disk before
/// it is acknowledged: an accepted offer survives a power cut. The caches are small because pages come from the memory map,
/// which all connections share.
#[must_use]
pub fn sqlite(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(WRITER_PATIENCE)
        // A log that once grew long gives its space back.
        .pragma("journal_size_limit", "67108864")
        .pragma("cache_size", "-4096")
        .pragma("mmap_size", "268435456")
        .statement_cache_capacity(STATEMENTS)
        // A whole page: a row more would make both threads wait for each other once.
        .row_buffer_size(128)
}

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
    inner: DatabaseTransaction,
    // After the transaction: nobody writes before it is taken back.
    turn: Option<Turn>,
    changes: Changes,
    told: Mutex<Vec<Change>>,
    is_quiet: bool,
}

impl WriteTxn {
    /// The same, of which nobody is told: whoever writes much says so once, in the end.
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

    /// Says what open pages should look at again; they are told if and when this is committed.
    pub fn tell(&self, change: Change) {
        if self.is_quiet {
            return;
        }
        let mut told = self.told.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !told.contains(&change) {
            told.push(change);
        }
    }

    /// Makes everything durable and visible at once, then tells open pages.
    pub async fn commit(self) -> Result<(), Error> {
        let told = self.told.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
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
        self.inner.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.inner.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.inner.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.inner.query_all_raw(statement).await
    }
}
