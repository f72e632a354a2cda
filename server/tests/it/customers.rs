//! The page of a partner's own customer and the form of a new opportunity, as a browser without script sends them.

use axum::http::StatusCode;
use backend::{account, product};
use domain::ids::AccountId;

use crate::server::{Answer, Server, posted_without_script};

const SAVE: &str = "/api/portal/save_customer";

/// A customer of alfa alone, with the session of its manager.
async fn customer(server: &Server) -> (AccountId, String) {
    let portal = &server.portal;
    let account = portal.add_account("Pivovar Lípa a.s.").await;
    let person = portal.add_contact(account, "Jana", "Malá").await;
    let deal = portal.opportunity().account(account).contact(person);
    deal.accepted_by(&portal.alfa).create().await;
    (account, server.token(portal.alfa.manager).await)
}

async fn sent(server: &Server, path: &str, token: &str, form: &str, from: &str) -> Answer {
    server.send(posted_without_script(path, Some(token), form, from)).await
}

async fn street(server: &Server, id: AccountId) -> String {
    account::show(&server.portal.staff_manager(), id).await.unwrap().form.street
}

#[tokio::test]
async fn a_corrected_street_is_stored_and_the_page_says_so() {
    let server = Server::open().await;
    let (id, token) = customer(&server).await;
    let page = format!("/customers/{id}");

    let form = format!("id={id}&version=1&form[street]=Nov%C3%A1+2");
    let answer = sent(&server, SAVE, &token, &form, &page).await;

    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), format!("{page}?done=saved"));
    let said = server.page(answer.header("location"), Some(&token)).await;
    assert!(said.text().contains("Uloženo.") && said.text().contains("value=\"Nová 2\""));
    assert_eq!(street(&server, id).await, "Nová 2");
}

#[tokio::test]
async fn an_older_page_and_a_wrong_code_bring_the_typed_text_back() {
    let server = Server::open().await;
    let (id, token) = customer(&server).await;
    let page = format!("/customers/{id}");
    for (form, said) in [
        (format!("id={id}&version=7&form[street]=Ztracen%C3%A1+7"), "změnil někdo jiný"),
        (
            format!("id={id}&version=1&form[street]=Ztracen%C3%A1+7&form[country]=Atlantida"),
            "dvoupísmenný kód",
        ),
    ] {
        let answer = sent(&server, SAVE, &token, &form, &page).await;
        let back = answer.header("location");
        assert!(back.starts_with(&format!("{page}?echo=")), "{back}");
        let text = server.page(back, Some(&token)).await;
        assert!(text.text().contains("value=\"Ztracená 7\""), "the typed text is gone");
        assert!(text.text().contains(said), "nothing says {said}");
        assert_eq!(street(&server, id).await, "");
    }
}

/// Such a form is none of ours: nothing of it is stored.
#[tokio::test]
async fn what_is_the_vendors_cannot_be_smuggled_in() {
    let server = Server::open().await;
    let (id, token) = customer(&server).await;
    let before = server.portal.digest().await;
    for field in ["name", "registration_number", "vat_id", "domain", "managing_partner_id"] {
        let form = format!("id={id}&version=1&form[street]=Nova&form[{field}]=x");
        let answer = server.post(SAVE, Some(&token), &form).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{field}");
    }
    assert!(server.portal.digest().await == before);
}

#[tokio::test]
async fn without_a_form_the_page_says_why() {
    let server = Server::open().await;
    let (id, token) = customer(&server).await;
    let path = format!("/customers/{id}");
    let own = server.page(&path, Some(&token)).await;
    server.portal.opportunity().account(id).accepted_by(&server.portal.beta).create().await;
    let shared = server.page(&path, Some(&token)).await;

    for (page, is_own) in [(own.text(), true), (shared.text(), false)] {
        assert_eq!(page.contains(&format!("action=\"{SAVE}\"")), is_own, "{page}");
        assert_eq!(page.contains("add_customer_person"), is_own, "{page}");
        assert_eq!(page.contains("nemáte jen vy"), !is_own, "{page}");
        assert!(!page.contains("Beta"), "the other one is not named");
    }
}

#[tokio::test]
async fn products_of_the_vendors_list_are_ticked_on_a_new_opportunity() {
    let server = Server::open().await;
    for name in ["Servis", "WMS"] {
        product::add(&server.portal.staff_admin(), name).await.unwrap();
    }
    let token = server.token(server.portal.alfa.manager).await;
    let page = "/opportunities/new";
    let empty = server.page(page, Some(&token)).await;
    assert!(empty.text().contains("value=\"WMS\""), "{}", empty.text());

    // The company is missing, so that the form comes back.
    let form = "form[topic]=Lis&form[product][p001]=WMS&form[products]=Linka";
    let answer = sent(&server, "/api/portal/bring", &token, form, page).await;
    let back = server.page(answer.header("location"), Some(&token)).await;

    let box_of = |name: &str| {
        let at = back.text().find(&format!("value=\"{name}\""))?;
        let start = back.text()[..at].rfind('<')?;
        let end = at + back.text()[at..].find('>')?;
        Some(back.text()[start..end].contains("checked"))
    };
    assert_eq!((box_of("WMS"), box_of("Servis")), (Some(true), Some(false)));
    assert!(back.text().contains("value=\"Linka\""), "the typed product is gone");
}
