//! Changing the password.

use backend::session::{self, PasswordChange};
use domain::invalid::Problem;
use testkit::Portal;

use crate::{
    refused::{fields, refused},
    sign_up::{PASSWORD, sign_in, signed_in, who},
};

const NEW: &str = "tramvaj číslo jedna";

fn change(old: &str, new: &str) -> PasswordChange {
    PasswordChange { old: old.to_owned(), new: new.to_owned(), again: new.to_owned() }
}

#[tokio::test]
async fn a_new_password_ends_all_other_sessions() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);
    let here = signed_in(&portal, &manager, "manager@alfa.example").await;
    let elsewhere = sign_in(&portal, "manager@alfa.example", PASSWORD).await.unwrap();
    let session = who(&portal, &here.token).await.unwrap().session;

    session::change_password(&manager, session, &change(PASSWORD, NEW)).await.unwrap();

    assert!(who(&portal, &here.token).await.is_some());
    assert!(who(&portal, &elsewhere.token).await.is_none());
    assert!(sign_in(&portal, "manager@alfa.example", PASSWORD).await.is_err());
    assert!(sign_in(&portal, "manager@alfa.example", NEW).await.is_ok());
}

#[tokio::test]
async fn a_wrong_old_or_a_weak_new_one_changes_nothing() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);
    let here = signed_in(&portal, &manager, "manager@alfa.example").await;
    let session = who(&portal, &here.token).await.unwrap().session;

    for (old, new, field) in [
        ("not the password", NEW, "old_password"),
        (PASSWORD, "short", "password"),
        (PASSWORD, "password12345", "password"),
        (PASSWORD, "manager@alfa.example", "password"),
    ] {
        let call = change(old, new);
        let error = refused(&portal, session::change_password(&manager, session, &call)).await;
        assert_eq!(fields(&error), [field], "{new}");
    }
    let typo = PasswordChange { again: "tramvaj číslo dvě".to_owned(), ..change(PASSWORD, NEW) };
    let error = refused(&portal, session::change_password(&manager, session, &typo)).await;
    assert_eq!(fields(&error), ["password_again"]);
}

#[tokio::test]
async fn an_unattended_screen_is_no_place_to_guess() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);
    let here = signed_in(&portal, &manager, "manager@alfa.example").await;
    let session = who(&portal, &here.token).await.unwrap().session;

    for _ in 0..10 {
        let guess = change("not the password", NEW);
        session::change_password(&manager, session, &guess).await.unwrap_err();
    }
    let call = change(PASSWORD, NEW);
    let error = refused(&portal, session::change_password(&manager, session, &call)).await;

    let backend::Error::Invalid(errors) = error else { panic!("{error:?}") };
    assert_eq!(errors[0].problem, Problem::Throttled { minutes: 15 });
}
