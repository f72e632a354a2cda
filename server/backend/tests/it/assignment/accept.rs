//! A partner takes what it was offered.

use backend::{Error, assignment, portal};
use chrono::TimeDelta;
use domain::{
    assignment::State,
    ids::AssignmentId,
    opportunity::{PartnerOpportunity, Status},
    policy::Denied,
    refusal::Refusal,
    timeline::Event,
};
use testkit::Portal;

use crate::refused::{events, refusal, refused, standing};

#[tokio::test]
async fn a_manager_accepts_and_the_customer_opens() {
    let portal = Portal::open().await;
    let owner = portal.staff_seller().actor.user().unwrap();
    let deal = portal.opportunity().owner(owner).offered_to(&portal.alfa).create().await;
    let manager = portal.manager_of(&portal.alfa);

    let before = portal::show(&manager, &deal.reference).await.unwrap();
    let teaser = serde_json::to_string(&before).unwrap();
    assert!(matches!(before, PartnerOpportunity::Offer(_)));
    for secret in ["Kovárna", "tajna.adresa", "125000000"] {
        assert!(!teaser.contains(secret), "{secret} in {teaser}");
    }

    let reference = assignment::accept(&manager, deal.assignment()).await.unwrap();

    assert_eq!(reference, deal.reference);
    assert_eq!(standing(&portal, &deal).await, (Status::Accepted, vec![State::Accepted]));
    assert_eq!(
        events(&portal, &deal).await,
        [Event::Accepted { partner: portal.alfa.name.clone() }]
    );
    let PartnerOpportunity::Managed(detail) = portal::show(&manager, &reference).await.unwrap()
    else {
        panic!("an accepted opportunity is managed");
    };
    assert_eq!(detail.customer.company.as_deref(), Some("Kovárna Viktoria, a.s."));
    assert_eq!(detail.customer.email.as_deref(), Some("tajna.adresa@zakaznik.example"));
    let mails = portal.mails().await;
    assert_eq!(
        mails.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(),
        ["seller@stafeta.example"]
    );
    assert!(mails[0].text.contains(&portal.alfa.name), "{}", mails[0].text);
}

#[tokio::test]
async fn the_administrator_may_too_and_whoever_accepts_is_the_first_who_saw_the_customer() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let administrator = portal.administrator_of(&portal.alfa);

    assignment::accept(&administrator, deal.assignment()).await.unwrap();
    let after_accepting = portal.digest().await;
    portal::show(&administrator, &deal.reference).await.unwrap();
    assert_eq!(portal.digest().await, after_accepting, "looking again is no news");

    portal::show(&portal.manager_of(&portal.alfa), &deal.reference).await.unwrap();
    let difference = after_accepting.difference(&portal.digest().await);
    assert_eq!(difference.len(), 1, "the colleague's first look is logged: {difference:?}");
    assert!(difference[0].starts_with("+ reveal "), "{difference:?}");
}

#[tokio::test]
async fn nobody_else_can_accept() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let missing = AssignmentId(portal.system().new_id());
    let hidden = [
        portal.seller_of(&portal.alfa),
        portal.manager_of(&portal.beta),
        portal.administrator_of(&portal.beta),
        portal.anonymous(),
    ];
    for cx in hidden {
        let foreign = refused(&portal, assignment::accept(&cx, deal.assignment())).await;
        let nothing = refused(&portal, assignment::accept(&cx, missing)).await;
        assert!(matches!(foreign, Error::Denied(Denied::Hidden)), "{foreign:?} {:?}", cx.actor);
        assert_eq!(format!("{foreign:?}"), format!("{nothing:?}"), "foreign is as missing");
    }
    for cx in [portal.staff_seller(), portal.staff_manager(), portal.staff_admin()] {
        let error = refused(&portal, assignment::accept(&cx, deal.assignment())).await;
        assert!(matches!(error, Error::Denied(Denied::Forbidden)), "{error:?}");
    }
}

