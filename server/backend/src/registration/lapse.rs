//! The timer ends protections whose time is over; the partner is told.

use domain::{
    ids::RegistrationId,
    policy::{Action, Actor, Denied},
    registration::{State, Step},
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use uuid::Uuid;

use super::{
    protection,
    request::{Request, Told},
};
use crate::{
    Context, Error,
    entity::deal_registration::{Column, Entity},
    mail::RegistrationNews,
};

/// Ends at most `limit` protections, the oldest first, each in a transaction of its own. Answers how many there were.
pub async fn lapse_due(cx: &Context, limit: u64) -> Result<u64, Error> {
    if cx.actor != Actor::System {
        return Err(Denied::Forbidden.into());
    }
    let due: Vec<Uuid> = Entity::visible_to(&cx.actor)
        .select_only()
        .column(Column::Id)
        .filter(Column::State.eq(State::Approved.as_ref()))
        .filter(Column::ProtectedUntil.lt(cx.now))
        .order_by_asc(Column::ProtectedUntil)
        .limit(limit)
        .into_tuple()
        .all(cx.db.read())
        .await?;
    let mut lapsed = 0;
    for id in due {
        match lapse(cx, RegistrationId(id)).await {
            Ok(()) => lapsed += 1,
            // Somebody was quicker: another server, an extension in the last second, staff.
            Err(Error::Refused(_) | Error::Stale | Error::Denied(_)) => {}
            Err(error @ (Error::Unavailable | Error::Busy)) => return Err(error),
            Err(error) => tracing::error!(%error, registration = %id, "a protection cannot end"),
        }
    }
    Ok(lapsed)
}

async fn lapse(cx: &Context, id: RegistrationId) -> Result<(), Error> {
    let txn = cx.db.begin_write().await?;
    let request = Request::to_change(&txn, cx, id, Action::DecideRegistration).await?;
    let state = request
        .take(&txn, cx, Step::Expire, |update| {
            update.col_expr(Column::EndedAt, Expr::value(cx.now))
        })
        .await?;
    protection::release(&txn, request.row.id).await?;
    request.record(&txn, cx, state, Told::default()).await?;
    request.tell_partner(&txn, cx, RegistrationNews::Lapsed).await?;
    txn.commit().await
}
