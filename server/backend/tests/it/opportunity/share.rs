//! Sharing with several partners: W3 of the walk-through, and who joins and leaves later.

use domain::{
    assignment::State,
    invalid::Problem,
    opportunity::{SavedNotice, Status},
    refusal::Refusal,
    timeline::Event,
};
use testkit::Portal;

use super::{
    event, events, letters, newest_facts, picked, refused, rule, save, share_with, shown, wrong,
};

#[tokio::test]
async fn every_collaborator_manages_it_at_once_and_is_told_of_the_others() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    let cx = portal.staff_manager();

    let both = share_with(&[&portal.beta, &portal.alfa]);
    let saved = save(&cx, &deal.reference, both).await.unwrap();

    let names = vec![portal.alfa.name.clone(), portal.beta.name.clone()];
    assert_eq!(saved.notice, SavedNotice::Shared { partners: names });
    let page = shown(&cx, &deal.reference).await;
    assert_eq!((page.status, page.collaboration), (Status::Accepted, true));
    assert_eq!(page.form.collaborators, [picked(&portal.alfa), picked(&portal.beta)]);
    assert!(page.assignments.iter().all(|row| row.state == State::Accepted && row.collaboration));
    assert_eq!(events(&portal, deal.id).await, [event("shared", "all_partners")]);
    let mails = portal.mails().await;
    assert_eq!(mails.len(), 4);
    for mail in mails {
        let other = if mail.to.ends_with("alfa.example") { &portal.beta } else { &portal.alfa };
        assert!(mail.text.contains(&other.name), "{mail:?}");
    }
}

#[tokio::test]
async fn one_partner_is_too_few_and_the_same_one_twice_is_one() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    let cx = portal.staff_manager();

    let errors = refused(&portal, &cx, &deal.reference, share_with(&[&portal.alfa])).await;
    assert_eq!(errors, rule("collaborators", Refusal::TooFewPartners));

    let twice = share_with(&[&portal.alfa, &portal.alfa]);
    let errors = refused(&portal, &cx, &deal.reference, twice).await;
    assert_eq!(errors, wrong("collaborators.1", Problem::Duplicate));
}

#[tokio::test]
async fn collaboration_has_to_be_ticked() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;

    let errors = refused(&portal, &portal.staff_manager(), &deal.reference, |form| {
        share_with(&[&portal.alfa, &portal.beta])(form);
        form.collaboration = String::new();
    })
    .await;

    assert_eq!(errors, rule("collaboration", Refusal::CollaborationOff));
}

#[tokio::test]
async fn each_newcomer_has_to_be_able_to_take_it() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    portal.set_partner_status(portal.beta.id, "ended").await;

    let wish = share_with(&[&portal.alfa, &portal.beta]);
    let errors = refused(&portal, &portal.staff_manager(), &deal.reference, wish).await;

    assert_eq!(errors, rule("collaborators.1", Refusal::PartnerInactive));
}

#[tokio::test]
async fn partners_join_and_leave_and_hear_of_it() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().shared_by(&[&portal.alfa, &portal.beta]).create().await;
    let cx = portal.staff_manager();

    let saved = save(&cx, &deal.reference, |form| {
        form.collaborators = vec![picked(&portal.alfa), picked(&portal.gama)];
    })
    .await
    .unwrap();

    let (added, removed) = (vec![portal.gama.name.clone()], vec![portal.beta.name.clone()]);
    let said = SavedNotice::CollaboratorsChanged { added: added.clone(), removed: removed.clone() };
    assert_eq!(saved.notice, said);
    let facts = newest_facts(&portal, deal.id).await;
    assert_eq!(facts, Event::CollaboratorsChanged { added, removed });
    assert_eq!(events(&portal, deal.id).await.len(), 1);
    let page = shown(&cx, &deal.reference).await;
    assert_eq!(page.form.collaborators, [picked(&portal.alfa), picked(&portal.gama)]);
    assert_eq!(
        letters(&portal).await,
        [
            "admin@beta.example Odvoláno",
            "admin@gama.example Společná",
            "manager@beta.example Odvoláno",
            "manager@gama.example Společná"
        ]
    );
}

#[tokio::test]
async fn two_have_to_stay_and_the_box_is_not_simply_unticked() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().shared_by(&[&portal.alfa, &portal.beta]).create().await;
    let cx = portal.staff_manager();

    let alone = vec![picked(&portal.alfa)];
    let errors = refused(&portal, &cx, &deal.reference, |form| form.collaborators = alone).await;
    assert_eq!(errors, rule("collaborators", Refusal::TooFewPartners));

    let errors =
        refused(&portal, &cx, &deal.reference, |form| form.collaboration = String::new()).await;
    assert_eq!(errors, rule("collaboration", Refusal::CollaborationOff));
}

#[tokio::test]
async fn saving_fields_of_a_shared_one_shares_nothing_again() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().shared_by(&[&portal.alfa, &portal.beta]).create().await;

    let topic = |form: &mut domain::opportunity::OpportunityForm| form.topic = "Lis".into();
    let saved = save(&portal.staff_manager(), &deal.reference, topic).await.unwrap();

    assert_eq!(saved.notice, SavedNotice::Stored);
    assert_eq!(events(&portal, deal.id).await, [event("edited", "staff")]);
    assert!(portal.mails().await.is_empty());
}

#[tokio::test]
async fn whoever_was_asked_alone_is_told_when_others_get_it() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let cx = portal.staff_manager();

    let wish = share_with(&[&portal.beta, &portal.gama]);
    save(&cx, &deal.reference, wish).await.unwrap();

    let page = shown(&cx, &deal.reference).await;
    let of = |id| page.assignments.iter().find(|row| row.partner == id).unwrap().state;
    assert_eq!(of(portal.alfa.id), State::Recalled);
    assert_eq!(of(portal.beta.id), State::Accepted);
    let letters = letters(&portal).await;
    assert!(letters.contains(&"admin@alfa.example Odvoláno".to_owned()), "{letters:?}");
}

#[tokio::test]
async fn whoever_manages_it_alone_keeps_it_when_the_circle_grows() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let cx = portal.staff_manager();

    save(&cx, &deal.reference, |form| {
        share_with(&[&portal.alfa, &portal.beta])(form);
        form.partner_name = String::new();
        form.partner_id = String::new();
    })
    .await
    .unwrap();

    let page = shown(&cx, &deal.reference).await;
    assert_eq!(page.assignments.len(), 2);
    assert!(page.assignments.iter().all(|row| row.state == State::Accepted && row.collaboration));
    // Nobody who accepted it by right loses it to an undo.
    assert_eq!(page.undo_until, None);
}
