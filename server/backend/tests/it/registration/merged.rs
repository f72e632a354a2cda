//! Accounts are merged: whoever was protected still is, alone.

use backend::{account, registration};
use chrono::TimeDelta;
use domain::{
    account_merge::MergeForm, ids::AccountId, refusal::Refusal, registration::RegistrationForm,
};
use testkit::{Company, Deal, Portal};

use super::{form_for, protections, submitted_as};
use crate::refused::{refusal, refused};

fn keep_first() -> MergeForm {
    MergeForm { stays: "first".to_owned(), ..MergeForm::default() }
}

async fn two(portal: &Portal) -> (AccountId, AccountId) {
    let first = portal.add_account("Kovárna Viktoria a.s.").await;
    (first, portal.add_account("Kovárna Viktoria").await)
}

async fn brought(portal: &Portal, company: &Company, account: AccountId) -> Deal {
    let deal = portal.opportunity().account(account);
    let deal = deal.brought_by(company, company.seller).approved();
    deal.accepted_by(company).create().await
}

/// Brought by the company for this customer, and approved.
async fn registered(
    portal: &Portal,
    company: &Company,
    account: AccountId,
    form: RegistrationForm,
) {
    let deal = brought(portal, company, account).await;
    let id = submitted_as(portal, &deal, company, form).await;
    registration::review(&portal.staff_manager(), id).await.unwrap();
    registration::approve(&portal.staff_manager(), id, "").await.unwrap();
}

#[tokio::test]
async fn the_protection_goes_over_and_keeps_others_away() {
    let portal = Portal::open().await;
    let (first, second) = two(&portal).await;
    registered(&portal, &portal.alfa, second, form_for("25596641")).await;
    let before = protections(&portal).await;

    let cx = portal.staff_manager();
    account::merge(&cx, (first, 1), (second, 1), &keep_first()).await.unwrap();

    assert_eq!(protections(&portal).await, before);
    // Another number, but the same customer by its account.
    let deal = brought(&portal, &portal.beta, first).await;
    let id = submitted_as(&portal, &deal, &portal.beta, form_for("00006947")).await;
    registration::review(&cx, id).await.unwrap();
    let error = refused(&portal, registration::approve(&cx, id, "")).await;
    let expected = Refusal::CustomerProtected {
        until: "2026-05-31".parse().unwrap(),
        partner: portal.alfa.name.clone(),
    };
    assert_eq!(refusal(&error), Some(&expected));
}

#[tokio::test]
async fn two_protections_of_one_product_stay_two_accounts_until_one_ends() {
    let portal = Portal::open().await;
    let (first, second) = two(&portal).await;
    registered(&portal, &portal.alfa, first, form_for("25596641")).await;
    registered(&portal, &portal.beta, second, form_for("00006947")).await;
    let (cx, form) = (portal.staff_manager(), keep_first());

    let error = refused(&portal, account::merge(&cx, (first, 1), (second, 1), &form)).await;

    let (alfa, beta) = (portal.alfa.name.clone(), portal.beta.name.clone());
    assert_eq!(refusal(&error), Some(&Refusal::BothProtected { first: alfa, second: beta }));

    // What has lapsed stands in nobody's way, whether the timer has come or not.
    portal.clock.advance(TimeDelta::days(200));
    let later = portal.staff_manager();
    account::merge(&later, (first, 1), (second, 1), &form).await.unwrap();
}

#[tokio::test]
async fn protections_of_different_products_live_under_one_account() {
    let portal = Portal::open().await;
    let (first, second) = two(&portal).await;
    let robots = RegistrationForm { products: "Robot".to_owned(), ..form_for("00006947") };
    registered(&portal, &portal.alfa, first, form_for("25596641")).await;
    registered(&portal, &portal.beta, second, robots).await;
    let before = protections(&portal).await;
    let cx = portal.staff_manager();

    account::merge(&cx, (first, 1), (second, 1), &keep_first()).await.unwrap();

    assert_eq!(protections(&portal).await, before);
}
