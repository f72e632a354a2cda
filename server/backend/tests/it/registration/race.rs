//! Two partners register the same customer at the same instant: both are stored, one is approved.

use std::sync::Arc;

use backend::{Error, registration};
use domain::{refusal::Refusal, registration::State};
use testkit::Portal;
use tokio::sync::Barrier;

use super::{brought, form, protections, shown, state};
use crate::refused::refusal;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_partners_register_the_same_customer_at_the_same_instant() {
    for _ in 0..5 {
        let portal = Portal::open().await;
        let other = portal.another_server().await;
        let deals = [brought(&portal, &portal.alfa).await, brought(&portal, &portal.beta).await];
        let partners = [portal.manager_of(&portal.alfa), portal.manager_of(&portal.beta)];

        let start = Arc::new(Barrier::new(2));
        let sent = deals.iter().zip(partners).map(|(deal, cx)| {
            let (start, id) = (Arc::clone(&start), deal.id);
            tokio::spawn(async move {
                start.wait().await;
                registration::submit(&cx, id, form(), &[]).await
            })
        });
        for task in sent.collect::<Vec<_>>() {
            task.await.unwrap().expect("both are stored");
        }

        let manager = portal.staff_manager();
        let deciders = [manager.clone(), other.context(portal.staff_admin().actor, manager.lang)];
        let mut ids = Vec::new();
        for deal in &deals {
            let id = shown(&manager, deal).await.registration.id;
            registration::review(&manager, id).await.unwrap();
            ids.push(id);
        }
        let start = Arc::new(Barrier::new(2));
        let decided = ids.into_iter().zip(deciders).map(|(id, cx)| {
            let start = Arc::clone(&start);
            tokio::spawn(async move {
                start.wait().await;
                registration::approve(&cx, id, "").await
            })
        });
        let mut approved = 0;
        for task in decided.collect::<Vec<_>>() {
            match task.await.unwrap() {
                Ok(()) => approved += 1,
                Err(error) => assert!(
                    matches!(refusal(&error), Some(Refusal::CustomerProtected { .. })),
                    "a lost race is no failure: {error:?}"
                ),
            }
        }

        assert_eq!(approved, 1);
        let mut states = [state(&portal, &deals[0]).await, state(&portal, &deals[1]).await];
        states.sort_by_key(|state| *state != State::Approved);
        assert_eq!(states, [State::Approved, State::InReview]);
        assert_eq!(protections(&portal).await, 2);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_company_sends_a_request_once_however_often_it_presses() {
    let portal = Portal::open().await;
    let deal = brought(&portal, &portal.alfa).await;
    let start = Arc::new(Barrier::new(4));
    let tasks: Vec<_> = (0..4)
        .map(|_| {
            let (start, cx, id) = (Arc::clone(&start), portal.manager_of(&portal.alfa), deal.id);
            tokio::spawn(async move {
                start.wait().await;
                registration::submit(&cx, id, form(), &[]).await
            })
        })
        .collect();
    let mut sent = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => sent += 1,
            Err(Error::Refused(Refusal::RegisteredAlready)) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
    assert_eq!(sent, 1);
}
