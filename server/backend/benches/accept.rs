//! Accepting an offer, which is one durable transaction, beside the smallest durable transaction that there is. Run by
//! `cargo xtask bench`.
#![expect(
    clippy::expect_used,
    clippy::cast_precision_loss,
    clippy::print_stdout,
    reason = "a measurement that fails ends at once, and its result is what it prints"
)]

use std::time::{Duration, Instant};

use backend::{
    Backend, assignment,
    clock::{Clock as _, SystemClock},
    db::sqlite,
};
use domain::{ids::AssignmentId, lang::Lang, policy::Actor};
use sea_orm::{
    ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, TransactionTrait as _,
};
use testkit::Portal;

/// As in the server.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// All take turns, so that a slow moment of the disk meets all.
const TURNS: usize = 10;
/// Transactions of one turn. Several for each client, as of a portal that is busy: they do not all begin at once.
const BATCH: usize = 256;
/// Partner people who accept at the same time.
const CLIENTS: [usize; 3] = [1, 16, 64];

fn main() {
    tokio::runtime::Runtime::new().expect("a runtime").block_on(measure());
}

/// Prints the rates and how they compare.
async fn measure() {
    let portal = Portal::open().await;
    // Contexts by the machine's clock and random generator, as in the server: what is written in time order lies together.
    let server = Backend::new(portal.backend.db.clone());
    let mut offers = Vec::new();
    for _ in 0..CLIENTS.len() * TURNS * BATCH {
        portal.clock.set(SystemClock.now());
        offers.push(portal.opportunity().offered_to(&portal.alfa).create().await.assignment());
    }
    let actor = portal.manager_of(&portal.alfa).actor;
    let folder = tempfile::tempdir().expect("a folder on the same disk");
    let bare = bare(&format!("sqlite://{}/bare.sqlite?mode=rwc", folder.path().display())).await;

    let mut committing = Duration::ZERO;
    let mut accepting = CLIENTS.map(|_| Duration::ZERO);
    for turn in offers.chunks(CLIENTS.len() * BATCH) {
        committing += commits(&bare).await;
        for ((clients, took), batch) in CLIENTS.iter().zip(&mut accepting).zip(turn.chunks(BATCH)) {
            *took += accepts(&server, &actor, batch, *clients).await;
        }
    }
    let per_second = |took: Duration| (TURNS * BATCH) as f64 / took.as_secs_f64();
    let commits = per_second(committing);
    println!("\nbare commits per second, one connection: {commits:.0}");
    for (clients, took) in CLIENTS.into_iter().zip(accepting) {
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

async fn accepts(
    server: &Backend,
    actor: &Actor,
    offers: &[AssignmentId],
    clients: usize,
) -> Duration {
    let begin = Instant::now();
    let work = offers.chunks(offers.len() / clients).map(|offers| {
        let (server, actor, offers) = (server.clone(), *actor, offers.to_vec());
        tokio::spawn(async move {
            for offer in offers {
                let cx = server.context(actor, Lang::Cs);
                assignment::accept(&cx, offer).await.expect("accept");
            }
        })
    });
    for client in work.collect::<Vec<_>>() {
        client.await.expect("a client");
    }
    begin.elapsed()
}
