//! Receipts over HTTP and at the command line: downloaded, checked, and nothing of a check is kept.

use std::{
    fs,
    process::{Command, Output},
};

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use backend::{assignment, receipt, registration};
use domain::registration::RegistrationForm;
use testkit::Deal;

use crate::server::{Answer, Server, asked};

const PARTED: &str = "multipart/form-data; boundary=part";

fn check(text: &str) -> Request<Body> {
    let head = "--part\r\nContent-Disposition: form-data; name=\"receipt\"\r\n\r\n";
    asked(Method::POST, "/verify", None)
        .header(header::CONTENT_TYPE, PARTED)
        .header(header::ACCEPT, "text/html")
        .body(Body::from([head, text, "\r\n--part--\r\n"].concat()))
        .unwrap()
}

/// An offer that Alfa's manager accepted, and the file of its receipt.
async fn accepted(server: &Server) -> (Deal, String, Answer) {
    let portal = &server.portal;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let manager = portal.manager_of(&portal.alfa);
    assignment::accept(&manager, deal.assignment()).await.unwrap();
    let [row] =
        receipt::of_opportunity(&manager, &deal.reference).await.unwrap().try_into().unwrap();
    let token = server.token(portal.alfa.manager).await;
    let path = format!("/receipts/{}/receipt.json", row.id);
    let answer = server.page(&path, Some(&token)).await;
    (deal, answer.text().to_owned(), answer)
}

#[tokio::test]
async fn a_downloaded_file_is_checked_by_anybody_and_not_kept() {
    let server = Server::open().await;
    let (deal, file, answer) = accepted(&server).await;
    assert_eq!(answer.header("content-type"), "application/json");
    let name = format!("attachment; filename=\"{}-acceptance.json\"", deal.reference);
    assert_eq!(answer.header("content-disposition"), name);
    let before = server.portal.digest().await;
    let large = " ".repeat(4 * receipt::LARGEST);

    for (text, status, said) in [
        (file.as_str(), StatusCode::OK, "Platné"),
        (&file.replace(&deal.reference, "OPP-2222-2222"), StatusCode::OK, "Změněné"),
        ("</textarea><script>alert(1)</script>", StatusCode::OK, "Není naše"),
        ("", StatusCode::UNPROCESSABLE_ENTITY, "Vyplňte"),
        (&large, StatusCode::UNPROCESSABLE_ENTITY, "65"),
    ] {
        let answer = server.send(check(text)).await;
        assert_eq!(answer.status, status, "{said}");
        assert!(answer.text().contains(said), "{said} in {}", answer.text());
        assert!(!answer.text().contains("<script>alert"), "{said}");
    }

    assert_eq!(server.portal.digest().await, before);
}

#[tokio::test]
async fn a_body_that_is_no_form_is_refused_in_words() {
    let server = Server::open().await;
    for body in ["", "--part", "--part\r\n\r\n"] {
        let request = asked(Method::POST, "/verify", None)
            .header(header::CONTENT_TYPE, PARTED)
            .body(Body::from(body))
            .unwrap();
        assert_eq!(server.send(request).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
    }
}

#[tokio::test]
async fn the_command_checks_with_the_database_and_with_the_published_key() {
    let server = Server::open().await;
    let (deal, text, _) = accepted(&server).await;
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let good = file("good.json", &text);
    let changed = file("changed.json", &text.replace(&deal.reference, "OPP-2222-2222"));
    let other = file("other.json", "[]");
    let key = file("key.json", server.page("/receipts/key", None).await.text());
    let run = |arguments: &[&std::ffi::OsStr]| {
        let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_stafeta"))
            .env_clear()
            .env("STAFETA_DATABASE_URL", server.portal.url())
            .arg("verify")
            .args(arguments)
            .output()
            .unwrap();
        (String::from_utf8([stdout, stderr].concat()).unwrap(), status.success())
    };

    for (path, word, valid) in
        [(&good, "valid", true), (&changed, "changed", false), (&other, "not ours", false)]
    {
        for (said, done) in
            [run(&[path.as_ref()]), run(&[path.as_ref(), "--key".as_ref(), key.as_ref()])]
        {
            assert!(said.contains(word) && done == valid, "{word}: {said}");
        }
    }
    let (said, done) = run(&[good.as_ref(), "--key".as_ref(), good.as_ref()]);
    assert!(!done && said.contains("is no key"), "{said}");
}

/// How often a page leads to one address.
fn links(page: &str, href: &str) -> usize {
    page.matches(&format!("href=\"{href}\"")).count()
}

#[tokio::test]
async fn the_event_and_the_registration_lead_to_their_receipts() {
    let server = Server::open().await;
    let portal = &server.portal;
    let deal = portal.opportunity().brought_by(&portal.alfa, portal.alfa.seller).approved();
    let deal = deal.accepted_by(&portal.alfa).create().await;
    let manager = portal.manager_of(&portal.alfa);
    let form = RegistrationForm {
        customer: "Kovárna Viktoria, a.s.".to_owned(),
        registration_number: "25596641".to_owned(),
        products: "Lis".to_owned(),
        value: "1200000".to_owned(),
        close_on: "2026-06-30".to_owned(),
        justification: "Zákazníka jsme dvakrát navštívili.".to_owned(),
        ..RegistrationForm::default()
    };
    registration::submit(&manager, deal.id, form, &[]).await.unwrap();
    let staff = portal.staff_manager();
    let id = registration::show(&staff, deal.id).await.unwrap().unwrap().registration.id;
    registration::review(&staff, id).await.unwrap();
    registration::approve(&staff, id, "").await.unwrap();
    let rows = receipt::of_opportunity(&manager, &deal.reference).await.unwrap();
    assert_eq!(rows.len(), 2);

    let own = format!("/opportunities/{}", deal.reference);
    let own = server.page(&own, Some(&server.token(portal.alfa.manager).await)).await;
    let theirs = format!("/staff/opportunities/{}", deal.reference);
    let staff = server.token(staff.actor.user().unwrap()).await;
    let theirs = server.page(&theirs, Some(&staff)).await;

    // In the list of all, and on the timeline.
    for row in rows {
        assert_eq!(links(own.text(), &format!("/receipts/{}", row.id)), 2, "{row:?}");
        assert_eq!(links(theirs.text(), &format!("/staff/receipts/{}", row.id)), 2, "{row:?}");
    }
}
