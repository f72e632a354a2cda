//! One writer, readers that cannot write, changes told after the commit, and errors told apart.

use std::time::Duration;

use backend::{
    Error,
    changes::Change,
    db::{Db, Options, WriteTxn},
};
use domain::ids::OpportunityId;
use futures_util::FutureExt as _;
use sea_orm::{ConnectOptions, ConnectionTrait, DbBackend, Statement};
use testkit::{Database, Portal, on_postgres};
use uuid::Uuid;

async fn number(connection: &impl ConnectionTrait, sql: &str) -> i64 {
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    let row = connection.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get_by_index::<i64>(0)
        .or_else(|_| row.try_get_by_index::<i32>(0).map(i64::from))
        .unwrap()
}

#[tokio::test]
async fn sqlite_writes_durably_and_checks_foreign_keys() {
    let database = Database::sqlite();
    let db = database.connect().await;
    let txn = db.begin_write().await.unwrap();

    let mode = Statement::from_string(DbBackend::Sqlite, "PRAGMA journal_mode");
    let mode: String = txn.query_one_raw(mode).await.unwrap().unwrap().try_get_by_index(0).unwrap();
    assert_eq!(mode, "wal");
    assert_eq!(number(&txn, "PRAGMA synchronous").await, 2, "2 is FULL");
    assert_eq!(number(&txn, "PRAGMA foreign_keys").await, 1);
}

#[tokio::test]
async fn sqlite_plans_a_statement_once() {
    let database = Database::sqlite();
    let db = database.connect().await;
    let asked = Statement::from_string(DbBackend::Sqlite, "PRAGMA compile_options");
    let options = db.read().query_all_raw(asked).await.unwrap();
    let options: Vec<String> = options.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    let has = |option: &str| options.iter().any(|one| one == option);
    // As .cargo/config.toml has it compiled.
    assert!(has("ENABLE_QPSG") && !has("ENABLE_STAT4"), "{options:?}");
}

#[tokio::test]
async fn a_reader_on_sqlite_cannot_write() {
    let database = Database::sqlite();
    let db = database.connect().await;
    db.migrate().await.unwrap();

    let refused = db.read().execute_unprepared("DELETE FROM opportunity").await;

    assert!(refused.unwrap_err().to_string().contains("readonly"));
}

#[tokio::test]
async fn writers_wait_for_each_other_and_none_fails() {
    let portal = Portal::open().await;
    let id = portal.alfa.id.0;
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let db = portal.backend.db.clone();
            tokio::spawn(async move {
                let txn = db.begin_write().await?;
                // Read first: a transaction that was not exclusive from its start would fail here.
                let lock = if db.backend() == DbBackend::Postgres { " FOR UPDATE" } else { "" };
                let select = format!("SELECT ranking FROM partner WHERE id = $1{lock}");
                let read = Statement::from_sql_and_values(db.backend(), select, [id.into()]);
                let row = txn.query_one_raw(read).await?;
                let seen: i32 = row.unwrap().try_get_by_index(0)?;
                let write = Statement::from_sql_and_values(
                    db.backend(),
                    "UPDATE partner SET ranking = $1 WHERE id = $2",
                    [(seen + 1).into(), id.into()],
                );
                txn.execute_raw(write).await?;
                txn.commit().await
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }

    let sum = number(portal.backend.db.read(), "SELECT max(ranking) FROM partner").await;
    assert_eq!(sum, 20);
}

#[tokio::test]
async fn a_dropped_transaction_leaves_no_trace() {
    let portal = Portal::open().await;
    let before = portal.digest().await;

    let txn = portal.backend.db.begin_write().await.unwrap();
    txn.execute_unprepared("UPDATE partner SET ranking = 7").await.unwrap();
    drop(txn);
    let txn = portal.backend.db.begin_write().await.unwrap();
    txn.execute_unprepared("UPDATE partner SET ranking = 8").await.unwrap();
    txn.rollback().await.unwrap();

    assert_eq!(portal.digest().await.difference(&before), Vec::<String>::new());
}

/// Runs `second` as a transaction that has its turn between what `first` wrote and the commit of both.
async fn after_another<F: Future<Output = ()> + Send + 'static>(
    portal: &Portal,
    second: impl FnOnce(WriteTxn) -> F + Send + 'static,
) -> Result<(), Error> {
    let first = portal.backend.db.begin_write().await?;
    first.execute_unprepared("UPDATE partner SET ranking = 1").await?;
    let db = portal.backend.db.clone();
    let second = tokio::spawn(async move { second(db.begin_write().await.unwrap()).await });
    // There is one thread: the other one now runs until it waits for its turn.
    tokio::task::yield_now().await;
    let committed = first.commit().await;
    second.await.unwrap();
    committed
}

