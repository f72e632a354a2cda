//! What needs a decision: how many of each kind, and what has waited longest.

use domain::{
    dashboard::{Figure, WaitingItem, Waits},
    format::{self, Decimals},
};
use leptos::prelude::*;
use ui::{Glyph, Icon};

use super::figure::{href, number};
use crate::{
    shared::{moment, now},
    staff::places,
    text::{self, DashboardText},
};

/// The card.
#[component]
pub(super) fn Waiting(
    /// How many wait for what.
    figures: Vec<(Waits, Figure)>,
    /// Those that have waited longest.
    oldest: Vec<WaitingItem>,
    /// Offers that run out today.
    expiring_today: Figure,
) -> AnyView {
    let t = DashboardText::get();
    let reasons = figures.iter().map(|(why, figure)| reason(*why, figure)).collect_view();
    let nothing = oldest.is_empty().then(|| view! { <p class="card-body muted">{t.nothing}</p> });
    view! {
        <section class="card" aria-labelledby="waiting-h">
            <div class="card-head">
                <h2 id="waiting-h">{t.waiting}</h2>
                <span class="sub">{t.now}</span>
                <span class="push sm">
                    {t.expiring_today} " " {number(&expiring_today, t.expiring_today)}
                </span>
            </div>
            <ul class="reasons">{reasons}</ul>
            {nothing}
            <ul class="queue" aria-label=t.oldest>
                {oldest.into_iter().map(item).collect_view()}
            </ul>
        </section>
    }
    .into_any()
}

fn reason(why: Waits, figure: &Figure) -> AnyView {
    let lang = text::lang();
    let count = text::count(lang, figure.count);
    let none = figure.number() == 0;
    view! {
        <li>
            <a class="chip" class:is-none=none href=href(figure)>
                <span>
                    {text::waits(lang, why)}
                    " "
                    <b>{count}</b>
                </span>
            </a>
        </li>
    }
    .into_any()
}

fn item(item: WaitingItem) -> AnyView {
    let lang = text::lang();
    let age = now().signed_duration_since(item.since).num_seconds();
    let value = item.value.map(|value| format::money(lang, value, Decimals::IfAny));
    view! {
        <li>
            <a href=places::opportunity(&item.reference)>{item.topic}</a>
            <span class="countdown">
                <Icon glyph=Glyph::Clock />
                {[text::age(lang, age).as_str(), " · ", &moment(item.since)].concat()}
            </span>
            <small>{text::why(lang, item.why, item.partner.as_deref())}</small>
            <small>{value}</small>
        </li>
    }
    .into_any()
}
