//! Registrations in pages, and on the records that they belong to.

use backend::{Context, account, partner, portal as of_partners, registration};
use chrono::TimeDelta;
use domain::{
    account::{Listing, ListingQuery},
    registration::{QueueRow, QueueView, State},
};
use testkit::Portal;

use super::{approved, brought, submitted};

/// So many requests, one each minute; every third waits for the partner's answer.
async fn many(portal: &Portal, count: usize) {
    let staff = portal.staff_manager();
    for number in 0..count {
        let deal = brought(portal, &portal.alfa).await;
        let id = submitted(portal, &deal, &portal.alfa).await;
        if number % 3 == 0 {
            registration::review(&staff, id).await.unwrap();
            registration::ask(&staff, id, "Máte důkaz?").await.unwrap();
        }
        portal.set("deal_registration", id.0, vec![("partner_id", other(portal, number))]).await;
        portal.clock.advance(TimeDelta::minutes(1));
    }
}

/// The quota of one company would end before the second page; so each request goes over to another one.
fn other(portal: &Portal, number: usize) -> sea_orm::Value {
    let all = [&portal.beta, &portal.gama];
    all[number % 2].id.0.into()
}

/// All pages forward, then all of them back.
async fn walked<F>(page: F) -> (Vec<String>, Vec<String>)
where
    F: AsyncFn(ListingQuery) -> Listing<QueueRow>,
{
    let names = |rows: &[QueueRow]| rows.iter().map(|r| r.reference.clone()).collect::<Vec<_>>();
    let mut forth = Vec::new();
    let mut found = page(ListingQuery::default()).await;
    assert_eq!(found.previous, None);
    loop {
        assert!(found.rows.len() <= 50);
        forth.extend(names(&found.rows));
        let Some(after) = found.next.clone() else { break };
        found = page(ListingQuery { after, ..ListingQuery::default() }).await;
    }
    let mut back = names(&found.rows);
    while let Some(before) = found.previous.clone() {
        found = page(ListingQuery { before, ..ListingQuery::default() }).await;
        back.splice(0..0, names(&found.rows));
    }
    (forth, back)
}

#[tokio::test]
async fn every_registration_is_on_exactly_one_page_in_both_directions() {
    let portal = Portal::open().await;
    many(&portal, 104).await;
    let staff = portal.staff_seller();

    let open = async |query: ListingQuery| {
        registration::queue(&staff, QueueView::Open, &query).await.unwrap()
    };
    assert_eq!(open(ListingQuery::default()).await.total, 104);
    let (forth, back) = walked(open).await;
    assert_eq!(forth.len(), 104);
    assert_eq!(forth, back);
    let mut once = forth.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), 104);

    let beta = portal.manager_of(&portal.beta);
    let (forth, back) =
        walked(async |query: ListingQuery| registration::mine(&beta, &query).await.unwrap()).await;
    assert_eq!((forth.len(), forth == back), (52, true));
}

#[tokio::test]
async fn what_waits_for_the_vendor_comes_before_what_waits_for_the_partner() {
    let portal = Portal::open().await;
    many(&portal, 7).await;
    let (staff, query) = (
        portal.staff_seller(),
        ListingQuery { after: "nonsense".to_owned(), ..ListingQuery::default() },
    );
    let page = registration::queue(&staff, QueueView::Open, &query);
    let rows = page.await.unwrap().rows;
    let waits: Vec<bool> = rows.iter().map(|row| row.state == State::InfoRequested).collect();
    assert_eq!(waits, [false, false, false, false, true, true, true]);
    assert!(rows[0].decide_by < rows[3].decide_by);
}

#[tokio::test]
async fn records_show_their_registrations_and_a_partner_sees_its_own() {
    let portal = Portal::open().await;
    let (deal, _) = approved(&portal, &portal.alfa).await;
    let customer = portal.add_account("Kovárna Viktoria a.s.").await;
    let of = vec![("account_id", customer.0.into())];
    portal.set("opportunity", deal.id.0, of).await;
    let theirs = brought(&portal, &portal.beta).await;
    submitted(&portal, &theirs, &portal.beta).await;
    portal.set("opportunity", theirs.id.0, vec![("account_id", customer.0.into())]).await;
    let staff = portal.staff_seller();

    let partners = |rows: Vec<QueueRow>| {
        let mut names: Vec<_> = rows.into_iter().map(|row| row.partner).collect();
        names.sort();
        names
    };
    let (alfa, beta) = (portal.alfa.name.clone(), portal.beta.name.clone());
    let account = account::show(&staff, customer).await.unwrap();
    assert_eq!(partners(account.registrations), [alfa.clone(), beta]);
    let partner = partner::show(&staff, portal.alfa.id).await.unwrap();
    assert_eq!(partner.registrations[0].opportunity, deal.reference);
    let seen = async |cx: Context| {
        partners(of_partners::own_customer(&cx, customer, None).await.unwrap().registrations)
    };
    assert_eq!(seen(portal.manager_of(&portal.alfa)).await, [alfa]);
}
