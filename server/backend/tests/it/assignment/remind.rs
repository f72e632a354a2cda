//! Reminders at half of the time, at four fifths, and when a first report is overdue.

use backend::{Error, assignment, opportunity, portal};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{opportunity::ProgressForm, policy::Denied};
use testkit::{Deal, Portal};

use crate::refused::refused;

/// Topic and receiver of the mails that were written since the last look.
async fn news(portal: &Portal, seen: &mut usize) -> Vec<String> {
    let mails = portal.mails().await;
    let mut news: Vec<_> =
        mails[*seen..].iter().map(|mail| format!("{} {}", mail.topic, mail.to)).collect();
    *seen = mails.len();
    news.sort();
    news
}

/// Everything that is due at this moment.
async fn at(portal: &Portal, instant: &str, seen: &mut usize) -> Vec<String> {
    portal.clock.set(instant.parse::<DateTime<Utc>>().unwrap());
    assignment::remind_due(&portal.system(), 100).await.unwrap();
    news(portal, seen).await
}

async fn save(portal: &Portal, deal: &Deal, status: &str) {
    let cx = portal.staff_manager();
    let page = opportunity::show(&cx, &deal.reference).await.unwrap();
    let mut form = page.form.clone();
    status.clone_into(&mut form.status);
    if status == "delivered" {
        form.partner_name.clone_from(&portal.alfa.name);
        form.partner_id = portal.alfa.id.to_string();
    }
    opportunity::save(&cx, page.id, page.version, Some(page.form), form).await.unwrap();
}

/// How much of the time is left on the clock that runs, in percent, as its bar shows it.
async fn left(portal: &Portal, deal: &Deal) -> i64 {
    let page = opportunity::show(&portal.staff_manager(), &deal.reference).await.unwrap();
    let report = page.assignments[0].report.clone();
    let clock = page.clock.or(report).unwrap();
    clock.seconds_left * 100 / clock.seconds_total
}

/// Offered to Alfa on Monday noon for 48 hours.
async fn offered(portal: &Portal) -> Deal {
    let owner = portal.staff_seller().actor.user().unwrap();
    let deal = portal.opportunity().owner(owner).create().await;
    save(portal, &deal, "delivered").await;
    deal
}

const ANSWERERS: [&str; 2] = ["answer_soon admin@alfa.example", "answer_soon manager@alfa.example"];
const WORKERS: [&str; 2] = ["report_soon admin@alfa.example", "report_soon manager@alfa.example"];

#[tokio::test]
async fn an_unanswered_offer_is_recalled_to_mind_twice() {
    let portal = Portal::open().await;
    let _deal = offered(&portal).await;
    let seen = &mut portal.mails().await.len();

    assert!(at(&portal, "2026-03-03T11:59:59Z", seen).await.is_empty());
    assert_eq!(at(&portal, "2026-03-03T12:00:00Z", seen).await, ANSWERERS);
    assert!(at(&portal, "2026-03-03T12:00:01Z", seen).await.is_empty(), "once");
    assert!(at(&portal, "2026-03-04T02:23:59Z", seen).await.is_empty());
    assert_eq!(at(&portal, "2026-03-04T02:24:00Z", seen).await, ANSWERERS);
    // That it lapsed is told by what ends the offer.
    assert!(at(&portal, "2026-03-04T12:00:01Z", seen).await.is_empty());
    assert_eq!(assignment::expire_due(&portal.system(), 10).await.unwrap(), 1);
    assert_eq!(news(&portal, seen).await.len(), 3);
}

#[tokio::test]
async fn a_first_report_is_asked_for_and_its_absence_told_to_the_owner() {
    let portal = Portal::open().await;
    let deal = offered(&portal).await;
    let offer = opportunity::show(&portal.staff_manager(), &deal.reference).await.unwrap();
    let id = offer.assignments[0].id;
    assignment::accept(&portal.manager_of(&portal.alfa), id).await.unwrap();
    let seen = &mut portal.mails().await.len();

    // Five days of work are 120 hours: half of them are over on Thursday at midnight.
    assert!(at(&portal, "2026-03-04T23:59:59Z", seen).await.is_empty());
    assert_eq!(at(&portal, "2026-03-05T00:00:00Z", seen).await, WORKERS);
    assert_eq!(at(&portal, "2026-03-06T12:00:00Z", seen).await, WORKERS);
    assert!(at(&portal, "2026-03-08T12:00:00Z", seen).await.is_empty(), "not on a Sunday");
    assert_eq!(
        at(&portal, "2026-03-09T12:00:00Z", seen).await,
        [
            "owner_report_late seller@stafeta.example",
            "report_late admin@alfa.example",
            "report_late manager@alfa.example",
        ]
    );
    assert!(at(&portal, "2026-03-20T12:00:00Z", seen).await.is_empty());
}

