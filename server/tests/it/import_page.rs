//! The file of the import over HTTP: who is refused hears it with an honest status, at a browser in words.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use backend::{Context, import::MAX_BYTES};

use crate::server::{Answer, Server, asked};

const PAGE: &str = "/staff/import";
const GOOD: &[u8] = b"topic;account\nLinka;Pivovar\n";

/// An upload as the page's form posts it.
fn upload(token: Option<&str>, name: &str, content: &[u8], accept: &str) -> Request<Body> {
    let head = format!(
        "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
    );
    let body = [head.as_bytes(), content, b"\r\n--part--\r\n"].concat();
    asked(Method::POST, "/import", token)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=part")
        .header(header::ACCEPT, accept)
        .body(Body::from(body))
        .unwrap()
}

async fn token(server: &Server, cx: &Context) -> String {
    server.token(cx.actor.user().unwrap()).await
}

fn location(answer: &Answer) -> &str {
    answer.header(header::LOCATION.as_str())
}

#[tokio::test]
async fn a_browser_comes_back_to_the_page_and_reads_why() {
    let server = Server::open().await;
    let manager = token(&server, &server.portal.staff_manager()).await;
    let before = server.portal.digest().await;
    let large = vec![b'a'; MAX_BYTES + (65 << 10)];
    for (name, content, problem) in
        [("", b"".as_slice(), "missing"), ("a.csv", large.as_slice(), "unreadable")]
    {
        let answer = server.send(upload(Some(&manager), name, content, "text/html")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(location(&answer), format!("{PAGE}?problem={problem}"));
        let page = server.page(location(&answer), Some(&manager)).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text().contains("role=\"alert\""), "{problem}");
    }
    assert_eq!(server.portal.digest().await, before);

    let answer = server.send(upload(Some(&manager), "a.csv", GOOD, "text/html")).await;
    assert!(location(&answer).starts_with(&format!("{PAGE}?run=")), "{}", location(&answer));
    let page = server.page(location(&answer), Some(&manager)).await;
    assert!(page.text().contains("Linka"), "the preview shows no line");
}

#[tokio::test]
async fn a_program_gets_the_status() {
    let server = Server::open().await;
    let portal = &server.portal;
    let before = portal.digest().await;
    let large = vec![b'a'; MAX_BYTES + (65 << 10)];
    for (cx, status) in [
        (portal.staff_seller(), StatusCode::FORBIDDEN),
        (portal.manager_of(&portal.alfa), StatusCode::NOT_FOUND),
    ] {
        let token = token(&server, &cx).await;
        let answer = server.send(upload(Some(&token), "a.csv", GOOD, "*/*")).await;
        assert_eq!(answer.status, status);
    }
    let answer = server.send(upload(None, "a.csv", GOOD, "*/*")).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    let manager = token(&server, &portal.staff_manager()).await;
    for (name, content) in [("", b"".as_slice()), ("a.csv", large.as_slice())] {
        let answer = server.send(upload(Some(&manager), name, content, "*/*")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name:?}");
    }
    assert_eq!(portal.digest().await, before);
}

#[tokio::test]
async fn a_seller_is_neither_offered_the_page_nor_shown_its_form() {
    let server = Server::open().await;
    let seller = token(&server, &server.portal.staff_seller()).await;
    let manager = token(&server, &server.portal.staff_manager()).await;
    let link = format!("href=\"{PAGE}\"");

    let list = server.page("/staff/opportunities", Some(&seller)).await;
    assert!(!list.text().contains(&link), "the navigation offers what is refused");
    assert!(list.text().contains("href=\"/staff/settings\""));
    let list = server.page("/staff/opportunities", Some(&manager)).await;
    assert!(list.text().contains(&link), "the navigation hides what is allowed");

    let partners = server.page("/staff/partners", Some(&seller)).await;
    assert!(!partners.text().contains("href=\"/staff/partners/new\""));
    for page in [PAGE, "/staff/partners/new"] {
        let answer = server.page(page, Some(&seller)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{page}");
        assert!(!answer.text().contains("<form class=\"stack\""), "{page}");
        assert!(answer.text().contains("Sem nemáte přístup"), "{page} does not say why");
        assert_eq!(server.page(page, Some(&manager)).await.status, StatusCode::OK);
    }
    // The form of a page that was open before is sent to the same words.
    let answer = server.send(upload(Some(&seller), "a.csv", GOOD, "text/html")).await;
    assert_eq!((answer.status, location(&answer)), (StatusCode::SEE_OTHER, PAGE));
}
