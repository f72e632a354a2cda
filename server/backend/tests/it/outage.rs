//! The way to the database is cut and mended; nobody starts the portal again.

use std::time::Duration;

use backend::{
    Error,
    db::{Db, Options},
};
use sea_orm::DbBackend;
use testkit::Portal;
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    task::JoinSet,
    time::timeout,
};

/// Within so long a call is told, and within so long it goes on.
const SOON: Duration = Duration::from_secs(5);

/// Carries every connection to `server`, as long as it is not aborted.
async fn carry(listener: TcpListener, server: String) {
    let mut open = JoinSet::new();
    while let Ok((mut here, _)) = listener.accept().await {
        let mut there = TcpStream::connect(&server).await.unwrap();
        open.spawn(async move {
            let _ended = copy_bidirectional(&mut here, &mut there).await;
        });
    }
}

#[tokio::test]
async fn a_database_that_is_back_is_used_again() {
    let portal = Portal::open().await;
    if portal.backend.db.backend() != DbBackend::Postgres {
        // A file does not go away.
        return;
    }
    let (to_user, rest) = portal.url().rsplit_once('@').unwrap();
    let (server, name) = rest.split_once('/').unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let way = tokio::spawn(carry(listener, server.to_owned()));
    let url = format!("{to_user}@{at}/{name}");
    let db = Db::connect(&url, &Options::default()).await.unwrap();
    db.ping().await.unwrap();

    way.abort();
    assert!(way.await.unwrap_err().is_cancelled());
    let away = timeout(SOON, db.ping()).await.unwrap();
    assert!(matches!(away, Err(Error::Unavailable)), "{away:?}");

    let listener = TcpListener::bind(at).await.unwrap();
    let _mended = tokio::spawn(carry(listener, server.to_owned()));
    timeout(SOON, db.ping()).await.unwrap().unwrap();
}
