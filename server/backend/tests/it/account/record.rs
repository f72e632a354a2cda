//! Creating and changing accounts.

use backend::{Error, account};
use domain::{account::AccountForm, policy::Denied};
use testkit::Portal;

use crate::refused::{fields, refused};

pub fn form(name: &str) -> AccountForm {
    AccountForm { name: name.to_owned(), ..AccountForm::default() }
}

#[tokio::test]
async fn what_was_typed_is_shown_again() {
    let portal = Portal::open().await;
    let cx = portal.staff_seller();
    let typed = AccountForm {
        registration_number: "452 74 649".to_owned(),
        vat_id: "cz 45274649".to_owned(),
        domain: "https://www.cez.cz/cs".to_owned(),
        city: "Praha".to_owned(),
        country: "cz".to_owned(),
        coordinates: "50,0755 14,4378".to_owned(),
        ..form("ČEZ, a. s.")
    };

    let id = account::create(&cx, &typed).await.unwrap();

    let shown = account::show(&cx, id).await.unwrap();
    assert_eq!(shown.version, 1);
    let stored = AccountForm {
        registration_number: "45274649".to_owned(),
        vat_id: "CZ45274649".to_owned(),
        domain: "cez.cz".to_owned(),
        country: "CZ".to_owned(),
        coordinates: "50.0755, 14.4378".to_owned(),
        ..typed
    };
    assert_eq!(shown.form, stored);
}

#[tokio::test]
async fn decomposed_letters_are_stored_composed() {
    let portal = Portal::open().await;
    let cx = portal.staff_seller();

    let id = account::create(&cx, &form("C\u{30c}ERNA\u{301}")).await.unwrap();

    assert_eq!(account::show(&cx, id).await.unwrap().form.name, "ČERNÁ");
}

#[tokio::test]
async fn a_form_from_an_older_version_is_stale() {
    let portal = Portal::open().await;
    let cx = portal.staff_seller();
    let id = portal.add_account("Tesařství Kolář").await;
    account::save(&cx, id, 1, &form("Tesařství Kolář a syn")).await.unwrap();

    let error = refused(&portal, account::save(&cx, id, 1, &form("Jiné"))).await;

    assert!(matches!(error, Error::Stale));
    let shown = account::show(&cx, id).await.unwrap();
    assert_eq!((shown.version, shown.form.name.as_str()), (2, "Tesařství Kolář a syn"));
}

#[tokio::test]
async fn all_mistakes_are_named_and_nothing_is_written() {
    let portal = Portal::open().await;
    let wrong = AccountForm {
        registration_number: "45274648".to_owned(),
        country: "Atlantida".to_owned(),
        coordinates: "u pekárny".to_owned(),
        ..form("Pekárna\u{202e}")
    };

    let error = refused(&portal, account::create(&portal.staff_seller(), &wrong)).await;

    assert_eq!(fields(&error), ["name", "registration_number", "country", "coordinates"]);
}

#[tokio::test]
async fn partner_people_do_not_know_of_accounts() {
    let portal = Portal::open().await;
    let id = portal.add_account("Tesařství Kolář").await;

    for cx in [portal.administrator_of(&portal.alfa), portal.seller_of(&portal.beta)] {
        for error in [
            account::list(&cx, &domain::account::ListingQuery::default())
                .await
                .map(|_| ())
                .unwrap_err(),
            account::show(&cx, id).await.map(|_| ()).unwrap_err(),
            account::lookup(&cx, "tes").await.map(|_| ()).unwrap_err(),
            account::similar(&cx, &form("Tesařství Kolář"), None).await.map(|_| ()).unwrap_err(),
            refused(&portal, account::create(&cx, &form("X"))).await,
            refused(&portal, account::save(&cx, id, 1, &form("X"))).await,
        ] {
            assert!(matches!(error, Error::Denied(Denied::Hidden)), "{error:?}");
        }
    }
}
