//! When a partner says no or lets its time run out, the next of those who wait is asked, in the same transaction.

use std::str::FromStr;

use domain::{
    assignment::State,
    ids::{OpportunityId, PartnerId, UserId},
    invalid::Problem,
    opportunity::{Move, Status, apply},
    policy::{Action, Actor, authorize},
    refusal::Refusal,
    routing::{QueueDeed, Vocabulary, decide},
    timeline::{Audience, Event},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::Expr,
};

use super::{course::Course, directory::Directory, fit, place, question, record::waiting};
use crate::{
    Context, Error,
    assignment::names,
    changes::Change,
    db::WriteTxn,
    entity::{
        assignment, opportunity,
        routing_decision::{Column, Entity, Model},
    },
    opportunity::{Hand, offer_to, row},
    partner::row::{json, profile},
    timeline::{self, Entry},
};

/// What follows an answer that was no.
#[derive(Debug, Default)]
pub(crate) struct Next {
    /// Who is asked now.
    pub asked: Option<String>,
    /// Who decides, when nobody is left: the first of them who is still there.
    pub fallback: Vec<UserId>,
}

/// Asks the next one who still fits. What was not distributed automatically rests with staff, as it always did.
pub(crate) async fn go_on(
    txn: &WriteTxn,
    cx: &Context,
    of: &opportunity::Model,
    answered: &assignment::Model,
) -> Result<Next, Error> {
    let Some(id) = answered.decision_id else { return Ok(Next::default()) };
    // Nobody at the partner offers it to the next: the portal does.
    let cx = &cx.acting_as(Actor::System);
    let found = Entity::visible_to(&cx.actor).filter(Column::Id.eq(id)).one(txn).await?;
    let Some(decision) = found else { return Ok(Next::default()) };
    let list = waiting(&decision)?;
    let fallback = [decision.fallback_id, decision.by].into_iter().flatten().map(UserId).collect();
    if list.is_empty() {
        return Ok(Next { asked: None, fallback });
    }
    let of = row::to_change(txn, cx, OpportunityId(of.id)).await?;
    if apply(&row::situation(&of)?, Move::Offer, cx.now).is_err() {
        // Staff took something away that an offer needs, its customer. The answer counts all the same.
        return Ok(Next { asked: None, fallback });
    }
    let mut words = Vocabulary::default();
    let directory = Directory::keep_some(txn, cx, &list, &mut words).await?;
    let course = Course::of(txn, cx, &of).await?;
    let chance = question::read(txn, cx, &of, &course, &directory.conflicts, &mut words).await?;
    let terms = course.terms(cx, &directory);
    let fitting = decide(&chance, &directory.candidates, &terms).shortlist;
    let is_fit = |id: &PartnerId| fitting.iter().any(|one| one.partner == *id);
    let place = list.iter().position(is_fit);
    let rest = place.map_or(&[][..], |place| &list[place + 1..]);
    keep(txn, &decision, rest).await?;
    let next = place.and_then(|place| directory.rows.get(&list[place]));
    let Some(next) = next else { return Ok(Next { asked: None, fallback }) };
    let hand = Hand {
        partner: next.id.into(),
        status: next.status.clone(),
        decision: Some(id),
        asked_by: decision.by,
        fit: fit::between(&of, &place::located(txn, &of).await?, &profile(next)?)?,
        accept_hours: decision.accept_hours,
    };
    offer_to(txn, cx, &of, hand).await?;
    Ok(Next { asked: Some(names::partner(txn, next.id.into()).await?), fallback: Vec::new() })
}

/// Staff change who is asked next: nobody any more, not this one, or this one first.
pub async fn change_queue(
    cx: &Context,
    id: OpportunityId,
    partner: PartnerId,
    deed: &str,
) -> Result<(), Error> {
    let txn = cx.db.begin_write().await?;
    let of = row::to_change(&txn, cx, id).await?;
    let relation = row::relation_of_staff(&cx.actor, &of);
    authorize(&cx.actor, Action::DistributeOpportunity, relation)?;
    let deed = QueueDeed::from_str(deed).map_err(|_| Error::field("deed", Problem::Choice))?;
    let status = row::status(&of)?;
    if status != Status::Delivered {
        return Err(Refusal::WrongStatus { from: status }.into());
    }
    let decision = open_decision(&txn, cx, id).await?.ok_or(Error::Stale)?;
    let list = waiting(&decision)?;
    if !list.contains(&partner) {
        // It was asked meanwhile, or somebody else changed the list.
        return Err(Error::Stale);
    }
    keep(&txn, &decision, &deed.of(&list, partner)).await?;
    let partner = match deed {
        QueueDeed::Stop => None,
        QueueDeed::Skip | QueueDeed::First => Some(names::partner(&txn, partner).await?),
    };
    let changed = Entry::of(Event::QueueChanged { deed, partner }, Audience::Staff);
    timeline::record(&txn, cx, id, changed).await?;
    txn.tell(Change::Opportunity { id, partners: Vec::new() });
    txn.commit().await
}

/// The decision that the offer comes from which waits for an answer now. What was offered by a person has none.
pub(super) async fn open_decision(
    db: &impl ConnectionTrait,
    cx: &Context,
    id: OpportunityId,
) -> Result<Option<Model>, Error> {
    let offered = assignment::Entity::visible_to(&cx.actor)
        .select_only()
        .column(assignment::Column::DecisionId)
        .filter(assignment::Column::OpportunityId.eq(id.0))
        .filter(assignment::Column::State.eq(State::Offered.as_ref()))
        .into_query();
    let found = Entity::visible_to(&cx.actor).filter(Column::Id.in_subquery(offered));
    Ok(found.one(db).await?)
}

async fn keep(txn: &WriteTxn, decision: &Model, list: &[PartnerId]) -> Result<(), Error> {
    let written = Entity::update_many()
        .col_expr(Column::Waiting, Expr::value(json(&list)))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(decision.id))
        .filter(Column::Version.eq(decision.version))
        .exec(txn)
        .await?;
    if written.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}
