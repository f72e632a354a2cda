//! `/registrations`: what the company has registered, the newest first.

use domain::{
    account::{Listing, ListingQuery},
    format::{self, Decimals},
    registration::QueueRow,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{ButtonLink, Cell, EmptyState, Pager, Row, Table, Th};

use super::{
    super::{CHECK, REGISTRATIONS, plain_page::plain_page},
    register_path,
};
use crate::{
    error::AppError,
    request::{Answer, context},
    shared::{RegistrationBadge, moment, page_title::PageTitle},
    text::{self, DirectoryText, PartnerText, RegisterText, RegistrationText},
};

/// The page.
#[component]
pub(in crate::partner) fn ListPage() -> AnyView {
    let query = use_query_map().with_untracked(|query| {
        let value = |name| query.get(name).unwrap_or_default();
        ListingQuery { after: value("after"), before: value("before"), ..ListingQuery::default() }
    });
    plain_page(move |_| page(query.clone()))
}

async fn page(query: ListingQuery) -> Result<AnyView, AppError> {
    let cx = context().await?;
    let found = backend::registration::mine(&cx, &query).await.answer()?;
    Ok(draw(found))
}

/// Where the list goes on, if it has more than one page.
fn pager(
    shown: usize,
    total: u64,
    next: Option<String>,
    previous: Option<String>,
) -> Option<AnyView> {
    if next.is_none() && previous.is_none() {
        return None;
    }
    let t = DirectoryText::get();
    let place = |name: &str, cursor: Option<String>| {
        cursor.map(|cursor| Oco::from([REGISTRATIONS, "?", name, "=", &cursor].concat()))
    };
    let (next, previous) = (place("after", next), place("before", previous));
    let range = text::of_records(text::lang(), shown, total);
    let pager = view! {
        <Pager label=t.pages range previous_word=t.previous next_word=t.next previous next />
    };
    Some(pager.into_any())
}

fn draw(found: Listing<QueueRow>) -> AnyView {
    let Listing { rows, total, next, previous } = found;
    let pager = pager(rows.len(), total, next, previous);
    let (t, r) = (RegistrationText::get(), RegisterText::get());
    let head = move || {
        view! {
            <Th word=t.customer class="m-topic" />
            <Th word=t.state class="m-stage" />
            <Th word=t.value class="m-val num" />
            <Th word=t.submitted class="m-close" />
            <Th word=t.protected class="m-last" />
        }
        .into_any()
    };
    let list = if rows.is_empty() {
        view! { <EmptyState title=r.none text=r.none_hint /> }.into_any()
    } else {
        view! {
            <div class="card list-card">
                <Table caption=PartnerText::get().registrations class="table--cards table--managed" head>
                    {rows.into_iter().map(line).collect_view()}
                </Table>
            </div>
        }
        .into_any()
    };
    view! {
        <PageTitle title=PartnerText::get().registrations />
        <div class="page">
            <div class="hello">
                <h1>{PartnerText::get().registrations}</h1>
            </div>
            <div>
                <ButtonLink href=CHECK>{PartnerText::get().conflict_check}</ButtonLink>
            </div>
            {list}
            {pager}
        </div>
    }
    .into_any()
}

fn line(row: QueueRow) -> AnyView {
    let (t, lang) = (RegistrationText::get(), text::lang());
    let until = row.protected_until.map(|at| format::date(lang, at.date_naive()));
    view! {
        <Row>
            <Cell class="m-topic main-cell">
                <a href=register_path(&row.opportunity)>{row.customer}</a>
                <small>{row.products.join(", ")}</small>
            </Cell>
            <Cell class="m-stage" label=t.state>
                <RegistrationBadge state=row.state />
            </Cell>
            <Cell class="m-val num" label=t.value>
                {row.value.map(|value| format::money(lang, value, Decimals::IfAny))}
            </Cell>
            <Cell class="m-close" label=t.submitted>
                {moment(row.submitted_at)}
            </Cell>
            <Cell class="m-last" label=t.protected>
                {until}
            </Cell>
        </Row>
    }
    .into_any()
}
