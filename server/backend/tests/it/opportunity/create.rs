//! Creating: W1 of the walk-through, and handing over in the same breath.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use backend::{Backend, Error, entropy::Entropy, opportunity};
use domain::{
    invalid::Problem,
    lang::Lang,
    opportunity::{OpportunityForm, SavedNotice, Status},
    policy::Denied,
    reference,
};
use testkit::Portal;

use super::{event, events, fields, offer_to, share_with, shown, wrong};

fn form() -> OpportunityForm {
    OpportunityForm {
        topic: "Výrobní linka pro Zlín".to_owned(),
        account_name: "Kovárna Viktoria, a.s.".to_owned(),
        account_create: "on".to_owned(),
        contact_name: "Jana Nováková".to_owned(),
        contact_create: "on".to_owned(),
        currency: "EUR".to_owned(),
        estimated_value: "1 234 567,50".to_owned(),
        estimated_close_on: "2026-06-30".to_owned(),
        situation: "Stará linka\r\nse zadírá.".to_owned(),
        needs: "Vyrábět rychleji.".to_owned(),
        solution: "Nová linka.".to_owned(),
        products: "Linky, Servis".to_owned(),
        ..OpportunityForm::default()
    }
}

#[tokio::test]
async fn what_is_typed_is_stored_and_stays_with_staff() {
    let portal = Portal::open().await;
    let cx = portal.staff_seller();

    let saved = opportunity::create(&cx, form()).await.unwrap();

    assert_eq!(saved.notice, SavedNotice::Created);
    assert_eq!(reference::parse(&saved.reference), Some(saved.reference.clone()));
    let page = shown(&cx, &saved.reference).await;
    assert_eq!((page.status, page.version), (Status::InProgress, 1));
    assert_eq!(page.account.unwrap().name, "Kovárna Viktoria, a.s.");
    assert_eq!(page.form.contact_name, "Jana Nováková");
    assert_eq!(page.form.estimated_value, "1\u{a0}234\u{a0}567,50");
    assert_eq!(page.form.situation, "Stará linka\nse zadírá.");
    assert_eq!(page.form.products, "Linky, Servis");
    assert_eq!(events(&portal, page.id).await, [event("created", "staff")]);
    assert!(portal.mails().await.is_empty());
}

#[tokio::test]
async fn the_draft_is_the_creators_and_offers_what_a_new_one_can_become() {
    let portal = Portal::open().await;
    let cx = portal.staff_seller();

    let draft = opportunity::draft(&cx).await.unwrap();

    assert_eq!(draft.form.owner_id, cx.actor.user().unwrap().to_string());
    assert_eq!(draft.owners.len(), 3);
    assert_eq!(draft.targets[0], Status::InProgress);
    assert!(draft.targets.contains(&Status::Delivered));
    assert!(draft.targets.contains(&Status::Accepted));
}

#[tokio::test]
async fn it_can_be_offered_in_the_same_breath() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    let mut form = form();
    offer_to(&portal.alfa)(&mut form);

    let saved = opportunity::create(&cx, form).await.unwrap();

    let page = shown(&cx, &saved.reference).await;
    assert_eq!((page.status, page.version), (Status::Delivered, 1));
    assert_eq!(page.partner.unwrap().id, portal.alfa.id);
    assert_eq!(
        events(&portal, page.id).await,
        [event("created", "staff"), event("delivered", "partner")]
    );
    assert_eq!(portal.mails().await.len(), 1);
}

#[tokio::test]
async fn it_can_be_shared_in_the_same_breath() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    let mut form = form();
    share_with(&[&portal.alfa, &portal.beta])(&mut form);

    let saved = opportunity::create(&cx, form).await.unwrap();

    assert_eq!(
        saved.notice,
        SavedNotice::Shared { partners: vec![portal.alfa.name.clone(), portal.beta.name.clone()] }
    );
    let page = shown(&cx, &saved.reference).await;
    assert_eq!((page.status, page.collaboration), (Status::Accepted, true));
}

#[tokio::test]
async fn every_problem_is_told_and_nothing_is_created() {
    let portal = Portal::open().await;
    let before = portal.digest().await;
    let bad = OpportunityForm {
        account_name: "Nikdo".to_owned(),
        account_create: String::new(),
        owner_id: portal.alfa.manager.to_string(),
        partner_name: "Neznámý partner".to_owned(),
        ..form()
    };

    let errors = fields(opportunity::create(&portal.staff_seller(), bad).await);

    assert_eq!(
        errors,
        [
            ("account_name".to_owned(), Problem::NotFound),
            ("owner_id".to_owned(), Problem::Choice),
            ("partner_name".to_owned(), Problem::NotFound),
        ]
    );
    assert_eq!(portal.digest().await, before);
}

