//! The portal chooses a partner: the best one, never one who is out, never more than fits; and keeps why.

mod at_once;
mod automatic;
mod facts;
mod queue;
mod replay;
mod rules;
mod run;
mod suggest;
mod waterfall;

use std::{collections::BTreeMap, sync::Arc};

use backend::{Error, opportunity, routing};
use domain::{
    assignment::State, ids::PartnerId, opportunity::Status, policy::Denied, refusal::Refusal,
    routing::Obstacle, timeline::Event,
};
use testkit::{Company, Portal};
use tokio::sync::Barrier;

use crate::refused::{events, refused, standing};

async fn limit(portal: &Portal, company: &Company, open: i32) {
    portal.set("partner", company.id.0, vec![("capacity_open", open.into())]).await;
}

#[tokio::test]
async fn the_best_is_offered_it_and_the_reasons_are_kept() {
    let portal = Portal::open().await;
    let values = vec![("tier", "platinum".into()), ("ranking", 90.into())];
    portal.set("partner", portal.beta.id.0, values).await;
    limit(&portal, &portal.gama, 0).await;
    let deal = portal.opportunity().create().await;
    let staff = portal.staff_manager();

    let saved = routing::distribute(&staff, deal.id).await.unwrap();

    assert_eq!(saved.reference, deal.reference);
    assert_eq!(standing(&portal, &deal).await, (Status::Delivered, vec![State::Offered]));
    let told = events(&portal, &deal).await;
    assert!(
        matches!(&told[..], [Event::Delivered { partner, .. }] if *partner == portal.beta.name),
        "{told:?}"
    );
    let mails = portal.mails().await;
    assert!(!mails.is_empty() && mails.iter().all(|mail| mail.to.ends_with("beta.example")));

    let decisions = routing::decisions(&staff, deal.id).await.unwrap();
    let [decision] = &decisions[..] else { panic!("one decision: {decisions:?}") };
    assert_eq!(decision.chosen, Some(portal.beta.id));
    assert_eq!((decision.eligible, decision.out.len()), (2, 1));
    assert_eq!(decision.out[0].partner, portal.gama.id);
    assert!(decision.out[0].obstacles.iter().eq([Obstacle::OpenFull]));
    assert_eq!(&decision.recomputed(), decision);
}

#[tokio::test]
async fn nobody_who_is_out_is_asked_and_then_nothing_happens() {
    let portal = Portal::open().await;
    portal.set_partner_status(portal.alfa.id, "suspended").await;
    let declined = portal.opportunity().formerly_with(&portal.beta, State::Declined);
    let deal = declined.create().await;
    let territory = r#"[{"country":"SK","region":null,"postal_prefix":null}]"#;
    portal.set("partner", portal.gama.id.0, vec![("territories", territory.into())]).await;

    let staff = portal.staff_manager();
    let error = refused(&portal, routing::distribute(&staff, deal.id)).await;

    assert!(matches!(error, Error::Refused(Refusal::NobodyFits { .. })), "{error:?}");
    assert!(routing::decisions(&staff, deal.id).await.unwrap().is_empty());
}

#[tokio::test]
async fn only_who_may_distribute_may_let_it_choose() {
    let portal = Portal::open().await;
    let owner = portal.staff_manager().actor.user().unwrap();
    let deal = portal.opportunity().owner(owner).create().await;
    for (name, cx) in portal.everybody() {
        if name == "staff manager" || name == "staff admin" {
            continue;
        }
        let error = refused(&portal, routing::distribute(&cx, deal.id)).await;
        let hidden = matches!(error, Error::Denied(Denied::Hidden));
        let expected = match name.as_str() {
            "anonymous" => hidden || matches!(error, Error::Denied(Denied::SignedOut)),
            "staff seller" => matches!(error, Error::Denied(Denied::Forbidden)),
            _ => hidden,
        };
        assert!(expected, "{name}: {error:?}");
    }
}

#[tokio::test]
async fn what_is_offered_already_is_not_offered_again() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let staff = portal.staff_manager();
    let error = refused(&portal, routing::distribute(&staff, deal.id)).await;
    assert!(matches!(error, Error::Refused(Refusal::WrongStatus { .. })), "{error:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_at_once_take_no_more_than_fits() {
    const ROOM: i32 = 9;
    let portal = Portal::open().await;
    for company in [&portal.alfa, &portal.beta, &portal.gama] {
        limit(&portal, company, ROOM).await;
    }
    let mut deals = Vec::new();
    for _ in 0..100 {
        deals.push(portal.opportunity().create().await);
    }
    let start = Arc::new(Barrier::new(deals.len()));
    let tasks: Vec<_> = deals
        .iter()
        .map(|deal| {
            let (start, staff, id) = (Arc::clone(&start), portal.staff_manager(), deal.id);
            tokio::spawn(async move {
                start.wait().await;
                routing::distribute(&staff, id).await
            })
        })
        .collect();
    let mut out = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => out += 1,
            Err(Error::Refused(Refusal::NobodyFits { .. })) => {}
            Err(other) => panic!("a full partner is no failure: {other:?}"),
        }
    }
    let mut taken: BTreeMap<PartnerId, i32> = BTreeMap::new();
    for deal in &deals {
        for decision in routing::decisions(&portal.staff_manager(), deal.id).await.unwrap() {
            *taken.entry(decision.chosen.unwrap()).or_default() += 1;
        }
    }

    assert_eq!(out, 3 * ROOM);
    assert!(taken.values().all(|count| *count == ROOM), "{taken:?}");
    let shown = opportunity::show(&portal.staff_manager(), &deals[0].reference).await.unwrap();
    assert!(shown.assignments.len() <= 1);
}
