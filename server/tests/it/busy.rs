//! Many people at once: every one of them gets a whole page.

use std::{sync::Arc, time::Duration};

use axum::http::StatusCode;
use tokio::time::{sleep, timeout};

use crate::server::Server;

const READERS: usize = 16;
const PAGES: usize = 20;

/// A page is taken down while its last words are still being written, on another thread: what those words are made of
/// has to outlive it.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_reader_gets_a_whole_page() {
    let server = Arc::new(Server::open().await);
    for number in 0..20 {
        server.portal.opportunity().topic(format!("Linka {number}")).create().await;
    }
    let token = server.token(server.portal.staff_manager().actor.user().unwrap()).await;
    let readers: Vec<_> = (0..READERS)
        .map(|_| {
            let (server, token) = (server.clone(), token.clone());
            tokio::spawn(async move {
                for _ in 0..PAGES {
                    let page =
                        server.page("/staff/opportunities?view=all_open", Some(&token)).await;
                    assert_eq!(page.status, StatusCode::OK);
                    assert!(page.text().contains("<title>Příležitosti · Stafeta</title>"));
                    assert!(page.text().contains("</html>"));
                }
            })
        })
        .collect();
    for reader in readers {
        reader.await.unwrap();
    }
}

/// A page that something in it keeps alive would be kept for ever: 25 kB each.
#[tokio::test]
async fn pages_leave_nothing_in_memory() {
    let server = Server::open().await;
    let deal = server.portal.opportunity().worked_by_seller_of(&server.portal.alfa).create().await;
    let staff = server.token(server.portal.staff_manager().actor.user().unwrap()).await;
    let partner = server.token(server.portal.alfa.manager).await;
    let record = format!("/staff/opportunities/{}", deal.reference);
    let managed = format!("/opportunities/{}", deal.reference);
    for (token, path) in [
        (&staff, "/staff/opportunities"),
        (&staff, "/staff/opportunities/new"),
        (&staff, record.as_str()),
        (&staff, "/staff/accounts"),
        (&staff, "/staff/contacts/new"),
        (&staff, "/staff/partners"),
        (&staff, "/staff/settings"),
        (&staff, "/staff/import"),
        (&staff, "/staff/me"),
        (&staff, "/staff/nothing"),
        (&partner, "/dashboard"),
        (&partner, "/opportunities"),
        (&partner, managed.as_str()),
        (&partner, "/me"),
    ] {
        let before = server.portal.holders();
        server.page(path, Some(token)).await;
        // The last parts of a page may be dropped on another thread, right after it was read.
        let gone = async {
            while server.portal.holders() > before {
                sleep(Duration::from_millis(1)).await;
            }
        };
        assert!(timeout(Duration::from_secs(5), gone).await.is_ok(), "{path} stays in memory");
    }
}
