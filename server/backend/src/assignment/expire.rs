//! The timer's answer to offers that nobody answered in time; nothing ends in silence.

use domain::{
    ids::{AssignmentId, OpportunityId},
    opportunity::{Move, Status},
    policy::{Actor, Denied},
    timeline::{Audience, Event},
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, RelationTrait, sea_query::Expr};
use uuid::Uuid;

use super::{
    moved, names,
    offer::{self, Offer},
};
use crate::{
    Context, Error,
    entity::{
        assignment::{Column, Entity, Relation},
        opportunity,
    },
    mail::{self, Notice, To},
    routing,
    timeline::{self, Entry},
};

/// Expires at most `limit` offers whose deadline has passed, the oldest first, each in a transaction of its
/// own, so that one that cannot be expired holds up no other. Answers how many there were.
pub async fn expire_due(cx: &Context, limit: u64) -> Result<u64, Error> {
    if cx.actor != Actor::System {
        return Err(Denied::Forbidden.into());
    }
    let due: Vec<Uuid> = Entity::visible_to(&cx.actor)
        .select_only()
        .column(Column::Id)
        .join(sea_orm::JoinType::InnerJoin, Relation::Opportunity.def())
        .filter(Column::State.eq(domain::assignment::State::Offered.as_ref()))
        .filter(Column::AcceptBy.lt(cx.now))
        // On hold clocks stand still.
        .filter(opportunity::Column::Status.eq(Status::Delivered.as_ref()))
        .order_by_asc(Column::AcceptBy)
        .limit(limit)
        .into_tuple()
        .all(cx.db.read())
        .await?;

    let mut expired = 0;
    for id in due {
        match expire(cx, AssignmentId(id)).await {
            Ok(()) => expired += 1,
            // Somebody was quicker: another server, a partner in the last second, staff.
            Err(Error::Refused(_) | Error::Stale | Error::Denied(_)) => {}
            Err(error @ (Error::Unavailable | Error::Busy)) => return Err(error),
            Err(error) => tracing::error!(%error, assignment = %id, "an offer cannot be expired"),
        }
    }
    Ok(expired)
}

async fn expire(cx: &Context, id: AssignmentId) -> Result<(), Error> {
    let txn = cx.db.begin_write().await?;
    let offer = Offer::to_answer(&txn, cx, id).await?;
    let others = offer.others();
    let (state, status) = offer.decide(cx, Move::Expire { others })?;

    let answer = offer.answer(cx, state).col_expr(Column::EndedAt, Expr::value(cx.now));
    offer::first(&txn, answer).await?;
    moved::to_status(&txn, cx, &offer.opportunity, status, |update| update).await?;

    let partner = names::partner(&txn, offer.partner()).await?;
    let event = Event::Expired { partner: partner.clone() };
    let entry = Entry::of(event, Audience::Partner(offer.partner()));
    timeline::record(&txn, cx, OpportunityId(offer.opportunity.id), entry).await?;
    let (reference, topic) = (offer.opportunity.reference.clone(), offer.opportunity.topic.clone());
    let lapsed = Notice::Lapsed { reference: reference.clone(), topic: topic.clone() };
    mail::notify(&txn, cx, To::Answerers(offer.partner()), lapsed).await?;
    if others > 0 {
        // Whoever decides hears of it when the last of them has not answered.
        return txn.commit().await;
    }
    let next = routing::go_on(&txn, cx, &offer.opportunity, &offer.row).await?;
    let notice = Notice::OwnerLapsed { reference, topic, partner, next: next.asked };
    offer.tell_fallback(&txn, cx, next.fallback, &notice).await?;
    offer.tell_owner(&txn, cx, notice).await?;
    txn.commit().await
}
