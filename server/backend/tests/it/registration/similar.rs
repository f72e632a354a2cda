//! What may be the same customer: the traits that two have in common, and how sure that makes it.

use backend::account;
use domain::{
    account_merge::MergeForm,
    registration::{Match, MatchBy, MatchKind, RegistrationForm},
};
use sea_orm::Value;
use testkit::Portal;

use super::{brought, form, shown, submitted_as};

/// A request for a customer that is known by name, and perhaps by domain; otherwise by a VAT id like nobody else's.
fn customer(name: &str, domain: &str) -> RegistrationForm {
    let alone = ["", "seznam.cz"].contains(&domain);
    let own: u32 = name.chars().map(u32::from).sum();
    let vat_id = if alone { format!("SK{own:010}") } else { String::new() };
    RegistrationForm {
        vat_id,
        customer: name.to_owned(),
        registration_number: String::new(),
        domain: domain.to_owned(),
        ..form()
    }
}

/// Sent by Beta, so that there is something to be similar to.
async fn beta_sends(portal: &Portal, form: RegistrationForm) {
    let deal = brought(portal, &portal.beta).await;
    submitted_as(portal, &deal, &portal.beta, form).await;
}

async fn add_account(portal: &Portal, name: &str, columns: Vec<(&'static str, Value)>) {
    let id = portal.add_account(name).await;
    if !columns.is_empty() {
        portal.set("account", id.0, columns).await;
    }
}

/// What staff read beside the request of Alfa.
async fn found(portal: &Portal, form: RegistrationForm) -> Vec<Match> {
    let deal = brought(portal, &portal.alfa).await;
    submitted_as(portal, &deal, &portal.alfa, form).await;
    shown(&portal.staff_manager(), &deal).await.matches
}

/// Kind, name, reasons and score of each.
fn told(matches: &[Match]) -> Vec<(MatchKind, &str, &[MatchBy], u8)> {
    matches.iter().map(|m| (m.kind, m.name.as_str(), m.why.as_slice(), m.score)).collect()
}

#[tokio::test]
async fn the_same_domain_is_enough() {
    let portal = Portal::open().await;
    beta_sends(&portal, customer("Strojírna Olšany", "https://www.kovarna.example/")).await;
    beta_sends(&portal, customer("Strojírna Lípa", "lipa.example")).await;
    add_account(&portal, "Hutě Bystřice", vec![("domain", "kovarna.example".into())]).await;
    add_account(&portal, "Hutě Lhota", vec![("domain", "huty.example".into())]).await;

    let matches = found(&portal, customer("Kovárna Viktoria, a.s.", "kovarna.example")).await;

    assert_eq!(
        told(&matches),
        [
            (MatchKind::Account, "Hutě Bystřice", [MatchBy::Domain].as_slice(), 80),
            (MatchKind::Registration, "Strojírna Olšany", &[MatchBy::Domain], 80),
        ]
    );
    assert_eq!(matches[1].partner.as_ref(), Some(&portal.beta.name));
}

#[tokio::test]
async fn an_account_is_found_by_what_a_record_was_known_by_that_became_part_of_it() {
    let portal = Portal::open().await;
    let (first, second) =
        (portal.add_account("Hutě Bystřice").await, portal.add_account("Hutě Lhota").await);
    for (account, domain) in [(first, "huty.example"), (second, "kovarna.example")] {
        portal.set("account", account.0, vec![("domain", domain.into())]).await;
    }
    let form = MergeForm { stays: "first".to_owned(), ..MergeForm::default() };
    account::merge(&portal.staff_manager(), (first, 1), (second, 1), &form).await.unwrap();

    let matches = found(&portal, customer("Kovárna Viktoria, a.s.", "kovarna.example")).await;

    let expected = (MatchKind::Account, "Hutě Bystřice", [MatchBy::Domain].as_slice(), 80);
    assert_eq!(told(&matches), [expected]);
}

#[tokio::test]
async fn a_domain_of_mail_for_everybody_says_nothing() {
    let portal = Portal::open().await;
    beta_sends(&portal, customer("Strojírna Olšany", "seznam.cz")).await;
    add_account(&portal, "Hutě Bystřice", vec![("domain", "seznam.cz".into())]).await;

    let matches = found(&portal, customer("Kovárna Viktoria, a.s.", "seznam.cz")).await;

    assert_eq!(told(&matches), []);
}

#[tokio::test]
async fn the_same_name_is_found_whatever_case_marks_and_legal_form() {
    let portal = Portal::open().await;
    beta_sends(&portal, customer("TESARSTVI KOLAR GmbH", "")).await;
    beta_sends(&portal, customer("Tesařství Kolářová, s. r. o.", "")).await;
    add_account(&portal, "Tesařství Kolář spol. s r.o.", Vec::new()).await;
    add_account(&portal, "Tesařství Kolář a synové, s. r. o.", Vec::new()).await;

    let matches = found(&portal, customer("Tesařství Kolář, s. r. o.", "kolar.example")).await;

    assert_eq!(
        told(&matches),
        [
            (MatchKind::Registration, "TESARSTVI KOLAR GmbH", [MatchBy::Name].as_slice(), 60),
            (MatchKind::Account, "Tesařství Kolář spol. s r.o.", &[MatchBy::Name], 60),
        ]
    );
}

#[tokio::test]
async fn namesakes_with_two_numbers_are_two_companies() {
    let portal = Portal::open().await;
    let number = |number: &str| vec![("registration_number", number.into())];
    add_account(&portal, "Kovárna Viktoria GmbH", number("00006947")).await;
    add_account(&portal, "Kovárna Viktoria s.r.o.", Vec::new()).await;

    let matches = found(&portal, form()).await;

    assert_eq!(
        told(&matches),
        [(MatchKind::Account, "Kovárna Viktoria s.r.o.", [MatchBy::Name].as_slice(), 60)]
    );
}

#[tokio::test]
async fn each_further_trait_makes_it_surer_up_to_certainty() {
    use MatchBy::{Domain, Name, VatId};

    let portal = Portal::open().await;
    let vat = || ("vat_id", "CZ25596641".into());
    let domain = || ("domain", "kovarna.example".into());
    add_account(&portal, "A, s. r. o.", vec![vat()]).await;
    add_account(&portal, "Kovárna Viktoria GmbH", vec![domain()]).await;
    add_account(&portal, "B, s. r. o.", vec![domain()]).await;
    add_account(&portal, "Kovárna Viktoria AG", Vec::new()).await;
    add_account(&portal, "Kovárna Viktoria s.r.o.", vec![vat(), domain()]).await;
    beta_sends(&portal, customer("Kovárna Viktoria, v. o. s.", "kovarna.example")).await;
    let asked = customer("Kovárna Viktoria, a.s.", "kovarna.example");
    let asked = RegistrationForm { vat_id: "CZ25596641".to_owned(), ..asked };

    let matches = found(&portal, asked).await;

    let account = MatchKind::Account;
    assert_eq!(
        told(&matches),
        [
            (account, "Kovárna Viktoria s.r.o.", [VatId, Domain, Name].as_slice(), 100),
            (account, "A, s. r. o.", &[VatId], 95),
            (account, "Kovárna Viktoria GmbH", &[Domain, Name], 85),
            (MatchKind::Registration, "Kovárna Viktoria, v. o. s.", &[Domain, Name], 85),
            (account, "B, s. r. o.", &[Domain], 80),
            (account, "Kovárna Viktoria AG", &[Name], 60),
        ]
    );
}
