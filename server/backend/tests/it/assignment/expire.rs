//! The timer answers for those who did not.

use backend::{Error, assignment, portal};
use chrono::TimeDelta;
use domain::{
    assignment::State,
    opportunity::{PartnerOpportunity, Status},
    policy::Denied,
    refusal::Refusal,
    timeline::Event,
};
use testkit::Portal;

use crate::refused::{events, refusal, refused, standing};

#[tokio::test]
async fn what_nobody_answered_goes_back_and_both_sides_are_told() {
    let portal = Portal::open().await;
    let owner = portal.staff_seller().actor.user().unwrap();
    let deal = portal.opportunity().owner(owner).offered_to(&portal.alfa).create().await;
    portal.clock.advance(TimeDelta::hours(48) + TimeDelta::seconds(1));

    let expired = assignment::expire_due(&portal.system(), 100).await.unwrap();

    assert_eq!(expired, 1);
    assert_eq!(standing(&portal, &deal).await, (Status::Expired, vec![State::Expired]));
    assert_eq!(
        events(&portal, &deal).await,
        [Event::Expired { partner: portal.alfa.name.clone() }]
    );
    let mut told: Vec<_> = portal.mails().await.into_iter().map(|mail| mail.to).collect();
    told.sort_unstable();
    assert_eq!(told, ["admin@alfa.example", "manager@alfa.example", "seller@stafeta.example"]);
    let again = portal.digest().await;
    assert_eq!(assignment::expire_due(&portal.system(), 100).await.unwrap(), 0);
    assert_eq!(portal.digest().await, again, "once is enough");
}

#[tokio::test]
async fn only_what_is_due_and_the_oldest_first() {
    let portal = Portal::open().await;
    let hours = |hours| Some(portal.now() + TimeDelta::hours(hours));
    let offer = |until| portal.opportunity().offered_until(&portal.alfa, until);
    let second = offer(hours(2)).create().await;
    let first = offer(hours(1)).create().await;
    let due_now = offer(hours(3)).create().await;
    let endless = offer(None).create().await;
    let held = offer(hours(1)).status(Status::OnHold).create().await;
    portal.clock.advance(TimeDelta::hours(3));

    assert_eq!(assignment::expire_due(&portal.system(), 1).await.unwrap(), 1);
    assert_eq!(standing(&portal, &first).await.0, Status::Expired);
    assert_eq!(standing(&portal, &second).await.0, Status::Delivered);

    assert_eq!(assignment::expire_due(&portal.system(), 100).await.unwrap(), 1);
    assert_eq!(standing(&portal, &second).await.0, Status::Expired);
    for (deal, status) in
        [(&due_now, Status::Delivered), (&endless, Status::Delivered), (&held, Status::OnHold)]
    {
        assert_eq!(standing(&portal, deal).await.0, status);
    }
}

#[tokio::test]
async fn a_lapsed_offer_is_over_before_the_timer_comes() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    portal.clock.advance(TimeDelta::days(3));
    let manager = portal.manager_of(&portal.alfa);

    let PartnerOpportunity::Former(former) = portal::show(&manager, &deal.reference).await.unwrap()
    else {
        panic!("a lapsed offer cannot be answered");
    };
    assert_eq!(former.state, State::Expired);
    assert!(portal::board(&manager).await.unwrap().distributed.is_empty());
    assignment::expire_due(&portal.system(), 100).await.unwrap();
    let call = assignment::accept(&manager, deal.assignment());
    assert_eq!(refusal(&refused(&portal, call).await), Some(&Refusal::AlreadyAnswered));
}

#[tokio::test]
async fn only_the_timer_may() {
    let portal = Portal::open().await;
    portal.opportunity().offered_to(&portal.alfa).create().await;
    portal.clock.advance(TimeDelta::days(3));
    for (_, cx) in portal.everybody() {
        let error = refused(&portal, assignment::expire_due(&cx, 100)).await;
        assert!(matches!(error, Error::Denied(Denied::Forbidden)), "{error:?}");
    }
}
