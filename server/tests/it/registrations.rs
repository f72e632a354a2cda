//! The form of a registration, as a browser without script sends it.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use backend::{opportunity, product, registration};
use testkit::Deal;

use crate::server::{HOST, Server, asked};

const WHY: &str = "Zákazníka jsme dvakrát navštívili.";

/// An opportunity that Alfa may register, and products to choose from.
async fn registrable(server: &Server) -> (Deal, String) {
    let portal = &server.portal;
    for name in ["Servis", "WMS"] {
        product::add(&portal.staff_admin(), name).await.unwrap();
    }
    let deal = portal.opportunity().brought_by(&portal.alfa, portal.alfa.seller).approved();
    let deal = deal.accepted_by(&portal.alfa).create().await;
    (deal, server.token(portal.alfa.manager).await)
}

fn sent(deal: &Deal, token: &str, products: &[(&str, &str)], why: &str) -> Request<Body> {
    let id = deal.id.to_string();
    let lines = [
        ("id", id.as_str()),
        ("form[customer]", "Kovárna Viktoria, a.s."),
        ("form[registration_number]", "25596641"),
        ("form[value]", "1200000"),
        ("form[close_on]", "2026-06-30"),
        ("form[justification]", why),
    ];
    let part = |(name, value): &(&str, &str)| {
        format!("--part\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body: String = lines.iter().chain(products).map(part).collect();
    asked(Method::POST, "/registrations/submit", Some(token))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=part")
        .header(header::ACCEPT, "text/html")
        .header(
            header::REFERER,
            format!("https://{HOST}/opportunities/{}/register", deal.reference),
        )
        .body(Body::from(format!("{body}--part--\r\n")))
        .unwrap()
}

/// Whether a box of this product is on the page, and ticked.
fn ticked(page: &str, name: &str) -> Option<bool> {
    let tags = || page.split('<').filter(|tag| tag.starts_with("input "));
    let mut boxes = tags().filter(|tag| tag.contains("name=\"form[product]\""));
    let found = boxes.find(|tag| tag.contains(&format!("value=\"{name}\"")))?;
    Some(found.split('>').next().is_some_and(|tag| tag.contains(" checked")))
}

#[tokio::test]
async fn products_are_ticked_or_typed_and_both_are_registered() {
    let server = Server::open().await;
    let (deal, token) = registrable(&server).await;
    let path = format!("/opportunities/{}/register", deal.reference);
    let page = server.page(&path, Some(&token)).await;
    assert_eq!(
        (ticked(page.text(), "Servis"), ticked(page.text(), "WMS")),
        (Some(false), Some(false))
    );

    let products =
        [("form[product]", "WMS"), ("form[product]", "Servis"), ("form[products]", "Lis")];
    let answer = server.send(sent(&deal, &token, &products, WHY)).await;

    assert_eq!(answer.header("location"), format!("{path}?done=sent"));
    let view = registration::show(&server.portal.staff_manager(), deal.id).await.unwrap();
    assert_eq!(view.unwrap().registration.products, ["WMS", "Servis", "Lis"]);
}

#[tokio::test]
async fn what_was_ticked_stays_ticked_when_the_form_is_refused() {
    let server = Server::open().await;
    let (deal, token) = registrable(&server).await;
    let products = [("form[product]", "WMS"), ("form[products]", "Lis <b>")];

    let answer = server.send(sent(&deal, &token, &products, "Málo.")).await;

    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let page = server.page(answer.header("location"), Some(&token)).await;
    assert_eq!(
        (ticked(page.text(), "WMS"), ticked(page.text(), "Servis")),
        (Some(true), Some(false))
    );
    assert!(page.text().contains("value=\"Lis &lt;b&gt;\""), "the typed product is gone");
}

#[tokio::test]
async fn without_any_product_the_form_says_so() {
    let server = Server::open().await;
    let (deal, token) = registrable(&server).await;

    let answer = server.send(sent(&deal, &token, &[("form[products]", " ")], WHY)).await;

    let page = server.page(answer.header("location"), Some(&token)).await;
    assert!(page.text().contains("href=\"#products\""), "no message leads to the field");
}

/// Staff choose this status on the record.
async fn turn(server: &Server, deal: &Deal, status: &str) {
    let staff = server.portal.staff_manager();
    let record = opportunity::show(&staff, &deal.reference).await.unwrap();
    let mut form = record.form.clone();
    form.status = status.to_owned();
    opportunity::save(&staff, record.id, record.version, Some(record.form), form).await.unwrap();
}

#[tokio::test]
async fn on_hold_both_sides_read_that_the_clock_of_the_vendor_is_paused() {
    let server = Server::open().await;
    let (deal, partner) = registrable(&server).await;
    server.send(sent(&deal, &partner, &[("form[products]", "Lis")], WHY)).await;
    let staff = server.portal.staff_manager().actor.user().unwrap();
    let staff = server.token(staff).await;
    let own = format!("/opportunities/{}", deal.reference);
    let pages = [
        (own.clone(), partner.as_str()),
        (format!("{own}/register"), partner.as_str()),
        (format!("/staff{own}"), staff.as_str()),
    ];

    for (status, stands) in [("on_hold", true), ("accepted", false)] {
        turn(&server, &deal, status).await;
        for (lang, said) in
            [("cs", "Lhůta dodavatele stojí."), ("en", "The vendor’s clock is paused.")]
        {
            for (path, token) in &pages {
                let choice = format!("language={lang}");
                server.post("/api/session/set_preferences", Some(token), &choice).await;
                let page = server.page(path, Some(token)).await;
                assert_eq!(page.text().contains(said), stands, "{path} {lang} {status}");
            }
        }
    }
}

#[tokio::test]
async fn a_question_leads_from_every_page_to_its_answer_and_the_answer_is_told() {
    let server = Server::open().await;
    let (deal, partner) = registrable(&server).await;
    server.send(sent(&deal, &partner, &[("form[products]", "Lis")], WHY)).await;
    let staff = server.portal.staff_manager();
    let shown = registration::show(&staff, deal.id).await.unwrap().unwrap().registration;
    registration::review(&staff, shown.id).await.unwrap();
    registration::ask(&staff, shown.id, "Kdo to podepíše?").await.unwrap();

    let staffs = server.token(staff.actor.user().unwrap()).await;
    let own = format!("/opportunities/{}", deal.reference);
    let answer = format!("href=\"{own}/register\"");
    let said = [
        ("cs", "Dodavatel se ptá na registraci", "O registraci rozhoduje manažer.", "zodpovězen"),
        ("en", "The vendor asks about the registration", "A manager decides", "Question about"),
    ];
    for (lang, asked, decides, _) in said {
        server.speak(&partner, lang).await;
        for path in ["/dashboard", own.as_str()] {
            let page = server.page(path, Some(&partner)).await;
            assert!(page.text().contains(asked), "{path} {lang}");
            assert!(page.text().contains(&answer), "{path} {lang}");
        }
        server.speak(&staffs, lang).await;
        let page = server.page(&format!("/staff{own}"), Some(&staffs)).await;
        assert!(!page.text().contains(decides), "{lang}: it is the partner's turn");
    }

    let manager = server.portal.manager_of(&server.portal.alfa);
    registration::answer(&manager, shown.id, "Vlastník.").await.unwrap();

    for (lang, asked, _, answered) in said {
        server.speak(&partner, lang).await;
        server.speak(&staffs, lang).await;
        let page = server.page(&own, Some(&partner)).await;
        assert!(page.text().contains(answered) && !page.text().contains(asked), "{lang}");
        let page = server.page(&format!("/staff{own}"), Some(&staffs)).await;
        assert!(page.text().contains(answered), "{lang}");
    }
}
