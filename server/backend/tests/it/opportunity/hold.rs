//! Pausing: clocks stand still and go on where they stopped.

use chrono::TimeDelta;
use domain::{
    invalid::Problem,
    opportunity::{OpportunityForm, SavedNotice, Status},
    refusal::Refusal,
};
use testkit::Portal;

use super::{event, events, refused, rule, save, shown, wrong};

#[tokio::test]
async fn the_held_time_is_added_to_the_deadline() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    portal.clock.advance(TimeDelta::hours(8));

    let pause = |form: &mut OpportunityForm| form.status = "on_hold".into();
    let held = save(&portal.staff_manager(), &deal.reference, pause).await.unwrap();
    assert_eq!(held.notice, SavedNotice::Held);

    portal.clock.advance(TimeDelta::days(30));
    let page = shown(&portal.staff_manager(), &deal.reference).await;
    let clock = page.clock.unwrap();
    assert_eq!((clock.seconds_left, clock.paused), (40 * 3600, true));
    assert_eq!((page.status, page.held_from), (Status::OnHold, Some(Status::Delivered)));

    let resume = |form: &mut OpportunityForm| form.status = "delivered".into();
    let resumed = save(&portal.staff_manager(), &deal.reference, resume).await.unwrap();
    assert_eq!(resumed.notice, SavedNotice::Resumed { status: Status::Delivered });

    let page = shown(&portal.staff_manager(), &deal.reference).await;
    let clock = page.clock.unwrap();
    assert_eq!((clock.seconds_left, clock.paused), (40 * 3600, false));
    assert_eq!(page.assignments[0].accept_by, Some(clock.until));
    assert_eq!(
        events(&portal, deal.id).await,
        [event("held", "partner"), event("resumed", "partner")]
    );
}

#[tokio::test]
async fn another_deadline_can_be_set_with_resuming_and_not_before() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let cx = portal.staff_manager();
    save(&cx, &deal.reference, |form| form.status = "on_hold".into()).await.unwrap();

    let later = "2026-03-20T10:00";
    let errors = refused(&portal, &cx, &deal.reference, |form| form.accept_by = later.into()).await;
    assert_eq!(errors, rule("accept_by", Refusal::OnHold));

    let resume = |at: &'static str| {
        move |form: &mut OpportunityForm| {
            form.status = "delivered".into();
            form.accept_by = at.into();
        }
    };
    let errors = refused(&portal, &cx, &deal.reference, resume("2026-03-01T10:00")).await;
    assert_eq!(errors, wrong("accept_by", Problem::NotFuture));

    save(&cx, &deal.reference, resume(later)).await.unwrap();
    assert_eq!(shown(&cx, &deal.reference).await.form.accept_by, later);
}

#[tokio::test]
async fn it_goes_on_where_it_stopped_and_nowhere_else() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    let cx = portal.staff_manager();
    save(&cx, &deal.reference, |form| form.status = "on_hold".into()).await.unwrap();

    let wish = super::offer_to(&portal.alfa);
    let errors = refused(&portal, &cx, &deal.reference, wish).await;
    assert_eq!(errors, rule("status", Refusal::WrongStatus { from: Status::OnHold }));

    save(&cx, &deal.reference, |form| form.status = "in_progress".into()).await.unwrap();
    assert_eq!(shown(&cx, &deal.reference).await.status, Status::InProgress);
}
