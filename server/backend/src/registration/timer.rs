//! The timer warns before a protection ends, and tells managers of what was not decided in time.

use chrono::TimeDelta;
use domain::{
    ids::RegistrationId,
    policy::{Action, Actor, Denied},
    registration::{State, WARNINGS},
};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Select, UpdateMany,
    sea_query::Expr,
};
use uuid::Uuid;

use super::{pause, request::Request};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::deal_registration::{Column, Entity},
    mail::{RegistrationNews, VendorNews},
};

/// Warns the partners of at most `limit` protections at each threshold. Answers how many were warned.
pub async fn warn_due(cx: &Context, limit: u64) -> Result<u64, Error> {
    let mut warned = 0;
    // The last threshold first: who is told "3 days" need not be told "14 days" after it.
    for days in WARNINGS.into_iter().rev() {
        let before = cx.now + TimeDelta::days(days.into());
        let due = approved(cx)?
            .filter(Column::ProtectedUntil.gte(cx.now))
            .filter(Column::ProtectedUntil.lte(before))
            .filter(Column::WarnedDays.eq(0).or(Column::WarnedDays.gt(days)))
            .order_by_asc(Column::ProtectedUntil);
        for id in ids(cx, due, limit).await? {
            warned += u64::from(counted(warn(cx, RegistrationId(id), days).await, id)?);
        }
    }
    Ok(warned)
}

fn approved(cx: &Context) -> Result<Select<Entity>, Error> {
    if cx.actor != Actor::System {
        return Err(Denied::Forbidden.into());
    }
    Ok(Entity::visible_to(&cx.actor).filter(Column::State.eq(State::Approved.as_ref())))
}

async fn warn(cx: &Context, id: RegistrationId, days: i32) -> Result<(), Error> {
    let txn = cx.db.begin_write().await?;
    let request = Request::to_change(&txn, cx, id, Action::DecideRegistration).await?;
    let Some(until) = request.row.protected_until else { return Err(Error::Stale) };
    mark(&txn, &request, |update| {
        update
            .col_expr(Column::WarnedDays, Expr::value(days))
            .filter(Column::ProtectedUntil.eq(until))
    })
    .await?;
    request.tell_partner(&txn, cx, RegistrationNews::Lapsing { until }).await?;
    txn.commit().await
}

/// Tells managers of at most `limit` requests whose deadline has passed, once each. Answers how many there were.
pub async fn escalate_due(cx: &Context, limit: u64) -> Result<u64, Error> {
    if cx.actor != Actor::System {
        return Err(Denied::Forbidden.into());
    }
    let waiting = [State::Submitted.as_ref(), State::InReview.as_ref()];
    let due = Entity::visible_to(&cx.actor)
        .filter(Column::State.is_in(waiting))
        .filter(Column::DecideBy.lt(cx.now))
        .filter(Column::Escalated.eq(false))
        .filter(Column::OpportunityId.not_in_subquery(pause::asked()))
        .filter(Column::OpportunityId.not_in_subquery(pause::held()))
        .order_by_asc(Column::DecideBy);
    let mut escalated = 0;
    for id in ids(cx, due, limit).await? {
        escalated += u64::from(counted(escalate(cx, RegistrationId(id)).await, id)?);
    }
    Ok(escalated)
}

async fn escalate(cx: &Context, id: RegistrationId) -> Result<(), Error> {
    let txn = cx.db.begin_write().await?;
    let request = Request::to_change(&txn, cx, id, Action::DecideRegistration).await?;
    mark(&txn, &request, |update| {
        update.col_expr(Column::Escalated, Expr::value(true)).filter(Column::Escalated.eq(false))
    })
    .await?;
    request.tell_deciders(&txn, cx, VendorNews::Overdue, None).await?;
    txn.commit().await
}

/// Notes that somebody was told, if it still stands where it was read. Nothing moves, so there is no event.
async fn mark(
    txn: &WriteTxn,
    request: &Request,
    with: impl FnOnce(UpdateMany<Entity>) -> UpdateMany<Entity>,
) -> Result<(), Error> {
    let update = Entity::update_many()
        .filter(Column::Id.eq(request.row.id))
        .filter(Column::State.eq(request.row.state.as_str()))
        .filter(Column::Version.eq(request.row.version))
        .filter(Column::WarnedDays.eq(request.row.warned_days));
    let written = with(update).exec(txn).await?;
    if written.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}

async fn ids(cx: &Context, due: Select<Entity>, limit: u64) -> Result<Vec<Uuid>, Error> {
    let ids = due.select_only().column(Column::Id).limit(limit).into_tuple();
    Ok(ids.all(cx.db.read()).await?)
}

/// Whether it was done; somebody else may have been quicker.
fn counted(result: Result<(), Error>, id: Uuid) -> Result<bool, Error> {
    match result {
        Ok(()) => Ok(true),
        Err(Error::Refused(_) | Error::Stale | Error::Denied(_)) => Ok(false),
        Err(error @ (Error::Unavailable | Error::Busy)) => Err(error),
        Err(error) => {
            tracing::error!(%error, registration = %id, "nobody can be told of a registration");
            Ok(false)
        }
    }
}
