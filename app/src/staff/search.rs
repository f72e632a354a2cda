//! The search for opportunities: a plain form, so that it works on every page and without script.

use domain::opportunity::ListQuery;
use leptos::prelude::*;
use ui::{Glyph, Icon};

use super::{opportunities::list_query, places::OPPORTUNITIES};
use crate::text::StaffText;

/// The field. On the list it searches within the view and the filters that are open.
#[component]
pub(crate) fn Search(
    /// Id of the field.
    id: &'static str,
    /// What the list shows now.
    query: ListQuery,
) -> impl IntoView {
    let t = StaffText::get();
    let kept = list_query::pairs(&list_query::first_page(&query));
    let kept = kept.into_iter().filter(|(name, _)| *name != "q");
    let hidden = kept.map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    view! {
        <form class="search" role="search" method="get" action=OPPORTUNITIES>
            <Icon glyph=Glyph::Search />
            <label class="vh" for=id>
                {t.search_label}
            </label>
            <input
                class="input"
                type="search"
                id=id
                name="q"
                value=query.q.clone()
                placeholder=t.search_hint
                autocomplete="off"
                maxlength="200"
            />
            {hidden.collect_view()}
            <button class="vh" type="submit" tabindex="-1">
                {t.search}
            </button>
        </form>
    }
}
