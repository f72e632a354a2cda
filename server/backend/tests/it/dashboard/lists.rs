//! Every number of the dashboard is followed, and the rows behind it are counted.

use backend::{opportunity, portal};
use chrono::TimeDelta;
use domain::{
    dashboard::{Dashboard, Figure},
    money::{Currency, Money},
    opportunity::{CheckInForm, Count, ListQuery},
};
use testkit::Portal;

use super::{
    accepted, asked, declined, expired, listed, lost, offer, registered, returned, shown, won,
};

/// Something of everything, over more than a year.
async fn history(portal: &Portal) {
    let (alfa, beta) = (&portal.alfa, &portal.beta);
    for round in 0..2 {
        let name = |what: &str| format!("{what} {round}");
        won(portal, alfa, &name("prodaná"), "1 000").await;
        won(portal, beta, &name("prodaná betou"), "500").await;
        lost(portal, alfa, &name("ztracená")).await;
        declined(portal, alfa, &name("odmítnutá"), 2, "no_capacity").await;
        declined(portal, beta, &name("nejasná"), 5, "unclear_need").await;
        expired(portal, beta, &name("prošlá")).await;
        returned(portal, alfa, &name("vrácená")).await;
        let shared = portal.opportunity().topic(name("sdílená"));
        shared.shared_by(&[alfa, beta]).create().await;
        let brought = portal.opportunity().topic(name("přinesená"));
        brought.brought_by(alfa, alfa.manager).create().await;
        accepted(portal, alfa, &name("tichá"), 1).await;
        let stuck = accepted(portal, beta, &name("uvízlá"), 1).await;
        let form =
            CheckInForm { kind: "stuck".into(), text: "Pomozte.".into(), ..CheckInForm::default() };
        portal::check_in(&portal.manager_of(beta), stuck.id, form).await.unwrap();
        registered(portal, alfa, &name("registrovaná")).await;
        portal.clock.advance(TimeDelta::days(45));
    }
    // The same opportunity again, with another partner: it is one row however often it was offered.
    let twice = declined(portal, alfa, "dvakrát", 1, "no_capacity").await;
    let back = vec![("status", "in_progress".into())];
    portal.set("opportunity", twice.id.0, back).await;
    portal.assign(twice.id, beta, domain::assignment::State::Declined).await;
    offer(portal, alfa, "dnes").await;
    portal.clock.advance(TimeDelta::hours(47));
}

fn all(dashboard: &Dashboard) -> Vec<(String, Figure)> {
    let mut figures: Vec<(String, Figure)> = dashboard
        .waiting
        .iter()
        .map(|(why, figure)| (format!("waiting {why}"), figure.clone()))
        .collect();
    let mut add = |name: &str, figure: &Figure| figures.push((name.to_owned(), figure.clone()));
    add("expiring", &dashboard.expiring_today);
    add("own open", &dashboard.own.open);
    add("own decision", &dashboard.own.decision);
    add("own delivered", &dashboard.own.delivered);
    add("own won", &dashboard.own.won);
    if let Some(reports) = &dashboard.reports {
        add("settled", &reports.settled);
        add("answered", &reports.answered);
        add("accepted", &reports.accepted);
        add("won", &reports.won);
        for (step, figure) in &reports.funnel {
            add(&format!("funnel {step}"), figure);
        }
        for (reason, figure) in &reports.declines {
            add(&format!("declined {}", reason.code), figure);
        }
        for partner in &reports.partners {
            let name = &partner.name;
            add(&format!("{name} settled"), &partner.settled);
            add(&format!("{name} accepted"), &partner.accepted);
            add(&format!("{name} closed"), &partner.closed);
            add(&format!("{name} won"), &partner.won);
            add(&format!("{name} answered"), &partner.answered);
            for sale in &partner.sales {
                add(&format!("{name} sold for {}", sale.sum.currency), &sale.sold);
            }
        }
    }
    figures
}

