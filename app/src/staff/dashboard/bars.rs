//! Bars beside their numbers: a table that is its own chart.

use domain::{
    choice::{Chosen, List},
    dashboard::Figure,
    opportunity::Occasion,
};
use leptos::prelude::*;

use super::figure::number;
use crate::text::{self, DashboardText};

/// How many got how far in the period.
#[component]
pub(super) fn Funnel(
    /// The steps.
    steps: Vec<(Occasion, Figure)>,
    /// The period in words.
    note: String,
) -> AnyView {
    let t = DashboardText::get();
    let lang = text::lang();
    let rows = steps
        .into_iter()
        .map(|(step, figure)| (text::step(lang, step).to_owned(), figure))
        .collect();
    chart(Chart { id: "funnel", title: t.funnel, head: t.step, note, hint: t.funnel_hint, rows })
}

/// Why partners said no.
#[component]
pub(super) fn Declines(
    /// The reasons.
    reasons: Vec<(Chosen, Figure)>,
    /// The period in words.
    note: String,
) -> AnyView {
    let t = DashboardText::get();
    let lang = text::lang();
    let rows: Vec<_> = reasons
        .into_iter()
        .map(|(reason, figure)| (text::choice(lang, List::Decline, &reason), figure))
        .collect();
    let hint = if rows.is_empty() { t.no_declines } else { "" };
    chart(Chart { id: "declines", title: t.declines, head: t.reason, note, hint, rows })
}

struct Chart {
    id: &'static str,
    title: &'static str,
    head: &'static str,
    note: String,
    hint: &'static str,
    rows: Vec<(String, Figure)>,
}

fn chart(chart: Chart) -> AnyView {
    let Chart { id, title, head, note, hint, rows } = chart;
    let heading = [id, "-h"].concat();
    let most = rows.iter().map(|(_, figure)| figure.number()).max().unwrap_or_default();
    let lines = rows.into_iter().map(|(word, figure)| line(&word, &figure, most)).collect_view();
    let table = (most > 0).then(|| {
        view! {
            <table class="bars">
                <caption class="vh">{title}</caption>
                <thead class="vh">
                    <tr>
                        <th scope="col">{head}</th>
                        <th scope="col">{DashboardText::get().count}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        }
    });
    view! {
        <section class="card" aria-labelledby=heading>
            <div class="card-head">
                <h2 id=heading.clone()>{title}</h2>
                <span class="sub">{note}</span>
            </div>
            <div class="card-body stack">
                {table}
                {(!hint.is_empty()).then(|| view! { <p class="xs muted">{hint}</p> })}
            </div>
        </section>
    }
    .into_any()
}

fn line(word: &str, figure: &Figure, most: u64) -> AnyView {
    view! {
        <tr>
            <th scope="row">{word.to_owned()}</th>
            <td>
                <span class="bar-cell">
                    {bar(figure.number(), most)}
                    {number(figure, word.to_owned())}
                </span>
            </td>
        </tr>
    }
    .into_any()
}

/// Length of the longest bar and height of each, in units of the picture.
const LONG: u64 = 240;
const HIGH: u64 = 20;
/// How far the end is cut, as everything that is handed over.
const CUT: u64 = 7;

/// A bar with the cut of the baton; the number beside it says the same.
pub(crate) fn bar(value: u64, most: u64) -> AnyView {
    let path = |length: u64| {
        let end = length.saturating_sub(CUT.min(length));
        format!("M0 0H{length}L{end} {HIGH}H0Z")
    };
    let length = length(value, most);
    view! {
        <svg
            class="long-bar"
            viewBox=format!("0 0 {LONG} {HIGH}")
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            <path class="s3" d=path(LONG) />
            <path class="s1" d=path(length) />
        </svg>
    }
    .into_any()
}

/// How long a bar is beside the longest one. Amounts of all partners together, times a length, need more than 64 bits.
fn length(value: u64, most: u64) -> u64 {
    let share = (u128::from(value) * u128::from(LONG)).checked_div(u128::from(most));
    share.and_then(|length| u64::try_from(length).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_bar_is_whole_however_much_it_stands_for() {
        assert_eq!(length(u64::MAX, u64::MAX), LONG);
        assert_eq!(length(u64::MAX / 2, u64::MAX), LONG / 2 - 1);
        assert_eq!((length(1, 2), length(0, 0)), (LONG / 2, 0));
    }
}
