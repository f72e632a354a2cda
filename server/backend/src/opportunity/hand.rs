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
    offer_to_all(txn, cx, of, vec![hand]).await
}

/// The same to several at once, of whom the first to accept has it. All have the same time, the longest that one of
/// them has by its own hours.
pub(crate) async fn offer_to_all(
    txn: &WriteTxn,
    cx: &Context,
    of: &Model,
    hands: Vec<Hand>,
) -> Result<Saved, Error> {
    let wish = match hands.len() {
        1 => Move::Offer,
        partners => Move::Broadcast { partners },
    };
    let target = apply(&row::situation(of)?, wish, cx.now)?;
    let holders = Holders::of(txn, cx, of).await?;
    let found = holders::companies(txn, cx, hands.iter().map(|hand| hand.partner.0)).await?;
    let mut asked = Vec::new();
    let mut accept_by = None;
    for hand in &hands {
        let company = holders::company(&found, hand.partner.0)?;
        accept_by = accept_by.max(Some(company.terms.accept_within(hand.accept_hours, cx.now)));
        let (id, status) = (hand.partner, hand.status.clone());
        asked.push(Candidate { id, name: company.name, status, terms: company.terms });
    }
    let (partner, collaborators) = match wish {
        Move::Offer => (asked.pop(), Vec::new()),
        _ => (None, asked),
    };
    let plan = Plan {
        wish,
        target,
        accept_by,
        partner,
        collaborators,
        reason: None,
        override_reason: None,
        actual_value: None,
        loss_reason: None,
    };
    let (saved, notice) = write::update(txn, cx, of, of.clone(), &holders, Some(&plan)).await?;
    let contested = hands.len() > 1;
    for hand in hands {
        explain(txn, cx, of, &hand, contested).await?;
    }
    Ok(Saved { reference: saved.reference, version: saved.version, notice })
}

/// Writes to an offer where it came from.
async fn explain(
    txn: &WriteTxn,
    cx: &Context,
    of: &Model,
    hand: &Hand,
    contested: bool,
) -> Result<(), Error> {
    assignment::Entity::update_many()
        .col_expr(assignment::Column::DecisionId, Expr::value(hand.decision))
        .col_expr(assignment::Column::Fit, Expr::value(json(&hand.fit)))
        .col_expr(assignment::Column::CreatedBy, Expr::value(cx.user_id().or(hand.asked_by)))
        .col_expr(assignment::Column::Contested, Expr::value(contested))
        .filter(assignment::Column::OpportunityId.eq(of.id))
        .filter(assignment::Column::PartnerId.eq(hand.partner.0))
        .filter(assignment::Column::State.eq(State::Offered.as_ref()))
        .exec(txn)
        .await?;
    Ok(())
}
