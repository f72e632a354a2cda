//! Who may import: the vendor's manager and administrator, and the operator.

use backend::{
    Error,
    file::Folder,
    import::{self, DateOrder, Options},
};
use domain::policy::Denied;
use testkit::Portal;

use super::{KEEP_GOOD, import_all};

const FILE: &[u8] = b"topic;account\nLinka;Pivovar\n";

#[tokio::test]
async fn managers_administrators_and_the_operator_import() {
    let portal = Portal::open().await;
    for cx in [portal.staff_manager(), portal.staff_admin(), portal.system()] {
        let report = import_all(&cx, format!("topic\n{:?}\n", cx.actor)).await;
        assert_eq!(report.created, 1);
    }
}

#[tokio::test]
async fn nobody_else_does_and_nothing_is_kept() {
    let portal = Portal::open().await;
    let data = tempfile::tempdir().unwrap();
    let folder = Folder::in_data(data.path()).unwrap();
    let own = portal.staff_manager();
    let run = import::prepare(&own, &folder, "a.csv", FILE.to_vec(), DateOrder::DayFirst);
    let run = run.await.unwrap();

    let before = portal.digest().await;
    for (cx, expected) in [
        (portal.staff_seller(), Denied::Forbidden),
        (portal.administrator_of(&portal.alfa), Denied::Hidden),
        (portal.manager_of(&portal.alfa), Denied::Hidden),
        (portal.seller_of(&portal.alfa), Denied::Hidden),
        (portal.anonymous(), Denied::SignedOut),
    ] {
        let denied = |answer: Result<(), Error>| matches!(answer, Err(Error::Denied(why)) if why == expected);
        for options in [KEEP_GOOD, Options { write: false, ..KEEP_GOOD }] {
            let answer = import::execute(&cx, "a.csv", FILE, options).await;
            assert!(denied(answer.map(drop)), "{:?}", cx.actor);
        }
        let answer =
            import::prepare(&cx, &folder, "a.csv", FILE.to_vec(), DateOrder::DayFirst).await;
        assert!(denied(answer.map(drop)), "{:?}", cx.actor);
        assert!(denied(import::show(&cx, run).await.map(drop)), "{:?}", cx.actor);
        assert!(denied(import::confirm(&cx, &folder, run, false).await), "{:?}", cx.actor);
    }
    assert_eq!(portal.digest().await, before);
}

#[tokio::test]
async fn a_preview_is_confirmed_once_by_whoever_made_it() {
    let portal = Portal::open().await;
    let data = tempfile::tempdir().unwrap();
    let folder = Folder::in_data(data.path()).unwrap();
    let cx = portal.staff_manager();
    let run = import::prepare(&cx, &folder, "a.csv", FILE.to_vec(), DateOrder::DayFirst);
    let run = run.await.unwrap();
    let view = import::show(&cx, run).await.unwrap();
    assert!(view.waits && view.report.created == 1 && !view.report.written);

    let other = import::confirm(&portal.staff_admin(), &folder, run, false).await;
    assert!(matches!(other, Err(Error::Denied(Denied::Hidden))), "{other:?}");

    import::confirm(&cx, &folder, run, false).await.unwrap();
    let view = import::show(&cx, run).await.unwrap();
    assert!(!view.waits && view.report.created == 1 && view.report.written);
    let before = portal.digest().await;
    assert!(matches!(import::confirm(&cx, &folder, run, false).await, Err(Error::Stale)));
    assert_eq!(portal.digest().await, before);
}
