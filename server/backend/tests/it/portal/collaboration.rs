//! Partners that work together: what they can and what only staff can.

use backend::{note, portal};
use domain::{
    assignment::State,
    opportunity::{FinishForm, PartnerOpportunity, ProgressForm, ReasonForm, Status},
    refusal::Refusal,
    timeline::{Audience, Event, NoteForm},
};
use testkit::{Deal, Portal};

use crate::refused::{events, refusal, refused, seen_by_staff, standing};

async fn shared(portal: &Portal) -> Deal {
    let owner = portal.staff_seller().actor.user().unwrap();
    portal.opportunity().owner(owner).shared_by(&[&portal.alfa, &portal.beta]).create().await
}

fn report(stage: &str, value: &str, close_on: &str) -> ProgressForm {
    ProgressForm {
        stage: stage.to_owned(),
        note: "Postupujeme.".to_owned(),
        value: value.to_owned(),
        close_on: close_on.to_owned(),
    }
}

#[tokio::test]
async fn closing_returning_and_extending_are_for_staff() {
    let portal = Portal::open().await;
    let deal = shared(&portal).await;
    let won = FinishForm { actual_value: "1".to_owned(), ..FinishForm::default() };
    let lost = FinishForm { reason: "price".to_owned(), ..FinishForm::default() };
    let back = ReasonForm { reason: "no_budget".to_owned(), text: String::new() };
    for cx in [portal.manager_of(&portal.alfa), portal.administrator_of(&portal.beta)] {
        let answers = [
            refused(&portal, portal::win(&cx, deal.id, won.clone())).await,
            refused(&portal, portal::lose(&cx, deal.id, lost.clone())).await,
            refused(&portal, portal::give_back(&cx, deal.id, back.clone())).await,
            refused(&portal, portal::progress(&cx, deal.id, report("develop", "2 000 000", "")))
                .await,
            refused(&portal, portal::progress(&cx, deal.id, report("develop", "", "2027-06-30")))
                .await,
        ];
        for error in answers {
            assert_eq!(refusal(&error), Some(&Refusal::Collaborating));
        }
        let PartnerOpportunity::Managed(detail) = portal::show(&cx, &deal.reference).await.unwrap()
        else {
            panic!("who shares it manages it");
        };
        assert!(detail.collaboration && detail.may_progress && detail.may_leave && detail.may_note);
        assert!(!detail.may_finish && !detail.may_return && !detail.may_extend);
    }
}

#[tokio::test]
async fn everybody_reports_and_reads_progress() {
    let portal = Portal::open().await;
    let deal = shared(&portal).await;

    // The figures as they stand are no change.
    let form = report("develop", "1 250 000", "2026-12-18");
    portal::progress(&portal.manager_of(&portal.alfa), deal.id, form).await.unwrap();

    let PartnerOpportunity::Managed(detail) =
        portal::show(&portal.manager_of(&portal.beta), &deal.reference).await.unwrap()
    else {
        panic!("who shares it manages it");
    };
    assert_eq!(detail.shared_with, std::slice::from_ref(&portal.alfa.name));
    let newest = &detail.timeline[0];
    assert!(matches!(newest.event, Event::Progressed { .. }), "{newest:?}");
    assert_eq!(newest.author.as_deref(), Some("Milan z Alfa Systems s.r.o."));
    assert_eq!(newest.company, Some(portal.alfa.name.clone()));
    assert_eq!((newest.audience, newest.is_mine), (Audience::AllPartners, false));
}

#[tokio::test]
async fn who_leaves_is_out_and_the_last_one_hands_it_to_staff() {
    let portal = Portal::open().await;
    let deal = shared(&portal).await;
    let (alfa, beta) = (portal.manager_of(&portal.alfa), portal.manager_of(&portal.beta));
    let words = NoteForm {
        body: "Tajemství bety".to_owned(),
        audience: "internal".to_owned(),
        ..NoteForm::default()
    };
    note::write(&beta, deal.id, words).await.unwrap();

    portal::leave(&alfa, deal.id, "Nemáme lidi.").await.unwrap();

    let (status, mut rows) = standing(&portal, &deal).await;
    rows.sort_by_key(ToString::to_string);
    assert_eq!((status, rows), (Status::Accepted, vec![State::Accepted, State::Left]));
    let left =
        Event::Left { partner: portal.alfa.name.clone(), text: Some("Nemáme lidi.".to_owned()) };
    assert!(events(&portal, &deal).await.contains(&left));
    assert!(matches!(
        portal::show(&alfa, &deal.reference).await.unwrap(),
        PartnerOpportunity::Former(_)
    ));
    let PartnerOpportunity::Managed(detail) = portal::show(&beta, &deal.reference).await.unwrap()
    else {
        panic!("beta goes on");
    };
    let told = Event::Left { partner: portal.alfa.name.clone(), text: None };
    assert!(detail.timeline.iter().any(|item| item.event == told), "why is said to staff only");

    portal::leave(&beta, deal.id, "").await.unwrap();

    let (status, rows) = standing(&portal, &deal).await;
    assert_eq!((status, rows), (Status::Returned, vec![State::Left, State::Left]));
    assert!(!seen_by_staff(&portal, &deal).await.collaboration);
    let told: Vec<_> =
        portal.mails().await.into_iter().filter(|mail| mail.to.starts_with("seller@")).collect();
    assert_eq!(told.len(), 3, "a note and two farewells: {told:?}");
}

#[tokio::test]
async fn only_who_shares_can_leave() {
    let portal = Portal::open().await;
    let alone = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let deal = shared(&portal).await;

    refused(&portal, portal::leave(&portal.manager_of(&portal.alfa), alone.id, "")).await;
    refused(&portal, portal::leave(&portal.manager_of(&portal.gama), deal.id, "")).await;
    let long = "x".repeat(501);
    refused(&portal, portal::leave(&portal.manager_of(&portal.alfa), deal.id, &long)).await;
}
