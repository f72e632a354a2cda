//! What stands in the place of rows where there are none: why, and where there are some.

use domain::opportunity::{ListQuery, ViewCount};
use leptos::prelude::*;
use ui::{ButtonKind, ButtonLink, EmptyState, Glyph};

use super::{query, view_word};
use crate::{
    staff::places::{IMPORT, NEW_OPPORTUNITY, OPPORTUNITIES},
    text::{self, ListText, RecordText},
};

/// The very first day: what to do to have something here.
pub(super) fn at_first(may_import: bool) -> AnyView {
    let t = ListText::get();
    let actions = move || {
        let import = may_import
            .then(|| view! { <ButtonLink href=IMPORT glyph=Glyph::Upload>{t.import}</ButtonLink> });
        view! {
            <div class="actions">
                <ButtonLink href=NEW_OPPORTUNITY glyph=Glyph::Plus>
                    {RecordText::get().new_title}
                </ButtonLink>
                {import}
            </div>
        }
    };
    view! { <EmptyState title=t.none_title text=t.none_text actions /> }.into_any()
}

/// A view in which nothing is, or nothing that matches.
pub(super) fn empty(query: &ListQuery, elsewhere: Vec<ViewCount>) -> AnyView {
    let t = ListText::get();
    if !query::is_filtered(query) {
        let actions = move || view! { <ButtonLink href=OPPORTUNITIES>{t.show_all}</ButtonLink> };
        return view! { <EmptyState title=t.empty_title text=t.empty_text actions /> }.into_any();
    }
    let (title, text) = if elsewhere.is_empty() {
        (t.no_match_title, t.no_match_text)
    } else {
        (t.elsewhere_title, t.elsewhere_text)
    };
    let found: Vec<_> = elsewhere.into_iter().map(|count| link(query, count)).collect();
    let back = back(query);
    let actions = move || {
        view! { <div class="actions">{found} {back}</div> }
    };
    view! { <EmptyState title text actions /> }.into_any()
}

/// The same search and filters in another view.
fn link(asked: &ListQuery, ViewCount { view, count }: ViewCount) -> AnyView {
    let href = query::with(asked, |query| query.view = view.to_string());
    let word = text::elsewhere(text::lang(), count, view_word(view));
    view! { <ButtonLink href>{word}</ButtonLink> }.into_any()
}

/// Fewer conditions: first the filters go, then the search.
fn back(asked: &ListQuery) -> AnyView {
    let t = ListText::get();
    let (word, fewer) = if query::is_narrowed(asked) {
        (t.without_filters, query::searched_only(asked))
    } else {
        (t.end_search, query::unfiltered(asked))
    };
    let href = query::href(&fewer);
    view! {
        <ButtonLink href kind=ButtonKind::Quiet>
            {word}
        </ButtonLink>
    }
    .into_any()
}
