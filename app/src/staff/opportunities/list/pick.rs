//! Ticking opportunities in the list to distribute them. The boxes belong to a plain form that asks for the preview.

use std::collections::BTreeSet;

use domain::opportunity::{Count, ListQuery, Status};
use leptos::prelude::*;
use ui::{Button, Glyph};

use super::query;
use crate::{
    staff::places::PREVIEW,
    text::{self, SelectionText},
};

/// Id of the form.
const FORM: &str = "selection";

/// What is ticked: kept outside of the rows, which are drawn anew whenever something changes.
#[derive(Clone, Copy, Default)]
pub(super) struct Picked(RwSignal<BTreeSet<String>>);

/// Whether it can be offered to a partner from where it stands.
pub(super) fn may_be_offered(status: Status) -> bool {
    matches!(status, Status::InProgress | Status::Declined | Status::Expired | Status::Returned)
}

/// The box of one row.
#[component]
pub(super) fn Pick(reference: String, topic: String, picked: Picked) -> AnyView {
    let label = [SelectionText::get().choose, " ", &topic].concat();
    let (known, value) = (reference.clone(), reference.clone());
    let ticked = move || picked.0.with(|all| all.contains(&known));
    let tick = move |event| {
        let is_ticked = event_target_checked(&event);
        picked.0.update(|all| {
            if is_ticked {
                all.insert(reference.clone())
            } else {
                all.remove(&reference)
            };
        });
    };
    view! {
        <input
            class="pick"
            type="checkbox"
            name="pick"
            form=FORM
            value=value
            aria-label=label
            prop:checked=ticked
            on:change=tick
        />
    }
    .into_any()
}

/// The form: those that are ticked, or everything that this view shows.
#[component]
pub(super) fn Selecting(query: ListQuery, total: Count, picked: Picked) -> AnyView {
    let (t, lang) = (SelectionText::get(), text::lang());
    let kept = query::pairs(&query::first_page(&query));
    let hidden = kept
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    let all = text::whole_view(lang, &text::count(lang, total));
    let count = move || {
        let count = picked.0.with(BTreeSet::len);
        (count > 0).then(|| [" (", &count.to_string(), ")"].concat())
    };
    // What was ticked on other pages of the list goes along; named twice it counts once.
    let elsewhere = move || {
        let named = |value: &String| {
            let value = value.clone();
            view! { <input type="hidden" name="pick" value=value /> }
        };
        picked.0.with(|all| all.iter().map(named).collect_view())
    };
    view! {
        <form class="cluster selecting" id=FORM method="get" action=PREVIEW>
            {hidden.collect_view()}
            {elsewhere}
            <span class="sm muted">{t.lead}</span>
            <Button submit=true glyph=Glyph::Send>
                {t.ticked}
                {count}
            </Button>
            <Button submit=true name="all" value="1">
                {all}
            </Button>
            <a class="push sm" href=crate::staff::places::DISTRIBUTIONS>
                {t.runs}
            </a>
        </form>
    }
    .into_any()
}
