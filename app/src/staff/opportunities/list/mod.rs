//! The list of opportunities. Everything about it stands in the URL.

mod empty;
mod filters;
mod foot;
mod pick;
pub(crate) mod query;
mod rows;

use std::collections::BTreeSet;

use domain::{
    opportunity::{Count, ListQuery, OpportunityPage, View},
    policy::Action,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{ButtonKind, ButtonLink, Glyph, ListView, ListViews, in_earnest, settled};

use self::{
    empty::empty,
    filters::{Filters, Typing},
    foot::Foot,
    pick::{PICK, Picked, Selecting, may_be_offered},
    rows::Rows,
};
use super::api::list_opportunities;
use crate::{
    live::live,
    session::me,
    shared::{failure::Failure, page_title::PageTitle},
    staff::places::NEW_OPPORTUNITY,
    text::{self, CommonText, ListText, StaffText},
};

/// The page at `/staff/opportunities`.
#[component]
pub(crate) fn OpportunitiesPage() -> impl IntoView {
    let map = use_query_map();
    let query = Memo::new(move |_| map.with(query::read));
    let (heard, me) = (live(), me());
    let page = Resource::new_blocking(
        move || (query.get(), heard.get()),
        |(query, _)| async move { (list_opportunities(query.clone()).await, query) },
    );
    let retry = Callback::new(move |()| page.refetch());
    let picked = Picked::of(map.with_untracked(|map| map.get_all(PICK).unwrap_or_default()));
    let typing = Typing::default();
    let title = CommonText::get().opportunities;
    view! {
        <PageTitle title />
        <div class="page-head">
            <h1>{title}</h1>
            <div class="actions">
                <ButtonLink href=NEW_OPPORTUNITY kind=ButtonKind::Primary glyph=Glyph::Plus>
                    {StaffText::get().new}
                </ButtonLink>
            </div>
        </div>
        <Transition>
            {move || Suspend::new(async move {
                let me = me.await.ok();
                let may = |action| me.as_ref().is_some_and(|me| me.may(action));
                let may_import = may(Action::ImportOpportunities);
                let may_rates = may(Action::ManageSettings);
                let page = page.await;
                in_earnest().await;
                text::provide_here();
                match page {
                    (Ok(page), query) => {
                        let list = view! { <List page query picked typing may_import may_rates /> };
                        settled(list)
                    }
                    (Err(error), _) => view! { <Failure error retry /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn List(
    page: OpportunityPage,
    query: ListQuery,
    picked: Picked,
    typing: Typing,
    may_import: bool,
    may_rates: bool,
) -> impl IntoView {
    let OpportunityPage {
        rows,
        total,
        sums,
        in_base,
        views,
        elsewhere,
        next,
        previous,
        filter_names,
        reason,
        owners,
        exact: _,
    } = page;
    let shown = rows.len();
    let boxes: BTreeSet<String> =
        rows.iter().filter(|row| may_be_offered(row)).map(|row| row.reference.clone()).collect();
    let selecting =
        (!boxes.is_empty()).then(|| view! { <Selecting query=query.clone() total picked boxes /> });
    let nothing_at_all = views.iter().all(|view| view.count == Count::Exactly(0));
    let links = View::BY_IMPORTANCE.map(|view| {
        let count = views.iter().find(|count| count.view == view).map(|count| count.count);
        view_link(&query, view, count)
    });
    let body = if rows.is_empty() && nothing_at_all {
        empty::at_first(may_import)
    } else if rows.is_empty() {
        empty(&query, elsewhere)
    } else {
        view! { <Rows rows query=query.clone() picked /> }.into_any()
    };
    view! {
        <ListViews label=ListText::get().views views=links.to_vec() />
        <Filters query=query.clone() names=filter_names reason owners typing />
        {selecting}
        {body}
        {(shown > 0).then(|| view! { <Foot query shown total sums in_base may_rates next previous /> })}
    }
}

/// The order in which views are offered.
trait ByImportance {
    const BY_IMPORTANCE: [View; 5];
}

impl ByImportance for View {
    const BY_IMPORTANCE: [View; 5] =
        [Self::Mine, Self::Open, Self::Decision, Self::Delivered, Self::Closed];
}

/// Another view keeps the search and drops what narrows it: a status of one view is nowhere in another.
fn view_link(query: &ListQuery, view: View, count: Option<Count>) -> ListView {
    let href = query::href(&ListQuery {
        view: if view == View::default() { String::new() } else { view.to_string() },
        q: query.q.clone(),
        ..ListQuery::default()
    });
    ListView {
        href: href.into(),
        word: view_word(view).into(),
        count: count.map(|count| text::count(text::lang(), count).into()),
        urgent: view == View::Decision && count.is_some_and(|count| count != Count::Exactly(0)),
        // What happened is asked about in all of them.
        current: query.event.is_empty() && query::view(query) == view,
    }
}

fn view_word(view: View) -> &'static str {
    let t = ListText::get();
    match view {
        View::Mine => t.mine,
        View::Open => t.open,
        View::Decision => t.decision,
        View::Delivered => t.delivered,
        View::Closed => t.closed,
    }
}
