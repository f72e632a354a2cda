//! An offer is answered from the link of its mail, without signing in.

use backend::{
    Error, assignment,
    mail::{Notice, To},
    opportunity,
};
use chrono::TimeDelta;
use domain::{
    assignment::{AnswerLinkView, State},
    opportunity::{OpportunityForm, ReasonForm, Status},
    refusal::Refusal,
    timeline::Event,
};
use testkit::{Deal, Portal};

use crate::{
    mail::tell,
    refused::{events, fields, refusal, refused, standing},
};

/// The secret of the link in the mail of this template to this address.
async fn link_to(portal: &Portal, to: &str, topic: &str) -> String {
    let mails = portal.mails().await;
    let mail = mails.iter().find(|mail| mail.to == to && mail.topic == topic).unwrap();
    let (_, rest) = mail.text.split_once("/answer/").unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

/// Staff offer an opportunity to Alfa, and half of the time passes. Answers it and the links that went to its
/// administrator with the offer, and to its manager with the reminder.
async fn offered(portal: &Portal) -> (Deal, String, String) {
    let deal = portal.opportunity().create().await;
    let staff = portal.staff_manager();
    let seen = opportunity::show(&staff, &deal.reference).await.unwrap();
    let form = OpportunityForm {
        status: Status::Delivered.to_string(),
        partner_id: portal.alfa.id.to_string(),
        partner_name: portal.alfa.name.clone(),
        ..seen.form.clone()
    };
    opportunity::save(&staff, seen.id, seen.version, Some(seen.form), form).await.unwrap();
    portal.clock.advance(TimeDelta::hours(24));
    assert_eq!(assignment::remind_due(&portal.system(), 10).await.unwrap(), 1);
    let shown = opportunity::show(&staff, &deal.reference).await.unwrap();
    let deal = Deal { assignments: vec![shown.assignments[0].id], ..deal };
    let administrator = link_to(portal, "admin@alfa.example", "offered").await;
    (deal, administrator, link_to(portal, "manager@alfa.example", "answer_soon").await)
}

fn no_capacity() -> ReasonForm {
    ReasonForm { reason: "no_capacity".to_owned(), text: String::new() }
}

#[tokio::test]
async fn looking_changes_nothing_and_shows_the_teaser_only() {
    let portal = Portal::open().await;
    let (deal, link, _) = offered(&portal).await;
    let before = portal.digest().await;

    let view = assignment::show_by_link(&portal.anonymous(), &link).await.unwrap();

    assert_eq!(portal.digest().await, before);
    let told = serde_json::to_string(&view).unwrap();
    for secret in ["Kovárna", "tajna.adresa", "125000000"] {
        assert!(!told.contains(secret), "{secret} in {told}");
    }
    let AnswerLinkView::Open(offer) = view else { panic!("{told}") };
    assert_eq!(offer.card.reference, deal.reference);
    assert_eq!(offer.company, portal.alfa.name);
}

#[tokio::test]
async fn accepting_is_the_persons_own_deed_and_keeps_the_customer_sealed() {
    let portal = Portal::open().await;
    let (deal, link, of_manager) = offered(&portal).await;
    let (nobody, before) = (portal.anonymous(), portal.digest().await);

    let reference = assignment::accept_by_link(&nobody, &link).await.unwrap();

    assert_eq!(reference, deal.reference);
    assert_eq!(standing(&portal, &deal).await, (Status::Accepted, vec![State::Accepted]));
    let accepted = Event::Accepted { partner: portal.alfa.name.clone() };
    assert_eq!(events(&portal, &deal).await.last(), Some(&accepted));
    let difference = before.difference(&portal.digest().await);
    let shown = difference.iter().find(|line| line.starts_with("+ reveal"));
    assert_eq!(shown, None, "nobody has seen the customer");
    let AnswerLinkView::Over(over) = assignment::show_by_link(&nobody, &link).await.unwrap() else {
        panic!("it is answered");
    };
    assert_eq!((over.state, over.by_this_link), (State::Accepted, true));
    // The colleague is told kindly, and can no longer answer.
    let AnswerLinkView::Over(over) = assignment::show_by_link(&nobody, &of_manager).await.unwrap()
    else {
        panic!("it is answered");
    };
    assert_eq!((over.state, over.by_this_link), (State::Accepted, false));
    let late = assignment::accept_by_link(&nobody, &of_manager);
    assert_eq!(refusal(&refused(&portal, late).await), Some(&Refusal::AlreadyAnswered));
}

#[tokio::test]
async fn a_link_works_once_and_a_refused_answer_does_not_use_it_up() {
    let portal = Portal::open().await;
    let (deal, link, _) = offered(&portal).await;
    let nobody = portal.anonymous();
    let other = || ReasonForm { reason: "other".to_owned(), text: " ".to_owned() };

    let wordless = assignment::decline_by_link(&nobody, &link, other());
    assert_eq!(fields(&refused(&portal, wordless).await), ["text"]);
    assignment::decline_by_link(&nobody, &link, no_capacity()).await.unwrap();

    assert_eq!(standing(&portal, &deal).await, (Status::Declined, vec![State::Declined]));
    let again = assignment::decline_by_link(&nobody, &link, no_capacity());
    assert_eq!(refusal(&refused(&portal, again).await), Some(&Refusal::AlreadyAnswered));
}

#[tokio::test]
async fn many_presses_at_once_are_one_answer() {
    let portal = Portal::open().await;
    let (_, first, second) = offered(&portal).await;
    let links = [&first, &second, &first, &second, &first, &second];
    let cx = portal.anonymous();

    let answers =
        futures_util::future::join_all(links.map(|link| assignment::accept_by_link(&cx, link)));

    assert_eq!(answers.await.into_iter().flatten().count(), 1);
}

#[tokio::test]
async fn after_the_deadline_it_has_lapsed_whatever_the_link_says() {
    let portal = Portal::open().await;
    let (_, link, _) = offered(&portal).await;
    let mut late = portal.anonymous();
    late.now = portal.now() + TimeDelta::days(30);

    let answer = assignment::accept_by_link(&late, &link);
    assert_eq!(refusal(&refused(&portal, answer).await), Some(&Refusal::Lapsed));
    let AnswerLinkView::Over(over) = assignment::show_by_link(&late, &link).await.unwrap() else {
        panic!("it has lapsed");
    };
    assert_eq!(over.state, State::Expired);
}

#[tokio::test]
async fn a_link_is_not_good_for_ever_though_its_offer_waits() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_until(&portal.alfa, None).create().await;
    let (reference, topic) = (deal.reference.clone(), "Výrobní linka".to_owned());
    let offer = Notice::Offered { reference, topic, accept_by: None };
    tell(&portal.backend, To::User(portal.alfa.manager), offer).await;
    let link = link_to(&portal, "manager@alfa.example", "offered").await;
    let mut late = portal.anonymous();
    late.now = portal.now() + TimeDelta::days(30);
    let shown = assignment::show_by_link(&late, &link).await.unwrap();
    assert!(matches!(shown, AnswerLinkView::Open(_)), "{shown:?}");

    late.now += TimeDelta::seconds(1);

    let answer = assignment::accept_by_link(&late, &link);
    assert_eq!(refusal(&refused(&portal, answer).await), Some(&Refusal::Lapsed));
    let shown = assignment::show_by_link(&late, &link).await.unwrap_err();
    assert_eq!(refusal(&shown), Some(&Refusal::LinkSpent));
}

