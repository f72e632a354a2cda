//! Saving plain fields: one event, one version more, and nothing of what was not touched.

use domain::{invalid::Problem, opportunity::SavedNotice, timeline::Event};
use testkit::Portal;

use super::{event, events, newest_facts, refused, save, shown, wrong};

#[tokio::test]
async fn changed_fields_are_one_event_that_names_them() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    let cx = portal.staff_manager();

    let saved = save(&cx, &deal.reference, |form| {
        form.topic = "Lakovací linka".into();
        form.estimated_value = "99,50".into();
        form.stage = "propose".into();
    })
    .await
    .unwrap();

    assert_eq!((saved.version, saved.notice), (2, SavedNotice::Stored));
    assert_eq!(events(&portal, deal.id).await, [event("edited", "staff")]);
    let fields = ["topic", "estimated_value", "stage"].map(str::to_owned).to_vec();
    assert_eq!(newest_facts(&portal, deal.id).await, Event::Edited { fields });
    let page = shown(&cx, &deal.reference).await;
    assert_eq!(page.form.topic, "Lakovací linka");
    assert_eq!(page.value.unwrap().minor, 9_950);
}

#[tokio::test]
async fn what_was_not_touched_is_not_saved() {
    let portal = Portal::open().await;
    let account = portal.add_account("Lakovna Zlín").await;
    let contact = portal.add_contact(account, "Petr", "Dvořák").await;
    let builder = portal.opportunity().account(account).contact(contact);
    let deal = builder.offered_to(&portal.alfa).create().await;
    let before = portal.digest().await;

    let saved = save(&portal.staff_manager(), &deal.reference, |_| {}).await.unwrap();

    assert_eq!((saved.version, saved.notice), (1, SavedNotice::Stored));
    assert_eq!(portal.digest().await, before);
}

#[tokio::test]
async fn a_new_stage_starts_its_days() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    portal.clock.advance(chrono::TimeDelta::days(5));
    let cx = portal.staff_manager();
    assert_eq!(shown(&cx, &deal.reference).await.stage_days, 5);

    save(&cx, &deal.reference, |form| form.stage = "close".into()).await.unwrap();

    assert_eq!(shown(&cx, &deal.reference).await.stage_days, 0);
}

#[tokio::test]
async fn the_owner_is_one_of_the_vendors_active_people() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    let cx = portal.staff_manager();
    let stranger = portal.beta.manager.to_string();

    let errors = refused(&portal, &cx, &deal.reference, |form| form.owner_id = stranger).await;
    assert_eq!(errors, wrong("owner_id", Problem::Choice));

    let seller = portal.staff_seller().actor.user().unwrap();
    let gone = vec![("deactivated_at", portal.now().into())];
    portal.set("user_account", seller.0, gone).await;
    let former = seller.to_string();
    let errors = refused(&portal, &cx, &deal.reference, |form| form.owner_id = former).await;
    assert_eq!(errors, wrong("owner_id", Problem::Choice));
}

#[tokio::test]
async fn an_owner_who_left_stays_until_somebody_else_takes_over() {
    let portal = Portal::open().await;
    let seller = portal.staff_seller().actor.user().unwrap();
    let deal = portal.opportunity().owner(seller).create().await;
    portal.set("user_account", seller.0, vec![("deactivated_at", portal.now().into())]).await;

    let topic = |form: &mut domain::opportunity::OpportunityForm| form.topic = "Lis".into();
    save(&portal.staff_manager(), &deal.reference, topic).await.unwrap();

    let page = shown(&portal.staff_manager(), &deal.reference).await;
    assert_eq!(page.owner.unwrap().id, seller);
}

#[tokio::test]
async fn a_customer_created_in_passing_is_not_left_behind_by_a_refusal() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;

    let errors = refused(&portal, &portal.staff_manager(), &deal.reference, |form| {
        form.account_name = "Zcela nová, s.r.o.".into();
        form.account_create = "on".into();
        form.status = "delivered".into();
        form.partner_name = "Nikdo takový".into();
    })
    .await;

    assert_eq!(errors, wrong("partner_name", Problem::NotFound));
}

#[tokio::test]
async fn a_partner_that_is_named_without_being_asked_is_not_lost_in_silence() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    let cx = portal.staff_manager();

    let alfa = portal.alfa.name.clone();
    let errors = refused(&portal, &cx, &deal.reference, |form| form.partner_name = alfa).await;
    assert_eq!(errors[0].0, "partner_name");

    let picked = super::picked(&portal.alfa);
    let errors = refused(&portal, &cx, &deal.reference, |form| {
        form.collaboration = "on".into();
        form.collaborators = vec![picked];
    })
    .await;
    assert_eq!(errors[0].0, "collaboration");
}
