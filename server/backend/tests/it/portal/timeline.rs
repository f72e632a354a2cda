//! What was written for one partner is not read by the next.

use backend::{Error, assignment, note, opportunity, portal, timeline_read};
use chrono::TimeDelta;
use domain::{assignment::State, opportunity::PartnerOpportunity, policy::Denied, timeline::Event};
use testkit::{Deal, Portal};

use super::notes::note;
use crate::refused::refused;

async fn told(cx: &backend::Context, deal: &Deal) -> String {
    let items = timeline_read::items(cx, deal.id).await.unwrap();
    serde_json::to_string(&items).unwrap()
}

#[tokio::test]
async fn a_new_circle_starts_with_an_empty_timeline() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().shared_by(&[&portal.alfa, &portal.beta]).create().await;
    let (alfa, staff) = (portal.manager_of(&portal.alfa), portal.staff_manager());
    note::write(&alfa, deal.id, note("staré tajemství", "all")).await.unwrap();
    note::write(&staff, deal.id, note("staré vzkazy", "all")).await.unwrap();
    opportunity::recall(&staff, deal.id, "Jinak.").await.unwrap();
    portal.clock.advance(TimeDelta::days(1));

    // The same opportunity, now with beta and gama.
    let staff = portal.staff_manager();
    let seen = opportunity::show(&staff, &deal.reference).await.unwrap();
    let mut form = seen.form;
    form.status = "accepted".to_owned();
    form.collaboration = "on".to_owned();
    form.collaborators = [&portal.beta, &portal.gama]
        .map(|company| domain::opportunity::PickedPartner {
            name: company.name.clone(),
            id: company.id.to_string(),
        })
        .to_vec();
    opportunity::save(&staff, deal.id, seen.version, None, form).await.unwrap();
    note::write(&portal.staff_manager(), deal.id, note("nový vzkaz", "all")).await.unwrap();

    let gama = told(&portal.manager_of(&portal.gama), &deal).await;
    assert!(gama.contains("nový vzkaz"), "{gama}");
    for old in ["staré", "Alfa"] {
        assert!(!gama.contains(old), "{old} in {gama}");
    }
    let PartnerOpportunity::Managed(detail) =
        portal::show(&portal.manager_of(&portal.gama), &deal.reference).await.unwrap()
    else {
        panic!("gama manages it");
    };
    assert_eq!(detail.shared_with, std::slice::from_ref(&portal.beta.name));
    let alfa = portal.manager_of(&portal.alfa);
    let hidden = refused(&portal, timeline_read::items(&alfa, deal.id)).await;
    assert!(matches!(hidden, Error::Denied(Denied::Hidden)), "{hidden:?}");
}

#[tokio::test]
async fn who_closed_it_before_is_no_fellow_of_those_who_have_it_now() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().shared_by(&[&portal.beta, &portal.gama]).create().await;
    let ended = portal.opportunity().shared_by(&[&portal.alfa, &portal.beta]).create().await;
    portal.clock.advance(TimeDelta::days(1));
    // Alfa's part in an earlier round of the same opportunity ended with its closing.
    let closed = vec![
        ("opportunity_id", deal.id.0.into()),
        ("state", "completed".into()),
        ("ended_at", (portal.now() - TimeDelta::hours(20)).into()),
    ];
    portal.set("assignment", ended.assignments[0].0, closed).await;

    let beta = portal.manager_of(&portal.beta);
    let PartnerOpportunity::Managed(detail) = portal::show(&beta, &deal.reference).await.unwrap()
    else {
        panic!("beta manages it");
    };
    assert_eq!(detail.shared_with, std::slice::from_ref(&portal.gama.name));
    let board = portal::board(&beta).await.unwrap();
    let row = board.managed.iter().find(|row| row.reference == deal.reference).unwrap();
    assert_eq!(row.shared_with, std::slice::from_ref(&portal.gama.name));
    let alfa = portal.manager_of(&portal.alfa);
    assert!(matches!(
        portal::show(&alfa, &deal.reference).await.unwrap(),
        PartnerOpportunity::Former(_)
    ));
    refused(&portal, timeline_read::items(&alfa, deal.id)).await;
}

#[tokio::test]
async fn an_offer_is_read_with_its_deadline_but_not_with_the_vendors_reasons() {
    let portal = Portal::open().await;
    let declined = portal.opportunity().formerly_with(&portal.alfa, State::Declined);
    let deal = declined.create().await;
    portal.clock.advance(TimeDelta::hours(1));
    let staff = portal.staff_manager();
    let seen = opportunity::show(&staff, &deal.reference).await.unwrap();
    let mut form = seen.form;
    form.status = "delivered".to_owned();
    form.partner_name.clone_from(&portal.alfa.name);
    form.partner_id = portal.alfa.id.to_string();
    form.override_reason = "Nikdo jiný ho nechce".to_owned();
    opportunity::save(&staff, deal.id, seen.version, None, form).await.unwrap();
    let manager = portal.manager_of(&portal.alfa);
    let board = portal::board(&manager).await.unwrap();
    assignment::accept(&manager, board.distributed[0].assignment).await.unwrap();

    let items = timeline_read::items(&manager, deal.id).await.unwrap();

    let delivered = items.iter().find_map(|item| match &item.event {
        Event::Delivered { accept_by, override_reason, .. } => Some((accept_by, override_reason)),
        _ => None,
    });
    let (accept_by, override_reason) = delivered.expect("alfa reads that it was offered");
    assert_eq!(*override_reason, None);
    let local = accept_by.expect("48 hours").to_rfc3339();
    assert_eq!(local, "2026-03-04T14:00:00+01:00", "in Prague");
    assert!(!told(&manager, &deal).await.contains("Nikdo jiný"));
}

#[tokio::test]
async fn the_timeline_of_an_offer_does_not_exist_yet() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    for (who, cx) in portal.everybody() {
        let items = timeline_read::items(&cx, deal.id).await;
        if who.starts_with("staff") {
            assert!(items.is_ok(), "{who}");
        } else {
            assert!(matches!(items, Err(Error::Denied(Denied::Hidden))), "{who}: {items:?}");
        }
    }
}
