//! The conflict check says one of three words, whatever is in the database, and not too often.

use std::collections::BTreeSet;

use backend::{Error, account, registration};
use chrono::TimeDelta;
use domain::{
    account_merge::MergeForm,
    ids::{AccountId, PartnerId},
    invalid::Problem,
    policy::Denied,
    registration::{CheckAnswer, CheckRow, RegistrationForm},
};
use testkit::{Company, Portal};

use super::{approved, brought, form, submitted_as};
use crate::refused::refused;

async fn ask(portal: &Portal, company: &Company, query: &str) -> CheckRow {
    let cx = portal.seller_of(company);
    let id = registration::check(&cx, query).await.unwrap();
    let rows = registration::checks(&cx).await.unwrap();
    rows.into_iter().find(|row| row.id == id).unwrap()
}

#[tokio::test]
async fn the_three_answers() {
    let portal = Portal::open().await;
    approved(&portal, &portal.alfa).await;
    let deal = brought(&portal, &portal.alfa).await;
    let waiting = RegistrationForm {
        registration_number: String::new(),
        domain: "ceka.example".to_owned(),
        ..form()
    };
    submitted_as(&portal, &deal, &portal.alfa, waiting).await;

    let row = ask(&portal, &portal.beta, "255 966 41").await;
    assert_eq!(row.answer, CheckAnswer::Protected);
    assert_eq!(row.until.unwrap().to_string(), "2026-05-31");
    assert_eq!(row.query, "25596641");
    let row = ask(&portal, &portal.beta, "https://www.ceka.example/o-nas").await;
    assert_eq!((row.answer, row.until), (CheckAnswer::Ask, None));
    assert_eq!(ask(&portal, &portal.beta, "volno.example").await.answer, CheckAnswer::Free);
    assert_eq!(ask(&portal, &portal.beta, "seznam.cz").await.answer, CheckAnswer::Ask);
    assert_eq!(ask(&portal, &portal.alfa, "ceka.example").await.answer, CheckAnswer::Free);
}

#[tokio::test]
async fn a_customer_known_by_its_vat_id_is_found_by_its_number() {
    let portal = Portal::open().await;
    let account = portal.add_account("Pivovar Lípa a.s.").await;
    portal.set("account", account.0, vec![("vat_id", "CZ25596641".into())]).await;
    portal.opportunity().account(account).create().await;
    assert_eq!(ask(&portal, &portal.beta, "25596641").await.answer, CheckAnswer::Ask);

    let deal = brought(&portal, &portal.alfa).await;
    let by_vat = RegistrationForm {
        registration_number: String::new(),
        vat_id: "CZ00006947".to_owned(),
        ..form()
    };
    let id = submitted_as(&portal, &deal, &portal.alfa, by_vat).await;
    assert_eq!(ask(&portal, &portal.beta, "00006947").await.answer, CheckAnswer::Ask);
    registration::review(&portal.staff_manager(), id).await.unwrap();
    registration::approve(&portal.staff_manager(), id, "").await.unwrap();
    assert_eq!(ask(&portal, &portal.beta, "00006947").await.answer, CheckAnswer::Protected);
}

#[tokio::test]
async fn what_the_vendor_works_on_is_a_matter_to_ask_about() {
    let portal = Portal::open().await;
    let account = portal.add_account("Pivovar Lípa a.s.").await;
    portal.set("account", account.0, vec![("domain", "lipa.example".into())]).await;
    assert_eq!(ask(&portal, &portal.beta, "lipa.example").await.answer, CheckAnswer::Free);

    portal.opportunity().account(account).create().await;

    assert_eq!(ask(&portal, &portal.beta, "lipa.example").await.answer, CheckAnswer::Ask);
}

#[tokio::test]
async fn what_is_no_customer_is_said_and_not_counted() {
    let portal = Portal::open().await;
    let cx = portal.seller_of(&portal.alfa);
    for (query, problem) in [
        ("", Problem::Required),
        ("12345678", Problem::RegistrationNumber),
        ("Kovárna", Problem::CustomerKey),
        ("a b.cz", Problem::CustomerKey),
    ] {
        let error = refused(&portal, registration::check(&cx, query)).await;
        let Error::Invalid(errors) = error else { panic!("{error:?}") };
        assert_eq!((errors[0].field.as_str(), &errors[0].problem), ("query", &problem), "{query}");
    }
}

