//! Partners that are to get an opportunity: who they are, and whether they may.

use std::collections::BTreeSet;

use domain::{
    ids::{OpportunityId, PartnerId},
    invalid::{Collector, Problem},
    opportunity::Picked,
    partner::PartnerStatus,
    refusal::Refusal,
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};
use uuid::Uuid;

use super::holders::{self, Holders};
use crate::{
    Context, Error, entity::partner as entity, partner, person, registration, working_time::Terms,
};

/// A partner as far as offering needs to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    pub id: PartnerId,
    pub name: String,
    pub status: String,
    /// How long it has for what.
    pub terms: Terms,
}

/// The partner that was picked or typed. An unknown one becomes an error of the field.
pub(super) async fn picked(
    txn: &impl ConnectionTrait,
    cx: &Context,
    field: &str,
    picked: &Picked<PartnerId>,
    errors: &mut Collector,
) -> Result<Option<Candidate>, Error> {
    let found = partner::resolve(txn, cx, picked).await?;
    let Some(id) = errors.take(field, found).flatten() else { return Ok(None) };
    let row =
        entity::Entity::visible_to(&cx.actor).filter(entity::Column::Id.eq(id.0)).one(txn).await?;
    let Some(row) = row else {
        errors.add(field, Problem::NotFound);
        return Ok(None);
    };
    let found = holders::companies(txn, cx, [row.id]).await?;
    let company = holders::company(&found, row.id)?;
    Ok(Some(Candidate { id, name: company.name, status: row.status, terms: company.terms }))
}

/// The different partners of the collaboration, each with its place in the form.
pub(super) async fn several(
    txn: &impl ConnectionTrait,
    cx: &Context,
    list: &[(usize, Picked<PartnerId>)],
    errors: &mut Collector,
) -> Result<Vec<(String, Candidate)>, Error> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (place, choice) in list {
        let field = format!("collaborators.{place}");
        let Some(candidate) = picked(txn, cx, &field, choice, errors).await? else { continue };
        if seen.insert(candidate.id) {
            found.push((field, candidate));
        } else {
            errors.add(field, Problem::Duplicate);
        }
    }
    Ok(found)
}

/// Whether the opportunity is not protected for somebody else by an approved registration.
pub(super) async fn is_free(
    txn: &impl ConnectionTrait,
    cx: &Context,
    opportunity: Uuid,
    (field, candidate): (&str, &Candidate),
    errors: &mut Collector,
) -> Result<(), Error> {
    let id = OpportunityId(opportunity);
    let why = registration::for_somebody_else(txn, cx, id, candidate.id).await?;
    if let Some(why) = why {
        errors.add(field, Problem::Refused(why));
    }
    Ok(())
}

/// Whether the partner may get this opportunity now: it takes part, somebody there can answer, and
/// it did not decline before unless staff say why they ask again.
pub(super) async fn check(
    txn: &impl ConnectionTrait,
    field: &str,
    candidate: &Candidate,
    holders: &Holders,
    override_reason: Option<&str>,
    errors: &mut Collector,
) -> Result<(), Error> {
    if candidate.status != PartnerStatus::Active.as_ref() {
        errors.add(field, Problem::Refused(Refusal::PartnerInactive));
    } else if !person::can_answer(txn, candidate.id).await? {
        errors.add(field, Problem::Refused(Refusal::NoRecipient));
    } else if holders.was_declined_by(candidate.id) && override_reason.is_none() {
        errors.add("override_reason", Problem::Refused(Refusal::DeclinedBefore));
    }
    Ok(())
}
