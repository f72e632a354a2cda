//! Numbers against histories made by hand, with a clock that moves.

use backend::{Error, assignment, dashboard, portal, registration};
use chrono::TimeDelta;
use domain::{
    assignment::State,
    dashboard::{AnswerTime, Figure, Waits},
    money::{Currency, Money},
    opportunity::{CheckInForm, Occasion, Status},
    policy::Denied,
    timeline::Audience,
};
use testkit::{Deal, Portal};

use super::{
    accepted, declined, expired, listed, lost, offer, registered, returned, shown, waiting, won,
};
use crate::{refused::refused, registration::because};

#[tokio::test]
async fn rates_and_reasons_are_those_of_the_history() {
    let portal = Portal::open().await;
    accepted(&portal, &portal.alfa, "přijatá", 1).await;
    declined(&portal, &portal.alfa, "bez lidí", 2, "no_capacity").await;
    declined(&portal, &portal.alfa, "bez lidí podruhé", 2, "no_capacity").await;
    declined(&portal, &portal.beta, "nejasná", 3, "unclear_need").await;
    expired(&portal, &portal.beta, "prošlá").await;
    // Shared and approved ones were accepted without anybody's answer.
    portal.opportunity().shared_by(&[&portal.alfa, &portal.beta]).create().await;
    portal
        .set(
            "assignment",
            portal.opportunity().accepted_by(&portal.gama).create().await.assignment().0,
            vec![("answered_by", None::<uuid::Uuid>.into())],
        )
        .await;

    let reports = shown(&portal.staff_manager(), "30").await.reports.unwrap();

    assert_eq!((reports.accepted.number(), reports.settled.number()), (1, 5));
    assert_eq!(reports.answered.number(), 4);
    let steps: Vec<(Occasion, u64)> =
        reports.funnel.iter().map(|(step, figure)| (*step, figure.number())).collect();
    assert_eq!(
        steps,
        [
            (Occasion::Created, 7),
            (Occasion::Delivered, 7),
            (Occasion::Accepted, 3),
            (Occasion::Won, 0),
        ]
    );
    let reasons: Vec<(&str, u64)> = reports
        .declines
        .iter()
        .map(|(reason, figure)| (reason.code.as_ref(), figure.number()))
        .collect();
    assert_eq!(reasons, [("no_capacity", 2), ("unclear_need", 1)]);
}

#[tokio::test]
async fn the_median_is_the_answer_in_the_middle_and_nine_of_ten_the_ninth_tenth() {
    let portal = Portal::open().await;
    let manager = portal.staff_manager();
    assert_eq!(shown(&manager, "30").await.reports.unwrap().answer, None);
    let hour = 3600;

    accepted(&portal, &portal.alfa, "jediná", 3).await;
    let answer = shown(&portal.staff_manager(), "30").await.reports.unwrap().answer;
    assert_eq!(answer, Some(AnswerTime { median: 3 * hour, p90: 3 * hour }));

    declined(&portal, &portal.alfa, "rychlá", 1, "no_capacity").await;
    accepted(&portal, &portal.beta, "pomalá", 40).await;
    declined(&portal, &portal.alfa, "běžná", 2, "no_capacity").await;
    // Who says nothing answers nothing.
    expired(&portal, &portal.alfa, "prošlá").await;
    let reports = shown(&portal.staff_manager(), "30").await.reports.unwrap();
    assert_eq!(reports.answer, Some(AnswerTime { median: 2 * hour, p90: 40 * hour }));
    let median =
        |name: &str| reports.partners.iter().find(|partner| partner.name == name).unwrap().median;
    assert_eq!(median(&portal.alfa.name), Some(2 * hour));
    assert_eq!(median(&portal.beta.name), Some(40 * hour));

    // Ten answers of 1, 2, 2, 2, 2, 2, 2, 2, 3 and 40 hours: the ninth is 3.
    for number in 0..6 {
        accepted(&portal, &portal.alfa, &format!("další {number}"), 2).await;
    }
    let answer = shown(&portal.staff_manager(), "365").await.reports.unwrap().answer;
    assert_eq!(answer, Some(AnswerTime { median: 2 * hour, p90: 3 * hour }));
}

