//! Accounts that may be the same one.

use backend::{Error, account};
use domain::{account::AccountForm, lookup::SimilarBy};
use testkit::Portal;

use super::record::form;
use crate::refused::refused;

async fn known(portal: &Portal) -> domain::ids::AccountId {
    let known = AccountForm {
        registration_number: "45274649".to_owned(),
        domain: "cez.cz".to_owned(),
        ..form("ČEZ, a. s.")
    };
    account::create(&portal.staff_seller(), &known).await.unwrap()
}

fn reasons(error: Error) -> Vec<SimilarBy> {
    match error {
        Error::Similar(similar) => similar.into_iter().map(|similar| similar.why).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn number_domain_and_name_without_legal_form_give_a_warning() {
    let portal = Portal::open().await;
    let cx = portal.staff_seller();
    known(&portal).await;

    for (typed, why) in [
        (
            AccountForm { registration_number: "45274649".to_owned(), ..form("Jiná") },
            SimilarBy::RegistrationNumber,
        ),
        (AccountForm { domain: "www.cez.cz".to_owned(), ..form("Jiná") }, SimilarBy::Domain),
        (form("cez s.r.o."), SimilarBy::Name),
        (form("ČEZ"), SimilarBy::Name),
    ] {
        assert_eq!(reasons(refused(&portal, account::create(&cx, &typed)).await), [why]);
    }
}

#[tokio::test]
async fn namesakes_with_numbers_of_their_own_and_public_mail_are_no_duplicates() {
    let portal = Portal::open().await;
    let cx = portal.staff_seller();
    known(&portal).await;
    let namesake = AccountForm { registration_number: "00177041".to_owned(), ..form("ČEZ") };
    account::create(&cx, &namesake).await.unwrap();

    for name in ["Pekař", "Kovář"] {
        let typed = AccountForm { domain: "seznam.cz".to_owned(), ..form(name) };
        account::create(&cx, &typed).await.unwrap();
    }
    assert!(account::create(&cx, &form("ČEZ Distribuce")).await.is_ok());
}

#[tokio::test]
async fn saying_that_it_is_another_one_stores_it() {
    let portal = Portal::open().await;
    let cx = portal.staff_seller();
    let first = known(&portal).await;

    let typed = AccountForm { not_duplicate: "on".to_owned(), ..form("ČEZ") };
    let second = account::create(&cx, &typed).await.unwrap();

    let shown = account::show(&cx, second).await.unwrap();
    assert_eq!(shown.similar.iter().map(|s| s.id).collect::<Vec<_>>(), [first.0]);
}

#[tokio::test]
async fn saving_warns_only_when_the_company_looks_like_another_one() {
    let portal = Portal::open().await;
    let cx = portal.staff_seller();
    known(&portal).await;
    let typed = AccountForm { not_duplicate: "on".to_owned(), ..form("ČEZ") };
    let id = account::create(&cx, &typed).await.unwrap();

    let moved = AccountForm { city: "Brno".to_owned(), ..form("ČEZ") };
    account::save(&cx, id, 1, &moved).await.unwrap();
    let renamed = form("ČEZ k.s.");
    let error = refused(&portal, account::save(&cx, id, 2, &renamed)).await;
    assert_eq!(reasons(error), [SimilarBy::Name]);
}

#[tokio::test]
async fn a_half_written_form_has_no_duplicates_instead_of_errors() {
    let portal = Portal::open().await;
    known(&portal).await;

    let typed = AccountForm { registration_number: "452".to_owned(), ..form("ČEZ") };
    let similar = account::similar(&portal.staff_seller(), &typed, None).await.unwrap();

    assert!(similar.is_empty());
}
