//! How it goes: what asks for a word, and the word that answers.

use backend::{Context, Error, assignment, note, portal};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    assignment::Attention,
    opportunity::{CheckInForm, ManagedRow, PartnerOpportunity, ProgressForm, ReasonForm, Status},
    policy::Denied,
    refusal::Refusal,
    timeline::{CheckIn, Event, NoteForm},
};
use testkit::{Deal, Portal};

use crate::refused::{events, fields, refusal, refused};

fn said(kind: &str, until: &str, text: &str) -> CheckInForm {
    CheckInForm { kind: kind.to_owned(), until: until.to_owned(), text: text.to_owned() }
}

async fn managed(portal: &Portal) -> Deal {
    let owner = portal.staff_seller().actor.user().unwrap();
    portal.opportunity().owner(owner).accepted_by(&portal.alfa).create().await
}

fn manager(portal: &Portal) -> Context {
    portal.manager_of(&portal.alfa)
}

/// The only line of Alfa's managed list, now.
async fn line(portal: &Portal) -> ManagedRow {
    let mut rows = portal::board(&manager(portal)).await.unwrap().managed;
    assert_eq!(rows.len(), 1);
    rows.remove(0)
}

async fn first_report(portal: &Portal, deal: &Deal, by: Option<DateTime<Utc>>) {
    portal.set("assignment", deal.assignment().0, vec![("first_update_by", by.into())]).await;
}

#[tokio::test]
async fn one_word_ends_the_silence_and_is_on_the_timeline() {
    let portal = Portal::open().await;
    let deal = managed(&portal).await;
    portal.clock.advance(TimeDelta::days(14) - TimeDelta::seconds(1));
    assert_eq!(line(&portal).await.attention, None);
    portal.clock.advance(TimeDelta::seconds(1));
    let silent = line(&portal).await;
    assert_eq!(silent.attention, Some(Attention::Silent { days: 14 }));
    assert!(silent.may_check_in && silent.may_return);

    let form = said("progressing", "", "");
    let reference = portal::check_in(&manager(&portal), deal.id, form).await.unwrap();

    assert_eq!(reference, deal.reference);
    let heard = line(&portal).await;
    assert_eq!((heard.attention, heard.waiting_until), (None, None));
    assert_eq!(heard.last_activity_at.to_utc(), portal.now());
    let event = Event::CheckedIn { kind: CheckIn::Progressing, until: None, text: None };
    assert_eq!(events(&portal, &deal).await.last(), Some(&event));
    assert!(portal.mails().await.is_empty(), "nobody has to act");
}

#[tokio::test]
async fn who_waits_for_the_customer_is_left_alone_until_that_day_is_over() {
    let portal = Portal::open().await;
    let deal = managed(&portal).await;
    let until = NaiveDate::from_ymd_opt(2026, 4, 10);

    portal::check_in(&manager(&portal), deal.id, said("waiting", "2026-04-10", "Dovolená"))
        .await
        .unwrap();

    portal.clock.set("2026-04-10T21:59:00Z".parse().unwrap());
    let waiting = line(&portal).await;
    assert_eq!((waiting.attention, waiting.waiting_until), (None, until));
    // Midnight where the partner is.
    portal.clock.set("2026-04-10T22:00:00Z".parse().unwrap());
    let over = line(&portal).await;
    assert_eq!(over.waiting_until, None);
    assert_eq!(over.attention, Some(Attention::Silent { days: 39 }));
}

#[tokio::test]
async fn who_is_stuck_is_heard_of_and_goes_on_with_the_next_report() {
    let portal = Portal::open().await;
    let deal = managed(&portal).await;

    portal::check_in(&manager(&portal), deal.id, said("stuck", "", "Chybí nám ceník."))
        .await
        .unwrap();

    assert_eq!(line(&portal).await.attention, Some(Attention::Stuck));
    let mails = portal.mails().await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, "seller@stafeta.example");
    assert!(mails[0].text.contains("Chybí nám ceník."), "{}", mails[0].text);

    let form = ProgressForm { stage: "develop".into(), ..ProgressForm::default() };
    portal::progress(&manager(&portal), deal.id, form).await.unwrap();
    assert_eq!(line(&portal).await.attention, None);
}

#[tokio::test]
async fn every_first_word_stops_the_clock_of_the_first_report_and_only_the_first() {
    for way in ["check-in", "progress", "note"] {
        let portal = Portal::open().await;
        let deal = managed(&portal).await;
        first_report(&portal, &deal, Some(portal.now() + TimeDelta::days(2))).await;
        portal.clock.advance(TimeDelta::days(2));
        assert_eq!(
            line(&portal).await.attention,
            Some(Attention::FirstReport { late: false }),
            "{way}"
        );
        portal.clock.advance(TimeDelta::seconds(1));
        assert_eq!(
            line(&portal).await.attention,
            Some(Attention::FirstReport { late: true }),
            "{way}"
        );
        // What the vendor writes is no report of the partner.
        let body =
            NoteForm { body: "Jak to jde?".into(), audience: "all".into(), ..NoteForm::default() };
        note::write(&portal.staff_seller(), deal.id, body).await.unwrap();
        assert_eq!(
            line(&portal).await.attention,
            Some(Attention::FirstReport { late: true }),
            "{way}"
        );

        let cx = manager(&portal);
        match way {
            "check-in" => {
                drop(portal::check_in(&cx, deal.id, said("progressing", "", "")).await.unwrap());
            }
            "progress" => {
                let form = ProgressForm {
                    stage: "qualify".into(),
                    note: "Voláme.".into(),
                    ..ProgressForm::default()
                };
                portal::progress(&cx, deal.id, form).await.unwrap();
            }
            _ => {
                let form = NoteForm { body: "Voláme.".into(), ..NoteForm::default() };
                note::write(&cx, deal.id, form).await.unwrap();
            }
        }
        assert_eq!(line(&portal).await.attention, None, "{way}");
    }
}

