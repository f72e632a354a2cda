//! The second clock: from whenever a partner has an opportunity until it is heard of for the first time.

use backend::{assignment, note, opportunity, portal};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    assignment::Attention,
    opportunity::{ListQuery, OpportunityForm, PartnerOpportunity, PickedPartner, ProgressForm},
    timeline::NoteForm,
};
use testkit::{Company, Deal, Portal};

use crate::refused::seen_by_staff;

const DAY: i64 = 24 * 3600;

/// Five working days after noon on Monday 2 March, in Prague.
fn in_a_week() -> DateTime<Utc> {
    "2026-03-09T12:00:00Z".parse().unwrap()
}

/// Deadline and first report of the newest assignment, as staff see them; both sides see the same deadline.
async fn clock(portal: &Portal, deal: &Deal) -> (Option<DateTime<Utc>>, Option<DateTime<Utc>>) {
    let row = seen_by_staff(portal, deal).await.assignments.remove(0);
    let (by, at) = (row.first_update_by, row.first_update_at);
    let manager = portal.manager_of(&portal.alfa);
    let PartnerOpportunity::Managed(seen) = portal::show(&manager, &deal.reference).await.unwrap()
    else {
        panic!("not managed");
    };
    assert_eq!(seen.report, row.report, "alike on both sides");
    let board = portal::board(&manager).await.unwrap();
    let line = board.managed.into_iter().find(|line| line.reference == deal.reference).unwrap();
    assert_eq!(line.report, row.report, "in the list as on the page");
    let list = opportunity::list(&portal.staff_manager(), &ListQuery::default()).await.unwrap();
    let line = list.rows.into_iter().find(|line| line.reference == deal.reference).unwrap();
    assert_eq!(line.report, row.report, "and in the list of staff");
    let until = row.report.map(|clock| clock.until);
    assert_eq!(until, by.filter(|_| at.is_none()), "until it came");
    (by.map(|by| by.to_utc()), at.map(|at| at.to_utc()))
}

async fn save(portal: &Portal, deal: &Deal, change: impl FnOnce(&mut OpportunityForm)) {
    let cx = portal.staff_manager();
    let page = opportunity::show(&cx, &deal.reference).await.unwrap();
    let mut form = page.form.clone();
    change(&mut form);
    opportunity::save(&cx, page.id, page.version, Some(page.form), form).await.unwrap();
}

fn picked(company: &Company) -> PickedPartner {
    PickedPartner { name: company.name.clone(), id: company.id.to_string() }
}

#[tokio::test]
async fn it_starts_with_acceptance_and_counts_working_days_of_the_partners_country() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    assignment::accept(&portal.manager_of(&portal.alfa), deal.assignment()).await.unwrap();
    assert_eq!(clock(&portal, &deal).await, (Some(in_a_week()), None));

    // On Tuesday 5 January 2027: the sixth is a day off in Slovakia.
    portal.clock.set("2027-01-05T12:00:00Z".parse().unwrap());
    let slovak = vec![("calendar", "SK".into()), ("first_update_days", 1.into())];
    portal.set("partner", portal.alfa.id.0, slovak).await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    assignment::accept(&portal.manager_of(&portal.alfa), deal.assignment()).await.unwrap();
    let by = "2027-01-07T12:00:00Z".parse().unwrap();
    assert_eq!(clock(&portal, &deal).await, (Some(by), None));
}

#[tokio::test]
async fn it_starts_with_sharing_and_with_approval() {
    let portal = Portal::open().await;
    let shared = portal.opportunity().create().await;
    let partners = vec![picked(&portal.alfa), picked(&portal.beta)];
    save(&portal, &shared, |form| {
        form.collaboration = "on".into();
        form.collaborators = partners;
        form.status = "accepted".into();
    })
    .await;
    assert_eq!(clock(&portal, &shared).await, (Some(in_a_week()), None));

    let brought = portal.opportunity().brought_by(&portal.alfa, portal.alfa.seller).create().await;
    save(&portal, &brought, |form| form.status = "accepted".into()).await;
    assert_eq!(clock(&portal, &brought).await, (Some(in_a_week()), None));
}

