//! The dashboard of staff: its numbers against histories made by hand, and against the lists that they lead to.

mod lists;
mod numbers;
mod oldest;
mod stuck;

use backend::{Context, assignment, dashboard, opportunity, portal};
use chrono::TimeDelta;
use domain::{
    dashboard::{Dashboard, Figure, Waits},
    ids::RegistrationId,
    opportunity::{Count, FinishForm, ListQuery, ReasonForm},
};
use testkit::{Company, Deal, Portal};

use crate::registration::submitted;

async fn shown(cx: &Context, days: &str) -> Dashboard {
    dashboard::show(cx, days).await.unwrap()
}

/// The query of a number as the list reads it from its URL.
fn asked(figure: &Figure) -> ListQuery {
    let pairs = figure.query.split('&').filter_map(|pair| pair.split_once('='));
    let fields = pairs.map(|(name, value)| (name.to_owned(), value.into())).collect();
    serde_json::from_value(serde_json::Value::Object(fields)).unwrap()
}

/// What the list behind a number shows: how many it says, and the topics on its first page.
async fn listed(cx: &Context, figure: &Figure) -> (Count, Vec<String>) {
    let page = opportunity::list(cx, &asked(figure)).await.unwrap();
    let mut topics: Vec<String> = page.rows.into_iter().map(|row| row.topic).collect();
    topics.sort();
    (page.total, topics)
}

fn waiting(dashboard: &Dashboard, wanted: Waits) -> &Figure {
    let found = dashboard.waiting.iter().find(|(why, _)| *why == wanted);
    &found.unwrap().1
}

/// An offer to the company that stands for two days.
async fn offer(portal: &Portal, company: &Company, topic: &str) -> Deal {
    let owner = portal.staff_seller().actor.user().unwrap();
    portal.opportunity().topic(topic).owner(owner).offered_to(company).create().await
}

/// The company says yes after so many hours.
async fn accepted(portal: &Portal, company: &Company, topic: &str, hours: i64) -> Deal {
    let deal = offer(portal, company, topic).await;
    portal.clock.advance(TimeDelta::hours(hours));
    assignment::accept(&portal.manager_of(company), deal.assignment()).await.unwrap();
    deal
}

/// The company says no after so many hours.
async fn declined(
    portal: &Portal,
    company: &Company,
    topic: &str,
    hours: i64,
    reason: &str,
) -> Deal {
    let deal = offer(portal, company, topic).await;
    portal.clock.advance(TimeDelta::hours(hours));
    let form = ReasonForm { reason: reason.to_owned(), text: String::new() };
    assignment::decline(&portal.manager_of(company), deal.assignment(), form).await.unwrap();
    deal
}

/// Nobody says anything.
async fn expired(portal: &Portal, company: &Company, topic: &str) -> Deal {
    let deal = offer(portal, company, topic).await;
    portal.clock.advance(TimeDelta::hours(49));
    assert_eq!(assignment::expire_due(&portal.system(), 10).await.unwrap(), 1);
    deal
}

async fn won(portal: &Portal, company: &Company, topic: &str, value: &str) -> Deal {
    let deal = accepted(portal, company, topic, 1).await;
    let form = FinishForm { actual_value: value.to_owned(), ..FinishForm::default() };
    portal::win(&portal.manager_of(company), deal.id, form).await.unwrap();
    deal
}

async fn lost(portal: &Portal, company: &Company, topic: &str) -> Deal {
    let deal = accepted(portal, company, topic, 1).await;
    let form = FinishForm { reason: "price".to_owned(), ..FinishForm::default() };
    portal::lose(&portal.manager_of(company), deal.id, form).await.unwrap();
    deal
}

async fn returned(portal: &Portal, company: &Company, topic: &str) -> Deal {
    let deal = accepted(portal, company, topic, 1).await;
    let form = ReasonForm { reason: "no_budget".to_owned(), text: String::new() };
    portal::give_back(&portal.manager_of(company), deal.id, form).await.unwrap();
    deal
}

/// The company brought it, the vendor approved it, and now the company asks for the exclusive right.
async fn registered(portal: &Portal, company: &Company, topic: &str) -> (Deal, RegistrationId) {
    let brought = portal.opportunity().topic(topic).brought_by(company, company.seller);
    let deal = brought.approved().accepted_by(company).create().await;
    let id = submitted(portal, &deal, company).await;
    (deal, id)
}
