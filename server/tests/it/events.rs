//! The stream of changes: a greeting, a word for each change that concerns the reader, and an end with the session.

use std::time::Duration;

use axum::{
    body::{Body, BodyDataStream},
    http::{Method, StatusCode},
};
use backend::assignment;
use futures_util::StreamExt as _;
use tokio::time::timeout;

use crate::server::{Server, asked};

/// Fails the test instead of hanging it; nothing waits so long when all is well.
const PATIENCE: Duration = Duration::from_secs(30);

async fn listen(server: &Server, token: &str) -> BodyDataStream {
    let request = asked(Method::GET, "/events", Some(token)).body(Body::empty()).unwrap();
    let answer = server.open_answer(request).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["content-type"], "text/event-stream");
    answer.into_body().into_data_stream()
}

/// The next event as it travels; `None` when the stream has ended.
async fn next(stream: &mut BodyDataStream) -> Option<String> {
    let chunk = timeout(PATIENCE, stream.next()).await.expect("nothing came")?;
    Some(String::from_utf8(chunk.unwrap().to_vec()).unwrap())
}

#[tokio::test]
async fn it_greets_tells_of_own_changes_and_ends_with_the_session() {
    let server = Server::open().await;
    let portal = &server.portal;
    let first = portal.opportunity().offered_to(&portal.alfa).create().await;
    let second = portal.opportunity().offered_to(&portal.alfa).create().await;
    let of_beta = portal.opportunity().offered_to(&portal.beta).create().await;
    let token = server.token(portal.alfa.manager).await;
    let mut stream = listen(&server, &token).await;

    assert_eq!(next(&mut stream).await.as_deref(), Some("event: hello\ndata: {}\n\n"));

    // Were Alfa told of Beta's change, that word would stand between this one and the end.
    assignment::accept(&portal.administrator_of(&portal.alfa), first.assignment()).await.unwrap();
    assert_eq!(next(&mut stream).await.as_deref(), Some("event: changed\ndata: {}\n\n"));
    assignment::accept(&portal.manager_of(&portal.beta), of_beta.assignment()).await.unwrap();

    server.post("/api/session/sign_out", Some(&token), "").await;
    assignment::accept(&portal.administrator_of(&portal.alfa), second.assignment()).await.unwrap();
    assert_eq!(next(&mut stream).await, None);
}

#[tokio::test]
async fn it_ends_at_once_with_the_session_and_nobody_elses_ends_with_it() {
    let server = Server::open().await;
    let portal = &server.portal;
    let token = server.token(portal.alfa.manager).await;
    let elsewhere = server.token(portal.alfa.manager).await;
    let of_beta = server.token(portal.beta.manager).await;
    let mut stream = listen(&server, &token).await;
    let mut second = listen(&server, &elsewhere).await;
    let mut theirs = listen(&server, &of_beta).await;
    for stream in [&mut stream, &mut second, &mut theirs] {
        assert_eq!(next(stream).await.as_deref(), Some("event: hello\ndata: {}\n\n"));
    }

    server.post("/api/session/sign_out", Some(&token), "").await;
    assert_eq!(next(&mut stream).await, None, "nothing else has changed");
    server.post("/api/session/sign_out_everywhere", Some(&elsewhere), "").await;
    assert_eq!(next(&mut second).await, None);

    let offer = portal.opportunity().offered_to(&portal.beta).create().await;
    assignment::accept(&portal.administrator_of(&portal.beta), offer.assignment()).await.unwrap();
    assert_eq!(next(&mut theirs).await.as_deref(), Some("event: changed\ndata: {}\n\n"));
}

#[tokio::test]
async fn it_ends_at_once_when_somebody_is_deactivated_or_given_another_role() {
    let server = Server::open().await;
    let portal = &server.portal;
    let admin = portal.staff_admin();
    let manager = server.token(portal.alfa.manager).await;
    let seller = server.token(portal.alfa.seller).await;
    let mut first = listen(&server, &manager).await;
    let mut second = listen(&server, &seller).await;
    for stream in [&mut first, &mut second] {
        assert_eq!(next(stream).await.as_deref(), Some("event: hello\ndata: {}\n\n"));
    }

    backend::partner::set_active(&admin, portal.alfa.manager, false).await.unwrap();
    assert_eq!(next(&mut first).await, None);
    // Whoever stays hears that something has changed, until it concerns them.
    assert_eq!(next(&mut second).await.as_deref(), Some("event: changed\ndata: {}\n\n"));
    backend::partner::set_role(&admin, portal.alfa.seller, "manager").await.unwrap();
    assert_eq!(next(&mut second).await, None);
}
