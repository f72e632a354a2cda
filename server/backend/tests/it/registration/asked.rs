//! The clock of the vendor stands still while the partner is asked, and goes on when nothing is open any more.

use backend::{info, portal, registration};
use chrono::{DateTime, Utc};
use domain::{
    ids::RegistrationId,
    opportunity::{AskForm, CompleteForm},
    registration::State,
};
use testkit::{Deal, Portal};

use super::{shown, state, submitted};

/// Brought by Alfa and not approved; its registration is looked at since Monday noon, for three working days.
async fn waiting(portal: &Portal) -> (Deal, RegistrationId) {
    let deal = portal.opportunity().brought_by(&portal.alfa, portal.alfa.seller);
    let deal = deal.queued_for(&portal.alfa).create().await;
    let id = submitted(portal, &deal, &portal.alfa).await;
    registration::review(&portal.staff_manager(), id).await.unwrap();
    (deal, id)
}

fn on(portal: &Portal, day: &str) {
    portal.clock.set(format!("2026-03-{day}T12:00:00Z").parse().unwrap());
}

async fn decide_by(portal: &Portal, deal: &Deal) -> Option<DateTime<Utc>> {
    shown(&portal.staff_manager(), deal).await.registration.decide_by.map(|at| at.to_utc())
}

fn thursday() -> DateTime<Utc> {
    "2026-03-12T12:00:00Z".parse().unwrap()
}

async fn ask_about_the_opportunity(portal: &Portal, deal: &Deal) {
    let fields = [("needs".to_owned(), "on".to_owned())].into_iter().collect();
    let form = AskForm { fields, question: "Kdo to zaplatí?".to_owned() };
    info::ask(&portal.staff_manager(), deal.id, form).await.unwrap();
}

async fn answer_about_the_opportunity(portal: &Portal, deal: &Deal) {
    let form = CompleteForm { answer: "Mateřská firma.".to_owned(), ..CompleteForm::default() };
    info::answer(&portal.manager_of(&portal.alfa), deal.id, form).await.unwrap();
}

async fn ask_about_the_registration(portal: &Portal, id: RegistrationId) {
    registration::ask(&portal.staff_manager(), id, "Máte důkaz?").await.unwrap();
}

async fn answer_about_the_registration(portal: &Portal, id: RegistrationId) {
    registration::answer(&portal.manager_of(&portal.alfa), id, "Ano.").await.unwrap();
}

#[tokio::test]
async fn a_question_about_the_opportunity_pauses_and_its_answer_resumes() {
    let portal = Portal::open().await;
    let (deal, _) = waiting(&portal).await;
    on(&portal, "03");
    ask_about_the_opportunity(&portal, &deal).await;
    assert_eq!(decide_by(&portal, &deal).await, None, "it stands still");

    on(&portal, "10");
    assert_eq!(registration::escalate_due(&portal.system(), 10).await.unwrap(), 0);
    answer_about_the_opportunity(&portal, &deal).await;

    // Two of three days were left.
    assert_eq!(decide_by(&portal, &deal).await, Some(thursday()));
    on(&portal, "13");
    assert_eq!(registration::escalate_due(&portal.system(), 10).await.unwrap(), 1);
}

#[tokio::test]
async fn with_both_open_the_answer_about_the_registration_is_not_enough() {
    let portal = Portal::open().await;
    let (deal, id) = waiting(&portal).await;
    on(&portal, "03");
    ask_about_the_opportunity(&portal, &deal).await;
    on(&portal, "04");
    ask_about_the_registration(&portal, id).await;

    on(&portal, "09");
    answer_about_the_registration(&portal, id).await;
    assert_eq!(state(&portal, &deal).await, State::InReview);
    assert_eq!(decide_by(&portal, &deal).await, None, "the other question is open");

    on(&portal, "10");
    answer_about_the_opportunity(&portal, &deal).await;
    assert_eq!(decide_by(&portal, &deal).await, Some(thursday()));
}

#[tokio::test]
async fn with_both_open_the_answer_about_the_opportunity_is_not_enough() {
    let portal = Portal::open().await;
    let (deal, id) = waiting(&portal).await;
    on(&portal, "03");
    ask_about_the_registration(&portal, id).await;
    on(&portal, "04");
    ask_about_the_opportunity(&portal, &deal).await;

    on(&portal, "09");
    answer_about_the_opportunity(&portal, &deal).await;
    assert_eq!(state(&portal, &deal).await, State::InfoRequested);
    assert_eq!(decide_by(&portal, &deal).await, None);

    on(&portal, "10");
    answer_about_the_registration(&portal, id).await;
    assert_eq!(decide_by(&portal, &deal).await, Some(thursday()));
}

