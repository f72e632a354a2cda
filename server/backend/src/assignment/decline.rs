//! A partner says no to an offer and why; the opportunity rests with staff, who are told.

use domain::{
    choice::List,
    ids::{AssignmentId, OpportunityId},
    opportunity::{Move, ReasonForm},
    timeline::{Audience, Event},
};
use sea_orm::sea_query::Expr;

use super::{
    moved, names,
    offer::{self, Offer},
};
use crate::{
    Context, Error, choice,
    db::WriteTxn,
    entity::assignment::Column,
    fold::nfc,
    mail::Notice,
    routing,
    timeline::{self, Entry},
};

/// Declines an offer for the actor's company.
pub async fn decline(cx: &Context, id: AssignmentId, form: ReasonForm) -> Result<(), Error> {
    let txn = cx.db.begin_write().await?;
    within(&txn, cx, id, form).await?;
    txn.commit().await
}

/// The same within a transaction that has begun.
pub(super) async fn within(
    txn: &WriteTxn,
    cx: &Context,
    id: AssignmentId,
    form: ReasonForm,
) -> Result<(), Error> {
    let offer = Offer::to_answer(txn, cx, id).await?;
    let choices = choice::all(txn, cx).await?;
    let reason = ReasonForm { text: nfc(&form.text), ..form }.check(List::Decline, &choices)?;
    let others = offer.others();
    let (state, status) = offer.decide(cx, Move::Decline { others })?;

    let answer = offer
        .answer(cx, state)
        .col_expr(Column::AnsweredAt, Expr::value(cx.now))
        .col_expr(Column::AnsweredBy, Expr::value(cx.user_id()))
        .col_expr(Column::EndedAt, Expr::value(cx.now))
        .col_expr(Column::DeclineReason, Expr::value(reason.code.as_ref()))
        .col_expr(Column::ReasonText, Expr::value(reason.text.clone()));
    offer::first(txn, answer).await?;
    moved::to_status(txn, cx, &offer.opportunity, status, |update| update).await?;

    let partner = names::partner(txn, offer.partner()).await?;
    let event = Event::Declined {
        partner: partner.clone(),
        reason: reason.code.clone(),
        text: reason.text.clone(),
    };
    let entry = Entry::of(event, Audience::Partner(offer.partner()));
    timeline::record(txn, cx, OpportunityId(offer.opportunity.id), entry).await?;
    let called = choices.find(List::Decline, &reason.code);
    let next = match others {
        0 => routing::go_on(txn, cx, &offer.opportunity, &offer.row).await?,
        _ => routing::Next::default(),
    };
    let notice = Notice::Declined {
        reference: offer.opportunity.reference.clone(),
        topic: offer.opportunity.topic.clone(),
        partner,
        labels: called.map(|choice| choice.labels.clone()).unwrap_or_default(),
        reason: reason.code,
        text: reason.text,
        next: next.asked,
        open: others,
    };
    offer.tell_fallback(txn, cx, next.fallback, &notice).await?;
    offer.tell_owner(txn, cx, notice).await
}
