//! What another site, or a client that ignores the rules, makes a browser send changes nothing.

use axum::{
    body::Body,
    http::{HeaderValue, Method, Request, StatusCode, header},
};
use testkit::Digest;

use crate::server::{FORM, Server, asked, posted, posted_without_script};

const CREATE: &str = "/api/account/create";
const ACCOUNT: &str = "form[name]=Cukrovar";
const LARGE: usize = 10 << 20;

async fn staff(server: &Server) -> String {
    server.token(server.portal.staff_manager().actor.user().unwrap()).await
}

/// Sends it, and shows that the database is as before.
async fn refused(server: &Server, request: Request<Body>) -> StatusCode {
    let before: Digest = server.portal.digest().await;
    let status = server.open_answer(request).await.status();
    assert_eq!(server.portal.digest().await, before, "{status}, but something was written");
    status
}

#[tokio::test]
async fn the_same_form_from_our_own_page_is_taken() {
    let server = Server::open().await;
    let token = staff(&server).await;
    let before = server.portal.digest().await;

    let answer = server.post(CREATE, Some(&token), ACCOUNT).await;

    assert!(answer.status.is_success() || answer.status.is_redirection(), "{}", answer.status);
    assert_ne!(server.portal.digest().await, before);
}

#[tokio::test]
async fn a_form_of_another_origin_is_refused() {
    let server = Server::open().await;
    let token = staff(&server).await;
    let with = |name: &'static str, value: Option<&'static str>| {
        let mut request = posted(CREATE, Some(&token), ACCOUNT);
        match value {
            Some(value) => request.headers_mut().insert(name, HeaderValue::from_static(value)),
            None => request.headers_mut().remove(name),
        };
        request
    };

    for (name, value) in [
        ("origin", Some("https://evil.example")),
        ("origin", Some("null")),
        ("origin", Some("https://portal.example.evil.example")),
        ("origin", None),
        ("sec-fetch-site", Some("cross-site")),
        ("sec-fetch-site", Some("same-site")),
    ] {
        let status = refused(&server, with(name, value)).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{name}: {value:?}");
    }
}

#[tokio::test]
async fn uploads_of_another_origin_are_refused_too() {
    let server = Server::open().await;
    let token = staff(&server).await;
    for path in ["/files", "/import"] {
        let mut request = posted(path, Some(&token), "");
        request
            .headers_mut()
            .insert(header::ORIGIN, HeaderValue::from_static("https://evil.example"));
        request.headers_mut().insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("multipart/form-data; boundary=x"),
        );
        assert_eq!(refused(&server, request).await, StatusCode::FORBIDDEN, "{path}");
    }
}

#[tokio::test]
async fn plain_text_and_unnamed_content_are_no_form() {
    let server = Server::open().await;
    let token = staff(&server).await;
    for kind in [Some("text/plain"), Some("application/xml"), None] {
        let mut request = posted(CREATE, Some(&token), ACCOUNT);
        match kind {
            Some(kind) => {
                request.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind))
            }
            None => request.headers_mut().remove(header::CONTENT_TYPE),
        };
        let status = refused(&server, request).await;
        assert_eq!(status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{kind:?}");
    }
}

#[tokio::test]
async fn nothing_is_changed_by_other_methods() {
    let server = Server::open().await;
    let token = staff(&server).await;
    for method in [Method::GET, Method::HEAD, Method::PUT, Method::DELETE] {
        let uri = format!("{CREATE}?{ACCOUNT}");
        let request = asked(method.clone(), &uri, Some(&token)).header(header::CONTENT_TYPE, FORM);
        let status = refused(&server, request.body(Body::empty()).unwrap()).await;
        assert!(status.is_client_error(), "{method}: {status}");
    }
}

#[tokio::test]
async fn a_form_of_ten_megabytes_is_too_large() {
    let server = Server::open().await;
    let token = staff(&server).await;
    let form = format!("form[name]={}", "a".repeat(LARGE));
    let chunked = |mut request: Request<Body>| {
        request.headers_mut().remove(header::CONTENT_LENGTH);
        request
    };

    for request in [
        posted(CREATE, Some(&token), &form),
        chunked(posted(CREATE, Some(&token), &form)),
        posted_without_script(CREATE, Some(&token), &form, "/staff/accounts/new"),
        chunked(posted_without_script(CREATE, Some(&token), &form, "/staff/accounts/new")),
    ] {
        let shown = format!("{:?}", request.headers());
        assert_eq!(refused(&server, request).await, StatusCode::PAYLOAD_TOO_LARGE, "{shown}");
    }
}
