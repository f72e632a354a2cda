//! Winning, losing and opening again by staff.

use domain::{
    assignment::State,
    choice::Code,
    invalid::Problem,
    opportunity::{OpportunityForm, SavedNotice, Status},
    timeline::Event,
};
use testkit::Portal;

use super::{event, events, letters, newest_facts, refused, save, shown, wrong};

fn to(status: &'static str) -> impl FnOnce(&mut OpportunityForm) {
    move |form| status.clone_into(&mut form.status)
}

#[tokio::test]
async fn winning_needs_the_value_and_completes_the_partners_part() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().shared_by(&[&portal.alfa, &portal.beta]).create().await;
    let cx = portal.staff_manager();

    let errors = refused(&portal, &cx, &deal.reference, to("won")).await;
    assert_eq!(errors, wrong("actual_value", Problem::Required));

    let saved = save(&cx, &deal.reference, |form| {
        form.status = "won".into();
        form.actual_value = "1 500 000".into();
    })
    .await
    .unwrap();

    assert_eq!(saved.notice, SavedNotice::Won);
    let page = shown(&cx, &deal.reference).await;
    assert_eq!(page.actual_value.unwrap().minor, 150_000_000);
    assert!(page.assignments.iter().all(|row| row.state == State::Completed));
    // Who sold it still stands on the page.
    assert_eq!(page.form.collaborators.len(), 2);
    assert_eq!(events(&portal, deal.id).await, [event("won", "all_partners")]);
    assert_eq!(letters(&portal).await.len(), 4);
    let untouched = save(&cx, &deal.reference, |_| {}).await.unwrap();
    assert_eq!((untouched.version, untouched.notice), (saved.version, SavedNotice::Stored));
}

#[tokio::test]
async fn losing_needs_its_reason() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    let cx = portal.staff_manager();

    let errors = refused(&portal, &cx, &deal.reference, to("canceled")).await;
    assert_eq!(errors, wrong("loss_reason", Problem::Required));
    let other = |form: &mut OpportunityForm| {
        form.status = "canceled".into();
        form.loss_reason = "other".into();
    };
    let errors = refused(&portal, &cx, &deal.reference, other).await;
    assert_eq!(errors, wrong("reason", Problem::Required));
    let errors = refused(&portal, &cx, &deal.reference, |form| {
        form.status = "canceled".into();
        form.loss_reason = "competitor".into();
    })
    .await;
    assert_eq!(errors, wrong("loss_reason", Problem::Choice));

    save(&cx, &deal.reference, |form| {
        form.status = "canceled".into();
        form.loss_reason = "no_budget".into();
        form.reason = "Letos už ne.".into();
    })
    .await
    .unwrap();

    let text = Some("Letos už ne.".to_owned());
    let facts =
        Event::Lost { status: Status::Canceled, reason: "no_budget".parse().unwrap(), text };
    assert_eq!(newest_facts(&portal, deal.id).await, facts);
}

#[tokio::test]
async fn what_a_competitor_sold_is_out_sold() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;

    save(&portal.staff_manager(), &deal.reference, to("out_sold")).await.unwrap();

    let facts = newest_facts(&portal, deal.id).await;
    let reason = Code::COMPETITOR;
    assert_eq!(facts, Event::Lost { status: Status::OutSold, reason, text: None });
}

#[tokio::test]
async fn whoever_has_not_answered_is_not_asked_any_more() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let cx = portal.staff_manager();

    save(&cx, &deal.reference, |form| {
        form.status = "canceled".into();
        form.loss_reason = "no_response".into();
    })
    .await
    .unwrap();

    let page = shown(&cx, &deal.reference).await;
    assert_eq!((page.assignments[0].state, page.clock), (State::Recalled, None));
    assert_eq!(
        letters(&portal).await,
        ["admin@alfa.example Odvoláno", "manager@alfa.example Odvoláno"]
    );
}

#[tokio::test]
async fn a_held_one_can_be_lost() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let cx = portal.staff_manager();
    save(&cx, &deal.reference, to("on_hold")).await.unwrap();

    save(&cx, &deal.reference, to("out_sold")).await.unwrap();

    let page = shown(&cx, &deal.reference).await;
    assert_eq!((page.status, page.held_from), (Status::OutSold, None));
}

#[tokio::test]
async fn opening_again_needs_a_reason_and_starts_without_partners() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let cx = portal.staff_manager();
    save(&cx, &deal.reference, |form| {
        form.status = "won".into();
        form.actual_value = "1".into();
    })
    .await
    .unwrap();

    let errors = refused(&portal, &cx, &deal.reference, to("in_progress")).await;
    assert_eq!(errors, wrong("reason", Problem::Required));

    save(&cx, &deal.reference, |form| {
        form.status = "in_progress".into();
        form.reason = "Zákazník odstoupil.".into();
    })
    .await
    .unwrap();

    let page = shown(&cx, &deal.reference).await;
    assert_eq!((page.status, page.actual_value, page.partner), (Status::InProgress, None, None));
    assert_eq!(page.assignments[0].state, State::Completed);
    assert_eq!(
        events(&portal, deal.id).await,
        [event("won", "partner"), event("reopened", "staff")]
    );
    super::save(&cx, &deal.reference, super::offer_to(&portal.beta)).await.unwrap();
}
