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
