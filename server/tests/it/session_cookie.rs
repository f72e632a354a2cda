//! The session cookie: what its flags are, and that it is another one after every sign-in.

use app::session::cookie::SessionCookie;
use axum::http::{StatusCode, header};

use crate::server::{Server, posted_without_script};

const PASSWORD: &str = "kolo jede do kopce";
const SIGN_IN: &str = "email=manager%40alfa.example&password=kolo+jede+do+kopce&next=%2Fme";

async fn with_password(server: &Server) {
    let hash = backend::password::hash(PASSWORD).await.unwrap();
    let user = server.portal.alfa.manager;
    server.portal.set("user_account", user.0, vec![("password_hash", hash.into())]).await;
}

/// The cookie of a sign-in in a browser that has `token`, and where it is sent.
async fn sign_in(server: &Server, token: Option<&str>) -> (String, String) {
    let request = posted_without_script("/api/session/sign_in", token, SIGN_IN, "/sign-in");
    let answer = server.send(request).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let cookies: Vec<_> = answer.headers.get_all(header::SET_COOKIE).iter().collect();
    assert_eq!(cookies.len(), 1);
    (cookies[0].to_str().unwrap().to_owned(), answer.header("location").to_owned())
}

fn flags(cookie: &str) -> Vec<&str> {
    cookie.split("; ").skip(1).collect()
}

#[tokio::test]
async fn scripts_and_other_sites_do_not_get_it() {
    let server = Server::open().await;
    with_password(&server).await;

    let (cookie, to) = sign_in(&server, None).await;

    assert!(cookie.starts_with("sid="), "{cookie}");
    assert_eq!(flags(&cookie), ["Path=/", "SameSite=Lax", "Max-Age=2592000", "HttpOnly"]);
    assert_eq!(to, "/me");
}

#[tokio::test]
async fn behind_https_it_never_travels_without() {
    let server = Server::reached_by(SessionCookie { secure: true }).await;
    with_password(&server).await;

    let (cookie, _) = sign_in(&server, None).await;

    assert!(cookie.starts_with("__Host-sid="), "{cookie}");
    assert_eq!(flags(&cookie), ["Path=/", "SameSite=Lax", "Max-Age=2592000", "Secure", "HttpOnly"]);
}

#[tokio::test]
async fn a_sign_in_ends_the_session_that_the_browser_had() {
    let server = Server::open().await;
    with_password(&server).await;
    let planted = server.token(server.portal.beta.manager).await;

    let (cookie, _) = sign_in(&server, Some(&planted)).await;
    let token = cookie.split(['=', ';']).nth(1).unwrap();

    assert_ne!(token, planted);
    let me = "/api/session/me";
    assert_eq!(server.post(me, Some(&planted), "").await.status, StatusCode::UNAUTHORIZED);
    assert!(server.post(me, Some(token), "").await.text().contains("manager@alfa.example"));
}

#[tokio::test]
async fn signing_out_ends_the_session_and_takes_the_cookie_back() {
    let server = Server::open().await;
    let token = server.token(server.portal.alfa.manager).await;

    let answer = server.post("/api/session/sign_out", Some(&token), "").await;

    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("sid=;") && cookie.contains("Max-Age=0;"), "{cookie}");
    let after = server.post("/api/session/me", Some(&token), "").await;
    assert_eq!(after.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn nobody_is_sent_to_another_site_after_the_sign_in() {
    let server = Server::open().await;
    with_password(&server).await;
    for next in ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example"] {
        let form = SIGN_IN.replace("%2Fme", next);
        let request = posted_without_script("/api/session/sign_in", None, &form, "/sign-in");
        let answer = server.send(request).await;
        assert_eq!(answer.header("location"), "/", "{next}");
    }
}
