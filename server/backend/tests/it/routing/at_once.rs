//! Several are asked at once: one wins, the others are told and never learn who it was, and nothing ends in silence.

use std::sync::Arc;

use backend::{Context, Error, assignment, opportunity, portal as partner, routing, timeline_read};
use chrono::TimeDelta;
use domain::{
    assignment::State,
    ids::{AssignmentId, UserId},
    lang::Lang,
    opportunity::{PartnerOpportunity, ReasonForm, SavedNotice, Status},
    refusal::Refusal,
    routing::{RuleForm, RuleSettings},
    timeline::Event,
};
use testkit::{Company, Deal, Portal};
use tokio::sync::Barrier;

use crate::refused::{events, refused, seen_by_staff, standing};

/// Everything is offered to so many at once.
async fn at_once(portal: &Portal, count: usize, fallback: Option<UserId>) {
    let staff = portal.staff_manager();
    let form = RuleForm {
        asking: "at_once".to_owned(),
        waterfall: count.to_string(),
        fallback: fallback.map(|user| user.to_string()).unwrap_or_default(),
        ..RuleForm::of("Najednou", &RuleSettings::of_everything_else(), Lang::Cs)
    };
    let rule = routing::save_rule(&staff, None, &form).await.unwrap();
    routing::activate_rule(&staff, rule, 1).await.unwrap();
}

/// Offers a new one, and answers who may accept which offer.
async fn offered(portal: &Portal) -> (Deal, Vec<(Context, AssignmentId)>) {
    let deal = portal.opportunity().create().await;
    routing::distribute(&portal.staff_manager(), deal.id).await.unwrap();
    let mut callers = Vec::new();
    for company in [&portal.alfa, &portal.beta, &portal.gama] {
        if let Some(id) = offer_to(portal, &deal, company).await {
            callers.push((portal.manager_of(company), id));
        }
    }
    (deal, callers)
}

async fn offer_to(portal: &Portal, deal: &Deal, company: &Company) -> Option<AssignmentId> {
    let rows = seen_by_staff(portal, deal).await.assignments;
    let mut rows = rows.iter().filter(|row| row.state == State::Offered);
    rows.find(|row| row.partner == company.id).map(|row| row.id)
}

fn no_capacity() -> ReasonForm {
    ReasonForm { reason: "no_capacity".to_owned(), text: String::new() }
}

async fn race(callers: Vec<(Context, AssignmentId)>) -> usize {
    let start = Arc::new(Barrier::new(callers.len()));
    let tasks: Vec<_> = callers
        .into_iter()
        .map(|(cx, id)| {
            let start = Arc::clone(&start);
            tokio::spawn(async move {
                start.wait().await;
                assignment::accept(&cx, id).await
            })
        })
        .collect();
    let mut won = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => won += 1,
            Err(Error::Refused(Refusal::AlreadyAnswered)) => {}
            Err(other) => panic!("a lost race is no failure: {other:?}"),
        }
    }
    won
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_ten_or_fifty_who_accept_at_once_one_wins() {
    for count in [2, 10, 50] {
        let portal = Portal::open().await;
        at_once(&portal, count, None).await;
        let mut companies = Vec::new();
        for number in 3..count {
            companies.push(portal.add_partner(&format!("Partner číslo {number}")).await);
        }
        let (deal, mut callers) = offered(&portal).await;
        for company in &companies {
            let id = offer_to(&portal, &deal, company).await.expect("all are asked");
            callers.push((portal.manager_of(company), id));
        }
        assert_eq!(callers.len(), count);

        assert_eq!(race(callers).await, 1);

        let seen = seen_by_staff(&portal, &deal).await;
        let of = |state| seen.assignments.iter().filter(|row| row.state == state).count();
        assert_eq!(seen.status, Status::Accepted);
        assert_eq!((of(State::Accepted), of(State::Recalled)), (1, count - 1));
        let overtaken = seen.assignments.iter().filter(|row| row.overtaken).count();
        assert_eq!(overtaken, count - 1);
        let told = events(&portal, &deal).await;
        assert!(
            matches!(&told[..], [Event::Broadcast { partners, .. }, Event::Accepted { .. }]
                if partners.len() == count),
            "{told:?}"
        );
    }
}

