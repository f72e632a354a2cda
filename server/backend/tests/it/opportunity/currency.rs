//! Another currency: the figures that were left are kept or converted, and nothing happens unasked.

use backend::{Context, opportunity, rate};
use chrono::TimeDelta;
use domain::{
    invalid::Problem,
    money::{Currency, Money},
    opportunity::{ListQuery, OpportunityForm, SavedNotice},
    rate::{InBase, RateForm},
    timeline::Event,
};
use testkit::Portal;

use super::{newest_facts, refused, save, shown, wrong};

async fn enter(portal: &Portal, currency: &str, days_ago: i64, figure: &str) {
    let admin = portal.staff_admin();
    let day = (admin.now - TimeDelta::days(days_ago)).date_naive();
    let form = RateForm {
        currency: currency.to_owned(),
        valid_from: day.to_string(),
        rate: figure.to_owned(),
    };
    rate::save_rate(&admin, None, &form).await.unwrap();
}

fn to(currency: &str, conversion: &str) -> impl FnOnce(&mut OpportunityForm) + use<> {
    let (currency, conversion) = (currency.to_owned(), conversion.to_owned());
    move |form| {
        form.currency = currency;
        form.conversion = conversion;
    }
}

async fn value(cx: &Context, reference: &str) -> Option<Money> {
    shown(cx, reference).await.value
}

fn unanswered() -> Vec<(String, Problem)> {
    wrong("conversion", Problem::Choice)
}

#[tokio::test]
async fn a_figure_that_was_left_is_asked_about_and_nothing_is_stored() {
    let portal = Portal::open().await;
    enter(&portal, "EUR", 1, "25,72").await;
    let deal = portal.opportunity().value(100_000, "EUR").create().await;
    let cx = portal.staff_seller();

    assert_eq!(refused(&portal, &cx, &deal.reference, to("CZK", "")).await, unanswered());
    assert_eq!(refused(&portal, &cx, &deal.reference, to("CZK", "maybe")).await, unanswered());
    let more = refused(&portal, &cx, &deal.reference, |form| {
        to("CZK", "")(form);
        form.topic.clear();
    })
    .await;
    let all = [unanswered(), wrong("topic", Problem::Required)].concat();
    assert_eq!(more, all);
    let page = shown(&cx, &deal.reference).await;
    let rate = page.choices.rates.first().map(|rate| (rate.currency, rate.millionths));
    assert_eq!(rate, Some((Currency::Eur, 25_720_000)));
}

#[tokio::test]
async fn the_digits_are_kept_or_the_amount_is_converted_at_the_newest_rate() {
    let portal = Portal::open().await;
    enter(&portal, "EUR", 9, "24").await;
    enter(&portal, "EUR", 1, "25,72").await;
    enter(&portal, "JPY", 2, "0,13452").await;
    let cx = portal.staff_manager();
    let deal = portal.opportunity().value(100_050, "EUR").create().await;

    save(&cx, &deal.reference, to("CZK", "convert")).await.unwrap();
    assert_eq!(value(&cx, &deal.reference).await, Some(Money::new(2_573_286, Currency::Czk)));
    let fields = vec!["currency".to_owned(), "estimated_value".to_owned()];
    assert_eq!(newest_facts(&portal, deal.id).await, Event::Edited { fields });

    save(&cx, &deal.reference, to("EUR", "keep")).await.unwrap();
    assert_eq!(value(&cx, &deal.reference).await, Some(Money::new(2_573_286, Currency::Eur)));
    let fields = vec!["currency".to_owned()];
    assert_eq!(newest_facts(&portal, deal.id).await, Event::Edited { fields });

    // A currency without decimals: the digits make no amount of it, the conversion does.
    let kept = refused(&portal, &cx, &deal.reference, to("JPY", "keep")).await;
    assert_eq!(kept, wrong("estimated_value", Problem::AmountDecimals { places: 0 }));
    assert_eq!(refused(&portal, &cx, &deal.reference, to("JPY", "")).await, unanswered());
    save(&cx, &deal.reference, to("JPY", "convert")).await.unwrap();
    assert_eq!(value(&cx, &deal.reference).await, Some(Money::new(4_920_080, Currency::Jpy)));
}

#[tokio::test]
async fn what_was_typed_with_the_currency_counts() {
    let portal = Portal::open().await;
    enter(&portal, "EUR", 1, "25,72").await;
    let cx = portal.staff_seller();
    for conversion in ["", "keep", "convert"] {
        let deal = portal.opportunity().value(100_000, "CZK").create().await;
        save(&cx, &deal.reference, |form| {
            to("EUR", conversion)(form);
            form.estimated_value = "40,5".into();
        })
        .await
        .unwrap();
        assert_eq!(value(&cx, &deal.reference).await, Some(Money::new(4_050, Currency::Eur)));
    }
    let nothing = portal.opportunity().value(None, "CZK").create().await;
    save(&cx, &nothing.reference, to("EUR", "")).await.unwrap();
    assert_eq!(shown(&cx, &nothing.reference).await.form.currency, "EUR");
}

