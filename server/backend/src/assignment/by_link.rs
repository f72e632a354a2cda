//! Answers an offer from the link of a mail, without signing in: whoever holds the link answers for the person it was sent
//! to, this one offer, once. The customer is not shown for it; that needs a sign-in.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    assignment::{AnswerLinkView, AnswerableOffer, AnsweredOffer, State},
    ids::{AssignmentId, UserId},
    opportunity::{PartnerOpportunity, ReasonForm},
    policy::{Action, Actor, Relation, may},
    refusal::Refusal,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr,
};
use uuid::Uuid;

use super::{accept, decline, names, offer::Offer, standing};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::{answer_link, assignment, opportunity, user_account},
    mail::ANSWER,
    person, portal,
    session::{has_departed, token},
};

/// How long a link of an offer without a deadline is good for.
const WITHOUT_DEADLINE: TimeDelta = TimeDelta::days(30);

/// Makes a link for a person, if an offer of this opportunity waits for their company's answer and they may give it.
pub(crate) async fn issue(
    txn: &WriteTxn,
    cx: &Context,
    reference: &str,
    user: UserId,
) -> Result<Option<String>, Error> {
    let Some(actor) = active(txn, user.0).await?.as_ref().map(person::row::actor).transpose()?
    else {
        return Ok(None);
    };
    if !may(&actor, Action::AnswerOffer, Relation::Offered) {
        return Ok(None);
    }
    let offer = assignment::Entity::visible_to(&actor)
        .inner_join(opportunity::Entity)
        .filter(opportunity::Column::Reference.eq(reference))
        .filter(assignment::Column::State.eq(State::Offered.as_ref()))
        .one(txn)
        .await?;
    let Some(offer) = offer else { return Ok(None) };
    let secret = cx.new_token();
    let row = answer_link::ActiveModel {
        token_hash: Set(token::hash(&secret)),
        assignment_id: Set(offer.id),
        user_id: Set(user.0),
        created_at: Set(cx.now),
        expires_at: Set(expires_at(cx, offer.accept_by)),
        used_at: Set(None),
    };
    answer_link::Entity::insert(row).exec_without_returning(txn).await?;
    Ok(Some(cx.settings.url(&format!("{ANSWER}{secret}"))))
}

/// The offer has another deadline, and its links with it.
pub(crate) async fn prolong(
    txn: &WriteTxn,
    cx: &Context,
    offer: AssignmentId,
    accept_by: Option<DateTime<Utc>>,
) -> Result<(), Error> {
    answer_link::Entity::update_many()
        .col_expr(answer_link::Column::ExpiresAt, Expr::value(expires_at(cx, accept_by)))
        .filter(answer_link::Column::AssignmentId.eq(offer.0))
        .exec(txn)
        .await?;
    Ok(())
}

/// A link is good as long as its offer waits, but not for ever.
fn expires_at(cx: &Context, accept_by: Option<DateTime<Utc>>) -> DateTime<Utc> {
    accept_by.unwrap_or(cx.now + WITHOUT_DEADLINE)
}

/// What the link shows. Changes nothing, so that mail programs may open it.
pub async fn show_by_link(cx: &Context, secret: &str) -> Result<AnswerLinkView, Error> {
    let link = find(cx.db.read(), secret).await?;
    let (cx, person) = as_person(cx.db.read(), cx, &link).await?;
    let row = assignment::Entity::visible_to(&cx.actor)
        .filter(assignment::Column::Id.eq(link.assignment_id))
        .one(cx.db.read())
        .await?
        .ok_or(Refusal::LinkSpent)?;
    let (reference, topic): (String, String) = opportunity(&cx, row.opportunity_id).await?;
    let state = standing::state(&row)?;
    if state == State::Offered
        && let PartnerOpportunity::Offer(offer) = portal::show(&cx, &reference).await?
        && offer.may_answer
    {
        // On hold the link waits like its offer.
        if offer.card.held_at.is_none() && link.expires_at < cx.now {
            return Err(Refusal::LinkSpent.into());
        }
        let company = names::partner(cx.db.read(), row.partner_id.into()).await?;
        let (card, reasons, person) = (offer.card, offer.declines, person.name);
        let offer = AnswerableOffer { card, company, person, reasons };
        return Ok(AnswerLinkView::Open(Box::new(offer)));
    }
    let by_this_link = link.used_at.is_some();
    let state = if state == State::Offered { State::Expired } else { state };
    Ok(AnswerLinkView::Over(AnsweredOffer { reference, topic, state, by_this_link }))
}

