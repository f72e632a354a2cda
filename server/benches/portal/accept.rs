//! Accepting an offer, which is one durable transaction, beside the smallest durable transaction that there is.

use std::time::{Duration, Instant};

use backend::{
    assignment,
    db::{Db, Options},
};
use domain::ids::AssignmentId;
use sea_orm::ConnectionTrait as _;
use testkit::{Database, Portal};

/// Both take turns, so that a slow moment of the disk meets both.
const TURNS: usize = 40;
/// Transactions of one turn.
const BATCH: usize = 20;

/// Prints both rates and their ratio.
pub async fn measure() {
    let portal = Portal::open().await;
    let mut offers = Vec::with_capacity(TURNS * BATCH);
    for _ in 0..TURNS * BATCH {
        offers.push(portal.opportunity().offered_to(&portal.alfa).create().await.assignment());
    }
    // The same driver, the same pragmas, a file of its own on the same disk.
    let empty = Database::empty().await;
    let bare = Db::connect(&empty.url, &Options::default()).await.expect("an empty database");
    let txn = bare.begin_write().await.expect("begin");
    let table = "CREATE TABLE counter (id INTEGER PRIMARY KEY, n INTEGER NOT NULL)";
    txn.execute_unprepared(table).await.expect("a table");
    txn.execute_unprepared("INSERT INTO counter VALUES (1, 0)").await.expect("a row");
    txn.commit().await.expect("commit");

    let (mut accepting, mut committing) = (Duration::ZERO, Duration::ZERO);
    for batch in offers.chunks(BATCH) {
        committing += commits(&bare).await;
        accepting += accepts(&portal, batch).await;
    }
    let per_second = |took: Duration| offers.len() as f64 / took.as_secs_f64();
    let (accepts, commits) = (per_second(accepting), per_second(committing));
    println!(
        "\naccepted offers per second: {accepts:.0}; bare commits: {commits:.0}; ratio {:.0} %",
        100.0 * accepts / commits
    );
}

async fn commits(db: &Db) -> Duration {
    let begin = Instant::now();
    for _ in 0..BATCH {
        let txn = db.begin_write().await.expect("begin");
        let update = "UPDATE counter SET n = n + 1 WHERE id = 1";
        txn.execute_unprepared(update).await.expect("update");
        txn.commit().await.expect("commit");
    }
    begin.elapsed()
}

async fn accepts(portal: &Portal, offers: &[AssignmentId]) -> Duration {
    let cx = portal.manager_of(&portal.alfa);
    let begin = Instant::now();
    for offer in offers {
        assignment::accept(&cx, *offer).await.expect("accept");
    }
    begin.elapsed()
}
