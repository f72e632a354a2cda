//! A run that ends in the middle has not happened.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use backend::{
    Backend,
    entropy::{Entropy, SeededEntropy},
    import,
};
use domain::lang::Lang;
use testkit::Portal;

use super::{KEEP_GOOD, added, import_all};

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

fn file() -> String {
    let lines = (1..=50).map(|n| format!("{n};Linka {n};Firma {n};Jan Novák {n};1000\n"));
    ["id;topic;account;contact;value\n".to_owned()].into_iter().chain(lines).collect()
}

#[tokio::test]
async fn a_run_that_breaks_off_leaves_nothing_half_done() {
    let portal = Portal::open().await;
    let before = portal.digest().await;
    // The first ids, and somewhere in the middle of the file.
    for ids in [2, 3, 20, 101] {
        let entropy = Breaking { inner: SeededEntropy::new(1), left: AtomicU64::new(ids) };
        let (db, clock) = (portal.backend.db.clone(), portal.clock.clone());
        let breaking = Backend::with(db, clock, Arc::new(entropy));
        let cx = breaking.context(portal.staff_manager().actor, Lang::Cs);
        let text = file();
        let run = tokio::spawn(async move {
            import::execute(&cx, "a.csv", text.as_bytes(), KEEP_GOOD).await.map(drop)
        });
        assert!(run.await.unwrap_err().is_panic());
        let after = portal.digest().await;
        assert!(before == after, "{ids}: {:?}", before.difference(&after));
    }

    // Whoever comes next is not in the way of what was left.
    let report = import_all(&portal.staff_manager(), file()).await;
    assert_eq!((report.created, report.accounts, report.contacts), (50, 50, 50));
    assert_eq!(added(&portal, "opportunity").await, 50);
}
