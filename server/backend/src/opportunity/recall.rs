//! Staff take an opportunity back from whoever has it, and say why.

use domain::{
    ids::OpportunityId,
    invalid::Problem,
    opportunity::{Move, apply},
    policy::{Action, authorize},
    text::{self, REASON_MAX},
};

use super::{holders::Holders, plan::Plan, row, write};
use crate::{Context, Error, fold};

/// Every partner that had it is told, with the reason.
pub async fn recall(cx: &Context, id: OpportunityId, reason: &str) -> Result<(), Error> {
    let reason = text::required_block(&fold::nfc(reason), REASON_MAX);
    withdraw(cx, id, Move::Recall, reason.map(Some)).await
}

/// The common way of recall and undo; they differ in the rule and in the reason.
pub(super) async fn withdraw(
    cx: &Context,
    id: OpportunityId,
    wish: Move,
    reason: Result<Option<String>, Problem>,
) -> Result<(), Error> {
    let txn = cx.db.begin_write().await?;
    let row = row::to_change(&txn, cx, id).await?;
    let relation = row::relation_of_staff(&cx.actor, &row);
    authorize(&cx.actor, Action::RecallOpportunity, relation)?;
    let reason = reason.map_err(|problem| Error::field("reason", problem))?;
    let target = apply(&row::situation(&row)?, wish, cx.now)?;

    let holders = Holders::of(&txn, cx, &row).await?;
    let plan = Plan {
        wish,
        target,
        partner: None,
        collaborators: Vec::new(),
        accept_by: None,
        reason,
        override_reason: None,
        actual_value: None,
        loss_reason: None,
    };
    write::update(&txn, cx, &row, row.clone(), &holders, Some(&plan)).await?;
    txn.commit().await
}