#[tokio::test]
async fn what_is_broken_off_takes_back_only_itself() {
    let portal = Portal::open().await;
    let slow = "WITH RECURSIVE count (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < 100000) \
                UPDATE partner SET ranking = 2 WHERE (SELECT max(n) FROM count) > 1";
    // The quick one is broken off somewhere on its way, at times after it has ended.
    for update in [slow, "UPDATE partner SET ranking = 2"].into_iter().cycle().take(20) {
        let first = after_another(&portal, async move |txn| {
            let answer = txn.execute_unprepared(update).now_or_never();
            assert!(answer.is_none() || update != slow, "{answer:?}");
        });
        first.await.unwrap();

        let seen = "SELECT max(ranking) FROM partner";
        assert_eq!(number(portal.backend.db.read(), seen).await, 1);
    }
}

#[tokio::test]
async fn nobody_is_told_of_a_commit_when_sqlite_took_back_everything() {
    let portal = Portal::open().await;
    if portal.backend.db.backend() != DbBackend::Sqlite {
        return;
    }

    let first = after_another(&portal, async |txn| {
        // As SQLite does by itself where the disk is full.
        txn.execute_unprepared("ROLLBACK").await.unwrap();
        // Nobody writes on from there, nor believes that it was written.
        assert!(matches!(txn.commit().await, Err(Error::Unavailable)));
    });

    assert!(matches!(first.await, Err(Error::Unavailable)));
    let seen = "SELECT max(ranking) FROM partner";
    assert_eq!(number(portal.backend.db.read(), seen).await, 0);
    let txn = portal.backend.db.begin_write().await.unwrap();
    txn.execute_unprepared("UPDATE partner SET ranking = 3").await.unwrap();
    txn.commit().await.unwrap();
    assert_eq!(number(portal.backend.db.read(), seen).await, 3);
}

#[tokio::test]
async fn what_is_not_committed_is_not_read() {
    let portal = Portal::open().await;
    let txn = portal.backend.db.begin_write().await.unwrap();
    txn.execute_unprepared("UPDATE partner SET ranking = 7").await.unwrap();

    let seen = "SELECT max(ranking) FROM partner";
    assert_eq!(number(portal.backend.db.read(), seen).await, 0);
    txn.commit().await.unwrap();
    assert_eq!(number(portal.backend.db.read(), seen).await, 7);
}

fn change(portal: &Portal, id: u128) -> Change {
    Change::Opportunity { id: OpportunityId(Uuid::from_u128(id)), partners: vec![portal.alfa.id] }
}

#[tokio::test]
async fn changes_are_told_after_the_commit_and_only_then() {
    let portal = Portal::open().await;
    let mut told = portal.backend.db.changes().subscribe();

    let txn = portal.backend.db.begin_write().await.unwrap();
    txn.tell(change(&portal, 1));
    txn.rollback().await.unwrap();
    let txn = portal.backend.db.begin_write().await.unwrap();
    txn.tell(change(&portal, 2));
    txn.tell(change(&portal, 2));
    txn.tell(change(&portal, 3));
    assert!(told.try_recv().is_err());
    txn.commit().await.unwrap();

    assert_eq!(told.recv().await.unwrap(), change(&portal, 2));
    assert_eq!(told.recv().await.unwrap(), change(&portal, 3));
}

#[tokio::test]
async fn another_server_on_the_same_postgres_is_told_too() {
    let portal = Portal::open().await;
    if portal.backend.db.backend() != DbBackend::Postgres {
        // SQLite belongs to one process, and what it would be told is checked above.
        return;
    }
    let other = portal.another_server().await;
    let mut told = other.db.changes().subscribe();

    let txn = portal.backend.db.begin_write().await.unwrap();
    txn.tell(change(&portal, 4));
    txn.commit().await.unwrap();

    assert_eq!(told.recv().await.unwrap(), change(&portal, 4));
}

#[tokio::test]
async fn a_lost_channel_comes_back_and_says_that_something_may_be_missed() {
    let portal = Portal::open().await;
    if portal.backend.db.backend() != DbBackend::Postgres {
        return;
    }
    let mut told = portal.backend.db.changes().subscribe();

    let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                WHERE datname = current_database() AND query ILIKE 'LISTEN%'";
    portal.backend.db.read().execute_unprepared(kill).await.unwrap();
    assert_eq!(told.recv().await.unwrap(), Change::Everything);

    let txn = portal.backend.db.begin_write().await.unwrap();
    txn.tell(change(&portal, 5));
    txn.commit().await.unwrap();
    assert_eq!(told.recv().await.unwrap(), change(&portal, 5));
}

#[tokio::test]
async fn a_change_concerns_its_partners_and_the_vendor() {
    let portal = Portal::open().await;
    let change = change(&portal, 6);

    assert!(change.concerns(&portal.staff_seller().actor));
    assert!(change.concerns(&portal.seller_of(&portal.alfa).actor));
    assert!(!change.concerns(&portal.manager_of(&portal.beta).actor));
    assert!(!change.concerns(&portal.anonymous().actor));
    assert!(!Change::Everything.concerns(&portal.anonymous().actor));
    assert!(Change::Everything.concerns(&portal.manager_of(&portal.beta).actor));
}

