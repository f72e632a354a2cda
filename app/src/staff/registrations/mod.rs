//! `/staff/registrations`: the requests that wait for a decision, the soonest deadline first.

pub mod api;

use domain::{
    account::Listing,
    format::{self, Decimals},
    registration::{QueueRow, QueueView},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use strum::IntoEnumIterator as _;
use ui::{Badge, Cell, EmptyState, Glyph, ListView, ListViews, Pager, Row, Table, Th, Tone};

use self::api::list_registrations;
use super::{places, records::listing_query};
use crate::{
    live::live,
    shared::{RegistrationBadge, failure::Failure, moment, page_title::PageTitle},
    text::{self, DecideText, DirectoryText, RegistrationText, StaffText},
};

/// The page.
#[component]
pub(crate) fn RegistrationsPage() -> impl IntoView {
    let query = use_query_map();
    let view = Memo::new(move |_| {
        let named = query.with(|query| query.get("view"));
        named.and_then(|view| view.parse::<QueueView>().ok()).unwrap_or_default()
    });
    let page = Memo::new(move |_| query.with(listing_query));
    let heard = live();
    let rows = Resource::new_blocking(
        move || (view.get(), page.get(), heard.get()),
        |(view, page, _)| async move { (list_registrations(view, page).await, view) },
    );
    view! {
        <PageTitle title=StaffText::get().registrations />
        <div class="page-head">
            <h1>{StaffText::get().registrations}</h1>
        </div>
        <Transition>
            {move || Suspend::new(async move {
                match rows.await {
                    (Ok(found), view) => list(found, view),
                    (Err(error), _) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

fn list(found: Listing<QueueRow>, view: QueueView) -> AnyView {
    let Listing { rows, total, next, previous } = found;
    let (t, d) = (RegistrationText::get(), DecideText::get());
    let links = QueueView::iter().map(|each| link(each, view)).collect();
    let due = if view == QueueView::Open { t.decide_by } else { t.protected };
    let head = move || {
        view! {
            <Th word=t.customer />
            <Th word=t.partner class="w20" />
            <Th word=t.state class="w15" />
            <Th word=t.value class="num w15" />
            <Th word=t.submitted class="w15" />
            <Th word=due class="w15" />
        }
        .into_any()
    };
    let r = DirectoryText::get();
    let place = |name: &str, cursor: Option<String>| {
        cursor.map(|cursor| Oco::from([&href(view), "&", name, "=", &cursor].concat()))
    };
    let (next, previous) = (place("after", next), place("before", previous));
    let range = text::of_records(text::lang(), rows.len(), total);
    let body = if rows.is_empty() {
        view! { <EmptyState title=d.none text=d.none_hint /> }.into_any()
    } else {
        let rows = rows.into_iter().map(|row| line(row, view, due)).collect_view();
        view! {
            <Table caption=StaffText::get().registrations class="table--cards table--records" head>
                {rows}
            </Table>
        }
        .into_any()
    };
    view! {
        <ListViews label=d.views views=links />
        {body}
        <div class="totals">
            <Pager label=r.pages range previous_word=r.previous next_word=r.next previous next />
        </div>
    }
    .into_any()
}

fn href(view: QueueView) -> String {
    [places::REGISTRATIONS, "?view=", view.as_ref()].concat()
}

fn link(each: QueueView, current: QueueView) -> ListView {
    let d = DecideText::get();
    let word = match each {
        QueueView::Open => d.open,
        QueueView::Protected => d.protected,
        QueueView::Over => d.over,
    };
    ListView {
        href: href(each).into(),
        word: word.into(),
        count: None,
        urgent: false,
        current: each == current,
    }
}

fn line(row: QueueRow, view: QueueView, due: &'static str) -> AnyView {
    let (t, lang) = (RegistrationText::get(), text::lang());
    let late = row.decide_by.is_some() && row.seconds_left < 0;
    let late = late.then(|| view! { <Badge tone=Tone::Bad glyph=Glyph::Clock word=t.overdue /> });
    let until = match view {
        QueueView::Open => row.decide_by.map(crate::shared::until),
        QueueView::Protected | QueueView::Over => {
            row.protected_until.map(|at| format::date(lang, at.date_naive()))
        }
    };
    view! {
        <Row>
            <Cell class="main-cell wrap">
                <a href=[&places::opportunity(&row.opportunity), "#registration"]
                    .concat()>{row.customer}</a>
                <small>{row.reference} " · " {row.products.join(", ")}</small>
            </Cell>
            <Cell label=t.partner>{row.partner}</Cell>
            <Cell label=t.state>
                <RegistrationBadge state=row.state />
            </Cell>
            <Cell label=t.value class="num">
                {row.value.map(|value| format::money(lang, value, Decimals::IfAny))}
            </Cell>
            <Cell label=t.submitted>{moment(row.submitted_at)}</Cell>
            <Cell label=due class="wrap">
                {until} {late}
            </Cell>
        </Row>
    }
    .into_any()
}