#[tokio::test]
async fn every_number_opens_exactly_the_rows_it_was_counted_from() {
    let portal = Portal::open().await;
    history(&portal).await;
    let mut compared = 0;
    let mut empty = Vec::new();
    for cx in [portal.staff_seller(), portal.staff_manager(), portal.staff_admin()] {
        for days in ["30", "90", "365"] {
            let dashboard = shown(&cx, days).await;
            for (name, figure) in all(&dashboard) {
                let (total, rows) = listed(&cx, &figure).await;
                assert_eq!(total, figure.count, "{name}, {days} days: {}", figure.query);
                assert_eq!(Count::Exactly(rows.len() as u64), figure.count, "{name}: {rows:?}");
                compared += 1;
                if cx.actor == portal.staff_manager().actor && figure.number() == 0 {
                    empty.push((name, days));
                }
            }
        }
    }
    assert!(compared > 150, "only {compared} numbers");
    // The manager owns nothing; everything else was counted at least once.
    let named: Vec<_> =
        empty.iter().filter(|(_, days)| *days == "365").map(|(name, _)| name.as_str()).collect();
    assert_eq!(named, ["own open", "own decision", "own delivered", "own won"]);
}

#[tokio::test]
async fn a_number_of_one_partner_leads_to_that_partners_rows() {
    let portal = Portal::open().await;
    history(&portal).await;
    let cx = portal.staff_manager();
    let reports = shown(&cx, "365").await.reports.unwrap();
    let alfa = reports.partners.iter().find(|one| one.id == portal.alfa.id).unwrap();

    let (_, won) = listed(&cx, &alfa.won).await;
    assert_eq!(won, ["prodaná 0", "prodaná 1"]);
    let (_, closed) = listed(&cx, &alfa.closed).await;
    assert_eq!(closed, ["prodaná 0", "prodaná 1", "ztracená 0", "ztracená 1"]);
}

#[tokio::test]
async fn what_happened_is_found_whatever_the_view_and_narrowed_by_filters() {
    let portal = Portal::open().await;
    history(&portal).await;
    let cx = portal.staff_manager();
    let reports = shown(&cx, "365").await.reports.unwrap();
    let rows = async |query: ListQuery| opportunity::list(&cx, &query).await.unwrap().rows.len();
    let won = asked(&reports.won);
    assert_eq!(rows(won.clone()).await, 4);
    for view in ["mine", "decision", "delivered", "closed"] {
        assert_eq!(rows(ListQuery { view: view.into(), ..won.clone() }).await, 4, "{view}");
    }
    assert_eq!(rows(ListQuery { q: "betou".into(), ..won.clone() }).await, 2);
    assert_eq!(rows(ListQuery { currency: "EUR".into(), ..won.clone() }).await, 0);
    for sort in ["activity", "value", "close", "topic", "reference"] {
        assert_eq!(rows(ListQuery { sort: sort.into(), ..won.clone() }).await, 4, "{sort}");
    }
    // An old or a mistyped link is no failure.
    assert!(rows(ListQuery { event: "nonsense".into(), ..ListQuery::default() }).await > 4);
    assert_eq!(rows(ListQuery { since: "nonsense".into(), ..won }).await, 4);
}

#[tokio::test]
async fn an_amount_opens_what_was_sold_for_that_currency_and_nothing_else() {
    let portal = Portal::open().await;
    won(&portal, &portal.alfa, "korunová", "100").await;
    won(&portal, &portal.alfa, "druhá korunová", "200").await;
    let euro = won(&portal, &portal.alfa, "eurová", "70").await;
    portal.set("opportunity", euro.id.0, vec![("currency", "EUR".into())]).await;

    let cx = portal.staff_manager();
    let reports = shown(&cx, "30").await.reports.unwrap();

    let sales = &reports.partners[0].sales;
    let sums: Vec<_> = sales.iter().map(|sale| sale.sum).collect();
    assert_eq!(sums, [Money::new(30_000, Currency::Czk), Money::new(7_000, Currency::Eur)]);
    for (sale, topics) in sales.iter().zip([vec!["druhá korunová", "korunová"], vec!["eurová"]])
    {
        let (total, listed) = listed(&cx, &sale.sold).await;
        assert_eq!((total, listed.len()), (sale.sold.count, topics.len()));
        assert_eq!(listed, topics);
    }
}
