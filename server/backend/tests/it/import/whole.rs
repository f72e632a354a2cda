//! A run that ends in the middle has stored whole lines, and a second one adds the others.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use backend::{
    Backend, Error,
    entropy::{Entropy, SeededEntropy},
    file::Folder,
    import::{self, DateOrder, Options},
};
use domain::lang::Lang;
use sea_orm::ConnectionTrait;
use testkit::Portal;

use super::{KEEP_GOOD, added, counts, import_all, texts};

/// Gives random numbers until it gives up in the middle of the work, as a process that is killed does.
#[derive(Debug)]
struct Breaking {
    inner: SeededEntropy,
    left: AtomicU64,
}

impl Entropy for Breaking {
    fn fill(&self, bytes: &mut [u8]) {
        let left = self.left.fetch_sub(1, Ordering::SeqCst);
        assert!(left > 1, "the end of the process");
        self.inner.fill(bytes);
    }
}

/// More than one transaction takes.
const LINES: u64 = 650;

fn file() -> String {
    let lines = (1..=LINES).map(|n| format!("{n};Linka {n};Firma {n};Jan Novák {n};1000\n"));
    ["id;topic;account;contact;value\n".to_owned()].into_iter().chain(lines).collect()
}

#[tokio::test]
async fn a_run_that_breaks_off_leaves_nothing_half_done() {
    let portal = Portal::open().await;
    let before = portal.digest().await;
    // In the first line.
    for ids in [2, 3, 4] {
        break_off(&portal, ids).await;
        let after = portal.digest().await;
        assert!(before == after, "{ids}: {:?}", before.difference(&after));
    }
    // In a later one. How many lines were stored by then depends on how quick the machine is.
    let mut known = 0;
    for ids in [20, 101, 1_100, 1_300] {
        break_off(&portal, ids).await;
        let stored = added(&portal, "opportunity").await;
        assert!(known <= stored && stored < 650, "{ids}: {stored} after {known}");
        // More ids than the longest transaction needs.
        assert!(known < stored || ids < 1_000, "{ids}: {stored}");
        each_line_is_whole(&portal, stored).await;
        known = stored;
    }

    // Whoever comes next is not in the way of what was left.
    let report = import_all(&portal.staff_manager(), file()).await;
    let known = known as u64;
    assert_eq!(counts(&report), (LINES - known, 0, known, 0));
    assert_eq!((report.accounts, report.contacts), (LINES - known, LINES - known));
    each_line_is_whole(&portal, 650).await;
}

/// Every opportunity has its own account, its own contact there, and the beginning of its timeline.
async fn each_line_is_whole(portal: &Portal, count: usize) {
    let whole = "SELECT CAST(count(*) AS text) FROM opportunity o \
                 JOIN account a ON a.id = o.account_id AND a.name = 'Firma ' || o.external_id \
                 JOIN contact c ON c.id = o.contact_id AND c.account_id = a.id \
                 JOIN timeline_entry t ON t.opportunity_id = o.id AND t.kind = 'created'";
    assert_eq!(texts(portal, whole).await, [count.to_string()]);
    for table in ["opportunity", "account", "contact", "timeline_entry"] {
        assert_eq!(added(portal, table).await, count, "{table}");
    }
}

async fn break_off(portal: &Portal, ids: u64) {
    let entropy = Breaking { inner: SeededEntropy::new(ids), left: AtomicU64::new(ids) };
    let (db, clock) = (portal.backend.db.clone(), portal.clock.clone());
    let breaking = Backend::with(db, clock, Arc::new(entropy));
    let cx = breaking.context(portal.staff_manager().actor, Lang::Cs);
    let text = file();
    let run = tokio::spawn(async move {
        import::execute(&cx, "a.csv", text.as_bytes(), KEEP_GOOD).await.map(drop)
    });
    assert!(run.await.unwrap_err().is_panic());
}

