//! What currencies are worth from a day on.

use backend::{Error, rate, routing};
use chrono::TimeDelta;
use domain::{
    invalid::Problem,
    money::Currency,
    rate::{Rate, RateForm, Taken},
    refusal::Refusal,
    routing::Obstacle,
};
use testkit::Portal;

use crate::refused::refused;

fn typed(valid_from: &str, figure: &str) -> RateForm {
    RateForm {
        currency: "EUR".to_owned(),
        valid_from: valid_from.to_owned(),
        rate: figure.to_owned(),
    }
}

fn sheet(day: &str, euro: &str) -> String {
    format!(
        "{day} #1\nzemě|měna|množství|kód|kurz\nEMU|euro|1|EUR|{euro}\nJaponsko|jen|100|JPY|13,452\n"
    )
}

fn problem(error: Error) -> (String, Problem) {
    match error {
        Error::Invalid(mut errors) if errors.len() == 1 => {
            let error = errors.remove(0);
            (error.field, error.problem)
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn administrators_add_a_rate_and_correct_it() {
    let portal = Portal::open().await;
    let admin = portal.staff_admin();
    let day = (admin.now - TimeDelta::days(3)).date_naive();
    let old = typed(&day.to_string(), "24,105");

    rate::save_rate(&admin, None, &old).await.unwrap();

    let again = refused(&portal, rate::save_rate(&admin, None, &old)).await;
    assert_eq!(problem(again), ("valid_from".to_owned(), Problem::Taken));
    let shown = rate::rates(&admin, None, Some((Currency::Eur, day))).await.unwrap();
    assert_eq!((shown.version, shown.form), (Some(1), old));
    rate::save_rate(&admin, Some(1), &typed(&day.to_string(), "24,2")).await.unwrap();
    let late = typed(&day.to_string(), "24,3");
    let late = refused(&portal, rate::save_rate(&admin, Some(1), &late)).await;
    assert!(matches!(late, Error::Stale));
    let now = rate::rates(&admin, None, None).await.unwrap().now;
    let corrected = Rate { currency: Currency::Eur, valid_from: day, millionths: 24_200_000 };
    assert_eq!(now, [corrected]);
    let tomorrow = (admin.now + TimeDelta::days(2)).date_naive().to_string();
    let early = refused(&portal, rate::save_rate(&admin, None, &typed(&tomorrow, "24"))).await;
    assert_eq!(problem(early).0, "valid_from");

    for (name, cx) in portal.everybody() {
        if name == "staff admin" {
            continue;
        }
        for error in [
            refused(&portal, rate::save_rate(&cx, None, &typed("2020-01-02", "24"))).await,
            refused(&portal, rate::take_sheet(&cx, &sheet("02.01.2020", "25,4"))).await,
            refused(&portal, rate::rates(&cx, None, None)).await,
        ] {
            assert!(matches!(error, Error::Denied(_)), "{name}: {error:?}");
        }
    }
}

#[tokio::test]
async fn a_sheet_is_taken_over_as_often_as_one_likes() {
    let portal = Portal::open().await;
    let admin = portal.staff_admin();
    let day = "2020-01-02".parse().unwrap();
    let taken = |new, corrected, same| Taken { day, new, corrected, same };
    let take = async |euro| rate::take_sheet(&admin, &sheet("02.01.2020", euro)).await.unwrap();

    assert_eq!(take("25,410").await, taken(2, 0, 0));
    assert_eq!(take("25,410").await, taken(0, 0, 2));
    assert_eq!(take("25,415").await, taken(0, 1, 1));

    let broken = sheet("02.01.2020", "25,5").replace("13,452", "?");
    let error = refused(&portal, rate::take_sheet(&admin, &broken)).await;
    assert_eq!(problem(error), ("sheet".to_owned(), Problem::RateSheet { line: 4 }));
}

#[tokio::test]
async fn days_are_turned_over_like_pages() {
    let portal = Portal::open().await;
    let admin = portal.staff_admin();
    let newest = admin.now.date_naive();
    for days in 0..40 {
        let day = newest - TimeDelta::days(days);
        rate::save_rate(&admin, None, &typed(&day.to_string(), "24")).await.unwrap();
    }

    let first = rate::rates(&admin, None, None).await.unwrap();
    let rest = rate::rates(&admin, first.older, None).await.unwrap();

    assert_eq!((first.days.len(), first.days[0].day), (31, newest));
    assert_eq!((rest.days.len(), rest.older), (9, None));
    assert_eq!(rest.days[0].day, newest - TimeDelta::days(31));
}

#[tokio::test]
async fn limits_are_compared_by_the_rate_of_the_day_and_the_decision_says_which() {
    let portal = Portal::open().await;
    let (admin, staff) = (portal.staff_admin(), portal.staff_manager());
    for company in [&portal.alfa, &portal.beta, &portal.gama] {
        let least = vec![("min_value", 100_000_i64.into()), ("value_currency", "EUR".into())];
        portal.set("partner", company.id.0, least).await;
    }
    let deal = portal.opportunity().create().await;
    let values = vec![("estimated_value", 2_000_000_i64.into()), ("currency", "CZK".into())];
    portal.set("opportunity", deal.id.0, values).await;
    let reasons = async || match refused(&portal, routing::distribute(&staff, deal.id)).await {
        Error::Refused(Refusal::NobodyFits { reasons }) => reasons,
        other => panic!("{other:?}"),
    };
    assert_eq!(reasons().await, [(Obstacle::NoRate, 3)]);

    let yesterday = (admin.now - TimeDelta::days(1)).date_naive();
    rate::save_rate(&admin, None, &typed("2020-01-02", "19")).await.unwrap();
    rate::save_rate(&admin, None, &typed(&yesterday.to_string(), "25")).await.unwrap();
    assert_eq!(reasons().await, [(Obstacle::ValueBelow, 3)]);
    rate::save_rate(&admin, Some(1), &typed(&yesterday.to_string(), "20")).await.unwrap();

    routing::distribute(&staff, deal.id).await.unwrap();

    let decision = routing::decisions(&staff, deal.id).await.unwrap().remove(0);
    let used = Rate { currency: Currency::Eur, valid_from: yesterday, millionths: 20_000_000 };
    assert_eq!(decision.rates, [used]);
    assert_eq!(decision.recomputed(), decision);
    assert_eq!(routing::explain(&staff, deal.id).await.unwrap()[0].rates, [used]);
}
