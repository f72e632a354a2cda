//! `/customers` and `/customers/{id}`: the partner's own customers. Only the server draws them.

use domain::{
    format::{self, Decimals},
    ids::{AccountId, EntryId},
    opportunity::{CustomerDeal, CustomerPerson, OwnCustomer, OwnCustomerDetail},
    registration::QueueRow,
    timeline::RelatedTimeline,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::{Badge, Cell, EmptyState, Fact, Glyph, Row, Table, Th, Tone};

use super::{CUSTOMERS, opportunity_path, plain_page::plain_page, registration::register_path};
use crate::{
    error::AppError,
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
    let before = use_query_map().with_untracked(|query| query.get(BEFORE));
    let before = before.and_then(|id| id.parse().ok());
    plain_page(move |_| one(id.clone(), before))
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

async fn one(id: String, before: Option<EntryId>) -> Result<AnyView, AppError> {
    let cx = context().await?;
    let id: AccountId = id.parse().map_err(|_| fail(AppError::NotFound))?;
    let customer = backend::portal::own_customer(&cx, id, before).await.answer()?;
    Ok(page(id, customer, before.is_some()))
}

fn page(id: AccountId, customer: OwnCustomerDetail, is_later: bool) -> AnyView {
    let OwnCustomerDetail {
        name,
        registration_number,
        domain,
        industry,
        address,
        people,
        opportunities,
        registrations,
        timeline,
    } = customer;
    let t = CustomerText::get();
    // Where there is no opportunity there is nothing that could have happened.
    let happened = (!opportunities.is_empty()).then(|| happened(id, timeline, is_later));
    let fact = |term, value: Option<String>| value.map(|value| view! { <Fact term>{value}</Fact> });
    view! {
        <PageTitle title=name.clone() />
        <div class="page page--form">
            <div class="hello">
                <h1>{name.clone()}</h1>
            </div>
            <section class="card block" aria-labelledby="about-h">
                <h2 id="about-h">{t.about}</h2>
                <dl class="kv kv--stack">
                    {fact(PartnerPartsText::get().company, Some(name))}
                    {fact(t.number, registration_number)} {fact(t.address, address)}
                    {fact(t.web, domain)} {fact(t.industry, industry)}
                </dl>
            </section>
            {(!people.is_empty()).then(|| contacts(people))}
            {(!opportunities.is_empty()).then(|| deals(opportunities))}
            {(!registrations.is_empty()).then(|| registered(registrations))}
            {happened}
        </div>
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

fn contacts(people: Vec<CustomerPerson>) -> AnyView {
    let t = CustomerText::get();
    let line = |person: CustomerPerson| {
        let write = person.email.map(|email| {
            let href = ["mailto:", &email].concat();
            view! { <a href=href>{email}</a> }
        });
        let call = person.phone.map(|phone| {
            let digits: String =
                phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            view! { <a href=["tel:", &digits].concat()>{phone}</a> }
        });
        view! {
            <li>
                <span class="cluster">
                    <strong>{person.name}</strong>
                    {person.job_title}
                    {write}
                    {call}
                </span>
            </li>
        }
    };
    view! {
        <section class="card block" aria-labelledby="contacts-h">
            <h2 id="contacts-h">{t.contacts}</h2>
            <ul class="plain">{people.into_iter().map(line).collect_view()}</ul>
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
