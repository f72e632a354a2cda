//! The page of one record.

use domain::{assignment::State, opportunity::Origin};
use testkit::Portal;

use super::{offer_to, save, shown};

#[tokio::test]
async fn it_shows_who_has_it_who_owns_it_and_who_changed_it_last() {
    let portal = Portal::open().await;
    let owner = portal.staff_seller().actor.user().unwrap();
    let account = portal.add_account("Lakovna Zlín").await;
    let builder = portal.opportunity().owner(owner).account(account);
    let deal = builder.formerly_with(&portal.beta, State::Declined).create().await;
    let cx = portal.staff_manager();
    portal.clock.advance(chrono::TimeDelta::hours(1));
    let cx_later = portal.staff_manager();
    save(&cx_later, &deal.reference, offer_to(&portal.alfa)).await.unwrap();

    let page = shown(&cx, &deal.reference).await;

    assert_eq!(page.origin, Origin::Staff);
    assert_eq!(page.account.unwrap().name, "Lakovna Zlín");
    assert_eq!(page.owner.unwrap().name, "Simona Prodejná");
    assert_eq!(page.updated_by.as_deref(), Some("Marek Řídicí"));
    let partners: Vec<_> =
        page.assignments.iter().map(|row| (row.partner_name.as_str(), row.state)).collect();
    assert_eq!(
        partners,
        [("Alfa Systems s.r.o.", State::Offered), ("Beta Solutions a.s.", State::Declined)]
    );
    assert_eq!(page.assignments[1].answered_by.as_deref(), Some("Milan z Beta Solutions a.s."));
    assert_eq!(page.owners.len(), 3);
}

#[tokio::test]
async fn the_reference_may_be_typed_as_it_is_heard() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    let heard = deal.reference.to_lowercase().replace('-', " ").replace('0', "o");

    assert_eq!(shown(&portal.staff_seller(), &heard).await.id, deal.id);
}

#[tokio::test]
async fn what_waits_in_a_queue_is_no_history() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().queued_for(&portal.alfa).create().await;

    assert!(shown(&portal.staff_seller(), &deal.reference).await.assignments.is_empty());
}
