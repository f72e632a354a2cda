//! Ticking opportunities in the list to distribute them. The boxes belong to a plain form that asks for the preview.

use std::collections::BTreeSet;

use domain::opportunity::{Count, ListQuery, OpportunityRow, Status};
use leptos::prelude::*;
use ui::{Button, Glyph};

use super::query;
use crate::{
    staff::places::PREVIEW,
    text::{self, SelectionText},
};

/// What a ticked one is called in the URL.
pub(super) const PICK: &str = "pick";
/// Id of the form.
const FORM: &str = "selection";

/// What is ticked: kept outside of the rows, which are drawn anew whenever something changes.
#[derive(Clone, Copy)]
pub(super) struct Picked(RwSignal<BTreeSet<String>>);

impl Picked {
    /// Those that the URL names: whoever comes back from the preview finds them ticked.
    pub fn of(references: Vec<String>) -> Self {
        Self(RwSignal::new(references.into_iter().collect()))
    }
}

/// Whether it can be offered to a partner from where it stands: what a partner brought is approved first.
pub(super) fn may_be_offered(row: &OpportunityRow) -> bool {
    let is_open = matches!(
        row.status,
        Status::InProgress | Status::Declined | Status::Expired | Status::Returned
    );
    is_open && !row.awaiting_approval
}

/// The box of one row.
#[component]
pub(super) fn Pick(reference: String, topic: String, picked: Picked) -> AnyView {
    let label = [SelectionText::get().choose, " ", &topic].concat();
    let (known, value) = (reference.clone(), reference.clone());
    let ticked = move || picked.0.with(|all| all.contains(&known));
    // The attribute is for whoever has no script: it says how the box begins.
    let is_ticked = picked.0.with_untracked(|all| all.contains(&reference));
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
            name=PICK
            form=FORM
            value=value
            aria-label=label
            checked=is_ticked
            prop:checked=ticked
            on:change=tick
        />
    }
    .into_any()
}

/// The form: those that are ticked, or everything that this view shows.
#[component]
pub(super) fn Selecting(
    query: ListQuery,
    total: Count,
    picked: Picked,
    /// Those of this page, which have a box of their own.
    boxes: BTreeSet<String>,
) -> AnyView {
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
    // What was ticked on other pages of the list goes along; of this page the boxes say it themselves.
    let elsewhere = move || {
        let named = |value: &String| {
            let value = value.clone();
            view! { <input type="hidden" name=PICK value=value /> }
        };
        picked.0.with(|all| all.difference(&boxes).map(named).collect_view())
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
