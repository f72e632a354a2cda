//! Below the list: sums per currency, and the way to the next page.

use domain::{
    format::{self, Decimals},
    money::Money,
    opportunity::{Count, ListQuery},
    rate::InBase,
};
use leptos::prelude::*;
use ui::Pager;

use super::query;
use crate::{
    staff::places,
    text::{self, ListText},
};

/// The bar.
#[component]
pub(super) fn Foot(
    query: ListQuery,
    /// Rows in sight.
    shown: usize,
    total: Count,
    sums: Vec<Money>,
    /// The same in one currency.
    in_base: Option<InBase>,
    /// The reader may enter a rate that is missing.
    may_rates: bool,
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
            {in_base.map(|all| in_one(all, may_rates))}
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

/// One total, and the currencies that are not in it.
fn in_one(all: InBase, may_rates: bool) -> AnyView {
    let lang = text::lang();
    let InBase { about, missing } = all;
    let words = about.map(|(total, day)| text::total_in_base(lang, total, day));
    let without = text::without_rates(lang, &missing, words.is_some()).map(|words| {
        if may_rates {
            view! { <a href=places::RATES>{words}</a> }.into_any()
        } else {
            words.into_any()
        }
    });
    let gap = (words.is_some() && without.is_some()).then_some(" ");
    view! { <span>{words} {gap} {without}</span> }.into_any()
}
