//! How long a session lasts, and what ends it.

use backend::{
    partner, person,
    session::{self, ClientInfo},
};
use chrono::TimeDelta;
use domain::{
    lang::Lang,
    person::Theme,
    policy::{Actor, Denied, PartnerRole},
};
use testkit::Portal;

use crate::sign_up::{PASSWORD, sign_in, signed_in, user_of, who};

#[tokio::test]
async fn a_week_of_silence_ends_it() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);
    let session = signed_in(&portal, &manager, "manager@alfa.example").await;

    portal.clock.advance(TimeDelta::days(7) - TimeDelta::seconds(1));
    assert!(who(&portal, &session.token).await.is_some());
    portal.clock.advance(TimeDelta::days(6));
    assert!(who(&portal, &session.token).await.is_some(), "a request begins the week anew");
    portal.clock.advance(TimeDelta::days(7));
    assert!(who(&portal, &session.token).await.is_none());
}

#[tokio::test]
async fn thirty_days_end_it_whatever_happens() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);
    let session = signed_in(&portal, &manager, "manager@alfa.example").await;

    for _ in 0..5 {
        portal.clock.advance(TimeDelta::days(6) - TimeDelta::seconds(1));
        assert!(who(&portal, &session.token).await.is_some());
    }
    portal.clock.advance(TimeDelta::seconds(5));
    assert!(who(&portal, &session.token).await.is_none());
}

#[tokio::test]
async fn the_last_request_is_noted_once_a_minute() {
    let portal = Portal::open().await;
    let admin = portal.staff_admin();
    let session = signed_in(&portal, &admin, "admin@stafeta.example").await;
    let seen = async || {
        let people = person::list(&admin).await.unwrap();
        let row = people.into_iter().find(|row| row.id == user_of(&admin)).unwrap();
        row.last_seen_at.unwrap().to_utc()
    };
    let start = portal.now();

    portal.clock.advance(TimeDelta::seconds(59));
    who(&portal, &session.token).await.unwrap();
    assert_eq!(seen().await, start);
    portal.clock.advance(TimeDelta::seconds(1));
    who(&portal, &session.token).await.unwrap();
    assert_eq!(seen().await, start + TimeDelta::minutes(1));
}

#[tokio::test]
async fn signing_out_ends_this_one_and_everywhere_ends_all() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);
    let here = signed_in(&portal, &manager, "manager@alfa.example").await;
    let phone = sign_in(&portal, "manager@alfa.example", PASSWORD).await.unwrap();
    let tablet = sign_in(&portal, "manager@alfa.example", PASSWORD).await.unwrap();

    session::sign_out(&portal.anonymous(), &here.token).await.unwrap();
    assert!(who(&portal, &here.token).await.is_none());
    assert!(who(&portal, &phone.token).await.is_some());

    session::sign_out_everywhere(&manager).await.unwrap();
    for token in [&phone.token, &tablet.token] {
        assert!(who(&portal, token).await.is_none());
    }
    assert!(sign_in(&portal, "manager@alfa.example", PASSWORD).await.is_ok());
}

#[tokio::test]
async fn whoever_is_put_out_is_out_at_once() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);
    let session = signed_in(&portal, &manager, "manager@alfa.example").await;
    let staff = portal.staff_manager();

    partner::set_active(&staff, portal.alfa.manager, false).await.unwrap();
    assert!(who(&portal, &session.token).await.is_none());
    partner::set_active(&staff, portal.alfa.manager, true).await.unwrap();
    assert!(who(&portal, &session.token).await.is_none(), "an old cookie stays dead");
    assert!(sign_in(&portal, "manager@alfa.example", PASSWORD).await.is_ok());
}

#[tokio::test]
async fn the_people_of_a_departed_partner_are_out_at_once() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);
    let session = signed_in(&portal, &manager, "manager@alfa.example").await;

    portal.set_partner_status(portal.alfa.id, "ended").await;

    assert!(who(&portal, &session.token).await.is_none());
}

#[tokio::test]
async fn a_new_role_counts_from_the_next_request() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);
    let session = signed_in(&portal, &manager, "manager@alfa.example").await;

    portal.set("user_account", portal.alfa.manager.0, vec![("role", "seller".into())]).await;

    let actor = who(&portal, &session.token).await.unwrap().actor;
    assert!(matches!(actor, Actor::Partner { role: PartnerRole::Seller, .. }), "{actor:?}");
}

#[tokio::test]
async fn a_token_that_nobody_was_given_is_nobody() {
    let portal = Portal::open().await;
    for token in ["", "x", &"0".repeat(64), "' OR 1=1 --"] {
        assert!(who(&portal, token).await.is_none());
    }
    let denied = session::me(&portal.anonymous()).await.unwrap_err();
    assert!(matches!(denied, backend::Error::Denied(Denied::SignedOut)));
}

#[tokio::test]
async fn language_colours_and_zone_come_with_the_session() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);
    let session = signed_in(&portal, &manager, "manager@alfa.example").await;
    portal.set("partner", portal.alfa.id.0, vec![("time_zone", "Europe/London".into())]).await;

    session::set_preferences(&manager, Some(Lang::En), Theme::Dark).await.unwrap();

    let who = who(&portal, &session.token).await.unwrap();
    assert_eq!((who.lang, who.theme), (Some(Lang::En), Theme::Dark));
    let cx = portal.context(who.actor).in_zone(who.zone);
    assert_eq!(cx.local(cx.now).to_rfc3339(), "2026-03-02T12:00:00+00:00");
    session::set_preferences(&manager, None, Theme::System).await.unwrap();
    assert_eq!(session::me(&manager).await.unwrap().language, None);
}

#[tokio::test]
async fn sessions_that_are_over_are_swept_away() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);
    let old = signed_in(&portal, &manager, "manager@alfa.example").await;
    portal.clock.advance(TimeDelta::days(5));
    let client = ClientInfo { user_agent: Some("phone".to_owned()), ..ClientInfo::default() };
    let young =
        session::sign_in(&portal.anonymous(), "manager@alfa.example", PASSWORD, &client).await;
    portal.clock.advance(TimeDelta::days(2));

    assert_eq!(session::sweep(&portal.system()).await.unwrap(), 1);
    assert!(who(&portal, &old.token).await.is_none());
    assert!(who(&portal, &young.unwrap().token).await.is_some());
}
