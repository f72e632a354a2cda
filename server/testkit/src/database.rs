//! One empty, migrated database for each test, copied from a template that is made once.

use std::{
    env,
    fs::{self, File},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::Duration,
};

use backend::db::{Db, Options};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database as Connect, DatabaseConnection, Statement,
};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// Names the PostgreSQL server to test on; the role must be allowed to create databases.
const SERVER: &str = "STAFETA_TEST_DATABASE_URL";

/// A database that goes away with this value.
#[derive(Debug)]
pub struct Database {
    /// For [`Db::connect`].
    pub url: String,
    keeper: Keeper,
}

#[derive(Debug)]
enum Keeper {
    Folder(TempDir),
    Server { url: String, name: String },
}

/// Whether tests run on PostgreSQL.
pub fn on_postgres() -> bool {
    env::var_os(SERVER).is_some()
}

impl Database {
    /// With the newest schema and no rows.
    pub async fn migrated() -> Self {
        if let Ok(server) = env::var(SERVER) {
            let template = POSTGRES.get_or_init(|| postgres_template(&server)).await;
            return Self::on_server(server, Some(template)).await;
        }
        let template = SQLITE.get_or_init(sqlite_template).await;
        let database = Self::sqlite();
        if let Keeper::Folder(folder) = &database.keeper {
            fs::copy(template, folder.path().join(FILE)).expect("copy the template");
        }
        database
    }

    /// Without any table.
    pub async fn empty() -> Self {
        match env::var(SERVER) {
            Ok(server) => Self::on_server(server, None).await,
            Err(_) => Self::sqlite(),
        }
    }

    /// Opens it as a server would, but waits longer: many tests share two processors.
    pub async fn connect(&self) -> Db {
        let options = Options { connections: 8, patience: Duration::from_mins(1) };
        Db::connect(&self.url, &options).await.expect("connect to the test database")
    }

    /// On SQLite whatever the others run on, without any table.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = format!("sqlite://{}?mode=rwc", folder.path().join(FILE).display());
        Self { url, keeper: Keeper::Folder(folder) }
    }

    async fn on_server(server: String, template: Option<&str>) -> Self {
        let name = unique_name("stafeta_test");
        let connection: DatabaseConnection =
            Connect::connect(server.as_str()).await.expect("the test server");
        let from = match template {
            Some(template) => format!(" TEMPLATE {template}{}", strategy(&connection).await),
            None => String::new(),
        };
        let create = format!("CREATE DATABASE {name}{from}");
        connection.execute_unprepared(&create).await.expect("create a database");
        connection.close().await.expect("close");
        let url = with_database(&server, &name);
        Self { url, keeper: Keeper::Server { url: server, name } }
    }
}

impl Drop for Database {
    /// Dropping a database is asynchronous and a destructor is not; a thread of its own bridges that.
    fn drop(&mut self) {
        if let Keeper::Server { url, name } = &self.keeper {
            let (url, sql) = (url.clone(), format!("DROP DATABASE {name} WITH (FORCE)"));
            let work = move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
                runtime.expect("a runtime").block_on(run(&url, &sql));
            };
            let _reported_by_the_thread = thread::spawn(work).join();
        }
    }
}

const FILE: &str = "stafeta.sqlite";
static SQLITE: OnceCell<PathBuf> = OnceCell::const_new();
static POSTGRES: OnceCell<String> = OnceCell::const_new();

/// Templates of runs that ended longer ago are thrown away.
const KEPT: Duration = Duration::from_hours(24);

