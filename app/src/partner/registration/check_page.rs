//! `/conflict-check`: whether a customer is free, in one of three words.

use domain::{
    format,
    registration::{CheckAnswer, CheckRow},
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use ui::{Button, ButtonKind, Cell, Notice, NoticeKind, Row, Table, Th};

use super::super::{plain_page::plain_page, registration_api::CheckConflict};
use crate::{
    error::AppError,
    forms::{Echo, FormState},
    request::{Answer, context},
    shared::{form_summary::FormSummary, moment, page_title::PageTitle},
    text::{self, PartnerText, RegisterText},
};

/// The page.
#[component]
pub(in crate::partner) fn CheckPage() -> AnyView {
    let asked = use_query_map().with_untracked(|query| query.get("check"));
    plain_page(move |echo| page(asked.clone(), echo))
}

async fn page(asked: Option<String>, echo: Option<Echo>) -> Result<AnyView, AppError> {
    let cx = context().await?;
    let rows = backend::registration::checks(&cx).await.answer()?;
    let asked = asked.filter(|_| echo.is_none());
    let found = rows.iter().find(|row| asked.as_deref() == Some(&row.id.to_string())).cloned();
    Ok(draw(rows, found, FormState::of_page::<CheckConflict>(echo.as_ref())))
}

fn draw(rows: Vec<CheckRow>, found: Option<CheckRow>, state: FormState) -> AnyView {
    let t = RegisterText::get();
    let failed = state.failure().with_untracked(Option::is_some);
    view! {
        <PageTitle title=PartnerText::get().conflict_check failed=Signal::stored(failed) />
        <div class="page page--form">
            <div class="hello">
                <h1>{PartnerText::get().conflict_check}</h1>
                <p>{t.check_lead}</p>
            </div>
            {found.map(|row| told(&row))}
            <section class="card block" aria-label=PartnerText::get().conflict_check>
                <form class="stack" method="post" action=CheckConflict::PATH novalidate=true>
                    <FormSummary state labels=vec![("query", t.check_query)] />
                    <ui::TextField
                        label=t.check_query
                        name="query"
                        hint=t.check_hint
                        initial=state.value("query", "")
                        error=state.error("query")
                        required=true
                    />
                    <div>
                        <Button kind=ButtonKind::Primary submit=true>
                            {t.check_do}
                        </Button>
                    </div>
                    <p class="sm muted">{t.limits}</p>
                </form>
            </section>
            {history(rows)}
        </div>
    }
    .into_any()
}

fn said(row: &CheckRow) -> String {
    let lang = text::lang();
    text::check_answer(lang, row.answer, row.until.map(|day| format::date(lang, day)))
}

fn told(row: &CheckRow) -> AnyView {
    let kind = match row.answer {
        CheckAnswer::Free => NoticeKind::Ok,
        CheckAnswer::Protected => NoticeKind::Warn,
        CheckAnswer::Ask => NoticeKind::Info,
    };
    let (query, said) = (row.query.clone(), said(row));
    view! {
        <Notice kind>
            {query} ": " <strong>{said}</strong>
        </Notice>
    }
    .into_any()
}

fn history(rows: Vec<CheckRow>) -> AnyView {
    let t = RegisterText::get();
    let head = move || {
        view! {
            <Th word=t.check_query />
            <Th word=t.said />
            <Th word=t.asked_at />
        }
        .into_any()
    };
    let line = move |row: CheckRow| {
        let (said, at) = (said(&row), moment(row.at));
        view! {
            <Row>
                <Cell class="main-cell">{row.query}</Cell>
                <Cell label=t.said>{said}</Cell>
                <Cell label=t.asked_at>{at}</Cell>
            </Row>
        }
    };
    let list = if rows.is_empty() {
        view! { <p class="muted">{t.no_checks}</p> }.into_any()
    } else {
        view! {
            <div class="card list-card">
                <Table caption=t.checked class="table--cards" head>
                    {rows.into_iter().map(line).collect_view()}
                </Table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="stack-sm" aria-labelledby="checked-h">
            <h2 id="checked-h">{t.checked}</h2>
            {list}
        </section>
    }
    .into_any()
}
