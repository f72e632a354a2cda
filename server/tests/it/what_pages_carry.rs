//! What every page carries for the browser's protection, and which page somebody gets instead of a foreign one.

use app::session::cookie::SessionCookie;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};

use crate::server::{Answer, Server};

fn nonce(answer: &Answer) -> String {
    let policy = answer.header("content-security-policy");
    let rest = policy.split("'nonce-").nth(1).expect("a nonce in the policy");
    rest.split('\'').next().unwrap().to_owned()
}

fn assert_protected(path: &str, page: &Answer) {
    let policy = page.header("content-security-policy");
    assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    assert!(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"));
    assert!(policy.ends_with("report-uri /csp-report; report-to csp"), "{policy}");
    assert_eq!(page.header("reporting-endpoints"), "csp=\"/csp-report\"", "{path}");
    assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
    assert_eq!(page.header("x-frame-options"), "DENY", "{path}");
    assert_eq!(page.header("referrer-policy"), "same-origin", "{path}");
    assert_eq!(page.header("cross-origin-opener-policy"), "same-origin", "{path}");
    assert_eq!(page.header("cache-control"), "private, no-store", "{path}");
}

/// Every script has the nonce, and nothing needs `unsafe-inline`.
fn assert_nothing_inline(path: &str, page: &Answer) {
    let (html, nonce) = (page.text(), nonce(page));
    let tags = || html.split('<').map(|rest| rest.split('>').next().unwrap());
    let scripts: Vec<_> = tags().filter(|tag| tag.starts_with("script")).collect();
    assert!(!scripts.is_empty(), "{path} loads nothing");
    for script in scripts {
        assert!(script.contains(&format!("nonce=\"{nonce}\"")), "{path}: <{script}>");
    }
    for tag in tags() {
        assert!(!tag.contains(" style=\"") && !tag.starts_with("style"), "{path}: <{tag}>");
        assert!(!tag.contains(" onclick=") && !tag.contains("javascript:"), "{path}: <{tag}>");
    }
}

#[tokio::test]
async fn every_page_has_its_headers_and_nothing_inline() {
    let server = Server::open().await;
    let portal = &server.portal;
    let deal = portal.opportunity().worked_by_seller_of(&portal.alfa).create().await;
    let staff = server.token(portal.staff_admin().actor.user().unwrap()).await;
    let partner = server.token(portal.alfa.manager).await;
    let own = format!("/opportunities/{}", deal.reference);
    let staffs = format!("/staff/opportunities/{}", deal.reference);

    for (path, token) in [
        ("/sign-in", None),
        ("/invitation/unknown", None),
        ("/dashboard", Some(&partner)),
        (own.as_str(), Some(&partner)),
        ("/me", Some(&partner)),
        ("/nowhere", Some(&partner)),
        ("/staff/opportunities", Some(&staff)),
        (staffs.as_str(), Some(&staff)),
        ("/staff/accounts/new", Some(&staff)),
        ("/staff/settings", Some(&staff)),
        ("/staff/import", Some(&staff)),
    ] {
        let page = server.page(path, token.map(String::as_str)).await;
        assert_protected(path, &page);
        assert_nothing_inline(path, &page);
    }
}

/// A browser that runs no script fetches what a `<link>` names all the same.
#[tokio::test]
async fn only_scripts_name_what_is_fetched_for_script() {
    let server = Server::open().await;
    let staff = server.token(server.portal.staff_admin().actor.user().unwrap()).await;
    for (path, token, bundle) in
        [("/sign-in", None, "partner"), ("/staff/opportunities", Some(&staff), "staff")]
    {
        let page = server.page(path, token.map(String::as_str)).await;
        let tags: Vec<&str> =
            page.text().split('<').map(|rest| rest.split('>').next().unwrap()).collect();
        for file in [format!("/pkg/{bundle}.0a.js"), format!("/pkg/{bundle}.0a.wasm")] {
            let named: Vec<_> = tags.iter().filter(|tag| tag.contains(&file)).collect();
            assert!(!named.is_empty(), "{path} does not name {file}");
            assert!(named.iter().all(|tag| tag.starts_with("script ")), "{path}: {named:?}");
        }
    }
}

#[tokio::test]
async fn reports_of_violations_are_limited_in_size_and_rate() {
    let server = Server::open().await;
    let report = |body: String| {
        Request::post("/csp-report")
            .header("content-type", "application/csp-report")
            .body(Body::from(body))
            .unwrap()
    };
    let large = server.send(report(" ".repeat(20 << 10))).await.status;
    assert_eq!(large, StatusCode::PAYLOAD_TOO_LARGE);
    for n in 1..=60 {
        let status = server.send(report("{}".to_owned())).await.status;
        assert_eq!(status, StatusCode::NO_CONTENT, "report {n}");
    }
    let status = server.send(report("{}".to_owned())).await.status;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn behind_https_browsers_are_told_to_stay_there() {
    for (secure, told) in [(true, "max-age=31536000; includeSubDomains"), (false, "")] {
        let server = Server::reached_by(SessionCookie { secure }).await;
        let page = server.page("/sign-in", None).await;
        assert_eq!(page.header("strict-transport-security"), told);
    }
}

#[tokio::test]
async fn the_nonce_is_another_one_for_every_request() {
    let server = Server::open().await;
    let (first, second) =
        (server.page("/sign-in", None).await, server.page("/sign-in", None).await);
    assert_ne!(nonce(&first), nonce(&second));
}

#[tokio::test]
async fn whoever_is_not_signed_in_signs_in_and_comes_back() {
    let server = Server::open().await;
    for (wanted, sent_to) in [
        ("/", "/sign-in"),
        ("/dashboard", "/sign-in?next=%2Fdashboard"),
        (
            "/staff/opportunities?view=closed",
            "/sign-in?next=%2Fstaff%2Fopportunities%3Fview%3Dclosed",
        ),
        ("/nowhere", "/sign-in?next=%2Fnowhere"),
    ] {
        let answer = server.page(wanted, None).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{wanted}");
        assert_eq!(answer.header("location"), sent_to);
    }
}

#[tokio::test]
async fn pages_of_staff_do_not_exist_for_partner_people() {
    let server = Server::open().await;
    let portal = &server.portal;
    let deal = portal.opportunity().worked_by_seller_of(&portal.alfa).create().await;
    let of_deal = format!("/staff/opportunities/{}", deal.reference);
    for user in [portal.alfa.administrator, portal.alfa.manager, portal.alfa.seller] {
        let token = server.token(user).await;
        for path in ["/staff", "/staff/", "/staff/opportunities", &of_deal, "/staff/nowhere"] {
            let page = server.page(path, Some(&token)).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            assert!(!page.text().contains("/pkg/staff."), "{path} loads the bundle of staff");
            assert!(!page.text().contains(&deal.id.to_string()), "{path}");
        }
    }
}

#[tokio::test]
async fn everybody_lands_on_their_own_side() {
    let server = Server::open().await;
    let staff = server.token(server.portal.staff_seller().actor.user().unwrap()).await;
    let partner = server.token(server.portal.alfa.seller).await;
    for (path, token, sent_to) in [
        ("/", &staff, "/staff/opportunities"),
        ("/sign-in", &staff, "/staff/opportunities"),
        ("/opportunities/OPP-2222-2222", &staff, "/staff/opportunities/OPP-2222-2222"),
        ("/", &partner, "/dashboard"),
        ("/sign-in", &partner, "/dashboard"),
    ] {
        let answer = server.page(path, Some(token)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        assert_eq!(answer.header("location"), sent_to);
    }
}
