//! Offers an opportunity to a partner that was chosen otherwise than in the form.

use domain::{
    assignment::State,
    ids::PartnerId,
    opportunity::{Move, Saved, apply},
    routing::Fit,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use super::{
    candidate::Candidate,
    holders::{self, Holders},
    plan::Plan,
    row, write,
};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::{assignment, opportunity::Model},
    partner::row::json,
};

/// Whom to ask, and where the choice came from.
pub(crate) struct Hand {
    pub partner: PartnerId,
    /// The partner's programme status.
    pub status: String,
    /// The record of the choice, unless a person chose.
    pub decision: Option<Uuid>,
    /// On whose behalf it goes on, when the portal itself does it.
    pub asked_by: Option<Uuid>,
    /// What of the partner's profile it was that fits.
    pub fit: Fit,
    /// Hours for an answer, instead of the partner's own.
    pub accept_hours: Option<i32>,
}

/// Within a transaction that has begun, by somebody who may: the same event, mails and clock as from the form.
pub(crate) async fn offer_to(
    txn: &WriteTxn,
    cx: &Context,
    of: &Model,
    hand: Hand,
) -> Result<Saved, Error> {
    let Hand { partner, status, decision, asked_by, fit, accept_hours } = hand;
    let target = apply(&row::situation(of)?, Move::Offer, cx.now)?;
    let holders = Holders::of(txn, cx, of).await?;
    let found = holders::companies(txn, cx, [partner.0]).await?;
    let company = holders::company(&found, partner.0)?;
    let plan = Plan {
        wish: Move::Offer,
        target,
        accept_by: Some(company.terms.accept_within(accept_hours, cx.now)),
        partner: Some(Candidate { id: partner, name: company.name, status, terms: company.terms }),
        collaborators: Vec::new(),
        reason: None,
        override_reason: None,
        actual_value: None,
        loss_reason: None,
    };
    let (saved, notice) = write::update(txn, cx, of, of.clone(), &holders, Some(&plan)).await?;
    assignment::Entity::update_many()
        .col_expr(assignment::Column::DecisionId, Expr::value(decision))
        .col_expr(assignment::Column::Fit, Expr::value(json(&fit)))
        .col_expr(assignment::Column::CreatedBy, Expr::value(cx.user_id().or(asked_by)))
        .filter(assignment::Column::OpportunityId.eq(of.id))
        .filter(assignment::Column::PartnerId.eq(partner.0))
        .filter(assignment::Column::State.eq(State::Offered.as_ref()))
        .exec(txn)
        .await?;
    Ok(Saved { reference: saved.reference, version: saved.version, notice })
}
