//! Who may do what with a registration, and what does not exist for whom.

use backend::{Error, registration};
use domain::{policy::Denied, registration::QueueView};
use testkit::Portal;

use super::{approved, because, brought, form, in_review, submitted};
use crate::refused::refused;

fn denied(error: &Error) -> Option<Denied> {
    match error {
        Error::Denied(denied) => Some(*denied),
        _ => None,
    }
}

fn first_page() -> domain::account::ListingQuery {
    domain::account::ListingQuery::default()
}

#[tokio::test]
async fn a_foreign_registration_does_not_exist() {
    let portal = Portal::open().await;
    let deal = brought(&portal, &portal.alfa).await;
    let id = in_review(&portal, &deal, &portal.alfa).await;
    let cx = portal.administrator_of(&portal.beta);

    let errors = [
        refused(&portal, registration::withdraw(&cx, id)).await,
        refused(&portal, registration::answer(&cx, id, "Ano")).await,
        refused(&portal, registration::approve(&cx, id, "")).await,
        refused(&portal, registration::show(&cx, deal.id)).await,
        refused(&portal, registration::page(&cx, &deal.reference)).await,
        refused(&portal, registration::submit(&cx, deal.id, form(), &[])).await,
    ];

    for error in errors {
        assert_eq!(denied(&error), Some(Denied::Hidden), "{error:?}");
    }
    assert!(registration::mine(&cx, &first_page()).await.unwrap().rows.is_empty());
}

#[tokio::test]
async fn the_vendors_sellers_read_and_do_not_decide() {
    let portal = Portal::open().await;
    let deal = brought(&portal, &portal.alfa).await;
    let id = in_review(&portal, &deal, &portal.alfa).await;
    let cx = portal.staff_seller();

    let seen = registration::show(&cx, deal.id).await.unwrap().unwrap().registration;
    assert!(seen.steps.is_empty());
    assert_eq!(registration::queue(&cx, QueueView::Open, &first_page()).await.unwrap().total, 1);
    for error in [
        refused(&portal, registration::approve(&cx, id, "")).await,
        refused(&portal, registration::reject(&cx, id, because("duplicate"))).await,
        refused(&portal, registration::ask(&cx, id, "Proč?")).await,
    ] {
        assert_eq!(denied(&error), Some(Denied::Forbidden), "{error:?}");
    }
}

#[tokio::test]
async fn a_seller_registers_and_sees_what_they_sent() {
    let portal = Portal::open().await;
    let own = portal.opportunity().brought_by(&portal.alfa, portal.alfa.seller).create().await;
    let colleagues = brought(&portal, &portal.alfa).await;
    let seller = portal.seller_of(&portal.alfa);
    registration::submit(&seller, own.id, form(), &[]).await.unwrap();
    submitted(&portal, &colleagues, &portal.alfa).await;

    assert_eq!(registration::mine(&seller, &first_page()).await.unwrap().total, 1);
    assert_eq!(
        registration::mine(&portal.manager_of(&portal.alfa), &first_page()).await.unwrap().total,
        2
    );
    let error =
        refused(&portal, registration::queue(&seller, QueueView::Open, &first_page())).await;
    assert_eq!(denied(&error), Some(Denied::Hidden));
}

#[tokio::test]
async fn lists_show_what_is_open_what_protects_and_what_is_over() {
    let portal = Portal::open().await;
    approved(&portal, &portal.alfa).await;
    let deal = brought(&portal, &portal.beta).await;
    submitted(&portal, &deal, &portal.beta).await;
    let over = brought(&portal, &portal.gama).await;
    let id = in_review(&portal, &over, &portal.gama).await;
    registration::reject(&portal.staff_manager(), id, because("duplicate")).await.unwrap();

    for (view, partner) in [
        (QueueView::Open, &portal.beta),
        (QueueView::Protected, &portal.alfa),
        (QueueView::Over, &portal.gama),
    ] {
        let rows =
            registration::queue(&portal.staff_seller(), view, &first_page()).await.unwrap().rows;
        let partners: Vec<_> = rows.iter().map(|row| row.partner.as_str()).collect();
        assert_eq!(partners, [partner.name.as_str()], "{view}");
    }
}
