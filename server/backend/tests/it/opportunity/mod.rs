//! Opportunities as staff work on them: what each use case does, and what each refusal leaves alone.

mod close;
mod conflict;
mod create;
mod currency;
mod distribute;
mod hold;
mod list;
mod paging;
mod partner_created;
mod rights;
mod save;
mod share;
mod show;
mod sums;
mod withdraw;

use backend::{Context, Error, opportunity};
use domain::{
    ids::OpportunityId,
    invalid::{FieldError, Problem},
    opportunity::{OpportunityForm, PickedPartner, Saved, StaffOpportunity},
    refusal::Refusal,
};
use sea_orm::{ConnectionTrait, Statement};
use testkit::{Company, Portal};

/// The record as the page shows it.
async fn shown(cx: &Context, reference: &str) -> StaffOpportunity {
    opportunity::show(cx, reference).await.unwrap()
}

/// Opens the record, changes its form and saves it, as a person does.
async fn save(
    cx: &Context,
    reference: &str,
    change: impl FnOnce(&mut OpportunityForm),
) -> Result<Saved, Error> {
    let page = shown(cx, reference).await;
    let mut form = page.form.clone();
    change(&mut form);
    opportunity::save(cx, page.id, page.version, Some(page.form), form).await
}

/// Saves what must be refused, and shows that nothing changed. Answers the fields that were wrong.
async fn refused(
    portal: &Portal,
    cx: &Context,
    reference: &str,
    change: impl FnOnce(&mut OpportunityForm),
) -> Vec<(String, Problem)> {
    let before = portal.digest().await;
    let answer = save(cx, reference, change).await;
    let after = portal.digest().await;
    assert!(before == after, "{:?}", before.difference(&after));
    fields(answer)
}

fn fields<T: std::fmt::Debug>(answer: Result<T, Error>) -> Vec<(String, Problem)> {
    match answer {
        Err(Error::Invalid(errors)) => {
            errors.into_iter().map(|FieldError { field, problem }| (field, problem)).collect()
        }
        other => panic!("not refused by fields: {other:?}"),
    }
}

fn rule(field: &str, refusal: Refusal) -> Vec<(String, Problem)> {
    vec![(field.to_owned(), Problem::Refused(refusal))]
}

fn wrong(field: &str, problem: Problem) -> Vec<(String, Problem)> {
    vec![(field.to_owned(), problem)]
}

/// Asks this partner, as W2 does.
fn offer_to(company: &Company) -> impl FnOnce(&mut OpportunityForm) + use<> {
    let company = company.clone();
    move |form| {
        form.partner_name = company.name;
        form.partner_id = company.id.to_string();
        form.status = "delivered".into();
    }
}

/// Shares it, as W3 does.
fn share_with(companies: &[&Company]) -> impl FnOnce(&mut OpportunityForm) + use<> {
    let collaborators: Vec<_> = companies.iter().map(|company| picked(company)).collect();
    move |form| {
        form.collaboration = "on".into();
        form.collaborators = collaborators;
        form.status = "accepted".into();
    }
}

fn picked(company: &Company) -> PickedPartner {
    PickedPartner { name: company.name.clone(), id: company.id.to_string() }
}

/// What stands on the timeline, the oldest first: what happened and who may read it.
async fn events(portal: &Portal, id: OpportunityId) -> Vec<(String, String)> {
    let db = &portal.backend.db;
    let sql = "SELECT kind, audience FROM timeline_entry WHERE opportunity_id = $1 ORDER BY seq";
    let query = Statement::from_sql_and_values(db.backend(), sql, [id.0.into()]);
    let rows = db.read().query_all_raw(query).await.unwrap();
    rows.iter()
        .map(|row| (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap()))
        .collect()
}

fn event(kind: &str, audience: &str) -> (String, String) {
    (kind.to_owned(), audience.to_owned())
}

/// The facts of the newest entry.
async fn newest_facts(portal: &Portal, id: OpportunityId) -> domain::timeline::Event {
    let db = &portal.backend.db;
    let sql =
        "SELECT facts FROM timeline_entry WHERE opportunity_id = $1 ORDER BY seq DESC LIMIT 1";
    let query = Statement::from_sql_and_values(db.backend(), sql, [id.0.into()]);
    let row = db.read().query_one_raw(query).await.unwrap().unwrap();
    serde_json::from_str(&row.try_get_by_index::<String>(0).unwrap()).unwrap()
}

/// Whom the outbox writes to, sorted, with the subject's first word.
async fn letters(portal: &Portal) -> Vec<String> {
    let mut letters: Vec<String> = portal
        .mails()
        .await
        .into_iter()
        .map(|mail| format!("{} {}", mail.to, mail.subject.split([':', ' ']).next().unwrap()))
        .collect();
    letters.sort();
    letters
}