#[tokio::test]
async fn a_database_that_is_away_is_unavailable_within_the_patience() {
    let options = Options { connections: 2, patience: Duration::from_millis(200) };

    // Port 1 is reserved and closed.
    let away = Db::connect("postgres://nobody@127.0.0.1:1/nothing", &options).await;

    assert!(matches!(away, Err(Error::Unavailable)), "{away:?}");
}

/// A writer without patience meets one that is at work.
#[tokio::test]
async fn a_lock_that_is_held_is_busy_and_not_a_mistake() {
    let portal = Portal::open().await;
    let first = portal.backend.db.begin_write().await.unwrap();
    first.execute_unprepared("UPDATE partner SET ranking = 1").await.unwrap();

    let mut impatient = ConnectOptions::new(portal.url());
    impatient.max_connections(1).map_sqlx_sqlite_opts(|o| o.busy_timeout(Duration::ZERO));
    let second = sea_orm::Database::connect(impatient).await.unwrap();
    if second.get_database_backend() == DbBackend::Postgres {
        second.execute_unprepared("SET lock_timeout = '1ms'").await.unwrap();
    }
    let refused = second.execute_unprepared("UPDATE partner SET ranking = 2").await;

    let error = Error::from(refused.unwrap_err());
    assert!(matches!(error, Error::Busy), "{error:?}");
}

/// SQLite takes the whole transaction back then, and what its driver believes must not outlive it.
#[tokio::test]
async fn a_full_disk_refuses_what_is_written_until_there_is_room_again() {
    let database = Database::sqlite();
    let db = database.connect().await;
    db.migrate().await.unwrap();
    let add = "INSERT INTO sign_in_throttle (key, window_started_at) \
               VALUES (hex(zeroblob(1000000)), '2026-01-01 00:00:00+00:00')";
    let rows = "SELECT count(*) FROM sign_in_throttle";

    let txn = db.begin_write().await.unwrap();
    // Not a page more than there are, as long as this connection lasts.
    txn.execute_unprepared("PRAGMA max_page_count = 1").await.unwrap();
    let full = Error::from(txn.execute_unprepared(add).await.unwrap_err());
    assert!(matches!(full, Error::Unavailable), "{full:?}");
    drop(txn);
    assert_eq!(number(db.read(), rows).await, 0);

    // Whoever comes at once may still be on that connection.
    drop(db.begin_write().await.unwrap());
    let txn = db.begin_write().await.unwrap();
    txn.execute_unprepared(add).await.unwrap();
    txn.commit().await.unwrap();
    assert_eq!(number(db.read(), rows).await, 1);
}

/// The server's own refusal by its SQLSTATE: filling its disk for real needs a file system of its own.
#[tokio::test]
async fn a_postgres_without_room_or_closed_to_writes_refuses_until_it_takes_them_again() {
    if !on_postgres() {
        return;
    }
    let database = Database::migrated().await;
    let db = database.connect().await;
    let add = |key: &str| {
        format!(
            "INSERT INTO sign_in_throttle (key, window_started_at) \
             VALUES ('{key}', '2026-01-01 00:00:00+00:00')"
        )
    };
    let full = "DO $$ BEGIN RAISE EXCEPTION 'no space' USING ERRCODE = '53100'; END $$";
    let closed = format!("SET TRANSACTION READ ONLY; {}", add("b"));
    let rows = "SELECT count(*) FROM sign_in_throttle";

    for refused in [full, closed.as_str()] {
        let txn = db.begin_write().await.unwrap();
        txn.execute_unprepared(&add("a")).await.unwrap();
        let error = Error::from(txn.execute_unprepared(refused).await.unwrap_err());
        assert!(matches!(error, Error::Unavailable), "{error:?}");
        drop(txn);
        assert_eq!(number(db.read(), rows).await, 0, "half done");
    }

    let txn = db.begin_write().await.unwrap();
    txn.execute_unprepared(&add("a")).await.unwrap();
    txn.commit().await.unwrap();
    assert_eq!(number(db.read(), rows).await, 1);
}

#[tokio::test]
async fn addresses_that_cannot_work_are_explained() {
    for url in ["sqlite::memory:", "sqlite://x?mode=memory", "mysql://root@localhost/x", ""] {
        let refused = Db::connect(url, &Options::default()).await;
        assert!(matches!(refused, Err(Error::Setup(_))), "{url}");
    }
}

#[tokio::test]
async fn a_second_row_with_the_same_key_is_a_unique_violation() {
    let portal = Portal::open().await;
    let txn = portal.backend.db.begin_write().await.unwrap();

    let same = "INSERT INTO sign_in_throttle (key, window_started_at) VALUES ('a', '2026-01-01 00:00:00+00:00')";
    txn.execute_unprepared(same).await.unwrap();
    let error = Error::from(txn.execute_unprepared(same).await.unwrap_err());

    assert!(error.is_unique_violation());
    let error = Error::from(txn.execute_unprepared("SELECT nonsense").await.unwrap_err());
    assert!(!error.is_unique_violation());
}

#[tokio::test]
async fn the_database_answers() {
    let portal = Portal::open().await;
    portal.backend.db.ping().await.unwrap();
}
