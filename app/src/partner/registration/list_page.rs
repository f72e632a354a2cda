//! `/registrations`: what the company has registered, the newest first.

use domain::{
    format::{self, Decimals},
    registration::QueueRow,
};
use leptos::prelude::*;
use ui::{ButtonLink, Cell, EmptyState, Row, Table, Th};

use super::{
    super::{CHECK, plain_page::plain_page},
    register_path,
};
use crate::{
    error::AppError,
    forms::Echo,
    request::{Answer, context},
    shared::{RegistrationBadge, moment, page_title::PageTitle},
    text::{self, PartnerText, RegisterText, RegistrationText},
};

/// The page.
#[component]
pub(in crate::partner) fn ListPage() -> AnyView {
    plain_page(page)
}

async fn page(_: Option<Echo>) -> Result<AnyView, AppError> {
    let cx = context().await?;
    let rows = backend::registration::mine(&cx).await.answer()?;
    Ok(draw(rows))
}

fn draw(rows: Vec<QueueRow>) -> AnyView {
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