#[tokio::test]
async fn sales_are_summed_by_partner_and_currency_and_shared_ones_count_with_each() {
    let portal = Portal::open().await;
    won(&portal, &portal.alfa, "první", "100,50").await;
    won(&portal, &portal.alfa, "druhá", "200").await;
    lost(&portal, &portal.alfa, "ztracená").await;
    let euro = portal.opportunity().value(1, "EUR").accepted_by(&portal.beta).create().await;
    let form = domain::opportunity::FinishForm {
        actual_value: "70".into(),
        ..domain::opportunity::FinishForm::default()
    };
    portal::win(&portal.manager_of(&portal.beta), euro.id, form).await.unwrap();
    let shared = portal.opportunity().value(1, "EUR").status(Status::Won);
    let shared = shared
        .formerly_with(&portal.beta, State::Completed)
        .formerly_with(&portal.gama, State::Completed)
        .create()
        .await;
    portal.set("opportunity", shared.id.0, vec![("actual_value", Some(3_000_i64).into())]).await;

    let reports = shown(&portal.staff_manager(), "30").await.reports.unwrap();

    let czk = |minor| Money::new(minor, Currency::Czk);
    let eur = |minor| Money::new(minor, Currency::Eur);
    assert_eq!(reports.won.number(), 4);
    assert_eq!(reports.won_sums, [czk(30_050), eur(10_000)]);
    let of = |name: &str| reports.partners.iter().find(|one| one.name == name).unwrap();
    let alfa = of(&portal.alfa.name);
    assert_eq!((alfa.won.number(), alfa.closed.number()), (2, 3));
    let sums = |name: &str| of(name).sales.iter().map(|sale| sale.sum).collect::<Vec<_>>();
    assert_eq!(sums(&portal.alfa.name), [czk(30_050)]);
    assert_eq!(sums(&portal.beta.name), [eur(10_000)]);
    assert_eq!(sums(&portal.gama.name), [eur(3_000)]);
    let names: Vec<_> = reports.partners.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names[0], portal.alfa.name, "the most sales, then the most offers");
}

#[tokio::test]
async fn what_was_closed_with_somebody_else_later_is_no_sale_of_the_first() {
    let portal = Portal::open().await;
    let deal = won(&portal, &portal.alfa, "prodaná dvakrát", "100").await;
    portal.clock.advance(TimeDelta::days(1));
    let open = vec![("closed_at", Some(portal.now()).into())];
    portal.set("opportunity", deal.id.0, open).await;
    portal.assign(deal.id, &portal.beta, State::Completed).await;

    let reports = shown(&portal.staff_manager(), "30").await.reports.unwrap();

    let won = |name: &str| {
        reports.partners.iter().find(|one| one.name == name).map(|one| one.won.number())
    };
    assert_eq!(won(&portal.alfa.name), Some(0), "it still answered an offer");
    assert_eq!(won(&portal.beta.name), Some(1));
    assert_eq!(reports.won.number(), 1);
}

#[tokio::test]
async fn a_period_begins_at_midnight_where_the_reader_is() {
    let portal = Portal::open().await;
    let at = |text: &str| Some(text.parse::<chrono::DateTime<chrono::Utc>>().unwrap());
    // Thirty days with 2 March as the last: from 1 February, which begins in Prague an hour before.
    for (number, closed) in [(1, "2026-01-31T22:59:59.999Z"), (2, "2026-01-31T23:00:00Z")] {
        let deal = won(&portal, &portal.alfa, &format!("uzavřená {number}"), "1").await;
        portal.set("opportunity", deal.id.0, vec![("closed_at", at(closed).into())]).await;
        portal
            .set("assignment", deal.assignment().0, vec![("answered_at", at(closed).into())])
            .await;
    }
    portal.clock.set(testkit::START.parse().unwrap());

    let dashboard = shown(&portal.staff_manager(), "30").await;

    assert_eq!(dashboard.since.to_string(), "2026-02-01");
    assert_eq!(dashboard.today.to_string(), "2026-03-02");
    let reports = dashboard.reports.unwrap();
    assert_eq!((reports.won.number(), reports.accepted.number()), (1, 1));
    let longer = shown(&portal.staff_manager(), "90").await.reports.unwrap();
    assert_eq!((longer.won.number(), longer.accepted.number()), (2, 2));
    assert_eq!(shown(&portal.staff_manager(), "29").await.days, 90, "only offered periods exist");
}

/// The first report came in time.
async fn reported(portal: &Portal, deal: &Deal) {
    let reported = vec![("first_update_at", portal.now().into())];
    portal.set("assignment", deal.assignment().0, reported).await;
}

