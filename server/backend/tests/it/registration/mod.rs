//! Deal registrations: what each step does, what each refusal leaves alone, and who is protected in the end.

mod asked;
mod check;
mod check_even;
mod course;
mod extension;
mod lists;
pub mod mails;
mod merged;
mod model;
mod protection;
mod race;
mod rights;
mod similar;
mod time;

use backend::{Context, registration};
use domain::{
    ids::RegistrationId,
    opportunity::ReasonForm,
    registration::{RegistrationForm, StaffRegistration, State},
};
use sea_orm::{ConnectionTrait, Statement};
use testkit::{Company, Deal, Portal};

/// A whole request for the customer behind an IČO.
fn form_for(number: &str) -> RegistrationForm {
    RegistrationForm {
        customer: "Kovárna Viktoria, a.s.".to_owned(),
        registration_number: number.to_owned(),
        products: "Lis, Linka".to_owned(),
        value: "1 200 000".to_owned(),
        close_on: "2026-06-30".to_owned(),
        justification: "Zákazníka jsme dvakrát navštívili.".to_owned(),
        ..RegistrationForm::default()
    }
}

fn form() -> RegistrationForm {
    form_for("25596641")
}

pub fn because(reason: &str) -> ReasonForm {
    ReasonForm { reason: reason.to_owned(), text: String::new() }
}

/// What the company brought and the vendor approved.
async fn brought(portal: &Portal, company: &Company) -> Deal {
    let deal = portal.opportunity().brought_by(company, company.seller).approved();
    deal.accepted_by(company).create().await
}

/// The registration of the opportunity as this person of staff sees it.
async fn shown(cx: &Context, deal: &Deal) -> StaffRegistration {
    registration::show(cx, deal.id).await.unwrap().unwrap()
}

async fn state(portal: &Portal, deal: &Deal) -> State {
    shown(&portal.staff_manager(), deal).await.registration.state
}

/// Sent by the company's manager.
pub async fn submitted(portal: &Portal, deal: &Deal, company: &Company) -> RegistrationId {
    submitted_as(portal, deal, company, form()).await
}

async fn submitted_as(
    portal: &Portal,
    deal: &Deal,
    company: &Company,
    form: RegistrationForm,
) -> RegistrationId {
    registration::submit(&portal.manager_of(company), deal.id, form, &[]).await.unwrap();
    shown(&portal.staff_manager(), deal).await.registration.id
}

/// Sent, and somebody looks at it.
pub async fn in_review(portal: &Portal, deal: &Deal, company: &Company) -> RegistrationId {
    let id = submitted(portal, deal, company).await;
    registration::review(&portal.staff_manager(), id).await.unwrap();
    id
}

/// The company's own, approved by the vendor's manager.
async fn approved(portal: &Portal, company: &Company) -> (Deal, RegistrationId) {
    let deal = brought(portal, company).await;
    let id = in_review(portal, &deal, company).await;
    registration::approve(&portal.staff_manager(), id, "").await.unwrap();
    (deal, id)
}

/// How many rows protect anything.
async fn protections(portal: &Portal) -> i64 {
    let db = &portal.backend.db;
    let query = Statement::from_string(db.backend(), "SELECT count(*) FROM protection");
    let row = db.read().query_one_raw(query).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

/// Whom the outbox writes to about this template, sorted.
async fn told(portal: &Portal, subject: &str) -> Vec<String> {
    let mails = portal.mails().await.into_iter();
    let mut told: Vec<String> =
        mails.filter(|mail| mail.subject.starts_with(subject)).map(|mail| mail.to).collect();
    told.sort_unstable();
    told
}
