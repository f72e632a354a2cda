//! Invitations: a link that works once.

use backend::{partner, person, session};
use chrono::TimeDelta;
use domain::{
    policy::{Actor, PartnerRole},
    refusal::Refusal,
};
use testkit::Portal;

use crate::{
    refused::{fields, refusal, refused},
    sign_up::{PASSWORD, acceptance, invitation, newest_token, redeem, sign_in, who},
};

/// A token for somebody new at Alfa.
async fn invited(portal: &Portal) -> String {
    let form = invitation("nova@alfa.example", "manager");
    partner::invite(&portal.staff_manager(), portal.alfa.id, &form).await.unwrap();
    newest_token(portal).await
}

async fn spent(portal: &Portal, token: &str) -> bool {
    let error = refused(portal, redeem(&portal.backend, token)).await;
    refusal(&error) == Some(&Refusal::LinkSpent)
}

#[tokio::test]
async fn the_link_says_whom_it_is_for_and_makes_them_a_person() {
    let portal = Portal::open().await;
    let token = invited(&portal).await;

    let view = session::link(&portal.anonymous(), &token).await.unwrap();
    assert_eq!(view.email, "nova@alfa.example");
    assert_eq!(view.partner.as_deref(), Some("Alfa Systems s.r.o."));
    assert!(!view.first_admin);

    let signed_in = redeem(&portal.backend, &token).await.unwrap();
    let actor = who(&portal, &signed_in.token).await.unwrap().actor;
    assert!(matches!(actor, Actor::Partner { partner, role: PartnerRole::Manager, .. }
        if partner == portal.alfa.id));
    assert!(sign_in(&portal, "nova@alfa.example", PASSWORD).await.is_ok());
}

#[tokio::test]
async fn it_works_once() {
    let portal = Portal::open().await;
    let token = invited(&portal).await;
    let _signed_in = redeem(&portal.backend, &token).await.unwrap();

    assert!(spent(&portal, &token).await);
    assert!(session::link(&portal.anonymous(), &token).await.is_err());
}

#[tokio::test]
async fn of_many_clicks_at_the_same_instant_one_succeeds() {
    let portal = Portal::open().await;
    let token = invited(&portal).await;
    let second = portal.another_server().await;

    let clicks = (0..8).map(|n| {
        let backend = if n % 2 == 0 { &portal.backend } else { &second };
        redeem(backend, &token)
    });
    let answers = futures_util::future::join_all(clicks).await;

    let (won, lost): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    assert_eq!(won.len(), 1);
    for answer in lost {
        assert_eq!(refusal(&answer.unwrap_err()), Some(&Refusal::LinkSpent));
    }
}

#[tokio::test]
async fn a_week_ends_it() {
    let portal = Portal::open().await;
    let token = invited(&portal).await;

    portal.clock.advance(TimeDelta::days(7) - TimeDelta::seconds(1));
    assert!(session::link(&portal.anonymous(), &token).await.is_ok());
    portal.clock.advance(TimeDelta::seconds(1));
    assert!(spent(&portal, &token).await);
}

#[tokio::test]
async fn a_second_invitation_replaces_the_first() {
    let portal = Portal::open().await;
    let first = invited(&portal).await;
    let form = invitation("Nova@alfa.example", "administrator");
    portal.clock.advance(TimeDelta::minutes(1));
    partner::invite(&portal.staff_manager(), portal.alfa.id, &form).await.unwrap();
    let second = newest_token(&portal).await;

    assert_ne!(first, second);
    assert!(spent(&portal, &first).await);
    let signed_in = redeem(&portal.backend, &second).await.unwrap();
    let actor = who(&portal, &signed_in.token).await.unwrap().actor;
    assert!(matches!(actor, Actor::Partner { role: PartnerRole::Administrator, .. }));
}

#[tokio::test]
async fn whoever_is_put_out_before_they_came_does_not_come() {
    let portal = Portal::open().await;
    let form = invitation("nova@alfa.example", "manager");
    let user = partner::invite(&portal.staff_manager(), portal.alfa.id, &form).await.unwrap();
    let token = newest_token(&portal).await;

    partner::set_active(&portal.staff_manager(), user, false).await.unwrap();

    assert!(spent(&portal, &token).await);
}

#[tokio::test]
async fn a_weak_password_does_not_use_the_link_up() {
    let portal = Portal::open().await;
    person::invite(&portal.staff_admin(), &invitation("nova@stafeta.example", "seller"))
        .await
        .unwrap();
    let token = newest_token(&portal).await;

    for (name, password, field) in [
        ("", PASSWORD, "name"),
        ("Nová", "krátké", "password"),
        ("Nová", "heslo1234567", "password"),
    ] {
        let mut typed = acceptance(&token);
        name.clone_into(&mut typed.name);
        password.clone_into(&mut typed.password);
        password.clone_into(&mut typed.password_again);
        let (cx, client) = (portal.anonymous(), session::ClientInfo::default());
        let error = refused(&portal, session::redeem(&cx, &typed, &client)).await;
        assert_eq!(fields(&error), [field]);
    }
    assert!(redeem(&portal.backend, &token).await.is_ok());
}
