//! What the timer does with registrations: it warns, ends and escalates, once each.

use backend::{Error, registration};
use chrono::TimeDelta;
use domain::{policy::Denied, registration::State};
use testkit::Portal;

use super::{approved, brought, in_review, protections, state, told};
use crate::refused::refused;

#[tokio::test]
async fn a_partner_is_warned_twice_before_its_protection_ends() {
    let portal = Portal::open().await;
    let (deal, _) = approved(&portal, &portal.alfa).await;
    let warn = async || registration::warn_due(&portal.system(), 10).await;
    assert_eq!(warn().await.unwrap(), 0);

    portal.clock.advance(TimeDelta::days(76));
    assert_eq!((warn().await.unwrap(), warn().await.unwrap()), (1, 0));
    portal.clock.advance(TimeDelta::days(11));
    assert_eq!((warn().await.unwrap(), warn().await.unwrap()), (1, 0));
    assert_eq!(told(&portal, "Ochrana brzy skončí").await.len(), 4);

    assert_eq!(registration::lapse_due(&portal.system(), 10).await.unwrap(), 0);
    portal.clock.advance(TimeDelta::days(3) + TimeDelta::milliseconds(1));
    assert_eq!(registration::lapse_due(&portal.system(), 10).await.unwrap(), 1);
    assert_eq!(state(&portal, &deal).await, State::Expired);
    assert_eq!(protections(&portal).await, 0);
    assert_eq!(told(&portal, "Ochrana skončila").await.len(), 2);
    let before = portal.digest().await;
    assert_eq!(registration::lapse_due(&portal.system(), 10).await.unwrap(), 0);
    assert_eq!(warn().await.unwrap(), 0);
    assert!(portal.digest().await == before, "once is enough");
}

#[tokio::test]
async fn what_was_not_decided_in_time_reaches_the_managers_once() {
    let portal = Portal::open().await;
    let deal = brought(&portal, &portal.alfa).await;
    in_review(&portal, &deal, &portal.alfa).await;
    let escalate = async || registration::escalate_due(&portal.system(), 10).await;
    portal.clock.advance(TimeDelta::days(3));
    assert_eq!(escalate().await.unwrap(), 0);

    portal.clock.advance(TimeDelta::milliseconds(1));

    assert_eq!((escalate().await.unwrap(), escalate().await.unwrap()), (1, 0));
    assert_eq!(told(&portal, "Registrace po lhůtě").await, ["manager@stafeta.example"]);
}

#[tokio::test]
async fn only_the_timer_is_the_timer() {
    let portal = Portal::open().await;
    let cx = portal.staff_admin();
    for error in [
        refused(&portal, registration::lapse_due(&cx, 10)).await,
        refused(&portal, registration::warn_due(&cx, 10)).await,
        refused(&portal, registration::escalate_due(&cx, 10)).await,
    ] {
        assert!(matches!(error, Error::Denied(Denied::Forbidden)));
    }
}