#[tokio::test]
async fn whoever_works_on_it_is_asked_and_whoever_reported_is_not() {
    let portal = Portal::open().await;
    let (first, second) = (offered(&portal).await, offered(&portal).await);
    let manager = portal.manager_of(&portal.alfa);
    for deal in [&first, &second] {
        let page = opportunity::show(&portal.staff_manager(), &deal.reference).await.unwrap();
        assignment::accept(&manager, page.assignments[0].id).await.unwrap();
    }
    portal::assign_seller(&manager, first.id, &portal.alfa.seller.to_string()).await.unwrap();
    let form = ProgressForm { stage: "develop".into(), ..ProgressForm::default() };
    portal::progress(&manager, second.id, form).await.unwrap();
    let seen = &mut portal.mails().await.len();

    assert_eq!(
        at(&portal, "2026-03-05T00:00:00Z", seen).await,
        ["report_soon seller@alfa.example"]
    );
}

#[tokio::test]
async fn when_whoever_worked_on_it_has_left_those_who_answer_are_asked() {
    let portal = Portal::open().await;
    let deal = offered(&portal).await;
    let manager = portal.manager_of(&portal.alfa);
    let page = opportunity::show(&portal.staff_manager(), &deal.reference).await.unwrap();
    assignment::accept(&manager, page.assignments[0].id).await.unwrap();
    portal::assign_seller(&manager, deal.id, &portal.alfa.seller.to_string()).await.unwrap();
    let gone = vec![("deactivated_at", portal.now().into())];
    portal.set("user_account", portal.alfa.seller.0, gone).await;
    let seen = &mut portal.mails().await.len();

    assert_eq!(at(&portal, "2026-03-05T00:00:00Z", seen).await, WORKERS);
    assert_eq!(at(&portal, "2026-03-06T12:00:00Z", seen).await, WORKERS);
    assert_eq!(at(&portal, "2026-03-09T12:00:00Z", seen).await.len(), 3, "the owner as well");
}

#[tokio::test]
async fn a_late_look_sends_one_reminder_and_not_all_that_were_missed() {
    let portal = Portal::open().await;
    let _deal = offered(&portal).await;
    let seen = &mut portal.mails().await.len();
    assert_eq!(at(&portal, "2026-03-04T11:00:00Z", seen).await, ANSWERERS);
    assert!(at(&portal, "2026-03-04T11:30:00Z", seen).await.is_empty());
}

#[tokio::test]
async fn on_hold_nobody_is_reminded_and_afterwards_the_rest_of_the_time_counts() {
    let portal = Portal::open().await;
    let deal = offered(&portal).await;
    portal.clock.advance(TimeDelta::hours(12));
    save(&portal, &deal, "on_hold").await;
    let seen = &mut portal.mails().await.len();
    assert!(at(&portal, "2026-03-05T00:00:00Z", seen).await.is_empty());
    save(&portal, &deal, "delivered").await;
    *seen = portal.mails().await.len();

    assert!(at(&portal, "2026-03-05T11:59:59Z", seen).await.is_empty());
    assert_eq!(at(&portal, "2026-03-05T12:00:00Z", seen).await, ANSWERERS);
    assert_eq!(left(&portal, &deal).await, 50);
    assert_eq!(at(&portal, "2026-03-06T02:24:00Z", seen).await, ANSWERERS);
    assert_eq!(left(&portal, &deal).await, 20);
}

#[tokio::test]
async fn after_a_hold_a_report_is_asked_for_when_its_bar_says_so() {
    let portal = Portal::open().await;
    portal.set("partner", portal.alfa.id.0, vec![("first_update_days", 2.into())]).await;
    let deal = offered(&portal).await;
    let offer = opportunity::show(&portal.staff_manager(), &deal.reference).await.unwrap();
    let id = offer.assignments[0].id;
    assignment::accept(&portal.manager_of(&portal.alfa), id).await.unwrap();
    portal.clock.advance(TimeDelta::hours(12));
    save(&portal, &deal, "on_hold").await;
    portal.clock.advance(TimeDelta::days(1));
    save(&portal, &deal, "accepted").await;
    let seen = &mut portal.mails().await.len();

    for (instant, rest) in [("2026-03-04T12:00:00Z", 50), ("2026-03-05T02:24:00Z", 20)] {
        assert_eq!(at(&portal, instant, seen).await, WORKERS);
        assert_eq!(left(&portal, &deal).await, rest);
    }
    assert_eq!(at(&portal, "2026-03-05T12:00:00Z", seen).await.len(), 3, "the owner as well");
    assert_eq!(left(&portal, &deal).await, 0);
}

#[tokio::test]
async fn two_servers_remind_once() {
    let portal = Portal::open().await;
    for _ in 0..5 {
        offered(&portal).await;
    }
    let other = portal.another_server().await;
    portal.clock.advance(TimeDelta::hours(24));
    let before = portal.mails().await.len();

    let (here, there) = (portal.system(), other.system());
    let both =
        tokio::join!(assignment::remind_due(&here, 100), assignment::remind_due(&there, 100),);

    assert_eq!(both.0.unwrap() + both.1.unwrap(), 5);
    assert_eq!(portal.mails().await.len() - before, 10);
}

#[tokio::test]
async fn only_the_timer_reminds() {
    let portal = Portal::open().await;
    offered(&portal).await;
    portal.clock.advance(TimeDelta::hours(24));
    for (_, cx) in portal.everybody() {
        let error = refused(&portal, assignment::remind_due(&cx, 100)).await;
        assert!(matches!(error, Error::Denied(Denied::Forbidden)), "{error:?}");
    }
}
