//! From the password to a session.

use backend::{
    Error,
    session::{self, ClientInfo},
};
use chrono::TimeDelta;
use domain::invalid::{FieldError, Problem};
use testkit::Portal;

use crate::{
    refused::refused,
    sign_up::{PASSWORD, sign_in, signed_in, user_of, who, with_password},
};

/// The one problem of a refused sign-in.
fn problem(error: &Error) -> &Problem {
    match error {
        Error::Invalid(errors) => match errors.as_slice() {
            [FieldError { field, problem }] if field == "email" => problem,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_password_opens_a_session() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);
    with_password(&portal, user_of(&manager)).await;

    let signed_in = sign_in(&portal, " Manager@Alfa.example ", PASSWORD).await.unwrap();

    assert_eq!(signed_in.token.len(), 64);
    assert_eq!(signed_in.expires_at, portal.now() + TimeDelta::days(30));
    let who = who(&portal, &signed_in.token).await.unwrap();
    assert_eq!(who.actor, manager.actor);
    let me = session::me(&portal.context(who.actor)).await.unwrap();
    assert_eq!(me.email, "manager@alfa.example");
    assert_eq!(me.partner, Some((portal.alfa.id, "Alfa Systems s.r.o.".to_owned())));
    assert_eq!(me.session_count, 1);
}

#[tokio::test]
async fn nobody_learns_who_has_an_account() {
    let portal = Portal::open().await;
    for user in [portal.alfa.manager, portal.alfa.seller, portal.beta.manager] {
        with_password(&portal, user).await;
    }
    let deactivated = vec![("deactivated_at", portal.now().into())];
    portal.set("user_account", portal.alfa.seller.0, deactivated).await;
    let invited = vec![("password_hash", None::<String>.into())];
    portal.set("user_account", portal.gama.manager.0, invited).await;
    portal.set_partner_status(portal.beta.id, "ended").await;

    for (email, password) in [
        ("manager@alfa.example", "kolo jede z kopce!"),
        ("seller@alfa.example", PASSWORD),
        ("manager@beta.example", PASSWORD),
        ("manager@gama.example", PASSWORD),
        ("nobody@alfa.example", PASSWORD),
        ("no address", PASSWORD),
        ("\0", "\0"),
        ("", ""),
    ] {
        let error = refused(&portal, sign_in(&portal, email, password)).await;
        assert_eq!(problem(&error), &Problem::Credentials, "{email}");
    }
}

#[tokio::test]
async fn guessing_at_one_account_is_slowed_down_whether_it_exists_or_not() {
    let portal = Portal::open().await;
    with_password(&portal, portal.alfa.manager).await;

    for email in ["manager@alfa.example", "nobody@alfa.example"] {
        for _ in 0..10 {
            let error = sign_in(&portal, email, "not the password").await.unwrap_err();
            assert_eq!(problem(&error), &Problem::Credentials);
        }
        let error = sign_in(&portal, email, PASSWORD).await.unwrap_err();
        assert_eq!(problem(&error), &Problem::Throttled { minutes: 15 });
    }

    portal.clock.advance(TimeDelta::minutes(14));
    let error = sign_in(&portal, "manager@alfa.example", PASSWORD).await.unwrap_err();
    assert_eq!(problem(&error), &Problem::Throttled { minutes: 1 });
    portal.clock.advance(TimeDelta::minutes(1));
    assert!(sign_in(&portal, "manager@alfa.example", PASSWORD).await.is_ok());
}

#[tokio::test]
async fn guesses_at_the_same_instant_are_all_counted() {
    let portal = Portal::open().await;
    with_password(&portal, portal.alfa.manager).await;

    let guesses = (0..30).map(|_| sign_in(&portal, "manager@alfa.example", "not the password"));
    let answers = futures_util::future::join_all(guesses).await;

    let looked_at =
        answers.iter().filter(|a| problem(a.as_ref().unwrap_err()) == &Problem::Credentials);
    assert_eq!(looked_at.count(), 10);
}

#[tokio::test]
async fn a_success_takes_the_attempts_back() {
    let portal = Portal::open().await;
    with_password(&portal, portal.alfa.manager).await;

    for _ in 0..3 {
        for _ in 0..9 {
            sign_in(&portal, "manager@alfa.example", "not the password").await.unwrap_err();
        }
        assert!(sign_in(&portal, "manager@alfa.example", PASSWORD).await.is_ok());
    }
}

#[tokio::test]
async fn one_network_address_cannot_try_all_accounts() {
    let portal = Portal::open().await;
    with_password(&portal, portal.alfa.manager).await;
    let from = |address: &str| ClientInfo {
        address: Some(address.parse().unwrap()),
        ..ClientInfo::default()
    };
    let attempt = async |email: String, client: ClientInfo| {
        session::sign_in(&portal.anonymous(), &email, PASSWORD, &client).await
    };

    let tries = (0..100).map(|n| attempt(format!("n{n}@alfa.example"), from("192.0.2.7")));
    for answer in futures_util::future::join_all(tries).await {
        assert_eq!(problem(&answer.unwrap_err()), &Problem::Credentials);
    }
    let known = || "manager@alfa.example".to_owned();
    let error = attempt(known(), from("192.0.2.7")).await.unwrap_err();

    assert_eq!(problem(&error), &Problem::Throttled { minutes: 15 });
    assert!(attempt(known(), from("192.0.2.8")).await.is_ok());
}

#[tokio::test]
async fn signing_in_again_replaces_the_token_of_the_device() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);
    let first = signed_in(&portal, &manager, "manager@alfa.example").await;

    let client = ClientInfo { previous: Some(first.token.clone()), ..ClientInfo::default() };
    let second =
        session::sign_in(&portal.anonymous(), "manager@alfa.example", PASSWORD, &client).await;

    let second = second.unwrap();
    assert_ne!(first.token, second.token);
    assert!(who(&portal, &first.token).await.is_none());
    assert!(who(&portal, &second.token).await.is_some());
}
