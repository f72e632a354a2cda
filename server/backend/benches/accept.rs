//! Accepting an offer, which is one durable transaction, beside the smallest durable transaction that there is. Run by
//! `cargo xtask bench`.
#![expect(
    clippy::expect_used,
    clippy::cast_precision_loss,
    clippy::print_stdout,
    reason = "a measurement that fails ends at once, and its result is what it prints"
)]

use std::time::{Duration, Instant};

use backend::{assignment, db::sqlite};
use domain::ids::AssignmentId;
use sea_orm::{
    ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, TransactionTrait as _,
};
use testkit::Portal;

/// As in the server.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// All take turns, so that a slow moment of the disk meets all.
const TURNS: usize = 40;
/// Transactions of one turn.
const BATCH: usize = 32;
/// Partner people who accept at the same time.
const CLIENTS: usize = 16;

fn main() {
    tokio::runtime::Runtime::new().expect("a runtime").block_on(measure());
}

/// Prints the rates and how they compare.
async fn measure() {
    let portal = Portal::open().await;
    let mut offers = Vec::with_capacity(2 * TURNS * BATCH);
    for _ in 0..2 * TURNS * BATCH {
        offers.push(portal.opportunity().offered_to(&portal.alfa).create().await.assignment());
    }
    let folder = tempfile::tempdir().expect("a folder on the same disk");
    let bare = bare(&format!("sqlite://{}/bare.sqlite?mode=rwc", folder.path().display())).await;

    let (mut committing, mut alone, mut together) = Default::default();
    for batch in offers.chunks(2 * BATCH) {
        committing += commits(&bare).await;
        alone += accepts(&portal, &batch[..BATCH], 1).await;
        together += accepts(&portal, &batch[BATCH..], CLIENTS).await;
    }
    let per_second = |took: Duration| (TURNS * BATCH) as f64 / took.as_secs_f64();
    let commits = per_second(committing);
    println!("\nbare commits per second, one connection: {commits:.0}");
    for (clients, took) in [(1, alone), (CLIENTS, together)] {
        let accepts = per_second(took);
        let percent = 100.0 * accepts / commits;
        println!("accepted offers per second, {clients} at once: {accepts:.0} ({percent:.0} %)");
    }
}

/// With all the settings of the portal's own connections.
async fn bare(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(sqlite);
    let bare = Database::connect(options).await.expect("an empty database");
    let table = "CREATE TABLE counter (id INTEGER PRIMARY KEY, n INTEGER NOT NULL)";
    bare.execute_unprepared(table).await.expect("a table");
    bare.execute_unprepared("INSERT INTO counter VALUES (1, 0)").await.expect("a row");
    bare
}

async fn commits(bare: &DatabaseConnection) -> Duration {
    let begin = Instant::now();
    for _ in 0..BATCH {
        let txn = bare.begin().await.expect("begin");
        let update = "UPDATE counter SET n = n + 1 WHERE id = 1";
        txn.execute_unprepared(update).await.expect("update");
        txn.commit().await.expect("commit");
    }
    begin.elapsed()
}

async fn accepts(portal: &Portal, offers: &[AssignmentId], clients: usize) -> Duration {
    let begin = Instant::now();
    let work = offers.chunks(offers.len() / clients).map(|offers| {
        let (cx, offers) = (portal.manager_of(&portal.alfa), offers.to_vec());
        tokio::spawn(async move {
            for offer in offers {
                assignment::accept(&cx, offer).await.expect("accept");
            }
        })
    });
    for client in work.collect::<Vec<_>>() {
        client.await.expect("a client");
    }
    begin.elapsed()
}
