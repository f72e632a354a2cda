//! What holds today, and what held before.

use chrono::NaiveDate;
use domain::{
    format,
    money::Currency,
    rate::{Rate, RateDay, currencies, digits},
};
use leptos::prelude::*;
use ui::{Card, Cell, Row, Table, Th};

use crate::{
    staff::places::RATES,
    text::{self, RateText},
};

/// Each currency with its rate of today, or that it has none.
pub(super) fn today(now: &[Rate]) -> AnyView {
    let (t, lang) = (RateText::get(), text::lang());
    let line = |currency: Currency| {
        let rate = now.iter().find(|rate| rate.currency == currency);
        let words = match rate {
            Some(rate) => text::stated_rate(lang, rate),
            None => [currency.as_ref(), ": ", t.none].concat(),
        };
        view! { <li>{words}</li> }.into_any()
    };
    let lines: Vec<AnyView> = currencies().map(line).collect();
    view! {
        <Card id="now" title=t.now>
            <ul class="plain stack-sm">{lines}</ul>
        </Card>
    }
    .into_any()
}

/// A line for each day and a column for each currency; a figure leads to its correction.
pub(super) fn days(days: Vec<RateDay>, older: Option<NaiveDate>) -> AnyView {
    let t = RateText::get();
    if days.is_empty() {
        return view! {
            <Card id="days" title=t.days>
                <p class="muted">{t.no_days}</p>
            </Card>
        }
        .into_any();
    }
    let head = move || {
        view! {
            <Th word=t.valid_from />
            {currencies()
                .map(|one| view! { <Th word=one.to_string() class="num" /> })
                .collect_view()}
        }
    };
    let rows: Vec<AnyView> = days.iter().map(row).collect();
    let older = older.map(|day| {
        let href = format!("{RATES}?before={day}#days");
        view! {
            <div>
                <a class="btn" href=href>
                    {t.older}
                </a>
            </div>
        }
    });
    view! {
        <Card id="days" title=t.days body="">
            <Table caption=t.days class="table--cards table--slim" head>
                {rows}
            </Table>
        </Card>
        {older}
    }
    .into_any()
}

fn row(of: &RateDay) -> AnyView {
    let lang = text::lang();
    let cell = |currency: Currency| {
        let rate = of.rates.iter().find(|rate| rate.currency == currency);
        let figure = rate.map(|rate| {
            let href = format!("{RATES}?currency={currency}&day={}#rate", rate.valid_from);
            let label = text::correct_rate(lang, rate);
            view! { <a href=href aria-label=label>{digits(lang, rate.millionths)}</a> }
        });
        view! {
            <Cell label=currency.to_string() class="num">
                {figure}
            </Cell>
        }
        .into_any()
    };
    let cells: Vec<AnyView> = currencies().map(cell).collect();
    let day = format::date(lang, of.day);
    view! {
        <Row>
            <Cell class="main-cell">{day}</Cell>
            {cells}
        </Row>
    }
    .into_any()
}