#[tokio::test]
async fn what_waits_is_there_with_its_reason_and_since_when() {
    let portal = Portal::open().await;
    let silent = accepted(&portal, &portal.gama, "tichá", 1).await;
    let silent_since = portal.now();
    reported(&portal, &silent).await;
    reported(&portal, &accepted(&portal, &portal.gama, "čeká na zákazníka", 1).await).await;
    let excused = portal.opportunity().topic("omluvená").accepted_by(&portal.gama).create().await;
    let form = CheckInForm {
        kind: "waiting".into(),
        until: "2026-05-01".into(),
        ..CheckInForm::default()
    };
    portal::check_in(&portal.manager_of(&portal.gama), excused.id, form).await.unwrap();
    portal.opportunity().status(Status::OnHold).accepted_by(&portal.gama).create().await;
    portal.clock.advance(TimeDelta::days(14));
    declined(&portal, &portal.alfa, "odmítnutá", 1, "no_capacity").await;
    let declined_at = portal.now();
    expired(&portal, &portal.beta, "prošlá").await;
    returned(&portal, &portal.beta, "vrácená").await;
    let brought = portal.opportunity().topic("přinesená");
    brought.brought_by(&portal.alfa, portal.alfa.manager).create().await;
    let stuck = accepted(&portal, &portal.alfa, "uvízlá", 1).await;
    let form =
        CheckInForm {
            kind: "stuck".into(), text: "Chybí ceník.".into(), ..CheckInForm::default()
        };
    portal::check_in(&portal.manager_of(&portal.alfa), stuck.id, form).await.unwrap();

    let seen = shown(&portal.staff_seller(), "").await;

    for (why, count) in [
        (Waits::Declined, 1),
        (Waits::Expired, 1),
        (Waits::Returned, 1),
        (Waits::Brought, 1),
        (Waits::Stuck, 1),
        (Waits::ReportLate, 0),
        (Waits::Registration, 0),
        (Waits::Silent, 2),
    ] {
        assert_eq!(waiting(&seen, why).number(), count, "{why}");
    }
    let item = |topic: &str| seen.oldest.iter().find(|item| item.topic == topic).unwrap();
    let topics: Vec<_> = seen.oldest.iter().map(|item| item.topic.as_str()).collect();
    assert_eq!(topics[0], "odmítnutá", "what has waited longest comes first");
    assert_eq!(topics[topics.len() - 2..], ["tichá", "čeká na zákazníka"], "and silence last");
    assert_eq!(item("tichá").since.to_utc(), silent_since);
    assert_eq!(item("tichá").reference, silent.reference);
    assert_eq!(item("odmítnutá").since.to_utc(), declined_at);
    assert_eq!(item("odmítnutá").partner.as_ref(), Some(&portal.alfa.name));
    assert_eq!(item("prošlá").partner.as_ref(), Some(&portal.beta.name));
    assert_eq!(item("přinesená").partner.as_ref(), Some(&portal.alfa.name));
    assert_eq!(item("uvízlá").why, Waits::Stuck);
}

#[tokio::test]
async fn a_registration_waits_until_the_vendor_has_said_something() {
    let portal = Portal::open().await;
    let (alfa, beta, staff) = (&portal.alfa, &portal.beta, portal.staff_manager());
    let sent_at = portal.now();
    registered(&portal, alfa, "podaná").await;
    portal.clock.advance(TimeDelta::hours(1));
    let (_, seen) = registered(&portal, beta, "v posouzení").await;
    registration::review(&staff, seen).await.unwrap();
    let (_, asked) = registered(&portal, alfa, "s dotazem").await;
    registration::review(&staff, asked).await.unwrap();
    registration::ask(&staff, asked, "Kdo rozhoduje?").await.unwrap();
    let (_, back) = registered(&portal, alfa, "stažená").await;
    registration::withdraw(&portal.manager_of(alfa), back).await.unwrap();

    for cx in [portal.staff_seller(), portal.staff_manager(), portal.staff_admin()] {
        let page = shown(&cx, "").await;
        let figure = waiting(&page, Waits::Registration);
        assert_eq!(figure.number(), 2);
        assert_eq!(listed(&cx, figure).await.1, ["podaná", "v posouzení"]);
        let items: Vec<_> =
            page.oldest.iter().filter(|item| item.why == Waits::Registration).collect();
        assert_eq!(items[0].topic, "podaná", "what has waited longest comes first");
        assert_eq!(items[0].since.to_utc(), sent_at);
        assert_eq!(items[0].partner.as_ref(), Some(&alfa.name));
        assert_eq!((items.len(), items[1].partner.as_ref()), (2, Some(&beta.name)));
    }

    registration::answer(&portal.manager_of(alfa), asked, "Jednatel.").await.unwrap();
    assert_eq!(waiting(&shown(&staff, "").await, Waits::Registration).number(), 3);
    registration::approve(&staff, seen, "").await.unwrap();
    registration::reject(&staff, asked, because("duplicate")).await.unwrap();
    assert_eq!(waiting(&shown(&staff, "").await, Waits::Registration).number(), 1);
}

