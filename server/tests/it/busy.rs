//! Many people at once: every one of them gets a whole page.

use std::sync::Arc;

use axum::http::StatusCode;

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
                    let page = server.page("/staff/opportunities?view=all_open", Some(&token)).await;
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