#[tokio::test]
async fn the_deadline_itself_is_in_time_and_a_moment_later_it_has_lapsed() {
    let portal = Portal::open().await;
    let deadline = portal.now() + TimeDelta::hours(1);
    let offer = || portal.opportunity().offered_until(&portal.alfa, Some(deadline));
    let (in_time, late) = (offer().create().await, offer().create().await);

    portal.clock.set(deadline);
    assignment::accept(&portal.manager_of(&portal.alfa), in_time.assignment()).await.unwrap();

    portal.clock.advance(TimeDelta::milliseconds(1));
    let manager = portal.manager_of(&portal.alfa);
    let call = assignment::accept(&manager, late.assignment());
    let error = refused(&portal, call).await;
    assert_eq!(refusal(&error), Some(&Refusal::Lapsed), "the timer has not even run");
}

#[tokio::test]
async fn an_offer_without_a_deadline_stands() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_until(&portal.alfa, None).create().await;
    portal.clock.advance(TimeDelta::days(400));

    assignment::accept(&portal.manager_of(&portal.alfa), deal.assignment()).await.unwrap();

    assert_eq!(standing(&portal, &deal).await.0, Status::Accepted);
}

#[tokio::test]
async fn an_answer_is_final() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    assignment::accept(&portal.administrator_of(&portal.alfa), deal.assignment()).await.unwrap();

    let manager = portal.manager_of(&portal.alfa);
    let call = assignment::accept(&manager, deal.assignment());
    let error = refused(&portal, call).await;

    assert_eq!(refusal(&error), Some(&Refusal::AlreadyAnswered));
    for ending in [State::Declined, State::Expired, State::Recalled, State::Returned, State::Left] {
        let over = portal.opportunity().formerly_with(&portal.alfa, ending).create().await;
        let manager = portal.manager_of(&portal.alfa);
        let call = assignment::accept(&manager, over.assignment());
        let error = refused(&portal, call).await;
        assert_eq!(refusal(&error), Some(&Refusal::AlreadyAnswered), "{ending}");
    }
}

#[tokio::test]
async fn on_hold_nobody_answers_not_even_late() {
    let portal = Portal::open().await;
    let offer = portal.opportunity().offered_to(&portal.alfa).status(Status::OnHold);
    let deal = offer.create().await;
    for _ in 0..2 {
        let manager = portal.manager_of(&portal.alfa);
        let call = assignment::accept(&manager, deal.assignment());
        assert_eq!(refusal(&refused(&portal, call).await), Some(&Refusal::OnHold));
        portal.clock.advance(TimeDelta::days(30));
    }
}

#[tokio::test]
async fn what_waits_in_the_queue_does_not_exist_and_ends_when_somebody_accepts() {
    let portal = Portal::open().await;
    let deal =
        portal.opportunity().offered_to(&portal.alfa).queued_for(&portal.beta).create().await;
    let [offered, queued] = deal.assignments[..] else { panic!("two assignments") };

    let manager = portal.manager_of(&portal.beta);
    let call = assignment::accept(&manager, queued);
    let error = refused(&portal, call).await;
    assert!(matches!(error, Error::Denied(Denied::Hidden)), "{error:?}");
    assignment::accept(&portal.manager_of(&portal.alfa), offered).await.unwrap();

    let mut states = standing(&portal, &deal).await.1;
    states.sort_by_key(ToString::to_string);
    assert_eq!(states, [State::Accepted], "staff see those who knew of it");
    let unseen = portal::show(&portal.manager_of(&portal.beta), &deal.reference).await;
    assert!(matches!(unseen, Err(Error::Denied(Denied::Hidden))), "beta never heard of it");
}

#[tokio::test]
async fn a_suspended_company_declines_and_begins_nothing() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    portal.set_partner_status(portal.alfa.id, "suspended").await;
    let manager = portal.manager_of(&portal.alfa);

    let error = refused(&portal, assignment::accept(&manager, deal.assignment())).await;
    assert_eq!(refusal(&error), Some(&Refusal::Suspended));

    let why = domain::opportunity::ReasonForm { reason: "no_capacity".into(), text: String::new() };
    assignment::decline(&manager, deal.assignment(), why).await.unwrap();
}
