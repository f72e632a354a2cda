//! What each partner did in the period.

use domain::{
    dashboard::{PartnerFigures, SAMPLE_MIN, percent},
    format,
};
use leptos::prelude::*;
use ui::{Cell, Row, Table, Th};

use super::{figure::number, sales::amount};
use crate::{
    staff::places::PARTNERS,
    text::{self, DashboardText},
};

/// So many partners are in sight; the others are folded away.
const IN_SIGHT: usize = 10;

/// The card.
#[component]
pub(super) fn Leaderboard(
    /// The partners, the best first.
    partners: Vec<PartnerFigures>,
    /// The period in words.
    note: String,
) -> AnyView {
    let t = DashboardText::get();
    let mut first = partners;
    let others = first.split_off(first.len().min(IN_SIGHT));
    let nothing =
        first.is_empty().then(|| view! { <p class="card-body muted">{t.no_partners}</p> });
    let shown = (!first.is_empty()).then(|| table(first));
    let others = (!others.is_empty()).then(|| {
        let count = others.len();
        view! {
            <details class="data-alt">
                <summary>{t.other_partners} " " <span class="muted">{count}</span></summary>
                {table(others)}
            </details>
        }
    });
    view! {
        <section class="card" aria-labelledby="partners-h">
            <div class="card-head">
                <h2 id="partners-h">{t.leaderboard}</h2>
                <span class="sub">{note} " · " {text::sample(text::lang(), SAMPLE_MIN)}</span>
            </div>
            {nothing}
            {shown}
            {others}
        </section>
    }
    .into_any()
}

fn table(partners: Vec<PartnerFigures>) -> AnyView {
    let t = DashboardText::get();
    let head = move || {
        view! {
            <Th word=t.partner />
            <Th word=t.settled class="num" />
            <Th word=t.acceptance />
            <Th word=t.answers_in class="num" />
            <Th word=t.win_rate />
            <Th word=t.won_value class="num" />
        }
    };
    view! {
        <Table caption=t.leaderboard class="table--cards table--rank" head>
            {partners.into_iter().map(line).collect_view()}
        </Table>
    }
    .into_any()
}

fn line(partner: PartnerFigures) -> AnyView {
    let (t, lang) = (DashboardText::get(), text::lang());
    let rate = percent(&partner.accepted, &partner.settled, SAMPLE_MIN);
    let wins = percent(&partner.won, &partner.closed, SAMPLE_MIN);
    let median = partner.median.filter(|_| rate.is_some());
    let median = median.map(|seconds| format::remaining(lang, seconds));
    let won = partner.sales.iter().map(|sale| view! { <div>{amount(sale)}</div> }).collect_view();
    let href = [PARTNERS, "/", &partner.id.to_string()].concat();
    view! {
        <Row>
            <Cell class="main-cell">
                <a href=href>{partner.name}</a>
            </Cell>
            <Cell class="num" label=t.settled>
                {number(&partner.settled, t.settled_offers)}
            </Cell>
            <Cell label=t.acceptance>
                {meter(rate)} <small>{t.accepted} " " {number(&partner.accepted, t.accepted_offers)}</small>
            </Cell>
            <Cell class="num" label=t.answers_in>
                {median.unwrap_or_else(|| t.too_few.to_owned())} <small>
                    {t.answers} " " {number(&partner.answered, t.answered_offers)}
                </small>
            </Cell>
            <Cell label=t.win_rate>
                {meter(wins)}
                <small>
                    {t.won_count} " " {number(&partner.won, t.won_count)} " " {t.of_closed} " "
                    {number(&partner.closed, t.closed)}
                </small>
            </Cell>
            <Cell class="num strong" label=t.won_value>
                {won}
            </Cell>
        </Row>
    }
    .into_any()
}

/// A share as a bar and in figures; too small a sample says nothing.
fn meter(share: Option<u64>) -> AnyView {
    let Some(share) = share else {
        return view! { <span class="muted">{DashboardText::get().too_few}</span> }.into_any();
    };
    view! {
        <span class="meter">
            <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                <rect class="s0" width="100" height="6" />
                <rect class="s1" width=share.min(100).to_string() height="6" />
            </svg>
            {text::percent(text::lang(), share)}
        </span>
    }
    .into_any()
}
