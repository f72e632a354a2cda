//! Recall, undo and taking back: the partner is always told.

use backend::{Error, opportunity};
use chrono::TimeDelta;
use domain::{
    assignment::State,
    invalid::Problem,
    opportunity::{SavedNotice, Status, UNDO_WINDOW},
    refusal::Refusal,
    timeline::Event,
};
use testkit::Portal;

use super::{
    event, events, fields, letters, newest_facts, offer_to, refused, rule, save, share_with, shown,
    wrong,
};

#[tokio::test]
async fn a_recall_ends_the_offer_and_says_why() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;

    opportunity::recall(&portal.staff_manager(), deal.id, " Zákazník si to rozmyslel. ")
        .await
        .unwrap();

    let page = shown(&portal.staff_manager(), &deal.reference).await;
    assert_eq!((page.status, page.clock, page.partner), (Status::InProgress, None, None));
    assert_eq!(page.assignments[0].state, State::Recalled);
    let why = Some("Zákazník si to rozmyslel.".to_owned());
    assert_eq!(page.assignments[0].reason_text, why);
    assert_eq!(events(&portal, deal.id).await, [event("recalled", "partner")]);
    let partners = vec![portal.alfa.name.clone()];
    let facts = Event::Recalled { partners, reason: why, undone: false };
    assert_eq!(newest_facts(&portal, deal.id).await, facts);
    let mails = portal.mails().await;
    assert_eq!(mails.len(), 2);
    assert!(mails[0].text.contains("Zákazník si to rozmyslel."));
}

#[tokio::test]
async fn the_form_recalls_just_so() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let cx = portal.staff_manager();

    let errors = refused(&portal, &cx, &deal.reference, |form| {
        form.status = "in_progress".into();
    })
    .await;
    assert_eq!(errors, wrong("reason", Problem::Required));

    let saved = save(&cx, &deal.reference, |form| {
        form.status = "in_progress".into();
        form.reason = "Prodává přímo výrobce.".into();
    })
    .await
    .unwrap();

    let partners = vec![portal.alfa.name.clone()];
    assert_eq!(saved.notice, SavedNotice::Recalled { partners });
    assert_eq!(events(&portal, deal.id).await, [event("recalled", "partner")]);
    assert_eq!(letters(&portal).await.len(), 2);
}

#[tokio::test]
async fn whoever_worked_on_it_is_told_that_it_is_gone() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().worked_by_seller_of(&portal.alfa).create().await;

    opportunity::recall(&portal.staff_manager(), deal.id, "Jinak").await.unwrap();

    let told = ["admin", "manager", "seller"].map(|who| format!("{who}@alfa.example Odvoláno"));
    assert_eq!(letters(&portal).await, told);
}

#[tokio::test]
async fn those_who_shared_it_are_told_and_do_not_read_of_each_other_later() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().shared_by(&[&portal.alfa, &portal.beta]).create().await;

    opportunity::recall(&portal.staff_manager(), deal.id, "Jinak").await.unwrap();

    let page = shown(&portal.staff_manager(), &deal.reference).await;
    assert!(!page.collaboration && page.form.collaborators.is_empty());
    assert!(page.assignments.iter().all(|row| row.state == State::Recalled));
    assert_eq!(events(&portal, deal.id).await, [event("recalled", "staff")]);
    assert_eq!(letters(&portal).await.len(), 4);
}

#[tokio::test]
async fn a_recall_needs_a_reason_and_somebody_to_recall_from() {
    let portal = Portal::open().await;
    let offered = portal.opportunity().offered_to(&portal.alfa).create().await;
    let own = portal.opportunity().create().await;
    let cx = portal.staff_manager();
    let before = portal.digest().await;

    let errors = fields(opportunity::recall(&cx, offered.id, "  ").await);
    assert_eq!(errors, wrong("reason", Problem::Required));
    let errors = fields(opportunity::recall(&cx, offered.id, &"x".repeat(501)).await);
    assert_eq!(errors, wrong("reason", Problem::TooLong { max: 500 }));
    let refusal = opportunity::recall(&cx, own.id, "Proto").await;
    let from = Status::InProgress;
    assert!(matches!(refusal, Err(Error::Refused(r)) if r == Refusal::WrongStatus { from }));

    assert_eq!(portal.digest().await, before);
}

#[tokio::test]
async fn ten_minutes_are_enough_to_undo_and_the_partner_is_told_all_the_same() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    save(&portal.staff_manager(), &deal.reference, offer_to(&portal.alfa)).await.unwrap();
    portal.clock.advance(UNDO_WINDOW);
    let cx = portal.staff_manager();
    let page = shown(&cx, &deal.reference).await;
    assert_eq!(page.undo_until, Some(cx.local(portal.now())));

    opportunity::undo(&cx, deal.id).await.unwrap();

    let page = shown(&cx, &deal.reference).await;
    assert_eq!((page.status, page.undo_until), (Status::InProgress, None));
    assert_eq!(page.assignments[0].state, State::Recalled);
    let partners = vec![portal.alfa.name.clone()];
    let facts = Event::Recalled { partners, reason: None, undone: true };
    assert_eq!(newest_facts(&portal, deal.id).await, facts);
    // Of the offer whoever is told of offers, of its end everybody who may answer.
    assert_eq!(letters(&portal).await.len(), 3);
}

#[tokio::test]
async fn a_sharing_can_be_undone_too() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    let cx = portal.staff_manager();
    save(&cx, &deal.reference, share_with(&[&portal.alfa, &portal.beta])).await.unwrap();

    opportunity::undo(&cx, deal.id).await.unwrap();

    assert_eq!(shown(&cx, &deal.reference).await.status, Status::InProgress);
}

#[tokio::test]
async fn later_or_after_the_answer_it_is_too_late_to_undo() {
    let portal = Portal::open().await;
    let offered = portal.opportunity().offered_to(&portal.alfa).create().await;
    let accepted = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let before = portal.digest().await;

    let refusal = opportunity::undo(&portal.staff_manager(), accepted.id).await;
    assert!(matches!(refusal, Err(Error::Refused(Refusal::AlreadyAnswered))), "{refusal:?}");
    portal.clock.advance(UNDO_WINDOW + TimeDelta::milliseconds(1));
    let refusal = opportunity::undo(&portal.staff_manager(), offered.id).await;
    assert!(matches!(refusal, Err(Error::Refused(Refusal::UndoTooLate))), "{refusal:?}");

    assert_eq!(portal.digest().await, before);
}

#[tokio::test]
async fn what_came_back_can_be_kept() {
    for ending in [State::Declined, State::Expired, State::Returned] {
        let portal = Portal::open().await;
        let deal = portal.opportunity().formerly_with(&portal.alfa, ending).create().await;
        let cx = portal.staff_manager();

        let kept = save(&cx, &deal.reference, |form| form.status = "in_progress".into()).await;

        assert_eq!(kept.unwrap().notice, SavedNotice::TakenBack);
        assert_eq!(events(&portal, deal.id).await, [event("taken_back", "staff")]);
    }
}

#[tokio::test]
async fn a_status_that_is_not_offered_is_refused() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;

    let errors = refused(&portal, &portal.staff_manager(), &deal.reference, |form| {
        form.status = "expired".into();
    })
    .await;

    assert_eq!(errors, rule("status", Refusal::WrongStatus { from: Status::InProgress }));
}
