//! Two different deeds on one offer at the same moment: one of them happens, whole.

use std::sync::Arc;

use backend::{
    Error, assignment,
    mail::{Notice, To},
    opportunity,
};
use chrono::TimeDelta;
use domain::{
    assignment::State,
    opportunity::{OpportunityForm, ReasonForm, Status},
    refusal::Refusal,
    timeline::Event,
};
use testkit::{Deal, Portal};
use tokio::sync::Barrier;

use crate::{
    mail::tell,
    refused::{events, standing},
};

const ROUNDS: usize = 10;

/// Runs both at once.
async fn both<A, B>(
    first: impl Future<Output = Result<A, Error>> + Send + 'static,
    second: impl Future<Output = Result<B, Error>> + Send + 'static,
) -> (Result<A, Error>, Result<B, Error>)
where
    A: Send + 'static,
    B: Send + 'static,
{
    let start = Arc::new(Barrier::new(2));
    let other = Arc::clone(&start);
    let one = tokio::spawn(async move {
        start.wait().await;
        first.await
    });
    let two = tokio::spawn(async move {
        other.wait().await;
        second.await
    });
    (one.await.unwrap(), two.await.unwrap())
}

/// A loser is told what happened first, or that the page is old; never that something broke.
fn assert_clean<T: std::fmt::Debug>(outcome: &Result<T, Error>) {
    match outcome {
        Ok(_)
        | Err(
            Error::Stale
            | Error::Refused(
                Refusal::AlreadyAnswered | Refusal::Lapsed | Refusal::WrongStatus { .. },
            ),
        ) => {}
        Err(other) => panic!("no clean answer: {other:?}"),
    }
}

async fn kinds(portal: &Portal, deal: &Deal) -> Vec<&'static str> {
    let kind = |event: &Event| match event {
        Event::Accepted { .. } => "accepted",
        Event::Declined { .. } => "declined",
        Event::Expired { .. } => "expired",
        Event::Recalled { .. } => "recalled",
        other => panic!("{other:?}"),
    };
    events(portal, deal).await.iter().map(kind).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn accepting_and_recalling() {
    let portal = Portal::open().await;
    for _ in 0..ROUNDS {
        let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
        let (partner, staff) = (portal.manager_of(&portal.alfa), portal.staff_manager());
        let (offer, id) = (deal.assignment(), deal.id);

        let (accepted, recalled) =
            both(async move { assignment::accept(&partner, offer).await }, async move {
                opportunity::recall(&staff, id, "Zákazník si to rozmyslel.").await
            })
            .await;

        assert_clean(&accepted);
        assert_clean(&recalled);
        let happened = kinds(&portal, &deal).await;
        // What was accepted a moment ago can be recalled too; what was recalled cannot be accepted.
        let expected = match (accepted.is_ok(), recalled.is_ok()) {
            (true, true) => (vec!["accepted", "recalled"], Status::InProgress, State::Recalled),
            (true, false) => (vec!["accepted"], Status::Accepted, State::Accepted),
            (false, true) => (vec!["recalled"], Status::InProgress, State::Recalled),
            (false, false) => panic!("one of them was first"),
        };
        let (status, rows) = standing(&portal, &deal).await;
        assert_eq!((happened, status, rows[0]), expected);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn accepting_and_expiring() {
    let portal = Portal::open().await;
    for _ in 0..ROUNDS {
        let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
        // The call came in time; the timer came a moment after the deadline.
        let partner = portal.manager_of(&portal.alfa);
        portal.clock.advance(TimeDelta::days(3));
        let (timer, offer) = (portal.system(), deal.assignment());

        let (accepted, expired) =
            both(async move { assignment::accept(&partner, offer).await }, async move {
                assignment::expire_due(&timer, 10).await
            })
            .await;

        assert_clean(&accepted);
        let expired = expired.unwrap() == 1;
        let expected = if accepted.is_ok() {
            (false, vec!["accepted"], Status::Accepted, State::Accepted)
        } else {
            (true, vec!["expired"], Status::Expired, State::Expired)
        };
        let (status, rows) = standing(&portal, &deal).await;
        assert_eq!((expired, kinds(&portal, &deal).await, status, rows[0]), expected);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn accepting_and_declining_by_two_colleagues() {
    let portal = Portal::open().await;
    for _ in 0..ROUNDS {
        let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
        let (one, two) = (portal.manager_of(&portal.alfa), portal.administrator_of(&portal.alfa));
        let offer = deal.assignment();
        let no = ReasonForm { reason: "no_capacity".to_owned(), text: String::new() };

        let (accepted, declined) =
            both(async move { assignment::accept(&one, offer).await }, async move {
                assignment::decline(&two, offer, no).await
            })
            .await;

        assert_clean(&accepted);
        assert_clean(&declined);
        assert!(accepted.is_ok() != declined.is_ok(), "{accepted:?} {declined:?}");
        let expected = if accepted.is_ok() { "accepted" } else { "declined" };
        assert_eq!(kinds(&portal, &deal).await, [expected]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn recalling_and_expiring_on_two_servers() {
    let portal = Portal::open().await;
    let other = portal.another_server().await;
    for _ in 0..ROUNDS {
        let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
        portal.clock.advance(TimeDelta::days(3));
        let (staff, timer) = (portal.staff_manager(), portal.system());
        let second_timer = other.context(timer.actor, timer.lang);
        let id = deal.id;

        let (recalled, expired) = both(
            async move { opportunity::recall(&staff, id, "Příliš dlouho.").await },
            async move {
                let one = assignment::expire_due(&timer, 10).await?;
                Ok(one + assignment::expire_due(&second_timer, 10).await?)
            },
        )
        .await;

        assert_clean(&recalled);
        let happened = kinds(&portal, &deal).await;
        let expected = if recalled.is_ok() { "recalled" } else { "expired" };
        assert_eq!(happened, [expected], "{recalled:?} {expired:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn accepting_by_a_link_and_moving_its_deadline() {
    let portal = Portal::open().await;
    for _ in 0..ROUNDS {
        let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
        let (reference, topic) = (deal.reference.clone(), "Výrobní linka".to_owned());
        let offer = Notice::Offered { reference, topic, accept_by: None };
        tell(&portal.backend, To::User(portal.alfa.manager), offer).await;
        let mails = portal.mails().await;
        let mail = mails.iter().find(|mail| mail.text.contains(&deal.reference)).unwrap();
        let (_, rest) = mail.text.split_once("/answer/").unwrap();
        let link = rest.split_whitespace().next().unwrap().to_owned();
        let (nobody, staff) = (portal.anonymous(), portal.staff_manager());
        let seen = opportunity::show(&staff, &deal.reference).await.unwrap();
        let accept_by = "2026-03-20T10:00".to_owned();
        let form = OpportunityForm { accept_by, ..seen.form.clone() };

        let (accepted, moved) =
            both(async move { assignment::accept_by_link(&nobody, &link).await }, async move {
                opportunity::save(&staff, seen.id, seen.version, Some(seen.form), form).await
            })
            .await;

        assert_clean(&accepted);
        // Whoever comes second is told so; they do not wait for each other until the database ends it.
        assert!(!matches!(moved, Err(Error::Unavailable | Error::Busy)), "{moved:?}");
        assert!(accepted.is_ok() || moved.is_ok());
    }
}
