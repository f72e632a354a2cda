//! A partner takes what it was offered, and sees the customer from then on.

use domain::{
    assignment::State,
    ids::{AssignmentId, OpportunityId, PartnerId},
    opportunity::Move,
    timeline::{Audience, Event},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr,
};

use super::{
    moved, names,
    offer::{self, Offer},
};
use crate::{
    Context, Error,
    changes::Change,
    db::WriteTxn,
    entity::{assignment, reveal},
    mail::{self, Notice, To},
    receipt,
    timeline::{self, Entry},
    working_time::HALF,
};

/// What whoever accepts gets to see at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Customer {
    /// The page that follows names the customer.
    IsShown,
    /// Not before they sign in.
    StaysSealed,
}

/// Accepts an offer for the actor's company. Answers the opportunity's reference.
pub async fn accept(cx: &Context, id: AssignmentId) -> Result<String, Error> {
    let txn = cx.db.begin_write().await?;
    let reference = within(&txn, cx, id, Customer::IsShown).await?;
    txn.commit().await?;
    Ok(reference)
}

/// The same within a transaction that has begun.
pub(super) async fn within(
    txn: &WriteTxn,
    cx: &Context,
    id: AssignmentId,
    customer: Customer,
) -> Result<String, Error> {
    let offer = Offer::to_answer(txn, cx, id).await?;
    let (state, status) = offer.decide(cx, Move::Accept)?;

    let terms = names::begins(txn, offer.partner()).await?;
    let first_update_by = terms.first_update_by(cx.now);
    let answer = offer
        .answer(cx, state)
        .col_expr(assignment::Column::FirstUpdateBy, Expr::value(first_update_by))
        .col_expr(
            assignment::Column::RemindAt,
            Expr::value(terms.share(cx.now, first_update_by, HALF)),
        )
        .col_expr(assignment::Column::AnsweredAt, Expr::value(cx.now))
        .col_expr(assignment::Column::AnsweredBy, Expr::value(cx.user_id()))
        .col_expr(
            assignment::Column::RevealedAt,
            Expr::value((customer == Customer::IsShown).then_some(cx.now)),
        );
    offer::first(txn, answer).await?;
    withdraw_others(txn, cx, &offer).await?;
    moved::to_status(txn, cx, &offer.opportunity, status, |update| {
        update.col_expr(moved::Column::AcceptedAt, Expr::value(cx.now))
    })
    .await?;
    if customer == Customer::IsShown {
        reveal(txn, cx, &offer).await?;
    }

    receipt::acceptance(txn, cx, &offer.opportunity, &offer.row, first_update_by).await?;
    let partner = names::partner(txn, offer.partner()).await?;
    let event = Event::Accepted { partner: partner.clone() };
    let opportunity = OpportunityId(offer.opportunity.id);
    let entry = Entry::of(event, Audience::Partner(offer.partner()));
    timeline::record(txn, cx, opportunity, entry).await?;
    let (reference, topic) = (offer.opportunity.reference.clone(), offer.opportunity.topic.clone());
    let notice = Notice::Accepted { reference: reference.clone(), topic, partner };
    offer.tell_owner(txn, cx, notice).await?;
    Ok(reference)
}

/// Who waited for the same opportunity waits no longer.
async fn withdraw_others(txn: &WriteTxn, cx: &Context, offer: &Offer) -> Result<(), Error> {
    use assignment::Column;

    let others = Column::OpportunityId
        .eq(offer.opportunity.id)
        .and(Column::Id.ne(offer.row.id))
        .and(Column::State.is_in([State::Queued.as_ref(), State::Offered.as_ref()]));
    let told = assignment::Entity::visible_to(&domain::policy::Actor::System)
        .filter(others.clone())
        .all(txn)
        .await?;
    if told.is_empty() {
        return Ok(());
    }
    assignment::Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Recalled.as_ref()))
        .col_expr(Column::Overtaken, Expr::col(Column::OfferedAt).is_not_null())
        .col_expr(Column::EndedAt, Expr::value(cx.now))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(cx.now))
        .filter(others)
        .exec(txn)
        .await?;
    // They learn that it is gone, and not to whom.
    for row in told.iter().filter(|row| row.offered_at.is_some()) {
        let notice = Notice::Overtaken {
            reference: offer.opportunity.reference.clone(),
            topic: offer.opportunity.topic.clone(),
        };
        mail::notify(txn, cx, To::Answerers(PartnerId(row.partner_id)), notice).await?;
    }
    txn.tell(Change::Opportunity {
        id: OpportunityId(offer.opportunity.id),
        partners: told.iter().map(|row| PartnerId(row.partner_id)).collect(),
    });
    Ok(())
}

/// Whoever accepts is shown the customer, so this is the first reveal.
async fn reveal(txn: &WriteTxn, cx: &Context, offer: &Offer) -> Result<(), Error> {
    let Some(user) = cx.user_id() else { return Ok(()) };
    let row = reveal::ActiveModel {
        assignment_id: Set(offer.row.id),
        user_id: Set(user),
        at: Set(cx.now),
    };
    reveal::Entity::insert(row).exec_without_returning(txn).await?;
    Ok(())
}
