//! One after another is asked until somebody accepts or nobody is left; nobody twice, and never in silence.

use std::collections::BTreeMap;

use backend::{Error, assignment, opportunity, routing};
use chrono::TimeDelta;
use domain::{
    assignment::State,
    ids::{AssignmentId, PartnerId},
    opportunity::{ReasonForm, Status},
    refusal::Refusal,
    routing::QueueDeed,
    timeline::Event,
};
use testkit::{Company, Deal, Portal};

use crate::refused::{events, refused, seen_by_staff, standing};

/// Alfa is the best, then Beta, then Gama.
async fn ranked(portal: &Portal) {
    for (company, ranking) in [(&portal.alfa, 90), (&portal.beta, 60), (&portal.gama, 30)] {
        portal.set("partner", company.id.0, vec![("ranking", ranking.into())]).await;
    }
}

async fn asked(portal: &Portal, deal: &Deal) -> Option<(AssignmentId, PartnerId)> {
    let rows = seen_by_staff(portal, deal).await.assignments;
    rows.iter().find(|row| row.state == State::Offered).map(|row| (row.id, row.partner))
}

async fn says_no(portal: &Portal, deal: &Deal, company: &Company) {
    let (offer, partner) = asked(portal, deal).await.expect("somebody is asked");
    assert_eq!(partner, company.id);
    let form = ReasonForm { reason: "no_capacity".to_owned(), text: String::new() };
    assignment::decline(&portal.manager_of(company), offer, form).await.unwrap();
}

#[tokio::test]
async fn whoever_declines_is_followed_by_the_next_until_nobody_is_left() {
    let portal = Portal::open().await;
    ranked(&portal).await;
    let deal = portal.opportunity().create().await;
    let staff = portal.staff_manager();
    routing::distribute(&staff, deal.id).await.unwrap();

    says_no(&portal, &deal, &portal.alfa).await;

    assert_eq!(standing(&portal, &deal).await.0, Status::Delivered);
    let told = events(&portal, &deal).await;
    assert!(
        matches!(
            &told[..],
            [Event::Delivered { .. }, Event::Declined { .. }, Event::Delivered { partner, .. }]
                if *partner == portal.beta.name
        ),
        "{told:?}"
    );
    says_no(&portal, &deal, &portal.beta).await;
    says_no(&portal, &deal, &portal.gama).await;

    assert_eq!(standing(&portal, &deal).await, (Status::Declined, vec![State::Declined; 3]));
    let mails = portal.mails().await;
    let mut told = mails.iter().filter(|mail| mail.to == "manager@stafeta.example");
    let decide = told.clone().filter(|mail| mail.text.contains("ozhodněte")).count();
    assert_eq!(decide, 1, "only the last no asks for a decision: {mails:?}");
    assert!(told.any(|mail| mail.text.contains(&portal.beta.name)), "{mails:?}");
    assert!(routing::explain(&staff, deal.id).await.unwrap()[0].next.is_empty());
}

#[tokio::test]
async fn who_does_not_answer_in_time_is_followed_by_the_next_who_still_fits() {
    let portal = Portal::open().await;
    ranked(&portal).await;
    let deal = portal.opportunity().create().await;
    routing::distribute(&portal.staff_manager(), deal.id).await.unwrap();
    portal.set_partner_status(portal.beta.id, "suspended").await;
    let mut timer = portal.system();
    timer.now += TimeDelta::days(30);

    assert_eq!(assignment::expire_due(&timer, 10).await.unwrap(), 1);

    let (_, partner) = asked(&portal, &deal).await.expect("somebody is asked");
    assert_eq!(partner, portal.gama.id);
}

#[tokio::test]
async fn a_no_counts_also_when_it_cannot_be_offered_to_the_next() {
    let portal = Portal::open().await;
    ranked(&portal).await;
    let deal = portal.opportunity().create().await;
    routing::distribute(&portal.staff_manager(), deal.id).await.unwrap();
    let nameless =
        vec![("account_id", None::<uuid::Uuid>.into()), ("lead_company", None::<String>.into())];
    portal.set("opportunity", deal.id.0, nameless).await;

    says_no(&portal, &deal, &portal.alfa).await;

    assert_eq!(standing(&portal, &deal).await, (Status::Declined, vec![State::Declined]));
    let mails = portal.mails().await;
    assert!(
        mails
            .iter()
            .any(|mail| mail.to == "manager@stafeta.example" && mail.text.contains("ozhodněte"))
    );
}