#[tokio::test]
async fn what_staff_write_among_themselves_breaks_no_silence_and_a_late_report_waits() {
    let portal = Portal::open().await;
    let deal = accepted(&portal, &portal.alfa, "tichá", 1).await;
    let since = portal.now();
    let held = portal.opportunity().topic("stojí").status(Status::OnHold);
    held.accepted_by(&portal.alfa).create().await;
    portal.clock.advance(TimeDelta::days(2));
    let seen = shown(&portal.staff_seller(), "").await;
    assert_eq!(waiting(&seen, Waits::ReportLate).number(), 0, "its time is not over");

    portal.clock.advance(TimeDelta::days(6));
    portal.add_note(&portal.staff_seller(), deal.id, Audience::Staff).await;
    let seen = shown(&portal.staff_seller(), "").await;
    let late = waiting(&seen, Waits::ReportLate);
    assert_eq!(listed(&portal.staff_seller(), late).await.1, ["tichá"]);
    assert_eq!((seen.oldest[0].why, seen.oldest.len()), (Waits::ReportLate, 1));
    assert_eq!(seen.oldest[0].partner.as_ref(), Some(&portal.alfa.name));
    assert!(seen.oldest[0].since.to_utc() > since, "since the report was due");
    reported(&portal, &deal).await;

    portal.clock.advance(TimeDelta::days(6));
    let seen = shown(&portal.staff_seller(), "").await;
    assert_eq!(waiting(&seen, Waits::ReportLate).number(), 0);
    assert_eq!(waiting(&seen, Waits::Silent).number(), 1);
    assert_eq!(seen.oldest[0].since.to_utc(), since, "the last that the partner could read");

    // A note that the partner can read is news.
    portal.add_note(&portal.staff_seller(), deal.id, Audience::Partner(portal.alfa.id)).await;
    let seen = shown(&portal.staff_seller(), "").await;
    assert_eq!(waiting(&seen, Waits::Silent).number(), 0);
}

#[tokio::test]
async fn offers_that_end_today_end_before_midnight_where_the_reader_is() {
    let portal = Portal::open().await;
    let until = |text: &str| Some(text.parse::<chrono::DateTime<chrono::Utc>>().unwrap());
    for accept_by in ["2026-03-02T22:59:59Z", "2026-03-02T23:00:00Z", "2026-03-02T11:59:59Z"] {
        portal.opportunity().offered_until(&portal.alfa, until(accept_by)).create().await;
    }
    portal.opportunity().offered_until(&portal.alfa, None).create().await;

    assert_eq!(shown(&portal.staff_seller(), "").await.expiring_today.number(), 1);
}

#[tokio::test]
async fn a_seller_sees_what_waits_and_their_own_and_no_report() {
    let portal = Portal::open().await;
    declined(&portal, &portal.alfa, "moje", 1, "no_capacity").await;
    offer(&portal, &portal.alfa, "moje nabídnutá").await;
    won(&portal, &portal.alfa, "moje prodaná", "10").await;
    let other = portal.staff_manager().actor.user().unwrap();
    portal.opportunity().topic("cizí").owner(other).offered_to(&portal.beta).create().await;

    let seller = shown(&portal.staff_seller(), "").await;
    assert!(seller.reports.is_none());
    assert_eq!(waiting(&seller, Waits::Declined).number(), 1);
    let own = &seller.own;
    let numbers = [&own.open, &own.decision, &own.delivered, &own.won].map(Figure::number);
    assert_eq!(numbers, [2, 1, 1, 1]);
    let manager = shown(&portal.staff_manager(), "").await;
    assert!(manager.reports.is_some());
    assert_eq!(manager.own.open.number(), 1);
    assert!(shown(&portal.staff_admin(), "").await.reports.is_some());
}

#[tokio::test]
async fn nobody_else_learns_that_there_is_a_dashboard() {
    let portal = Portal::open().await;
    for company in [&portal.alfa, &portal.beta] {
        for cx in [portal.administrator_of(company), portal.seller_of(company)] {
            let error = refused(&portal, dashboard::show(&cx, "")).await;
            assert!(matches!(error, Error::Denied(Denied::Hidden)), "{error:?}");
        }
    }
    let error = refused(&portal, dashboard::show(&portal.anonymous(), "")).await;
    assert!(matches!(error, Error::Denied(Denied::SignedOut)), "{error:?}");
}

#[tokio::test]
async fn what_is_remembered_is_forgotten_with_the_next_write() {
    let portal = Portal::open().await;
    let manager = portal.staff_manager();
    let settled = async || shown(&manager, "30").await.reports.unwrap().settled.number();
    let deal = offer(&portal, &portal.alfa, "nabídka").await;
    assert_eq!(settled().await, 0);

    assignment::accept(&portal.manager_of(&portal.alfa), deal.assignment()).await.unwrap();

    assert_eq!(settled().await, 1);
}