/// Shared like that of PostgreSQL, see [`postgres_template`]. Stays in the folder for temporary files until a later run.
async fn sqlite_template() -> PathBuf {
    // Without nextest for this process alone, and never that of an earlier process of the same number.
    let run = env::var("NEXTEST_RUN_ID");
    let is_shared = run.is_ok();
    let run = run.unwrap_or_else(|_| std::process::id().to_string());
    let folder = env::temp_dir().join("stafeta-templates");
    fs::create_dir_all(&folder).expect("a folder for templates");
    let file = folder.join(format!("{run}.sqlite"));
    let lock = File::create(folder.join("lock")).expect("a lock");
    lock.lock().expect("a turn");
    if !is_shared || !file.exists() {
        throw_old_away(&folder);
        let unfinished = folder.join(format!("{run}.new"));
        migrate(&format!("sqlite://{}", unfinished.display())).await;
        fs::rename(unfinished, &file).expect("name the template");
    }
    file
}

fn throw_old_away(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let changed = entry.metadata().and_then(|data| data.modified());
        let is_old = |at: std::time::SystemTime| at.elapsed().is_ok_and(|age| age > KEPT);
        if changed.is_ok_and(is_old) {
            // Whoever else throws it away at the same moment was quicker.
            let _gone = fs::remove_file(entry.path());
        }
    }
}

/// Stays on the server when the process ends; the server that `cargo xtask test` starts goes away as a whole.
///
/// nextest gives each test a process: those of one run share one template, made by whoever comes first.
async fn postgres_template(server: &str) -> String {
    let Ok(run) = env::var("NEXTEST_RUN_ID") else {
        let name = unique_name("stafeta_template");
        make_template(server, &name).await;
        return name;
    };
    let name = format!("stafeta_template_{}", run.replace('-', "_"));
    let single = ConnectOptions::new(server).max_connections(1).to_owned();
    let lock: DatabaseConnection = Connect::connect(single).await.expect("the test server");
    // The lock belongs to the connection, so there is only one; closing it lets the next process in.
    lock.execute_unprepared("SELECT pg_advisory_lock(1)").await.expect("a turn");
    let known = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
    let known =
        lock.query_one_raw(Statement::from_string(lock.get_database_backend(), known)).await;
    if known.expect("the names of databases").is_none() {
        make_template(server, &name).await;
    }
    lock.close().await.expect("close");
    name
}

/// Under another name until it is whole: a run that is interrupted leaves none that looks finished.
async fn make_template(server: &str, name: &str) {
    run(server, &format!("CREATE DATABASE {name}_new")).await;
    migrate(&with_database(server, &format!("{name}_new"))).await;
    run(server, &format!("ALTER DATABASE {name}_new RENAME TO {name}")).await;
}

/// Migrates and lets go, so that the file is whole and the database can serve as a template.
async fn migrate(url: &str) {
    let db = Db::connect(url, &Options::default()).await.expect("connect to the template");
    db.migrate().await.expect("migrate the template");
    db.close().await.expect("close the template");
}

/// Copying files is quicker than logging every page, which PostgreSQL does unasked since 15; before, it only copied.
async fn strategy(connection: &DatabaseConnection) -> &'static str {
    let version = "SELECT current_setting('server_version_num')::int";
    let version = Statement::from_string(connection.get_database_backend(), version);
    let row = connection.query_one_raw(version).await.expect("the version").expect("a row");
    let version: i32 = row.try_get_by_index(0).expect("a number");
    if version >= 150_000 { " STRATEGY FILE_COPY" } else { "" }
}

async fn run(server: &str, sql: &str) {
    let connection: DatabaseConnection = Connect::connect(server).await.expect("the test server");
    connection.execute_unprepared(sql).await.expect("create or drop a database");
    connection.close().await.expect("close");
}

fn unique_name(prefix: &str) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{prefix}_{}_{count}", std::process::id())
}

/// The server's address with another database: `postgres://user@host:port/DATABASE?options`.
fn with_database(server: &str, name: &str) -> String {
    let (address, options) = server.split_once('?').map_or((server, None), |(a, o)| (a, Some(o)));
    let scheme_end = address.find("://").map_or(0, |at| at + 3);
    let host_end = address[scheme_end..].find('/').map_or(address.len(), |at| scheme_end + at);
    let options = options.map_or_else(String::new, |options| format!("?{options}"));
    format!("{}/{name}{options}", &address[..host_end])
}
