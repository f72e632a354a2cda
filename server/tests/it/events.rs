//! The stream of changes: a greeting, a word for each change that concerns the reader, and an end with the session.

use std::time::Duration;

use axum::{
    body::{Body, BodyDataStream},
    http::{Method, StatusCode},
};
use backend::assignment;
use futures_util::StreamExt as _;
use tokio::time::{sleep, timeout};

use crate::server::{Server, asked};

/// Fails the test instead of hanging it; nothing waits so long when all is well.
const PATIENCE: Duration = Duration::from_secs(30);

const PASSWORD: &str = "kolo+jede+do+kopce";
const NEW: &str = "tramvaj+cislo+jedna";

/// The secret of the link by which somebody chooses a password anew; its mail is written after the answer.
async fn reset_link(server: &Server, email: &str) -> String {
    let asked = server.post("/api/session/request_reset", None, &format!("email={email}")).await;
    assert!(asked.status.is_success(), "{}", asked.status);
    let written = async {
        loop {
            let mails = server.portal.mails().await;
            if let Some(mail) = mails.iter().find(|mail| mail.topic == "password_reset") {
                let (_, rest) = mail.text.split_once("/reset/").unwrap();
                return rest.split_whitespace().next().unwrap().to_owned();
            }
            sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(PATIENCE, written).await.expect("the mail is written")
}

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

/// The mark of the greeting.
async fn greeted(stream: &mut BodyDataStream) -> String {
    let greeting = next(stream).await.unwrap();
    let mark =
        greeting.strip_prefix("event: hello\ndata: ").and_then(|rest| rest.strip_suffix("\n\n"));
    mark.unwrap_or_else(|| panic!("{greeting:?}")).to_owned()
}

#[tokio::test]
async fn a_page_learns_whether_anything_was_written_before_it_listened() {
    let server = Server::open().await;
    let portal = &server.portal;
    let offer = portal.opportunity().offered_to(&portal.alfa).create().await;
    let token = server.token(portal.alfa.manager).await;
    for path in ["/dashboard", "/opportunities"] {
        let page = server.page(path, Some(&token)).await;
        let mark = greeted(&mut listen(&server, &token).await).await;
        assert!(page.text().contains(&mark), "{path}: nothing was written since");
    }
    let page = server.page(&format!("/opportunities/{}", offer.reference), Some(&token)).await;
    assignment::accept(&portal.administrator_of(&portal.alfa), offer.assignment()).await.unwrap();
    let mark = greeted(&mut listen(&server, &token).await).await;
    assert!(!page.text().contains(&mark));
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

    greeted(&mut stream).await;

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
        greeted(stream).await;
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
        greeted(stream).await;
    }

    backend::partner::set_active(&admin, portal.alfa.manager, false).await.unwrap();
    assert_eq!(next(&mut first).await, None);
    // Whoever stays hears that something has changed, until it concerns them.
    assert_eq!(next(&mut second).await.as_deref(), Some("event: changed\ndata: {}\n\n"));
    backend::partner::set_role(&admin, portal.alfa.seller, "manager").await.unwrap();
    assert_eq!(next(&mut second).await, None);
}

#[tokio::test]
async fn a_new_password_ends_the_streams_of_all_other_sessions_at_once() {
    let server = Server::open().await;
    let portal = &server.portal;
    let hash = backend::password::hash(&PASSWORD.replace('+', " ")).await.unwrap();
    portal.set("user_account", portal.alfa.manager.0, vec![("password_hash", hash.into())]).await;
    let here = server.token(portal.alfa.manager).await;
    let elsewhere = server.token(portal.alfa.manager).await;
    let mut own = listen(&server, &here).await;
    let mut other = listen(&server, &elsewhere).await;
    for stream in [&mut own, &mut other] {
        greeted(stream).await;
    }

    let form = format!("old_password={PASSWORD}&password={NEW}&password_again={NEW}");
    let changed = server.post("/api/session/change_password", Some(&here), &form).await;

    assert!(changed.status.is_success(), "{} {}", changed.status, changed.text());
    assert_eq!(next(&mut other).await, None);
    // Whoever changed it goes on listening.
    let offer = portal.opportunity().offered_to(&portal.alfa).create().await;
    assignment::accept(&portal.administrator_of(&portal.alfa), offer.assignment()).await.unwrap();
    assert_eq!(next(&mut own).await.as_deref(), Some("event: changed\ndata: {}\n\n"));

    let link = reset_link(&server, "manager@alfa.example").await;
    let form = format!("token={link}&password={NEW}&password_again={NEW}");
    let reset = server.post("/api/session/redeem", None, &form).await;
    assert!(reset.status.is_success(), "{} {}", reset.status, reset.text());
    while let Some(event) = next(&mut own).await {
        assert_eq!(event, "event: changed\ndata: {}\n\n");
    }
}
