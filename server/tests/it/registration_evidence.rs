//! What proves a registration: how many files, how large, and of which kind, as the form sends them.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use backend::{file, registration};
use chrono::TimeDelta;
use testkit::{Deal, Mail};

use crate::server::{Answer, HOST, Server, asked};

const PDF: &[u8] = b"%PDF-1.7\n";

/// A file as it is chosen in the form.
type Chosen = (&'static str, Vec<u8>);

fn small(count: usize) -> Vec<Chosen> {
    vec![("zápis.pdf", PDF.to_vec()); count]
}

/// An opportunity that Alfa may register, and a session of its manager.
async fn registrable(server: &Server) -> (Deal, String) {
    let portal = &server.portal;
    let deal = portal.opportunity().brought_by(&portal.alfa, portal.alfa.seller).approved();
    let deal = deal.accepted_by(&portal.alfa).create().await;
    (deal, server.token(portal.alfa.manager).await)
}

fn content(deal: &Deal, files: &[Chosen]) -> Vec<u8> {
    let id = deal.id.to_string();
    let lines = [
        ("id", id.as_str()),
        ("form[customer]", "Kovárna Viktoria, a.s."),
        ("form[registration_number]", "25596641"),
        ("form[products]", "Lis"),
        ("form[value]", "1200000"),
        ("form[close_on]", "2026-06-30"),
        ("form[justification]", "Zákazníka jsme dvakrát navštívili."),
    ];
    let begun = |name: &str| {
        format!("--part\r\nContent-Disposition: form-data; name=\"{name}\"").into_bytes()
    };
    let mut body = Vec::new();
    for (name, value) in lines {
        body.extend(begun(name));
        body.extend(format!("\r\n\r\n{value}\r\n").into_bytes());
    }
    for (name, bytes) in files {
        body.extend(begun("file"));
        body.extend(format!("; filename=\"{name}\"\r\nContent-Type: application/pdf").into_bytes());
        body.extend(b"\r\n\r\n");
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--part--\r\n");
    body
}

fn sent(deal: &Deal, token: &str, files: &[Chosen]) -> Request<Body> {
    asked(Method::POST, "/registrations/submit", Some(token))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=part")
        .header(header::ACCEPT, "text/html")
        .header(header::REFERER, format!("https://{HOST}{}", form_of(deal)))
        .body(Body::from(content(deal, files)))
        .unwrap()
}

fn form_of(deal: &Deal) -> String {
    format!("/opportunities/{}/register", deal.reference)
}

/// The page that a browser comes to.
async fn submitted(server: &Server, deal: &Deal, token: &str, files: &[Chosen]) -> Answer {
    let answer = server.send(sent(deal, token, files)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    server.page(answer.header("location"), Some(token)).await
}

/// Sends what has to be refused at the field, and shows that nothing came of it.
async fn refused(server: &Server, deal: &Deal, token: &str, files: &[Chosen], why: &str) {
    let staff = server.portal.staff_manager();
    let mails: Vec<Mail> = server.portal.mails().await;
    let seen = backend::timeline_read::items(&staff, deal.id).await.unwrap();

    let page = submitted(server, deal, token, files).await;

    let html = page.text();
    assert!(html.contains("href=\"#file\""), "no message leads to the field");
    let (_, field) = html.split_once("id=\"proof-h\"").expect("the part with the field");
    let field = field.split("</section>").next().unwrap();
    assert!(field.contains(why), "{why} is not at the field: {field}");
    assert!(html.contains("value=\"25596641\""), "what was typed is gone");
    assert!(registration::show(&staff, deal.id).await.unwrap().is_none());
    assert_eq!(server.portal.mails().await.len(), mails.len());
    assert_eq!(backend::timeline_read::items(&staff, deal.id).await.unwrap(), seen);
    // What arrived before the refusal stands under nothing, and goes.
    server.portal.clock.advance(TimeDelta::days(1) + TimeDelta::seconds(1));
    file::clean(&server.portal.system(), &server.folder).await.unwrap();
    assert_eq!(stored(server).await, 0);
}

/// How many files the database knows.
async fn stored(server: &Server) -> i64 {
    use sea_orm::{ConnectionTrait as _, Statement};

    let db = &server.portal.backend.db;
    let query = Statement::from_string(db.backend(), "SELECT count(*) FROM attachment");
    let row = db.read().query_one_raw(query).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

#[tokio::test]
async fn ten_files_prove_it_and_the_eleventh_is_one_too_many() {
    let server = Server::open().await;
    let (deal, token) = registrable(&server).await;
    refused(&server, &deal, &token, &small(11), "Nejvýše 10 souborů.").await;

    submitted(&server, &deal, &token, &small(10)).await;

    let view = registration::show(&server.portal.staff_manager(), deal.id).await.unwrap().unwrap();
    assert_eq!(view.registration.files.len(), 10);
}

#[tokio::test]
async fn a_file_has_ten_megabytes_and_not_one_byte_more() {
    let server = Server::open().await;
    let (deal, token) = registrable(&server).await;
    let mut large = PDF.to_vec();
    large.resize(file::MAX_BYTES + 1, b' ');
    let files = [("zápis.pdf", PDF.to_vec()), ("výkres.pdf", large.clone())];
    refused(&server, &deal, &token, &files, "Soubor může mít nejvýše 10 MB.").await;

    large.truncate(file::MAX_BYTES);
    submitted(&server, &deal, &token, &[("výkres.pdf", large)]).await;

    let view = registration::show(&server.portal.staff_manager(), deal.id).await.unwrap().unwrap();
    assert_eq!(view.registration.files[0].name, "výkres.pdf");
}

#[tokio::test]
async fn what_a_file_is_its_content_says() {
    let server = Server::open().await;
    let (deal, token) = registrable(&server).await;
    for (name, bytes) in [
        ("zápis.pdf", b"<html><script>alert(1)</script>".as_slice()),
        ("zápis.pdf", b"MZ\x90\0"),
        ("foto.png", PDF),
        ("zápis.html", PDF),
        ("zápis.pdf", b""),
    ] {
        let files = [(name, bytes.to_vec())];
        refused(&server, &deal, &token, &files, "Tento druh souboru nelze přiložit.").await;
    }
}

#[tokio::test]
async fn a_program_is_told_the_status_and_nothing_is_stored() {
    let server = Server::open().await;
    let (deal, token) = registrable(&server).await;
    let mut request = sent(&deal, &token, &[("zápis.pdf", b"MZ\x90\0".to_vec())]);
    request.headers_mut().insert(header::ACCEPT, "application/json".parse().unwrap());
    let before = server.portal.digest().await;

    let answer = server.send(request).await;

    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    assert!(answer.text().contains("file"), "{}", answer.text());
    let after = server.portal.digest().await;
    assert!(after == before, "changed {:?}", before.difference(&after));
}