/// So many questions of Alfa's, asked now.
async fn were_asked(portal: &Portal, count: usize) {
    for number in 0..count {
        let row = vec![
            ("id", portal.system().new_id().into()),
            ("partner_id", portal.alfa.id.0.into()),
            ("user_id", portal.alfa.manager.0.into()),
            ("query", format!("f{number}.example").into()),
            ("answer", "free".into()),
            ("at", portal.now().into()),
        ];
        portal.insert("conflict_check", row).await;
    }
}

#[tokio::test]
async fn a_company_asks_twenty_times_an_hour_and_sixty_a_day() {
    let portal = Portal::open().await;
    let cx = || portal.manager_of(&portal.alfa);
    let throttled = |error: Error| match error {
        Error::Invalid(errors) => match errors[0].problem {
            Problem::Throttled { minutes } => minutes,
            ref other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    for round in 0..3 {
        were_asked(&portal, 19).await;
        registration::check(&cx(), "posledni.example").await.unwrap();
        if round < 2 {
            let colleague = portal.seller_of(&portal.alfa);
            let error = refused(&portal, registration::check(&colleague, "dalsi.example")).await;
            assert_eq!(throttled(error), 60);
        }
        portal.clock.advance(TimeDelta::minutes(60));
    }
    let error = refused(&portal, registration::check(&cx(), "dalsi.example")).await;
    assert_eq!(throttled(error), 21 * 60);
    ask(&portal, &portal.beta, "dalsi.example").await;
    portal.clock.advance(TimeDelta::hours(21));
    registration::check(&cx(), "dalsi.example").await.unwrap();
}

#[tokio::test]
async fn what_was_entered_without_an_account_is_a_matter_to_ask_about() {
    let portal = Portal::open().await;
    let lead = |number: &str, domain: &str| -> Vec<(&'static str, sea_orm::Value)> {
        vec![("lead_number", number.into()), ("lead_domain", domain.into())]
    };
    let of_staff = portal.opportunity().create().await;
    portal.set("opportunity", of_staff.id.0, lead("25596641", "viktoria.example")).await;
    let of_alfa = brought(&portal, &portal.alfa).await;
    portal.set("opportunity", of_alfa.id.0, lead("00006947", "lipa.example")).await;

    for query in ["25596641", "viktoria.example", "00006947", "lipa.example"] {
        assert_eq!(ask(&portal, &portal.beta, query).await.answer, CheckAnswer::Ask, "{query}");
    }
    for query in ["00006947", "lipa.example"] {
        let row = ask(&portal, &portal.alfa, query).await;
        assert_eq!(row.answer, CheckAnswer::Free, "{query}, their own");
    }
}

#[tokio::test]
async fn a_number_that_was_merged_away_is_not_free() {
    let portal = Portal::open().await;
    let (first, second) =
        (portal.add_account("Kovárna a.s.").await, portal.add_account("Kovárna s.r.o.").await);
    for (account, number) in [(first, "00006947"), (second, "25596641")] {
        portal.set("account", account.0, vec![("registration_number", number.into())]).await;
    }
    portal.opportunity().account(second).create().await;
    let form = MergeForm { stays: "first".to_owned(), ..MergeForm::default() };
    account::merge(&portal.staff_manager(), (first, 1), (second, 1), &form).await.unwrap();

    for number in ["25596641", "00006947"] {
        let row = ask(&portal, &portal.beta, number).await;
        assert_eq!(row.answer, CheckAnswer::Ask, "{number}");
    }
}

/// Two records of one company, each known by a VAT id and a domain of its own.
async fn two_records(portal: &Portal) -> (AccountId, AccountId) {
    let (first, second) =
        (portal.add_account("Kovárna a.s.").await, portal.add_account("Kovárna s.r.o.").await);
    for (account, vat_id, domain) in
        [(first, "CZ00006947", "kovarna.example"), (second, "CZ25596641", "viktoria.example")]
    {
        let known = vec![("vat_id", vat_id.into()), ("domain", domain.into())];
        portal.set("account", account.0, known).await;
    }
    (first, second)
}

async fn merge(portal: &Portal, first: AccountId, second: AccountId) {
    let form = MergeForm { stays: "first".to_owned(), ..MergeForm::default() };
    account::merge(&portal.staff_manager(), (first, 1), (second, 1), &form).await.unwrap();
}

const KNOWN_BY: [&str; 4] = ["00006947", "kovarna.example", "25596641", "viktoria.example"];

#[tokio::test]
async fn a_vat_id_or_a_domain_that_was_merged_away_is_not_free() {
    let portal = Portal::open().await;
    let (first, second) = two_records(&portal).await;
    merge(&portal, first, second).await;
    for query in KNOWN_BY {
        let row = ask(&portal, &portal.beta, query).await;
        assert_eq!(row.answer, CheckAnswer::Free, "{query}, nobody wants it");
    }

    portal.opportunity().account(first).create().await;

    for query in KNOWN_BY {
        assert_eq!(ask(&portal, &portal.beta, query).await.answer, CheckAnswer::Ask, "{query}");
    }
}

#[tokio::test]
async fn what_was_merged_away_is_protected_as_the_account_that_stays() {
    let portal = Portal::open().await;
    let (first, second) = two_records(&portal).await;
    let deal = brought(&portal, &portal.alfa).await;
    portal.set("opportunity", deal.id.0, vec![("account_id", first.0.into())]).await;
    let named = RegistrationForm { registration_number: String::new(), ..form() };
    let id = submitted_as(&portal, &deal, &portal.alfa, named).await;
    registration::review(&portal.staff_manager(), id).await.unwrap();
    registration::approve(&portal.staff_manager(), id, "").await.unwrap();

    merge(&portal, first, second).await;

    for query in KNOWN_BY {
        let row = ask(&portal, &portal.beta, query).await;
        assert_eq!(row.answer, CheckAnswer::Protected, "{query}");
        assert_eq!(row.until.unwrap().to_string(), "2026-05-31", "{query}");
    }
}

#[tokio::test]
async fn staff_read_what_a_partner_asked_page_by_page() {
    let portal = Portal::open().await;
    ask(&portal, &portal.beta, "jinde.example").await;
    were_asked(&portal, 19).await;
    portal.clock.advance(TimeDelta::minutes(60));
    were_asked(&portal, 19).await;
    portal.clock.advance(TimeDelta::minutes(1));
    ask(&portal, &portal.alfa, "volno.example").await;

    for cx in [portal.staff_seller(), portal.staff_admin()] {
        let first = registration::checks_of(&cx, portal.alfa.id, None).await.unwrap();
        let latest = &first.rows[0];
        assert_eq!(latest.check.query, "volno.example");
        assert_eq!(latest.check.answer, CheckAnswer::Free);
        assert!(latest.author.is_some(), "who asked");
        assert!(first.earlier.is_some());

        let second = registration::checks_of(&cx, portal.alfa.id, first.earlier).await.unwrap();

        assert_eq!((first.rows.len(), second.rows.len(), second.earlier), (20, 19, None));
        let all = first.rows.iter().chain(&second.rows);
        assert_eq!(all.map(|row| row.check.id).collect::<BTreeSet<_>>().len(), 39, "each once");
    }
}

#[tokio::test]
async fn only_staff_read_what_a_partner_asked() {
    let portal = Portal::open().await;
    let unknown = PartnerId(portal.system().new_id());
    for (cx, partner) in [
        (portal.administrator_of(&portal.alfa), portal.alfa.id),
        (portal.administrator_of(&portal.beta), portal.alfa.id),
        (portal.staff_admin(), unknown),
    ] {
        let error = refused(&portal, registration::checks_of(&cx, partner, None)).await;
        assert!(matches!(error, Error::Denied(Denied::Hidden)), "{error:?}");
    }
}

#[tokio::test]
async fn staff_have_other_ways_to_know() {
    let portal = Portal::open().await;
    for cx in [portal.staff_manager(), portal.staff_seller()] {
        let error = refused(&portal, registration::check(&cx, "volno.example")).await;
        assert!(matches!(error, Error::Denied(Denied::Forbidden)), "{error:?}");
    }
}
