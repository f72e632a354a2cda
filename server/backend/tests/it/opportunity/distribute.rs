//! Offering to one partner: W2 of the walk-through, its guards and its deadline.

use chrono::TimeDelta;
use domain::{
    assignment::State,
    invalid::Problem,
    opportunity::{SavedNotice, Status},
    refusal::Refusal,
    timeline::Event,
};
use testkit::Portal;

use super::{event, events, letters, newest_facts, offer_to, refused, rule, save, shown, wrong};

#[tokio::test]
async fn the_partner_is_offered_it_and_told() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    let cx = portal.staff_manager();

    let saved = save(&cx, &deal.reference, |form| {
        form.topic = "Změněné téma".into();
        offer_to(&portal.alfa)(form);
    })
    .await
    .unwrap();

    let until = cx.local(portal.now() + TimeDelta::hours(48));
    let name = portal.alfa.name.clone();
    assert_eq!(saved.notice, SavedNotice::Delivered { partner: name, accept_by: Some(until) });
    let page = shown(&cx, &deal.reference).await;
    assert_eq!(page.status, Status::Delivered);
    assert_eq!(page.form.topic, "Změněné téma");
    assert_eq!(page.clock.unwrap().seconds_left, 48 * 3600);
    assert_eq!(page.assignments.len(), 1);
    assert_eq!(page.assignments[0].state, State::Offered);
    assert_eq!(page.assignments[0].accept_by, Some(until));
    // Fields and status were saved together: one event, which is the transition.
    assert_eq!(events(&portal, deal.id).await, [event("delivered", "partner")]);
    assert_eq!(letters(&portal).await, ["admin@alfa.example Nová"]);
}

#[tokio::test]
async fn the_deadline_can_be_chosen_and_has_to_lie_ahead() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    let cx = portal.staff_manager();

    for past in ["2026-03-02T12:00", "2026-03-02T13:00"] {
        let errors = refused(&portal, &cx, &deal.reference, |form| {
            offer_to(&portal.alfa)(form);
            form.accept_by = past.into();
        })
        .await;
        assert_eq!(errors, wrong("accept_by", Problem::NotFuture), "{past} in Prague");
    }
    for far in ["2027-03-02T13:01", "2099-03-02T13:00"] {
        let errors = refused(&portal, &cx, &deal.reference, |form| {
            offer_to(&portal.alfa)(form);
            form.accept_by = far.into();
        })
        .await;
        assert_eq!(errors, wrong("accept_by", Problem::TooFar { days: 365 }), "{far}");
    }

    save(&cx, &deal.reference, |form| {
        offer_to(&portal.alfa)(form);
        form.accept_by = "2026-03-03T08:30".into();
    })
    .await
    .unwrap();

    let page = shown(&cx, &deal.reference).await;
    assert_eq!(page.form.accept_by, "2026-03-03T08:30");
    assert_eq!(page.clock.unwrap().until.to_rfc3339(), "2026-03-03T08:30:00+01:00");
}

#[tokio::test]
async fn a_running_deadline_can_be_moved_for_the_partner_too() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let cx = portal.staff_manager();

    save(&cx, &deal.reference, |form| form.accept_by = "2026-03-09T09:00".into()).await.unwrap();

    let page = shown(&cx, &deal.reference).await;
    let until = "2026-03-09T09:00:00+01:00";
    assert_eq!(page.clock.unwrap().until.to_rfc3339(), until);
    assert_eq!(page.assignments[0].accept_by.unwrap().to_rfc3339(), until);
    let fields = vec!["accept_by".to_owned()];
    assert_eq!(newest_facts(&portal, deal.id).await, Event::Edited { fields });
}

#[tokio::test]
async fn a_partner_has_to_be_chosen() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;

    let errors = refused(&portal, &portal.staff_manager(), &deal.reference, |form| {
        form.status = "delivered".into();
    })
    .await;

    assert_eq!(errors, rule("partner_name", Refusal::PartnerMissing));
}

#[tokio::test]
async fn only_active_partners_are_asked() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    portal.set_partner_status(portal.alfa.id, "suspended").await;

    let wish = offer_to(&portal.alfa);
    let errors = refused(&portal, &portal.staff_manager(), &deal.reference, wish).await;

    assert_eq!(errors, rule("partner_name", Refusal::PartnerInactive));
}

#[tokio::test]
async fn somebody_there_has_to_be_able_to_accept() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    for person in [portal.alfa.administrator, portal.alfa.manager] {
        portal.set("user_account", person.0, vec![("deactivated_at", portal.now().into())]).await;
    }

    let wish = offer_to(&portal.alfa);
    let errors = refused(&portal, &portal.staff_manager(), &deal.reference, wish).await;

    assert_eq!(errors, rule("partner_name", Refusal::NoRecipient));
}

#[tokio::test]
async fn the_customer_has_to_be_named_in_what_is_saved() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    let cx = portal.staff_manager();

    let errors = refused(&portal, &cx, &deal.reference, |form| {
        offer_to(&portal.alfa)(form);
        form.lead_company = String::new();
    })
    .await;
    assert_eq!(errors, rule("account_name", Refusal::CustomerMissing));

    save(&cx, &deal.reference, |form| {
        offer_to(&portal.alfa)(form);
        form.lead_company = String::new();
        form.account_name = "Kovárna Vsetín".into();
        form.account_create = "on".into();
    })
    .await
    .unwrap();
    assert_eq!(shown(&cx, &deal.reference).await.status, Status::Delivered);
}

#[tokio::test]
async fn whoever_declined_is_asked_again_only_for_a_reason() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().formerly_with(&portal.alfa, State::Declined).create().await;
    let cx = portal.staff_manager();

    let errors = refused(&portal, &cx, &deal.reference, offer_to(&portal.alfa)).await;
    assert_eq!(errors, rule("override_reason", Refusal::DeclinedBefore));

    save(&cx, &deal.reference, |form| {
        offer_to(&portal.alfa)(form);
        form.override_reason = "Mají nového technika.".into();
    })
    .await
    .unwrap();

    let why = Some("Mají nového technika.".to_owned());
    let facts = newest_facts(&portal, deal.id).await;
    assert!(matches!(facts, Event::Delivered { override_reason, .. } if override_reason == why));
    assert_eq!(shown(&cx, &deal.reference).await.assignments.len(), 2);
}

#[tokio::test]
async fn an_offer_is_not_passed_on_without_being_taken_back() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;

    let wish = offer_to(&portal.beta);
    let errors = refused(&portal, &portal.staff_manager(), &deal.reference, wish).await;

    assert_eq!(errors, rule("partner_name", Refusal::WrongStatus { from: Status::Delivered }));
}

#[tokio::test]
async fn what_came_back_can_be_offered_to_the_next() {
    for ending in [State::Declined, State::Expired, State::Returned] {
        let portal = Portal::open().await;
        let deal = portal.opportunity().formerly_with(&portal.alfa, ending).create().await;
        let cx = portal.staff_manager();

        save(&cx, &deal.reference, offer_to(&portal.beta)).await.unwrap();

        let page = shown(&cx, &deal.reference).await;
        assert_eq!(page.partner.unwrap().id, portal.beta.id, "{ending}");
    }
}

#[tokio::test]
async fn accepted_without_collaboration_is_the_partners_word() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;

    let errors = refused(&portal, &portal.staff_manager(), &deal.reference, |form| {
        form.status = "accepted".into();
    })
    .await;

    assert_eq!(errors, rule("collaboration", Refusal::CollaborationOff));
}
