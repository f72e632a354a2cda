//! An import takes turns with everybody else, and a preview keeps nobody waiting.

use std::time::{Duration, Instant};

use backend::{
    account,
    import::{self, Options},
};
use domain::account::AccountForm;
use testkit::Portal;

use super::{KEEP_GOOD, added, counts, errors, import_all, imported};

/// What a person waits without wondering.
const SOON: Duration = Duration::from_secs(1);
const LINES: usize = 4_000;
const LOOK: Options = Options { write: false, ..KEEP_GOOD };

fn file(lines: usize) -> String {
    let line = |n| format!("{n};Linka {n};Firma {};Jan Novák;1000\n", n % 50);
    ["id;topic;account;contact;value\n".to_owned()]
        .into_iter()
        .chain((0..lines).map(line))
        .collect()
}

async fn write_something(portal: &Portal, number: usize) -> Duration {
    let name = format!("Mezitím {number}, s.r.o.");
    let form = AccountForm { name, not_duplicate: "on".to_owned(), ..AccountForm::default() };
    let start = Instant::now();
    account::create(&portal.staff_seller(), &form).await.unwrap();
    start.elapsed()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn others_write_while_a_large_file_is_imported() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    let run = tokio::spawn(async move {
        import::execute(&cx, "a.csv", file(LINES).as_bytes(), KEEP_GOOD).await.unwrap()
    });
    let (mut seen, mut batches, mut written) = (0, 0, 0);
    while !run.is_finished() {
        let stored = added(&portal, "opportunity").await;
        if stored > seen && stored < LINES {
            // Lines are stored, others are not yet: now somebody else comes.
            (seen, batches) = (stored, batches + 1);
            let took = write_something(&portal, written).await;
            assert!(took < SOON, "{took:?} after {stored} lines");
            written += 1;
        }
        tokio::task::yield_now().await;
    }
    let report = run.await.unwrap();
    assert_eq!(counts(&report), (LINES as u64, 0, 0, 0));
    assert!(batches >= 5, "{batches}");
    assert_eq!(added(&portal, "account").await, 50 + written);
}

#[tokio::test]
async fn a_preview_waits_for_no_writer_and_sees_nothing_of_it() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    import_all(&cx, file(1)).await;
    let writer = portal.backend.db.begin_write().await.unwrap();

    let text = file(60);
    let looked = import::execute(&cx, "a.csv", text.as_bytes(), LOOK);
    let looked = tokio::time::timeout(Duration::from_secs(10), looked);
    let report = looked.await.expect("the preview waits for the writer").unwrap();
    writer.rollback().await.unwrap();
    assert_eq!(counts(&report), (59, 0, 1, 0));
    assert_eq!((report.accounts, report.contacts), (49, 49));
}

/// Lines that find what lines before them make, in every way.
const RELATED: &str = "\
id;topic;account;IČO;contact;email
1;První;Kovárna;;Jan Novák;
2;Druhá;Kovárna;25596641;Jan Novák;jan@kovarna.example
3;Třetí;Úplně jiné jméno;25596641;Jan Novák;
4;Čtvrtá;;25596641;Eva Malá;
5;Pátá;Kovárna;45274649;Jan Novák;
6;Šestá;Kovárna;;;
7;Sedmá;;;Jan Novák;
8;Osmá;;00000019;;
9;Devátá;Nová;00000019;Eva Malá;
10;Desátá;NOVÁ;;Eva Malá;
11;Jedenáctá;;00000019;EVA MALÁ;
2;Podruhé;Kovárna;;;
12;;Nikdy;;Nikdo Nikdy;
13;Třináctá;Nikdy;;Nikdo Nikdy;
14;Čtrnáctá;Stará;27082440;Petr Starý;
15;Patnáctá;Stará;;Petr Starý;
16;Šestnáctá;Stará;00000019;;
17;Sedmnáctá;;;Petr Starý;
";

#[tokio::test]
async fn a_preview_knows_what_lines_before_would_have_made() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    let known = portal.add_account("Stará").await;
    portal.add_contact(known, "Petr", "Starý").await;
    import_all(&cx, "id;topic;account\n3;Třetí;Cizí\n").await;

    let before = portal.digest().await;
    let look = import::execute(&cx, "prilezitosti.csv", RELATED.as_bytes(), LOOK).await.unwrap();
    let after = portal.digest().await;
    assert!(before == after, "{:?}", before.difference(&after));

    let mut done = imported(&cx, RELATED).await;
    assert!(done.written);
    done.written = false;
    assert_eq!(done, look);
    assert!(look.failed >= 3 && look.created >= 10 && look.updated == 1, "{look:?}");
    assert!(errors(&look).iter().any(|(line, column, _)| (*line, *column) == (13, "external_id")));

    // And again, when all of it is there: the number of line 9 is known to line 8 now.
    let look = import::execute(&cx, "prilezitosti.csv", RELATED.as_bytes(), LOOK).await.unwrap();
    let mut again = imported(&cx, RELATED).await;
    assert_eq!((again.created, again.updated, again.accounts, again.contacts), (1, 0, 0, 0));
    again.written = false;
    assert_eq!(again, look);
}
