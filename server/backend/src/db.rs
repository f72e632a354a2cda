//! The database: one type for SQLite and PostgreSQL that makes the safe way the only way.
//!
//! SQLite has one writer. So there is a pool for reading, which cannot write, and one connection for
//! writing, on which every transaction begins with BEGIN IMMEDIATE: it waits its turn before it
//! reads, so nothing it has read can change under it. A transaction that began by reading would fail
//! at its first write with a BUSY that no waiting cures. PostgreSQL needs none of this and uses
//! one pool for both.

mod copy;
mod draft;
mod later;
mod reader;
mod together;
mod transaction;
mod writer;

use std::{sync::Arc, thread, time::Duration};

use migration::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    TransactionTrait,
    sqlx::{
        self, Connection as _,
        sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous},
    },
};
use tokio::sync::OnceCell;

pub(crate) use self::{
    copy::{address, copy},
    together::{as_needed, next_rows, together},
    transaction::Alone,
};
pub use self::{reader::Reader, transaction::WriteTxn};
use self::{reader::Snapshot, transaction::Inner, writer::Writer};
use crate::{Error, changes::Changes};

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
    pool: DatabaseConnection,
    read: Reader,
    /// Writes that were known of when everything was last looked at as a whole.
    seen: Option<u64>,
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
        let (pool, writer) = (read.clone(), Some(writer));
        Ok(Self { read: Reader::Pool(read), pool, seen: None, write, writer, changes })
    }

    async fn connect_postgres(url: &str, options: &Options) -> Result<Self, Error> {
        let mut both = pool(url, options.connections, options.patience);
        both.set_application_name("stafeta");
        let pool = Database::connect(both).await?;
        let changes = Changes::of_postgres(url).await?;
        let read = Reader::Pool(pool.clone());
        Ok(Self { write: pool.clone(), pool, read, seen: None, writer: None, changes })
    }

    /// For reading outside a transaction. On SQLite a write through it is refused.
    pub fn read(&self) -> &Reader {
        &self.read
    }

    /// The same, reading everything as it is at the first question until it is dropped. For a call that asks much and writes
    /// nothing while it has this: numbers and rows agree, and one connection is taken once.
    pub(crate) fn still(&self) -> Self {
        // Counted before it: what is written meanwhile may be missing from it.
        let seen = Some(self.changes.writes());
        let read = Reader::Snapshot(Arc::new(Snapshot::of(self.pool.clone())));
        Self { read, seen, ..self.clone() }
    }

    /// Whether this call keeps a connection for reading to itself.
    pub(crate) fn has_connection(&self) -> bool {
        match &self.read {
            Reader::Pool(_) => false,
            Reader::Snapshot(snapshot) => snapshot.has_begun(),
        }
    }

    /// How many writes [`Db::read`] can have seen at least.
    pub(crate) fn writes(&self) -> u64 {
        self.seen.unwrap_or_else(|| self.changes.writes())
    }

    /// Begins to write. Do nothing slow before the commit: no hashing, no network, and no call on
    /// [`Db::read`] for what this transaction has written.
    pub async fn begin_write(&self) -> Result<WriteTxn, Error> {
        let inner = match &self.writer {
            Some(writer) => Inner::Turn(writer.begin().await?),
            None => Inner::Own(self.write.begin().await?),
        };
        Ok(WriteTxn::new(inner, self.changes.clone()))
    }

    /// The same for what was decided before: its turn comes with the first question, or, where nothing is asked, it is
    /// written with all others that wait for theirs.
    pub(crate) async fn begin_draft(&self) -> Result<WriteTxn, Error> {
        let inner = match &self.writer {
            Some(writer) => Inner::Draft(writer.clone(), OnceCell::new()),
            None => Inner::Own(self.write.begin().await?),
        };
        Ok(WriteTxn::new(inner, self.changes.clone()))
    }

    /// Looks at everything as it is now, for as long as it takes: what others write meanwhile is not in it, and nobody is
    /// kept from writing. It cannot write itself.
    pub async fn snapshot(&self) -> Result<DatabaseTransaction, Error> {
        Ok(reader::begin(&self.pool).await?)
    }

    /// Runs the migrations that are still missing.
    pub async fn migrate(&self) -> Result<(), Error> {
        Ok(Migrator::up(&self.write, None).await?)
    }

    /// Names of migrations that are still missing; asks without writing.
    pub async fn pending_migrations(&self) -> Result<Vec<String>, Error> {
        let pending = Migrator::get_pending_migrations_read_only(&self.pool).await?;
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
        self.pool.get_database_backend()
    }

    /// What commits change, on this server and on others.
    pub fn changes(&self) -> &Changes {
        &self.changes
    }

    /// Waits for open statements and closes all connections.
    pub async fn close(self) -> Result<(), Error> {
        self.pool.close().await?;
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
/// it is acknowledged: an accepted offer survives a power cut. The caches are small: what is not in them is a copy away in the
/// system's own. No memory map: a reader gives it back after each commit of others, and begins it anew page by page.
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
        // What a savepoint may have to take back is otherwise copied into a file, page by page.
        .pragma("temp_store", "MEMORY")
        // Moving pages from the log to their places is work of the commit that it falls to: four times rarer than by default.
        .pragma("wal_autocheckpoint", "4000")
        .statement_cache_capacity(STATEMENTS)
        // A whole page: a row more would make both threads wait for each other once.
        .row_buffer_size(128)
}