#[tokio::test]
async fn who_was_slower_is_told_kindly_and_not_by_whom() {
    let portal = Portal::open().await;
    at_once(&portal, 3, None).await;
    let deal = portal.opportunity().create().await;

    let saved = routing::distribute(&portal.staff_manager(), deal.id).await.unwrap();

    assert!(
        matches!(&saved.notice, SavedNotice::Broadcast { partners, .. } if partners.len() == 3)
    );
    let seen = opportunity::show(&portal.staff_manager(), &deal.reference).await.unwrap();
    assert!(seen.partner.is_none(), "none of the three has it");
    let decision = routing::decisions(&portal.staff_manager(), deal.id).await.unwrap().remove(0);
    assert_eq!((decision.at_once, decision.asked().len()), (3, 3));
    assert_eq!(decision.recomputed(), decision);
    let winner = offer_to(&portal, &deal, &portal.alfa).await.unwrap();
    let beta = portal.manager_of(&portal.beta);
    let shown = partner::show(&beta, &deal.reference).await.unwrap();
    assert!(matches!(&shown, PartnerOpportunity::Offer(offer) if offer.card.contested));

    assignment::accept(&portal.manager_of(&portal.alfa), winner).await.unwrap();

    let shown = partner::show(&beta, &deal.reference).await.unwrap();
    let PartnerOpportunity::Former(former) = &shown else { panic!("{shown:?}") };
    assert!(former.overtaken && former.reason.is_none());
    assert!(!serde_json::to_string(&shown).unwrap().contains(&portal.alfa.name));
    let mails = portal.mails().await;
    let last = mails.iter().rfind(|mail| mail.to.ends_with("beta.example")).unwrap();
    assert!(last.subject.starts_with("Už je zadaná"), "{last:?}");
    assert!(!last.text.contains(&portal.alfa.name), "{last:?}");
    let read = timeline_read::items(&beta, deal.id).await;
    assert!(read.is_err() || read.unwrap().is_empty(), "the timeline is not theirs");
}

#[tokio::test]
async fn who_declines_leaves_the_others_asked_until_nobody_is_left() {
    let portal = Portal::open().await;
    let fallback = portal.staff_admin().actor.user().unwrap();
    at_once(&portal, 3, Some(fallback)).await;
    let (deal, callers) = offered(&portal).await;

    for (place, (cx, id)) in callers.iter().enumerate() {
        assert_eq!(standing(&portal, &deal).await.0, Status::Delivered);
        let asked = portal.mails().await.iter().any(|mail| mail.to == "admin@stafeta.example");
        assert!(!asked, "{place} said no, others are still asked");
        assignment::decline(cx, *id, no_capacity()).await.unwrap();
    }

    assert_eq!(standing(&portal, &deal).await, (Status::Declined, vec![State::Declined; 3]));
    let mails = portal.mails().await;
    let last = mails.iter().rfind(|mail| mail.to == "admin@stafeta.example");
    assert!(last.is_some_and(|mail| mail.text.contains("ozhodněte")), "{mails:?}");
}

#[tokio::test]
async fn when_nobody_answers_in_time_all_lapse_and_staff_decide() {
    let portal = Portal::open().await;
    at_once(&portal, 3, None).await;
    let (deal, callers) = offered(&portal).await;
    assignment::decline(&callers[0].0, callers[0].1, no_capacity()).await.unwrap();
    let mut timer = portal.system();
    timer.now += TimeDelta::days(30);

    assert_eq!(assignment::expire_due(&timer, 10).await.unwrap(), 2);

    let (status, mut ends) = standing(&portal, &deal).await;
    ends.sort_by_key(ToString::to_string);
    assert_eq!(status, Status::Expired);
    assert_eq!(ends, [State::Declined, State::Expired, State::Expired]);
    let mails = portal.mails().await;
    let lapsed = |mail: &&testkit::Mail| {
        mail.to == "manager@stafeta.example" && mail.subject.starts_with("Bez odpovědi")
    };
    assert_eq!(mails.iter().filter(lapsed).count(), 1, "staff hear of it once");
}

#[tokio::test]
async fn what_staff_take_back_was_not_lost_to_anybody() {
    let portal = Portal::open().await;
    at_once(&portal, 3, None).await;
    let (deal, callers) = offered(&portal).await;

    opportunity::undo(&portal.staff_manager(), deal.id).await.unwrap();

    let seen = seen_by_staff(&portal, &deal).await;
    assert_eq!(seen.status, Status::InProgress);
    assert!(seen.assignments.iter().all(|row| row.state == State::Recalled && !row.overtaken));
    let (cx, id) = &callers[0];
    let late = refused(&portal, assignment::accept(cx, *id)).await;
    assert!(matches!(late, Error::Refused(Refusal::AlreadyAnswered)), "{late:?}");
}