#[tokio::test]
async fn whoever_began_it_hears_how_it_ends_also_without_an_owner() {
    let portal = Portal::open().await;
    ranked(&portal).await;
    let deal = portal.opportunity().create().await;
    portal.set("opportunity", deal.id.0, vec![("owner_id", None::<uuid::Uuid>.into())]).await;
    routing::distribute(&portal.staff_manager(), deal.id).await.unwrap();
    says_no(&portal, &deal, &portal.alfa).await;
    let told = async || {
        let mails = portal.mails().await;
        mails.iter().filter(|mail| mail.to == "manager@stafeta.example").count()
    };
    let before = told().await;

    let (offer, _) = asked(&portal, &deal).await.expect("somebody is asked");
    assignment::accept(&portal.manager_of(&portal.beta), offer).await.unwrap();

    assert_eq!(told().await, before + 1);
}

#[tokio::test]
async fn what_a_person_offers_has_nobody_behind_it() {
    let portal = Portal::open().await;
    ranked(&portal).await;
    let deal = portal.opportunity().create().await;
    let staff = portal.staff_manager();
    routing::distribute(&staff, deal.id).await.unwrap();
    opportunity::recall(&staff, deal.id, "Omylem").await.unwrap();
    routing::take(&staff, deal.id, portal.gama.id).await.unwrap();

    assert!(routing::explain(&staff, deal.id).await.unwrap()[0].next.is_empty());
    let skip = routing::change_queue(&staff, deal.id, portal.beta.id, "skip");
    assert!(matches!(refused(&portal, skip).await, Error::Stale));
}

#[tokio::test]
async fn staff_skip_one_put_one_first_and_stop_it() {
    let portal = Portal::open().await;
    ranked(&portal).await;
    let deal = portal.opportunity().create().await;
    let staff = portal.staff_manager();
    routing::distribute(&staff, deal.id).await.unwrap();
    let next = async || {
        let decisions = routing::explain(&staff, deal.id).await.unwrap();
        decisions[0].next.iter().map(|one| one.id).collect::<Vec<_>>()
    };
    assert_eq!(next().await, [portal.beta.id, portal.gama.id]);

    routing::change_queue(&staff, deal.id, portal.gama.id, "first").await.unwrap();
    assert_eq!(next().await, [portal.gama.id, portal.beta.id]);
    routing::change_queue(&staff, deal.id, portal.gama.id, "skip").await.unwrap();
    assert_eq!(next().await, [portal.beta.id]);
    let again = routing::change_queue(&staff, deal.id, portal.gama.id, "skip");
    assert!(matches!(refused(&portal, again).await, Error::Stale));
    routing::change_queue(&staff, deal.id, portal.beta.id, "stop").await.unwrap();
    assert!(next().await.is_empty());
    let told: Vec<_> = events(&portal, &deal).await.split_off(1);
    let changed = |deed, partner| Event::QueueChanged { deed, partner };
    let gama = Some(portal.gama.name.clone());
    assert_eq!(
        told,
        [
            changed(QueueDeed::First, gama.clone()),
            changed(QueueDeed::Skip, gama),
            changed(QueueDeed::Stop, None),
        ]
    );

    says_no(&portal, &deal, &portal.alfa).await;
    assert_eq!(standing(&portal, &deal).await.0, Status::Declined);
    let late = routing::change_queue(&staff, deal.id, portal.beta.id, "first");
    let error = refused(&portal, late).await;
    assert!(matches!(error, Error::Refused(Refusal::WrongStatus { .. })), "{error:?}");
}

#[tokio::test]
async fn what_became_of_each_who_was_asked_is_told_and_an_undone_choice_is_marked() {
    let portal = Portal::open().await;
    ranked(&portal).await;
    let deal = portal.opportunity().create().await;
    let staff = portal.staff_manager();
    routing::distribute(&staff, deal.id).await.unwrap();
    opportunity::undo(&staff, deal.id).await.unwrap();
    assert!(routing::explain(&staff, deal.id).await.unwrap()[0].is_taken_back());

    let again = portal.opportunity().create().await;
    routing::distribute(&staff, again.id).await.unwrap();
    says_no(&portal, &again, &portal.alfa).await;

    let told = routing::explain(&staff, again.id).await.unwrap().remove(0);
    let asked: Vec<_> = told.asked.iter().map(|one| (one.partner.id, one.state)).collect();
    let expected = [(portal.alfa.id, State::Declined), (portal.beta.id, State::Offered)];
    assert_eq!(BTreeMap::from_iter(asked), BTreeMap::from(expected));
    assert!(!told.is_taken_back());
}
