//! The figures in large type: acceptance, answer time, what was won; and what the reader owns.

use domain::{
    dashboard::{Figure, OwnFigures, Reports, percent},
    format::{self, Decimals},
    money::Money,
};
use leptos::prelude::*;

use super::figure::number;
use crate::text::{self, DashboardText};

/// Amounts, one beside the other.
fn sums(sums: &[Money]) -> String {
    let lang = text::lang();
    let sums: Vec<_> = sums.iter().map(|sum| format::money(lang, *sum, Decimals::IfAny)).collect();
    sums.join(" · ")
}

/// What the reader owns.
#[component]
pub(super) fn Own(
    /// Counted.
    own: OwnFigures,
    /// The period in words.
    note: String,
) -> AnyView {
    let t = DashboardText::get();
    let tile = |word: &'static str, figure: &Figure, note: String| {
        let figure = number(figure, word);
        view! {
            <div class="kpi">
                <dt class="k">{word}</dt>
                <dd class="v">{figure}</dd>
                <dd class="d">{note}</dd>
            </div>
        }
    };
    view! {
        <section class="card" aria-labelledby="own-h">
            <div class="card-head">
                <h2 id="own-h">{t.own}</h2>
            </div>
            <dl class="kpis">
                {tile(t.own_open, &own.open, t.now.to_owned())}
                {tile(t.own_decision, &own.decision, t.now.to_owned())}
                {tile(t.own_delivered, &own.delivered, t.now.to_owned())}
                {tile(t.own_won, &own.won, note)}
            </dl>
        </section>
    }
    .into_any()
}

/// What managers read first; `note` is the period in words.
pub(super) fn results(reports: &Reports, note: String) -> AnyView {
    let t = DashboardText::get();
    let lang = text::lang();
    let rate = percent(&reports.accepted, &reports.settled, 1);
    let rate = rate.map_or_else(|| t.no_data.to_owned(), |rate| text::percent(lang, rate));
    let time = |seconds: Option<i64>| {
        seconds.map_or_else(|| t.no_data.to_owned(), |seconds| format::remaining(lang, seconds))
    };
    let (median, p90) = reports.answer.map(|answer| (answer.median, answer.p90)).unzip();
    let won = if reports.won_sums.is_empty() {
        t.nothing_won.to_owned()
    } else {
        sums(&reports.won_sums)
    };
    view! {
        <section class="card" aria-labelledby="results-h">
            <div class="card-head">
                <h2 id="results-h">{t.results}</h2>
                <span class="sub">{note}</span>
            </div>
            <dl class="kpis">
                <div class="kpi">
                    <dt class="k">{t.acceptance}</dt>
                    <dd class="v">{rate}</dd>
                    <dd class="d">
                        {t.accepted} " " {number(&reports.accepted, t.accepted_offers)} " " {t.of_settled} " "
                        {number(&reports.settled, t.settled_offers)}
                    </dd>
                </div>
                <div class="kpi">
                    <dt class="k">{t.median}</dt>
                    <dd class="v">{time(median)}</dd>
                    <dd class="d">
                        {t.p90} " " {time(p90)} " · " {t.answers} " "
                        {number(&reports.answered, t.answered_offers)}
                    </dd>
                </div>
                <div class="kpi">
                    <dt class="k">{t.won_value}</dt>
                    <dd class="v">{won}</dd>
                    <dd class="d">{t.won_count} " " {number(&reports.won, t.won_count)}</dd>
                </div>
            </dl>
        </section>
    }
    .into_any()
}
