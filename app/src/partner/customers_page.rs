//! `/customers` and `/customers/{id}`: the partner's own customers. Only the server draws them.

use domain::{
    format::{self, Decimals},
    ids::{AccountId, EntryId},
    opportunity::{CustomerDeal, OwnCustomer, OwnCustomerDetail},
    registration::QueueRow,
    timeline::RelatedTimeline,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::{Badge, Cell, EmptyState, Glyph, Notice, NoticeKind, Row, Table, Th, Tone};

use super::{
    CUSTOMERS,
    customer::{Forms, about, people},
    opportunity_path,
    plain_page::plain_page,
    registration::register_path,
};
use crate::{
    error::AppError,
    forms::Echo,
    request::{Answer, context, fail},
    shared::{BEFORE, RegistrationBadge, Side, StatusBadge, page_title::PageTitle, related},
    text::{self, BringText, CustomerText, PartnerPartsText, PartnerText, RegistrationText},
};

/// `/customers`.
#[component]
pub(super) fn CustomersPage() -> AnyView {
    plain_page(|_| list())
}

/// `/customers/{id}`.
#[component]
pub(super) fn CustomerPage() -> AnyView {
    let id = use_params_map().with_untracked(|params| params.get("id")).unwrap_or_default();
    let query = use_query_map();
    let before = query.with_untracked(|query| query.get(BEFORE));
    let before = before.and_then(|id| id.parse().ok());
    let done = query.with_untracked(|query| query.get("done")).is_some();
    plain_page(move |echo| one(id.clone(), before, done, echo))
}

async fn list() -> Result<AnyView, AppError> {
    let cx = context().await?;
    let customers = backend::portal::own_customers(&cx).await.answer()?;
    let t = CustomerText::get();
    let content = if customers.is_empty() {
        view! { <EmptyState title=t.none text=t.none_hint /> }.into_any()
    } else {
        table(customers)
    };
    let page = view! {
        <PageTitle title=PartnerText::get().customers />
        <div class="page page--wide">
            <div class="hello">
                <h1>{PartnerText::get().customers}</h1>
                <p>{t.lead}</p>
            </div>
            {content}
        </div>
    };
    Ok(page.into_any())
}

fn table(customers: Vec<OwnCustomer>) -> AnyView {
    let (t, p) = (CustomerText::get(), PartnerPartsText::get());
    let head = move || {
        view! {
            <Th word=PartnerText::get().customers class="m-topic" />
            <Th word=p.place class="m-stage" />
            <Th word=t.opportunities class="m-val" />
        }
        .into_any()
    };
    let line = move |customer: OwnCustomer| {
        let href = [CUSTOMERS, "/", &customer.id.to_string()].concat();
        view! {
            <Row>
                <Cell class="m-topic main-cell">
                    <a href=href>{customer.name}</a>
                </Cell>
                <Cell class="m-stage" label=p.place>
                    {customer.city}
                </Cell>
                <Cell class="m-val" label=t.opportunities>
                    {text::opportunity_count(text::lang(), customer.opportunities)}
                </Cell>
            </Row>
        }
    };
    view! {
        <div class="card list-card">
            <Table caption=PartnerText::get().customers class="table--cards table--managed" head>
                {customers.into_iter().map(line).collect_view()}
            </Table>
        </div>
    }
    .into_any()
}

async fn one(
    id: String,
    before: Option<EntryId>,
    done: bool,
    echo: Option<Echo>,
) -> Result<AnyView, AppError> {
    let cx = context().await?;
    let id: AccountId = id.parse().map_err(|_| fail(AppError::NotFound))?;
    let customer = backend::portal::own_customer(&cx, id, before).await.answer()?;
    let forms = Forms::of(echo.as_ref());
    let failed = forms.failed();
    let saved = (done && !failed).then(|| {
        view! { <Notice kind=NoticeKind::Ok>{CustomerText::get().saved}</Notice> }
    });
    let (name, content) = (customer.name.clone(), content(id, customer, &forms, before.is_some()));
    let page = view! {
        <PageTitle title=name.clone() failed=Signal::stored(failed) />
        <div class="page page--form">
            <div class="hello">
                <h1>{name}</h1>
            </div>
            {saved}
            {content}
        </div>
    };
    Ok(page.into_any())
}

fn content(id: AccountId, customer: OwnCustomerDetail, forms: &Forms, is_later: bool) -> AnyView {
    let (about, people) = (about(id, &customer, forms.about), people(id, &customer, forms));
    let OwnCustomerDetail { opportunities, registrations, timeline, .. } = customer;
    // Where there is no opportunity there is nothing that could have happened.
    let happened = (!opportunities.is_empty()).then(|| happened(id, timeline, is_later));
    view! {
        {about}
        {people}
        {(!opportunities.is_empty()).then(|| deals(opportunities))}
        {(!registrations.is_empty()).then(|| registered(registrations))}
        {happened}
    }
    .into_any()
}

fn happened(id: AccountId, timeline: RelatedTimeline, is_later: bool) -> AnyView {
    let path = [CUSTOMERS, "/", &id.to_string()].concat();
    let to = (path.as_str(), opportunity_path as fn(&str) -> String);
    view! {
        <section class="card block" id="timeline" aria-labelledby="timeline-h">
            <h2 id="timeline-h">{PartnerText::get().timeline}</h2>
            {related(timeline, Side::Partner, to, is_later)}
        </section>
    }
    .into_any()
}

fn registered(rows: Vec<QueueRow>) -> AnyView {
    let (t, title, lang) =
        (RegistrationText::get(), PartnerText::get().registrations, text::lang());
    let line = |row: QueueRow| {
        let until = row.protected_until.map(|at| {
            let day = format::date(lang, at.date_naive());
            view! { <span>{[t.protected, " ", &day].concat()}</span> }
        });
        view! {
            <li>
                <span class="cluster">
                    <a href=register_path(&row.opportunity)>{row.products.join(", ")}</a>
                    <RegistrationBadge state=row.state />
                    {until}
                </span>
            </li>
        }
    };
    view! {
        <section class="card block" aria-labelledby="registrations-h">
            <h2 id="registrations-h">{title}</h2>
            <ul class="plain">{rows.into_iter().map(line).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn deals(deals: Vec<CustomerDeal>) -> AnyView {
    let (t, p) = (CustomerText::get(), PartnerPartsText::get());
    let head = move || {
        view! {
            <Th word=p.topic class="m-topic" />
            <Th word=p.status class="m-stage" />
            <Th word=p.value class="m-val num" />
        }
        .into_any()
    };
    view! {
        <section class="stack" aria-labelledby="deals-h">
            <div class="section-title">
                <h2 id="deals-h">{t.opportunities}</h2>
            </div>
            <div class="card list-card">
                <Table caption=t.opportunities class="table--cards table--managed" head>
                    {deals.into_iter().map(deal).collect_view()}
                </Table>
            </div>
        </section>
    }
    .into_any()
}

fn deal(deal: CustomerDeal) -> AnyView {
    let p = PartnerPartsText::get();
    let value = deal.value.map(|value| format::money(text::lang(), value, Decimals::IfAny));
    let badge = if deal.is_waiting {
        view! { <Badge tone=Tone::Outline glyph=Glyph::Clock word=BringText::get().waiting /> }
            .into_any()
    } else {
        view! { <StatusBadge status=deal.status /> }.into_any()
    };
    view! {
        <Row>
            <Cell class="m-topic main-cell">
                <a href=opportunity_path(&deal.reference)>{deal.topic}</a>
            </Cell>
            <Cell class="m-stage" label=p.status>
                {badge}
            </Cell>
            <Cell class="m-val num" label=p.value>
                {value}
            </Cell>
        </Row>
    }
    .into_any()
}
