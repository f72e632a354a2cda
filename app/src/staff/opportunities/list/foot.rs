//! Below the list: sums per currency, and the way to the next page.

use domain::{
    format::{self, Decimals},
    money::Money,
    opportunity::{Count, ListQuery},
};
use leptos::prelude::*;
use ui::Pager;

use super::query;
use crate::text::{self, ListText};

/// The bar.
#[component]
pub(super) fn Foot(
    query: ListQuery,
    /// Rows in sight.
    shown: usize,
    total: Count,
    sums: Vec<Money>,
    next: Option<String>,
    previous: Option<String>,
) -> impl IntoView {
    let (t, lang) = (ListText::get(), text::lang());
    let sums = sums.into_iter().map(|sum| {
        view! {
            <span>
                <b>{format::money(lang, sum, Decimals::IfAny)}</b>
            </span>
        }
    });
    let place = |change: fn(&mut ListQuery, String), cursor: Option<String>| {
        cursor.map(|cursor| query::with(&query, |query| change(query, cursor)).into())
    };
    let next = place(|query, cursor| query.after = cursor, next);
    let previous = place(|query, cursor| query.before = cursor, previous);
    view! {
        <div class="totals">
            <span>{t.total}</span>
            {sums.collect_view()}
            <Pager
                label=t.pages
                range=text::range(lang, shown, total)
                previous_word=t.previous
                next_word=t.next
                previous
                next
            />
        </div>
    }
}