#[tokio::test]
async fn on_hold_nobody_has_to_say_anything_and_nothing_can_be_said() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().accepted_by(&portal.alfa).status(Status::OnHold).create().await;
    first_report(&portal, &deal, Some(portal.now())).await;
    portal.clock.advance(TimeDelta::days(40));
    // What staff do meanwhile makes it a closed question for the partner.
    let held = line(&portal).await;
    assert_eq!((held.attention, held.may_check_in), (None, false));

    let cx = manager(&portal);
    let error = refused(&portal, portal::check_in(&cx, deal.id, said("progressing", "", ""))).await;
    assert_eq!(refusal(&error), Some(&Refusal::OnHold));
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_nothing_is_stored() {
    let portal = Portal::open().await;
    let deal = managed(&portal).await;
    let cx = manager(&portal);
    for (form, wrong) in [
        (said("", "", ""), "kind"),
        (said("fine", "", ""), "kind"),
        (said("waiting", "", ""), "until"),
        (said("waiting", "2026-03-02", ""), "until"),
        (said("waiting", "2036-03-02", ""), "until"),
        (said("stuck", "", " "), "text"),
        (said("progressing", "", &"x".repeat(501)), "text"),
    ] {
        let error = refused(&portal, portal::check_in(&cx, deal.id, form)).await;
        assert_eq!(fields(&error), [wrong]);
    }
}

#[tokio::test]
async fn only_those_who_manage_it_can_say_how_it_goes() {
    let portal = Portal::open().await;
    let deal = managed(&portal).await;
    let offered = portal.opportunity().offered_to(&portal.alfa).create().await;
    let form = || said("progressing", "", "");
    let hidden = |error: &Error| matches!(error, Error::Denied(Denied::Hidden));

    for cx in [portal.manager_of(&portal.beta), portal.seller_of(&portal.alfa)] {
        assert!(hidden(&refused(&portal, portal::check_in(&cx, deal.id, form())).await));
    }
    let error = refused(&portal, portal::check_in(&manager(&portal), offered.id, form())).await;
    assert!(matches!(error, Error::Denied(Denied::Forbidden)), "{error:?}");
    let error = refused(&portal, portal::check_in(&portal.staff_admin(), deal.id, form())).await;
    assert!(matches!(error, Error::Denied(Denied::Forbidden)), "{error:?}");
    let seller = portal.seller_of(&portal.alfa);
    let own = portal.opportunity().worked_by_seller_of(&portal.alfa).create().await;
    portal::check_in(&seller, own.id, form()).await.unwrap();
    portal::give_back(
        &manager(&portal),
        deal.id,
        ReasonForm { reason: "no_budget".into(), text: String::new() },
    )
    .await
    .unwrap();
    let error = refused(&portal, portal::check_in(&manager(&portal), deal.id, form())).await;
    assert!(matches!(error, Error::Denied(Denied::Forbidden)), "{error:?}");
}

#[tokio::test]
async fn each_collaborator_speaks_for_itself() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().shared_by(&[&portal.alfa, &portal.beta]).create().await;
    first_report(&portal, &deal, Some(portal.now() + TimeDelta::days(1))).await;
    let beta = vec![("first_update_by", Some(portal.now() + TimeDelta::days(1)).into())];
    portal.set("assignment", deal.assignments[1].0, beta).await;
    portal.clock.advance(TimeDelta::days(2));

    portal::check_in(&manager(&portal), deal.id, said("stuck", "", "Nemáme lidi.")).await.unwrap();

    let row = |board: domain::opportunity::PartnerBoard| board.managed[0].clone();
    let alfa = row(portal::board(&manager(&portal)).await.unwrap());
    assert_eq!((alfa.attention, alfa.may_return), (Some(Attention::Stuck), false));
    let beta = row(portal::board(&portal.manager_of(&portal.beta)).await.unwrap());
    assert_eq!(beta.attention, Some(Attention::FirstReport { late: true }));
    // Those who work together know of each other's trouble.
    let cx = portal.manager_of(&portal.beta);
    let PartnerOpportunity::Managed(detail) = portal::show(&cx, &deal.reference).await.unwrap()
    else {
        panic!("Beta works on it, too");
    };
    assert!(detail.timeline.iter().any(|item| matches!(item.event, Event::CheckedIn { .. })));
}

#[tokio::test]
async fn acceptance_is_an_event() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_until(&portal.alfa, None).create().await;
    portal.clock.advance(TimeDelta::days(20));
    assignment::accept(&manager(&portal), deal.assignment()).await.unwrap();
    first_report(&portal, &deal, None).await;
    portal.clock.advance(TimeDelta::days(13));
    assert_eq!(line(&portal).await.attention, None);
    portal.clock.advance(TimeDelta::days(1));
    assert_eq!(line(&portal).await.attention, Some(Attention::Silent { days: 14 }));
}
