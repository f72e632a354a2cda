//! Everybody accepts at the same moment: one wins, the others are told cleanly.

use std::sync::Arc;

use backend::{Context, Error, assignment};
use domain::{
    assignment::State, ids::AssignmentId, opportunity::Status, policy::Actor, policy::PartnerRole,
    refusal::Refusal, timeline::Event,
};
use testkit::{Deal, Portal, on_postgres};
use tokio::sync::Barrier;

use crate::refused::{events, standing};

/// Lets all of them accept at once. Answers how many won; whoever lost was told that somebody was first.
async fn all_at_once(callers: Vec<(Context, AssignmentId)>) -> usize {
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

async fn assert_one_winner(portal: &Portal, deal: &Deal, won: usize) {
    assert_eq!(won, 1);
    let (status, rows) = standing(portal, deal).await;
    assert_eq!(status, Status::Accepted);
    assert_eq!(rows.iter().filter(|state| **state == State::Accepted).count(), 1, "{rows:?}");
    assert!(rows.iter().all(|state| *state != State::Offered), "{rows:?}");
    let accepted =
        events(portal, deal).await.iter().filter(|e| matches!(e, Event::Accepted { .. })).count();
    assert_eq!(accepted, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_people_of_one_partner() {
    for people in [2, 10, 100] {
        let portal = Portal::open().await;
        let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
        let mut callers = Vec::new();
        for number in 0..people {
            let email = format!("manager.{number}@alfa.example");
            let user = portal.add_person(&portal.alfa, PartnerRole::Manager, &email).await;
            let actor =
                Actor::Partner { user, partner: portal.alfa.id, role: PartnerRole::Manager };
            callers.push((portal.context(actor), deal.assignment()));
        }

        let won = all_at_once(callers).await;

        assert_one_winner(&portal, &deal, won).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_partners_with_an_exclusive_offer_each() {
    for partners in [2, 10, 100] {
        let portal = Portal::open().await;
        let mut companies = Vec::new();
        for number in 0..partners {
            companies.push(portal.add_partner(&format!("Partner číslo {number}")).await);
        }
        let builder =
            companies.iter().fold(portal.opportunity(), testkit::OpportunityBuilder::offered_to);
        let deal = builder.create().await;
        let callers = companies
            .iter()
            .zip(&deal.assignments)
            .map(|(company, id)| (portal.manager_of(company), *id))
            .collect();

        let won = all_at_once(callers).await;

        assert_one_winner(&portal, &deal, won).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn on_two_servers() {
    let portal = Portal::open().await;
    let other = portal.another_server().await;
    for _ in 0..5 {
        let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
        let here = portal.manager_of(&portal.alfa);
        let there = other.context(portal.administrator_of(&portal.alfa).actor, here.lang);
        let id = deal.assignment();

        let won = all_at_once(vec![(here, id), (there, id)]).await;

        assert_one_winner(&portal, &deal, won).await;
    }
}

/// On PostgreSQL before three servers; SQLite belongs to one.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_devices_of_two_people() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let people = [portal.manager_of(&portal.alfa), portal.administrator_of(&portal.alfa)];
    let mut servers = vec![portal.backend.clone()];
    if on_postgres() {
        servers.push(portal.another_server().await);
        servers.push(portal.another_server().await);
    }
    let callers = (0..1_000).map(|number| {
        let person = &people[number % people.len()];
        let cx = servers[number % servers.len()].context(person.actor, person.lang);
        (cx, deal.assignment())
    });

    let won = all_at_once(callers.collect()).await;

    assert_one_winner(&portal, &deal, won).await;
}