#[tokio::test]
async fn whatever_is_heard_first_ends_it_for_good() {
    let portal = Portal::open().await;
    for deed in ["progress", "note", "staff"] {
        let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
        assignment::accept(&portal.manager_of(&portal.alfa), deal.assignment()).await.unwrap();
        portal.clock.advance(TimeDelta::minutes(10));
        let first = portal.now();
        let cx = portal.manager_of(&portal.alfa);
        let words = NoteForm { body: "Volali jsme.".into(), ..NoteForm::default() };
        match deed {
            "progress" => {
                let form = ProgressForm { stage: "develop".into(), ..ProgressForm::default() };
                portal::progress(&cx, deal.id, form).await.unwrap();
            }
            "note" => drop(note::write(&cx, deal.id, words.clone()).await.unwrap()),
            _ => drop(note::write(&portal.staff_manager(), deal.id, words.clone()).await.unwrap()),
        }
        let expected = (deed != "staff").then_some(first);
        assert_eq!(clock(&portal, &deal).await.1, expected, "{deed}");

        portal.clock.advance(TimeDelta::minutes(10));
        note::write(&portal.manager_of(&portal.alfa), deal.id, words).await.unwrap();
        let expected = expected.or(Some(portal.now()));
        assert_eq!(clock(&portal, &deal).await.1, expected, "{deed}: only the first counts");
    }
}

#[tokio::test]
async fn on_hold_it_stands_still() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    assignment::accept(&portal.manager_of(&portal.alfa), deal.assignment()).await.unwrap();
    portal.clock.advance(TimeDelta::days(1));
    save(&portal, &deal, |form| form.status = "on_hold".into()).await;
    portal.clock.advance(TimeDelta::days(2));
    let report = seen_by_staff(&portal, &deal).await.assignments.remove(0).report.unwrap();
    assert_eq!((report.seconds_left, report.paused), (6 * DAY, true));
    assert_eq!(report.seconds_total, 7 * DAY);
    clock(&portal, &deal).await;
    save(&portal, &deal, |form| form.status = "accepted".into()).await;
    let later = in_a_week() + TimeDelta::days(2);
    assert_eq!(clock(&portal, &deal).await, (Some(later), None));
    let report = seen_by_staff(&portal, &deal).await.assignments.remove(0).report.unwrap();
    assert_eq!((report.seconds_left, report.seconds_total), (6 * DAY, 7 * DAY), "without the hold");
}

#[tokio::test]
async fn a_long_hold_brings_no_report_nearer() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    assignment::accept(&portal.manager_of(&portal.alfa), deal.assignment()).await.unwrap();
    portal.clock.advance(TimeDelta::days(1));
    save(&portal, &deal, |form| form.status = "on_hold".into()).await;
    portal.clock.advance(TimeDelta::days(20));
    save(&portal, &deal, |form| form.status = "accepted".into()).await;

    // On Monday; four of five days are left.
    assert_eq!(attention(&portal, &deal).await, None);
    portal.clock.advance(TimeDelta::days(3));
    let near = Some(Attention::FirstReport { late: false });
    assert_eq!(attention(&portal, &deal).await, near);
}

/// Why the partner should look at it, on both of its pages.
async fn attention(portal: &Portal, deal: &Deal) -> Option<Attention> {
    let manager = portal.manager_of(&portal.alfa);
    let PartnerOpportunity::Managed(seen) = portal::show(&manager, &deal.reference).await.unwrap()
    else {
        panic!("not managed");
    };
    let board = portal::board(&manager).await.unwrap();
    assert_eq!(board.managed[0].attention, seen.attention);
    seen.attention
}