#[tokio::test]
async fn a_link_is_good_as_long_as_its_offer_when_the_deadline_moves() {
    let portal = Portal::open().await;
    let (deal, link, _) = offered(&portal).await;
    let staff = portal.staff_manager();
    let seen = opportunity::show(&staff, &deal.reference).await.unwrap();
    let accept_by = "2026-03-20T10:00".to_owned();
    let form = OpportunityForm { accept_by, ..seen.form.clone() };
    opportunity::save(&staff, seen.id, seen.version, Some(seen.form), form).await.unwrap();
    portal.clock.advance(TimeDelta::days(5));

    assignment::accept_by_link(&portal.anonymous(), &link).await.unwrap();

    assert_eq!(standing(&portal, &deal).await, (Status::Accepted, vec![State::Accepted]));
}

#[tokio::test]
async fn on_hold_a_link_waits_like_its_offer() {
    let portal = Portal::open().await;
    let (deal, link, _) = offered(&portal).await;
    let turn = async |status: &str| {
        let seen = opportunity::show(&portal.staff_manager(), &deal.reference).await.unwrap();
        let form = OpportunityForm { status: status.to_owned(), ..seen.form.clone() };
        let staff = portal.staff_manager();
        opportunity::save(&staff, seen.id, seen.version, Some(seen.form), form).await.unwrap();
    };
    turn("on_hold").await;
    // Long after the deadline that it had.
    portal.clock.advance(TimeDelta::days(20));
    let anybody = portal.anonymous();
    let AnswerLinkView::Open(offer) = assignment::show_by_link(&anybody, &link).await.unwrap()
    else {
        panic!("it has not lapsed");
    };
    assert!(offer.card.held_at.is_some());
    let answer = assignment::accept_by_link(&anybody, &link);
    assert_eq!(refusal(&refused(&portal, answer).await), Some(&Refusal::OnHold));

    turn("delivered").await;
    let anybody = portal.anonymous();
    let AnswerLinkView::Open(offer) = assignment::show_by_link(&anybody, &link).await.unwrap()
    else {
        panic!("its time goes on");
    };
    assert_eq!(offer.card.held_at, None);
    assignment::accept_by_link(&anybody, &link).await.unwrap();
}

#[tokio::test]
async fn who_was_let_go_or_lost_the_role_answers_no_more() {
    let portal = Portal::open().await;
    let (_, administrator, manager) = offered(&portal).await;
    let since = || vec![("deactivated_at", portal.now().into())];
    portal.set("user_account", portal.alfa.administrator.0, since()).await;
    let demoted = || vec![("role", "seller".into())];
    portal.set("user_account", portal.alfa.manager.0, demoted()).await;
    let nobody = portal.anonymous();

    let answer = assignment::accept_by_link(&nobody, &administrator);
    assert_eq!(refusal(&refused(&portal, answer).await), Some(&Refusal::LinkSpent));
    let answer = refused(&portal, assignment::accept_by_link(&nobody, &manager)).await;
    assert!(matches!(answer, Error::Denied(_)), "{answer:?}");
    let unknown = assignment::show_by_link(&nobody, &"0".repeat(64)).await.unwrap_err();
    assert_eq!(refusal(&unknown), Some(&Refusal::LinkSpent));
}
