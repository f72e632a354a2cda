//! Staff look at a request and give the right.

use domain::{
    assignment,
    ids::{PartnerId, RegistrationId},
    policy::{Action, Actor},
    refusal::Refusal,
    registration::{Step, protection as protection_of},
};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, sea_query::Expr};

use super::{
    customer::Customer,
    protection,
    request::{Request, Told},
};
use crate::{
    Context, Error,
    assignment::names,
    db::WriteTxn,
    entity::{
        assignment as held,
        deal_registration::{Column, Model},
    },
    mail::RegistrationNews,
    opportunity::row,
};

/// Somebody begins to look at it.
pub async fn review(cx: &Context, id: RegistrationId) -> Result<(), Error> {
    let txn = cx.db.begin_write().await?;
    let request = Request::to_change(&txn, cx, id, Action::DecideRegistration).await?;
    let state = request.take(&txn, cx, Step::Review, |update| update).await?;
    request.record(&txn, cx, state, Told::default()).await?;
    txn.commit().await
}

/// Gives the right for so many days, as they were typed, unless another registration protects the customer and one of the
/// products, or somebody else has the opportunity.
pub async fn approve(cx: &Context, id: RegistrationId, days: &str) -> Result<(), Error> {
    let txn = cx.db.begin_write().await?;
    let request = Request::to_change(&txn, cx, id, Action::DecideRegistration).await?;
    let span = protection_of(days).map_err(|problem| Error::field("days", problem))?;
    let until = cx.now + span;
    let customer = Customer::of(&txn, cx, &request).await?;
    if let Some(other) = customer.protected_for_another(&txn, cx, &request).await? {
        return Err(protected(&txn, cx, &other).await?);
    }
    let state = request
        .take(&txn, cx, Step::Approve, |update| {
            update
                .col_expr(Column::DecidedAt, Expr::value(cx.now))
                .col_expr(Column::DecidedBy, Expr::value(cx.user_id()))
                .col_expr(Column::ReasonCode, Expr::value(None::<String>))
                .col_expr(Column::ReasonText, Expr::value(None::<String>))
                .col_expr(Column::ProtectedUntil, Expr::value(until))
                .col_expr(Column::WarnedDays, Expr::value(0))
        })
        .await?;
    is_theirs(&txn, &request).await?;
    protection::take(&txn, cx, (&request, &customer), until).await?;

    let told = Told { until: Some(until), ..Told::default() };
    request.confirm(&txn, cx, state, &told).await?;
    request.record(&txn, cx, state, told).await?;
    let decided = RegistrationNews::Decided { state, until: Some(until), text: None };
    request.tell_partner(&txn, cx, decided).await?;
    txn.commit().await
}

/// The refusal that names for whom the customer is protected and until when.
async fn protected(txn: &WriteTxn, cx: &Context, other: &Model) -> Result<Error, Error> {
    let until = other.protected_until.unwrap_or(cx.now);
    Ok(Error::Refused(Refusal::CustomerProtected {
        until: cx.local(until).date_naive(),
        partner: names::partner(txn, PartnerId(other.partner_id)).await?,
    }))
}

/// What closed, or what somebody else has, is nothing to be protected for.
async fn is_theirs(txn: &WriteTxn, request: &Request) -> Result<(), Error> {
    let status = row::status(&request.opportunity)?;
    let live = [assignment::State::Offered.as_ref(), assignment::State::Accepted.as_ref()];
    let others = held::Entity::visible_to(&Actor::System)
        .filter(held::Column::OpportunityId.eq(request.opportunity.id))
        .filter(held::Column::PartnerId.ne(request.row.partner_id))
        .filter(held::Column::State.is_in(live))
        .count(txn)
        .await?;
    if status.is_open() && others == 0 {
        Ok(())
    } else {
        Err(Refusal::WrongStatus { from: status }.into())
    }
}
