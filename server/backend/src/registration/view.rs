//! A registration as its reader sees it, with what may be done next.

use domain::{
    ids::{PartnerId, RegistrationId},
    policy::{Action, Relation, may},
    registration::{EXTENSIONS, RegistrationView, State, Step, apply},
    timeline::FileView,
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder};
use strum::IntoEnumIterator;

use super::{
    deadline, pause,
    request::{facts, products, reason, relation_of_own},
};
use crate::{
    Context, Error,
    assignment::names,
    entity::{attachment, deal_registration::Model},
    opportunity::row,
    timeline_read,
};

/// The whole of it.
pub(super) async fn view(
    db: &impl ConnectionTrait,
    cx: &Context,
    row: Model,
    relation: Relation,
) -> Result<RegistrationView, Error> {
    let facts = facts(&row)?;
    let is_vendor = cx.actor.partner().is_none();
    let ids = [Some(row.submitted_by), row.decided_by.filter(|_| is_vendor)];
    let people = names::people(db, &cx.actor, ids.into_iter().flatten()).await?;
    let paused = pause::stands_since(db, [row.opportunity_id]).await?;
    let waits = matches!(facts.state, State::Submitted | State::InReview) && paused.is_empty();
    // A reason belongs to the last decision; an appeal asks for a new one.
    let told = matches!(facts.state, State::Rejected | State::Revoked);
    Ok(RegistrationView {
        id: RegistrationId(row.id),
        state: facts.state,
        partner: names::partner(db, PartnerId(row.partner_id)).await?,
        products: products(&row)?,
        value: row::money(row.opportunity_id, &row.currency, row.value)?,
        close_on: row.close_on,
        files: files(db, cx, &row).await?,
        submitted_at: cx.local(row.submitted_at),
        submitted_by: people.get(&row.submitted_by).cloned(),
        decide_by: waits.then(|| cx.local(row.decide_by)),
        seconds_left: (row.decide_by - cx.now).num_seconds(),
        seconds_total: deadline::total(row.decide_by, cx.now),
        decided_at: row.decided_at.map(|at| cx.local(at)),
        decided_by: row.decided_by.and_then(|id| people.get(&id).cloned()),
        reason: reason(&row)?.filter(|_| told),
        reason_text: row.reason_text.clone().filter(|_| told),
        protected_until: row.protected_until.map(|at| cx.local(at)),
        extensions_left: EXTENSIONS.saturating_sub(facts.extensions),
        extends_from: facts
            .extends_later(cx.now)
            .filter(|_| may(&cx.actor, Action::RegisterDeal, relation))
            .map(|at| cx.local(at).date_naive()),
        steps: Step::iter().filter(|step| is_possible(cx, relation, &facts, *step)).collect(),
        reference: row.reference,
        customer: row.customer_name,
        registration_number: row.registration_number,
        vat_id: row.vat_id,
        domain: row.domain,
        justification: row.justification,
        question: row.question,
        answer: row.answer,
        appeal: row.appeal_text,
    })
}

/// What policy and machine would let pass. What timers and closings do is offered to nobody.
fn is_possible(
    cx: &Context,
    relation: Relation,
    facts: &domain::registration::Facts,
    step: Step,
) -> bool {
    let relation = if step == Step::Withdraw { relation_of_own(cx) } else { relation };
    let action = match step {
        Step::Review | Step::Ask | Step::Approve | Step::Reject | Step::Revoke => {
            Action::DecideRegistration
        }
        Step::Answer | Step::Withdraw | Step::Appeal | Step::Extend => Action::RegisterDeal,
        Step::Expire | Step::Convert | Step::Close => return false,
    };
    may(&cx.actor, action, relation) && apply(facts, step, cx.actor.user(), cx.now).is_ok()
}

async fn files(
    db: &impl ConnectionTrait,
    cx: &Context,
    row: &Model,
) -> Result<Vec<FileView>, Error> {
    let Some(entry) = row.evidence_entry_id else { return Ok(Vec::new()) };
    let rows = attachment::Entity::visible_to(&cx.actor)
        .filter(attachment::Column::EntryId.eq(entry))
        .order_by_asc(attachment::Column::Id)
        .all(db)
        .await?;
    Ok(rows.iter().map(timeline_read::view).collect())
}
