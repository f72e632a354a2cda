//! A protection is longer for whoever earns it: near its end, by work that has counted for nothing before.

use backend::{registration, timeline_read};
use chrono::TimeDelta;
use domain::{
    lang::Lang,
    refusal::Refusal,
    registration::{ExtendForm, Step},
    timeline::Event,
};
use testkit::{Deal, Portal};

use super::{approved, shown, told};
use crate::refused::{fields, refusal, refused};

fn proof(on: &str) -> ExtendForm {
    ExtendForm { on: on.to_owned(), evidence: "Nabídka č. 12".to_owned() }
}

fn not_before(day: &str) -> Refusal {
    Refusal::ExtendLater { from: day.parse().unwrap() }
}

/// Until which day it protects.
async fn until(portal: &Portal, deal: &Deal) -> String {
    let seen = shown(&portal.staff_manager(), deal).await.registration;
    seen.protected_until.unwrap().date_naive().to_string()
}

#[tokio::test]
async fn a_protection_is_extended_twice_by_dated_work() {
    let portal = Portal::open().await;
    let (deal, id) = approved(&portal, &portal.alfa).await;
    // A month before the 31st of May.
    portal.clock.advance(TimeDelta::days(60));
    let cx = portal.manager_of(&portal.alfa);
    for wrong in ["2026-03-01", "2026-05-02", ""] {
        let error = refused(&portal, registration::extend(&cx, id, proof(wrong))).await;
        assert_eq!(fields(&error), ["on"], "{wrong}");
    }
    registration::extend(&cx, id, proof("2026-03-20")).await.unwrap();
    assert_eq!(until(&portal, &deal).await, "2026-06-30");

    portal.clock.advance(TimeDelta::days(30));
    let cx = portal.manager_of(&portal.alfa);
    for counted in ["2026-03-20", "2026-05-01"] {
        let error = refused(&portal, registration::extend(&cx, id, proof(counted))).await;
        assert_eq!(fields(&error), ["on"], "{counted} counted before");
    }
    registration::extend(&cx, id, proof("2026-05-02")).await.unwrap();
    assert_eq!(until(&portal, &deal).await, "2026-07-30");

    portal.clock.advance(TimeDelta::days(40));
    let cx = portal.manager_of(&portal.alfa);
    let error = refused(&portal, registration::extend(&cx, id, proof("2026-06-20"))).await;
    assert_eq!(refusal(&error), Some(&Refusal::ExtensionsUsed));
    assert_eq!(shown(&portal.staff_manager(), &deal).await.registration.extensions_left, 0);
}

#[tokio::test]
async fn it_is_extended_in_its_last_thirty_days_and_not_twice_at_once() {
    let portal = Portal::open().await;
    let (deal, id) = approved(&portal, &portal.alfa).await;
    portal.clock.advance(TimeDelta::days(60) - TimeDelta::seconds(1));
    let cx = portal.manager_of(&portal.alfa);

    let error = refused(&portal, registration::extend(&cx, id, proof("2026-04-20"))).await;
    assert_eq!(refusal(&error), Some(&not_before("2026-05-01")));
    let own = registration::of_opportunity(&cx, deal.id).await.unwrap().registration.unwrap();
    assert!(!own.may(Step::Extend));
    assert_eq!(own.extends_from.unwrap().to_string(), "2026-05-01");

    portal.clock.advance(TimeDelta::seconds(1));
    let cx = portal.manager_of(&portal.alfa);
    let own = registration::of_opportunity(&cx, deal.id).await.unwrap().registration.unwrap();
    assert!(own.may(Step::Extend) && own.extends_from.is_none());
    registration::extend(&cx, id, proof("2026-04-20")).await.unwrap();
    let error = refused(&portal, registration::extend(&cx, id, proof("2026-04-20"))).await;
    assert_eq!(refusal(&error), Some(&not_before("2026-05-31")));
}

#[tokio::test]
async fn the_vendor_is_told_and_everybody_reads_the_day_in_their_language() {
    let portal = Portal::open().await;
    let (deal, id) = approved(&portal, &portal.alfa).await;
    portal.clock.advance(TimeDelta::days(70));

    registration::extend(&portal.manager_of(&portal.alfa), id, proof("2026-03-20")).await.unwrap();

    assert_eq!(told(&portal, "Ochrana prodloužena").await, ["manager@stafeta.example"]);
    for (lang, words) in [
        (Lang::Cs, "20.\u{a0}3.\u{a0}2026 – Nabídka č. 12"),
        (Lang::En, "20\u{a0}Mar\u{a0}2026 – Nabídka č. 12"),
    ] {
        let mut cx = portal.staff_manager();
        cx.lang = lang;
        let items = timeline_read::items(&cx, deal.id).await.unwrap();
        let said = items.into_iter().find_map(|item| match item.event {
            Event::RegistrationExtended { evidence, .. } => Some(evidence),
            _ => None,
        });
        assert_eq!(said.as_deref(), Some(words));
    }
}