#[tokio::test]
async fn questions_that_only_touch_give_each_day_back_once() {
    let portal = Portal::open().await;
    let (deal, id) = waiting(&portal).await;
    on(&portal, "03");
    ask_about_the_opportunity(&portal, &deal).await;
    on(&portal, "04");
    ask_about_the_registration(&portal, id).await;

    on(&portal, "09");
    answer_about_the_opportunity(&portal, &deal).await;
    on(&portal, "10");
    answer_about_the_registration(&portal, id).await;

    assert_eq!(decide_by(&portal, &deal).await, Some(thursday()));
}

#[tokio::test]
async fn deciding_about_the_opportunity_ends_the_question_and_the_clock_goes_on() {
    let portal = Portal::open().await;
    let (deal, _) = waiting(&portal).await;
    on(&portal, "03");
    ask_about_the_opportunity(&portal, &deal).await;

    on(&portal, "10");
    let staff = portal.staff_manager();
    let record = backend::opportunity::show(&staff, &deal.reference).await.unwrap();
    let mut form = record.form.clone();
    form.status = "accepted".to_owned();
    backend::opportunity::save(&staff, record.id, record.version, None, form).await.unwrap();

    assert_eq!(decide_by(&portal, &deal).await, Some(thursday()));
}

async fn move_to(portal: &Portal, deal: &Deal, status: &str) {
    let staff = portal.staff_manager();
    let record = backend::opportunity::show(&staff, &deal.reference).await.unwrap();
    let mut form = record.form.clone();
    form.status = status.to_owned();
    backend::opportunity::save(&staff, record.id, record.version, None, form).await.unwrap();
}

#[tokio::test]
async fn on_hold_the_clock_stands_still_and_nobody_is_told_that_the_vendor_is_late() {
    let portal = Portal::open().await;
    let (deal, _) = waiting(&portal).await;
    on(&portal, "03");
    move_to(&portal, &deal, "on_hold").await;
    assert_eq!(decide_by(&portal, &deal).await, None, "it stands still");

    on(&portal, "10");
    assert_eq!(registration::escalate_due(&portal.system(), 10).await.unwrap(), 0);
    move_to(&portal, &deal, "in_progress").await;

    assert_eq!(decide_by(&portal, &deal).await, Some(thursday()));
    let view = shown(&portal.staff_manager(), &deal).await.registration;
    let day = 24 * 3600;
    assert_eq!((view.seconds_left, view.seconds_total), (2 * day, 3 * day), "two of three days");
}

#[tokio::test]
async fn a_hold_within_a_question_gives_each_day_back_once() {
    let portal = Portal::open().await;
    let (deal, id) = waiting(&portal).await;
    on(&portal, "03");
    ask_about_the_registration(&portal, id).await;
    on(&portal, "04");
    move_to(&portal, &deal, "on_hold").await;
    on(&portal, "09");
    move_to(&portal, &deal, "in_progress").await;
    on(&portal, "10");
    answer_about_the_registration(&portal, id).await;
    assert_eq!(decide_by(&portal, &deal).await, Some(thursday()));
}

#[tokio::test]
async fn a_question_about_either_is_among_what_the_partner_is_asked() {
    let portal = Portal::open().await;
    let (deal, id) = waiting(&portal).await;
    let asked = async || {
        let board = portal::board(&portal.manager_of(&portal.alfa)).await.unwrap();
        let about: Vec<bool> = board.asked.iter().map(|asked| asked.registration).collect();
        assert!(board.asked.iter().all(|asked| asked.reference == deal.reference));
        (about, board.waiting[0].is_asked)
    };
    assert_eq!(asked().await, (vec![], false));

    ask_about_the_registration(&portal, id).await;
    assert_eq!(asked().await, (vec![true], true));
    let other = portal::board(&portal.manager_of(&portal.beta)).await.unwrap();
    assert!(other.asked.is_empty());

    ask_about_the_opportunity(&portal, &deal).await;
    assert_eq!(asked().await, (vec![false, true], true));

    answer_about_the_registration(&portal, id).await;
    assert_eq!(asked().await, (vec![false], true));
    answer_about_the_opportunity(&portal, &deal).await;
    assert_eq!(asked().await, (vec![], false));
}