/// Accepts by the link. Answers the reference.
pub async fn accept_by_link(cx: &Context, secret: &str) -> Result<String, Error> {
    let txn = cx.db.begin_write().await?;
    let (cx, id) = spend(&txn, cx, secret).await?;
    let reference = accept::within(&txn, &cx, id, accept::Customer::StaysSealed).await?;
    txn.commit().await?;
    Ok(reference)
}

/// Declines by the link.
pub async fn decline_by_link(cx: &Context, secret: &str, form: ReasonForm) -> Result<(), Error> {
    let txn = cx.db.begin_write().await?;
    let (cx, id) = spend(&txn, cx, secret).await?;
    decline::within(&txn, &cx, id, form).await?;
    txn.commit().await
}

/// Uses the link up. What follows in the transaction may still refuse; then it was not used.
async fn spend(
    txn: &WriteTxn,
    cx: &Context,
    secret: &str,
) -> Result<(Context, AssignmentId), Error> {
    let link = find(txn, secret).await?;
    let (cx, _) = as_person(txn, cx, &link).await?;
    // The opportunity first, as everybody locks it: staff move the deadline of a link when they hold both rows.
    let offer = Offer::to_answer(txn, &cx, AssignmentId(link.assignment_id)).await?;
    let used = answer_link::Entity::update_many()
        .col_expr(answer_link::Column::UsedAt, Expr::value(cx.now))
        .filter(answer_link::Column::TokenHash.eq(&link.token_hash))
        .filter(answer_link::Column::UsedAt.is_null())
        .filter(answer_link::Column::ExpiresAt.gte(cx.now))
        .exec(txn)
        .await?;
    if used.rows_affected == 1 {
        return Ok((cx, AssignmentId(link.assignment_id)));
    }
    let is_over = link.used_at.is_none() && link.expires_at < cx.now;
    Err(match offer.opportunity.held_at {
        // Its time stands still, whatever the link says until it is resumed.
        Some(_) if is_over => Refusal::OnHold,
        None if is_over => Refusal::Lapsed,
        _ => Refusal::AlreadyAnswered,
    }
    .into())
}

/// Also one that is over: whoever opens it is told what became of the offer.
async fn find(db: &impl ConnectionTrait, secret: &str) -> Result<answer_link::Model, Error> {
    let link = answer_link::Entity::with_token(&token::hash(secret)).one(db).await?;
    Ok(link.ok_or(Refusal::LinkSpent)?)
}

/// The call as the person's own, with the role of this very moment.
async fn as_person(
    db: &impl ConnectionTrait,
    cx: &Context,
    link: &answer_link::Model,
) -> Result<(Context, user_account::Model), Error> {
    let person = active(db, link.user_id).await?.ok_or(Refusal::LinkSpent)?;
    if has_departed(db, person.partner_id).await? {
        return Err(Refusal::LinkSpent.into());
    }
    let actor: Actor = person::row::actor(&person)?;
    Ok((cx.acting_as(actor), person))
}

async fn active(
    db: &impl ConnectionTrait,
    user: Uuid,
) -> Result<Option<user_account::Model>, Error> {
    Ok(user_account::Entity::visible_to(&Actor::System)
        .filter(user_account::Column::Id.eq(user))
        .filter(user_account::Column::DeactivatedAt.is_null())
        .one(db)
        .await?)
}

async fn opportunity(cx: &Context, id: Uuid) -> Result<(String, String), Error> {
    use opportunity::Column;
    use sea_orm::QuerySelect as _;

    let found = opportunity::Entity::visible_to(&cx.actor)
        .select_only()
        .columns([Column::Reference, Column::Topic])
        .filter(Column::Id.eq(id))
        .into_tuple()
        .one(cx.db.read())
        .await?;
    Ok(found.ok_or(Refusal::LinkSpent)?)
}
