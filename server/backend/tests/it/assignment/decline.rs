//! A partner says no and why.

use backend::{Error, assignment, portal};
use chrono::TimeDelta;
use domain::{
    assignment::State,
    choice::Code,
    opportunity::{PartnerOpportunity, ReasonForm, Status},
    policy::Denied,
    refusal::Refusal,
    timeline::Event,
};
use testkit::Portal;

use crate::refused::{events, fields, refusal, refused, seen_by_staff, standing};

fn because(reason: &str, text: &str) -> ReasonForm {
    ReasonForm { reason: reason.to_owned(), text: text.to_owned() }
}

#[tokio::test]
async fn it_rests_with_staff_who_are_told_why() {
    let portal = Portal::open().await;
    let owner = portal.staff_manager().actor.user().unwrap();
    let deal = portal.opportunity().owner(owner).offered_to(&portal.alfa).create().await;
    let manager = portal.manager_of(&portal.alfa);

    let words = "Na za\u{301}kaznika nemáme lidi.";
    assignment::decline(&manager, deal.assignment(), because("other", words)).await.unwrap();

    assert_eq!(standing(&portal, &deal).await, (Status::Declined, vec![State::Declined]));
    let composed = "Na zákaznika nemáme lidi.".to_owned();
    assert_eq!(
        events(&portal, &deal).await,
        [Event::Declined {
            partner: portal.alfa.name.clone(),
            reason: Code::OTHER,
            text: Some(composed.clone()),
        }]
    );
    let row = &seen_by_staff(&portal, &deal).await.assignments[0];
    assert_eq!(row.reason_text.as_deref(), Some(composed.as_str()));
    assert_eq!(row.answered_by.as_deref(), Some("Milan z Alfa Systems s.r.o."));
    let mails = portal.mails().await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, "manager@stafeta.example");
    assert!(mails[0].text.contains(&composed), "{}", mails[0].text);
    let PartnerOpportunity::Former(former) = portal::show(&manager, &deal.reference).await.unwrap()
    else {
        panic!("what was declined is over");
    };
    assert_eq!((former.state, former.reason), (State::Declined, None));
}

#[tokio::test]
async fn other_asks_for_words() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let manager = portal.manager_of(&portal.alfa);
    for (form, field) in [
        (because("other", "  "), "text"),
        (because("", ""), "reason"),
        (because("laziness", ""), "reason"),
        (because("no_capacity", &"x".repeat(501)), "text"),
    ] {
        let call = assignment::decline(&manager, deal.assignment(), form);
        assert_eq!(fields(&refused(&portal, call).await), [field]);
    }
}

#[tokio::test]
async fn late_twice_on_hold_or_by_somebody_else_is_refused() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let held = portal.opportunity().offered_to(&portal.alfa).status(Status::OnHold).create().await;
    let no = || because("no_capacity", "");
    for cx in [portal.seller_of(&portal.alfa), portal.administrator_of(&portal.beta)] {
        let error = refused(&portal, assignment::decline(&cx, deal.assignment(), no())).await;
        assert!(matches!(error, Error::Denied(Denied::Hidden)), "{error:?}");
    }
    let staff = portal.staff_admin();
    let error = refused(&portal, assignment::decline(&staff, deal.assignment(), no())).await;
    assert!(matches!(error, Error::Denied(Denied::Forbidden)), "{error:?}");

    let manager = portal.manager_of(&portal.alfa);
    let error = refused(&portal, assignment::decline(&manager, held.assignment(), no())).await;
    assert_eq!(refusal(&error), Some(&Refusal::OnHold));

    let late = portal.opportunity().offered_to(&portal.alfa).create().await;
    assignment::decline(&manager, deal.assignment(), no()).await.unwrap();
    let error = refused(&portal, assignment::decline(&manager, deal.assignment(), no())).await;
    assert_eq!(refusal(&error), Some(&Refusal::AlreadyAnswered));

    portal.clock.advance(TimeDelta::days(3));
    let manager = portal.manager_of(&portal.alfa);
    let error = refused(&portal, assignment::decline(&manager, late.assignment(), no())).await;
    assert_eq!(refusal(&error), Some(&Refusal::Lapsed));
}