#[tokio::test]
async fn without_a_rate_a_figure_can_only_be_kept() {
    let portal = Portal::open().await;
    let cx = portal.staff_seller();
    let deal = portal.opportunity().value(100_000, "CZK").create().await;
    assert_eq!(refused(&portal, &cx, &deal.reference, to("GBP", "convert")).await, unanswered());
    save(&cx, &deal.reference, to("GBP", "keep")).await.unwrap();
    assert_eq!(value(&cx, &deal.reference).await, Some(Money::new(100_000, Currency::Gbp)));
}

#[tokio::test]
async fn an_amount_that_would_be_too_large_is_refused_at_its_field() {
    let portal = Portal::open().await;
    enter(&portal, "EUR", 1, "25,72").await;
    enter(&portal, "JPY", 1, "0,000001").await;
    let cx = portal.staff_seller();
    let deal = portal.opportunity().value(100_000_000_000_000, "EUR").create().await;
    for currency in ["CZK", "JPY"] {
        let errors = refused(&portal, &cx, &deal.reference, to(currency, "convert")).await;
        assert_eq!(errors, wrong("estimated_value", Problem::AmountRange), "{currency}");
    }
}

#[tokio::test]
async fn an_actual_value_is_converted_too() {
    let portal = Portal::open().await;
    enter(&portal, "EUR", 1, "25").await;
    let cx = portal.staff_manager();
    let deal = portal.opportunity().value(100_000, "CZK").create().await;
    save(&cx, &deal.reference, |form| {
        form.status = "won".into();
        form.actual_value = "2 000".into();
    })
    .await
    .unwrap();

    // As a page sends it that does not show the actual value.
    save(&cx, &deal.reference, |form| {
        to("EUR", "convert")(form);
        form.actual_value.clear();
    })
    .await
    .unwrap();

    let page = shown(&cx, &deal.reference).await;
    let euros = |minor| Some(Money::new(minor, Currency::Eur));
    assert_eq!((page.value, page.actual_value), (euros(4_000), euros(8_000)));
}

#[tokio::test]
async fn pressing_twice_converts_once_and_an_older_version_converts_nothing() {
    let portal = Portal::open().await;
    enter(&portal, "EUR", 1, "25").await;
    let (cx, other) = (portal.staff_manager(), portal.staff_admin());
    let deal = portal.opportunity().value(100_000, "CZK").create().await;
    let page = shown(&cx, &deal.reference).await;
    let mut form = page.form.clone();
    to("EUR", "convert")(&mut form);
    let press = async || {
        let seen = Some(page.form.clone());
        opportunity::save(&cx, page.id, page.version, seen, form.clone()).await
    };
    let first = press().await.unwrap();
    let again = press().await.unwrap();
    assert_eq!((again.version, again.notice), (first.version, SavedNotice::Stored));
    assert_eq!(value(&cx, &deal.reference).await, Some(Money::new(4_000, Currency::Eur)));

    save(&other, &deal.reference, |form| form.estimated_value = "50".into()).await.unwrap();
    let before = portal.digest().await;
    match press().await {
        Err(backend::Error::Conflict(conflict)) => {
            let told: Vec<_> = conflict
                .fields
                .iter()
                .map(|f| (f.field.as_str(), f.theirs.as_str(), f.mine.as_str()))
                .collect();
            assert_eq!(told, [("estimated_value", "50", "40")]);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(portal.digest().await, before);
}

#[tokio::test]
async fn sums_in_several_currencies_come_to_one_total_and_name_what_has_no_rate() {
    let portal = Portal::open().await;
    let cx = portal.staff_seller();
    let total = async || opportunity::list(&cx, &ListQuery::default()).await.unwrap().in_base;
    portal.opportunity().value(100_050, "CZK").create().await;
    assert_eq!(total().await, None);

    portal.opportunity().value(10_000, "EUR").create().await;
    let missing = vec![Currency::Eur];
    assert_eq!(total().await, Some(InBase { about: None, missing }));

    enter(&portal, "EUR", 3, "25,72").await;
    enter(&portal, "USD", 1, "22").await;
    let day = (cx.now - TimeDelta::days(3)).date_naive();
    let about = |units: i64| Some((Money::new(units * 100, Currency::Czk), day));
    assert_eq!(total().await, Some(InBase { about: about(3_573), missing: Vec::new() }));

    portal.opportunity().value(10_000, "GBP").create().await;
    portal.opportunity().value(10_000, "USD").create().await;
    let all = InBase { about: about(5_773), missing: vec![Currency::Gbp] };
    assert_eq!(total().await, Some(all));
}