/// Refuses one line as a full disk would: from outside of the file.
async fn obstruct(portal: &Portal, id: &str) {
    let txn = portal.backend.db.begin_write().await.unwrap();
    let statements = if testkit::on_postgres() {
        vec![
            "CREATE FUNCTION obstruct() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION 'full'; END $$"
                .to_owned(),
            format!(
                "CREATE TRIGGER obstruct BEFORE INSERT ON opportunity FOR EACH ROW \
                 WHEN (NEW.external_id = '{id}') EXECUTE FUNCTION obstruct()"
            ),
        ]
    } else {
        vec![format!(
            "CREATE TRIGGER obstruct BEFORE INSERT ON opportunity \
             WHEN NEW.external_id = '{id}' BEGIN SELECT RAISE(ABORT, 'full'); END"
        )]
    };
    for statement in statements {
        txn.execute_unprepared(&statement).await.unwrap();
    }
    txn.commit().await.unwrap();
}

async fn clear_the_way(portal: &Portal) {
    let on = if testkit::on_postgres() { " ON opportunity" } else { "" };
    let txn = portal.backend.db.begin_write().await.unwrap();
    txn.execute_unprepared(&format!("DROP TRIGGER obstruct{on}")).await.unwrap();
    txn.commit().await.unwrap();
}

#[tokio::test]
async fn an_import_that_stops_says_where_and_goes_on_from_there() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    let data = tempfile::tempdir().unwrap();
    let folder = Folder::in_data(data.path()).unwrap();
    let run = import::prepare(&cx, &folder, "a.csv", file().into_bytes(), DateOrder::DayFirst);
    let run = run.await.unwrap();
    obstruct(&portal, "601").await;

    import::confirm(&cx, &folder, run, false).await.unwrap();
    let view = import::show(&cx, run).await.unwrap();
    let stored = added(&portal, "opportunity").await;
    assert!(view.waits && view.report.written && 0 < stored && stored < 601, "{stored}");
    // The header is line 1.
    assert_eq!(view.report.stopped, Some(stored as u64 + 2));
    assert_eq!((view.report.created, view.report.lines), (stored as u64, stored as u64));
    each_line_is_whole(&portal, stored).await;

    clear_the_way(&portal).await;
    import::confirm(&cx, &folder, run, false).await.unwrap();
    let view = import::show(&cx, run).await.unwrap();
    assert!(!view.waits && view.report.stopped.is_none());
    // The report is about the whole file, what was stored before the stop included.
    assert_eq!(counts(&view.report), (LINES, 0, 0, 0));
    assert!(matches!(import::confirm(&cx, &folder, run, false).await, Err(Error::Stale)));
}

#[tokio::test]
async fn all_or_nothing_leaves_nothing_however_late_it_fails() {
    let portal = Portal::open().await;
    obstruct(&portal, "601").await;
    let before = portal.digest().await;
    let all = Options { all_or_nothing: true, ..KEEP_GOOD };
    let cx = portal.staff_manager();

    let answer = import::execute(&cx, "a.csv", file().as_bytes(), all).await;

    assert!(matches!(answer, Err(Error::Database(_))), "{answer:?}");
    assert_eq!(portal.digest().await, before);
    clear_the_way(&portal).await;
    let report = import::execute(&cx, "a.csv", file().as_bytes(), all).await.unwrap();
    assert_eq!(counts(&report), (LINES, 0, 0, 0));
    each_line_is_whole(&portal, added(&portal, "opportunity").await).await;
}

#[tokio::test]
async fn nothing_is_written_when_the_first_lines_are_obstructed() {
    let portal = Portal::open().await;
    obstruct(&portal, "1").await;
    let before = portal.digest().await;
    let all = Options { all_or_nothing: true, ..KEEP_GOOD };
    for options in [KEEP_GOOD, all] {
        let cx = portal.staff_manager();
        let answer = import::execute(&cx, "a.csv", file().as_bytes(), options).await;
        assert!(matches!(answer, Err(Error::Database(_))), "{answer:?}");
    }
    assert_eq!(portal.digest().await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_who_import_the_same_file_at_once_store_each_line_once() {
    let portal = Portal::open().await;
    let runs = [portal.staff_manager(), portal.staff_admin()].map(|cx| {
        tokio::spawn(async move {
            import::execute(&cx, "a.csv", file().as_bytes(), KEEP_GOOD).await.unwrap()
        })
    });
    let mut created = 0;
    for run in runs {
        let report = run.await.unwrap();
        assert_eq!((report.created + report.unchanged, report.failed), (LINES, 0), "{report:?}");
        created += report.created;
    }
    assert_eq!(created, LINES);
    each_line_is_whole(&portal, 650).await;
}
