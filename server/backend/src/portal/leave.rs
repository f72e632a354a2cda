//! A collaborator leaves; the others go on, and when nobody is left it rests with staff.

use domain::{
    assignment::State,
    ids::OpportunityId,
    opportunity::{Move, Status, apply},
    policy::{Action, Actor},
    text::{self, REASON_MAX},
    timeline::Event,
};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, sea_query::Expr};

use super::managed::Managed;
use crate::{
    Context, Error,
    assignment::moved,
    db::WriteTxn,
    entity::assignment::{Column, Entity},
    fold::nfc,
    mail::Notice,
    opportunity::row,
};

/// Leaves the collaboration, with some words if there are any.
pub async fn leave(cx: &Context, id: OpportunityId, words: &str) -> Result<(), Error> {
    let words =
        text::block(&nfc(words), REASON_MAX).map_err(|problem| Error::field("text", problem))?;

    let txn = cx.db.begin_write().await?;
    let managed = Managed::to_change(&txn, cx, id, Action::LeaveCollaboration).await?;
    let staying = others(&txn, &managed).await?;
    let status = apply(&row::situation(&managed.opportunity)?, Move::Leave { staying }, cx.now)?;
    let state = managed.state()?.leave()?;

    moved::to_status(&txn, cx, &managed.opportunity, status, |update| match status {
        Status::Accepted => update,
        _ => update.col_expr(moved::Column::PartnerCollaboration, Expr::value(false)),
    })
    .await?;
    // Recorded while the company still belongs to its readers, whose open pages are told.
    let partner = managed.partner_name(&txn).await?;
    let event = Event::Left { partner: partner.clone(), text: words.clone() };
    managed.record(&txn, cx, event).await?;
    managed
        .end(&txn, cx, state, |update| {
            update.col_expr(Column::ReasonText, Expr::value(words.clone()))
        })
        .await?;
    let notice = Notice::Left {
        reference: managed.opportunity.reference.clone(),
        topic: managed.opportunity.topic.clone(),
        partner,
        text: words,
    };
    managed.tell_owner(&txn, cx, notice).await?;
    txn.commit().await
}

/// How many other companies share it. Counted without the actor's scope: a company sees its own rows only.
async fn others(txn: &WriteTxn, managed: &Managed) -> Result<usize, Error> {
    let count = Entity::visible_to(&Actor::System)
        .filter(Column::OpportunityId.eq(managed.opportunity.id))
        .filter(Column::State.eq(State::Accepted.as_ref()))
        .filter(Column::Id.ne(managed.assignment.id))
        .count(txn)
        .await?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}