#[tokio::test]
async fn a_contact_of_another_account_is_refused() {
    let portal = Portal::open().await;
    let (own, other) = (portal.add_account("Lakovna").await, portal.add_account("Slévárna").await);
    let contact = portal.add_contact(other, "Petr", "Dvořák").await;
    let before = portal.digest().await;
    let bad = OpportunityForm {
        topic: "Linka".to_owned(),
        account_name: "Lakovna".to_owned(),
        account_id: own.to_string(),
        contact_name: "Petr Dvořák".to_owned(),
        contact_id: contact.to_string(),
        ..OpportunityForm::default()
    };

    let errors = fields(opportunity::create(&portal.staff_seller(), bad).await);

    assert_eq!(errors, wrong("contact_name", Problem::OtherAccount));
    assert_eq!(portal.digest().await, before);
}

#[tokio::test]
async fn partner_people_find_no_such_page_and_nobody_has_to_sign_in() {
    let portal = Portal::open().await;
    let before = portal.digest().await;

    for cx in [portal.manager_of(&portal.alfa), portal.seller_of(&portal.alfa)] {
        let denied = opportunity::create(&cx, OpportunityForm::default()).await;
        assert!(matches!(denied, Err(Error::Denied(Denied::Hidden))), "{denied:?}");
        let denied = opportunity::draft(&cx).await;
        assert!(matches!(denied, Err(Error::Denied(Denied::Hidden))), "{denied:?}");
    }
    let denied = opportunity::create(&portal.anonymous(), form()).await;
    assert!(matches!(denied, Err(Error::Denied(Denied::SignedOut))), "{denied:?}");
    assert_eq!(portal.digest().await, before);
}

/// Draws the same reference twice before it goes on.
#[derive(Debug, Default)]
struct Repeating(AtomicU64);

impl Entropy for Repeating {
    fn fill(&self, bytes: &mut [u8]) {
        let draw = self.0.fetch_add(1, Ordering::SeqCst);
        // References are eight bytes; ids must differ.
        let value = if bytes.len() == 8 { draw / 40 } else { draw };
        bytes[..8].copy_from_slice(&value.to_le_bytes());
    }
}

#[tokio::test]
async fn a_reference_that_somebody_has_is_drawn_again() {
    let portal = Portal::open().await;
    let staff = portal.staff_seller().actor;
    let entropy = Arc::new(Repeating::default());
    let backend = Backend::with(portal.backend.db.clone(), portal.clock.clone(), entropy.clone());
    let plain = OpportunityForm { topic: "Linka".to_owned(), ..OpportunityForm::default() };

    let cx = backend.context(staff, Lang::Cs);
    let first = opportunity::create(&cx, plain.clone()).await.unwrap();
    entropy.0.store(36, Ordering::SeqCst);
    let second = opportunity::create(&cx, plain).await.unwrap();

    assert_eq!(first.reference, "OPP-0000-0000");
    assert_eq!(second.reference, "OPP-0000-0001");
    assert_eq!(events(&portal, shown(&cx, &second.reference).await.id).await.len(), 1);
}

#[tokio::test]
async fn text_is_stored_composed() {
    let portal = Portal::open().await;
    let cx = portal.staff_seller();
    let decomposed = OpportunityForm { topic: "C\u{30c}áp".to_owned(), ..form() };

    let saved = opportunity::create(&cx, decomposed).await.unwrap();

    assert_eq!(shown(&cx, &saved.reference).await.form.topic, "Čáp");
}

#[tokio::test]
async fn a_closing_that_is_over_or_further_than_ten_years_is_a_slip_of_the_finger() {
    let portal = Portal::open().await;
    let cx = portal.staff_seller();
    let far = wrong("estimated_close_on", Problem::TooFar { days: 3650 });
    let closing = |day: &str| OpportunityForm { estimated_close_on: day.to_owned(), ..form() };
    let before = portal.digest().await;
    for day in ["2036-03-03", "2206-06-30", "9999-12-31"] {
        let answer = opportunity::create(&cx, closing(day)).await;
        assert_eq!(fields(answer), far, "{day}");
    }
    let over = opportunity::create(&cx, closing("2026-03-01")).await;
    assert_eq!(fields(over), wrong("estimated_close_on", Problem::Past));
    assert_eq!(portal.digest().await, before);
    let saved = opportunity::create(&cx, closing("2036-03-02")).await.unwrap();

    // What is stored already keeps nobody from saving something else.
    let id = shown(&cx, &saved.reference).await.id;
    let day: chrono::NaiveDate = "2206-06-30".parse().unwrap();
    portal.set("opportunity", id.0, vec![("estimated_close_on", day.into())]).await;
    super::save(&cx, &saved.reference, |form| form.topic = "Jiné téma".into()).await.unwrap();
    let errors = super::refused(&portal, &cx, &saved.reference, |form| {
        form.estimated_close_on = "2207-06-30".into();
    });
    assert_eq!(errors.await, far);
}
