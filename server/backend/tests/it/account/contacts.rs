//! People at end customers.

use backend::{Error, contact};
use domain::{
    account::ListingQuery,
    contact::ContactForm,
    invalid::{FieldError, Problem},
    policy::Denied,
};
use testkit::Portal;

use crate::refused::{fields, refused};

fn jana() -> ContactForm {
    ContactForm {
        first_name: "Jana".to_owned(),
        last_name: "Čermáková".to_owned(),
        email: "Jana@Kovarna.example".to_owned(),
        job_title: "ředitelka".to_owned(),
        language: "cs".to_owned(),
        ..ContactForm::default()
    }
}

#[tokio::test]
async fn a_contact_belongs_to_the_account_that_was_typed() {
    let portal = Portal::open().await;
    let cx = portal.staff_seller();
    let account = portal.add_account("Kovárna Horák").await;
    let typed = ContactForm { account_name: "kovarna horak".to_owned(), ..jana() };

    let id = contact::create(&cx, &typed).await.unwrap();

    let shown = contact::show(&cx, id).await.unwrap();
    assert_eq!(shown.form.account_id, account.to_string());
    assert_eq!(shown.form.account_name, "Kovárna Horák");
    assert_eq!(shown.form.email, "jana@kovarna.example");
    let page = contact::list(
        &cx,
        &ListingQuery { q: "cermak kovar".to_owned(), ..ListingQuery::default() },
    )
    .await;
    let row = &page.unwrap().rows[0];
    assert_eq!((row.name.as_str(), row.id), ("Jana Čermáková", id));
    assert_eq!(row.account, Some((account, "Kovárna Horák".to_owned())));
}

#[tokio::test]
async fn an_unknown_account_is_told_beside_the_other_mistakes() {
    let portal = Portal::open().await;
    let cx = portal.staff_seller();

    let typed = ContactForm { account_name: "Nikde".to_owned(), ..jana() };
    let error = refused(&portal, contact::create(&cx, &typed)).await;
    let Error::Invalid(errors) = error else { panic!("{error:?}") };
    assert_eq!(errors, [FieldError::new("account_name", Problem::NotFound)]);

    let typed = ContactForm {
        account_name: "Nikde".to_owned(),
        account_id: "x".to_owned(),
        phone: "volejte".to_owned(),
        ..jana()
    };
    let error = refused(&portal, contact::create(&cx, &typed)).await;
    assert_eq!(fields(&error), ["phone", "account_name"]);
}

#[tokio::test]
async fn a_form_from_an_older_version_is_stale() {
    let portal = Portal::open().await;
    let cx = portal.staff_seller();
    let id = contact::create(&cx, &jana()).await.unwrap();
    let married = ContactForm { last_name: "Dvořáková".to_owned(), ..jana() };
    contact::save(&cx, id, 1, &married).await.unwrap();

    let error = refused(&portal, contact::save(&cx, id, 1, &jana())).await;

    assert!(matches!(error, Error::Stale));
    assert_eq!(contact::show(&cx, id).await.unwrap().form.last_name, "Dvořáková");
}

#[tokio::test]
async fn a_picker_shows_the_people_of_the_account_and_those_of_nobody() {
    let portal = Portal::open().await;
    let cx = portal.staff_seller();
    let kovarna = portal.add_account("Kovárna Horák").await;
    let pila = portal.add_account("Pila Malá").await;
    portal.add_contact(kovarna, "Petr", "Novák").await;
    portal.add_contact(pila, "Pavel", "Novák").await;
    let nobody = ContactForm { last_name: "Nováček".to_owned(), ..ContactForm::default() };
    contact::create(&cx, &nobody).await.unwrap();

    let names = async |account| {
        let found = contact::lookup(&cx, "nov", account).await.unwrap();
        found.into_iter().map(|choice| choice.name).collect::<Vec<_>>()
    };

    assert_eq!(names(Some(kovarna)).await, ["Petr Novák", "Nováček"]);
    assert_eq!(names(None).await.len(), 3);
}

#[tokio::test]
async fn partner_people_do_not_know_of_contacts() {
    let portal = Portal::open().await;
    let account = portal.add_account("Kovárna Horák").await;
    let id = portal.add_contact(account, "Petr", "Novák").await;
    let cx = portal.administrator_of(&portal.alfa);

    for error in [
        contact::list(&cx, &ListingQuery::default()).await.map(|_| ()).unwrap_err(),
        contact::show(&cx, id).await.map(|_| ()).unwrap_err(),
        contact::lookup(&cx, "nov", None).await.map(|_| ()).unwrap_err(),
        refused(&portal, contact::create(&cx, &jana())).await,
        refused(&portal, contact::save(&cx, id, 1, &jana())).await,
    ] {
        assert!(matches!(error, Error::Denied(Denied::Hidden)), "{error:?}");
    }
}
