//! The first report of a partner on what it manages: whatever it lets be heard first ends the second clock.

use chrono::{DateTime, Utc};
use domain::assignment::{Clock, State};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, Func, SimpleExpr},
};
use uuid::Uuid;

use crate::{
    Context, Error,
    db::WriteTxn,
    entity::assignment::{Column, Entity, Model},
    opportunity::holds::Holds,
};

/// What the column of the first report says after a report now: the first one stays.
pub(crate) fn first_report_at(cx: &Context) -> SimpleExpr {
    Func::coalesce([Expr::col(Column::FirstUpdateAt), Expr::value(cx.now)]).into()
}

/// Notes that the actor's company let something be heard of what it manages. What others say is no report.
pub(crate) async fn heard(txn: &WriteTxn, cx: &Context, opportunity: Uuid) -> Result<(), Error> {
    let Some(partner) = cx.actor.partner() else { return Ok(()) };
    Entity::update_many()
        .col_expr(Column::FirstUpdateAt, first_report_at(cx))
        .filter(Column::OpportunityId.eq(opportunity))
        .filter(Column::PartnerId.eq(partner.0))
        .filter(Column::State.eq(State::Accepted.as_ref()))
        .exec(txn)
        .await?;
    Ok(())
}

/// Whether it is waited for: somebody works, and nothing came.
pub(crate) fn is_awaited(own: &Model) -> bool {
    own.state == State::Accepted.as_ref() && own.first_update_at.is_none()
}

/// When its clock began, holds left out, and when it ends; `None` where it is not waited for.
pub(crate) fn due(own: &Model, holds: &Holds) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let until = own.first_update_by.filter(|_| is_awaited(own))?;
    let from = own.answered_at.unwrap_or(own.created_at);
    Some((holds.beginning(own.opportunity_id, from), until))
}

/// That clock as both sides see it. On hold it shows what is left after resuming.
pub(crate) fn clock(
    cx: &Context,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
    held_at: Option<DateTime<Utc>>,
) -> Clock {
    let at = held_at.unwrap_or(cx.now);
    Clock {
        seconds_left: (until - at).num_seconds(),
        seconds_total: (until - from).num_seconds(),
        until: cx.local(until),
        paused: held_at.is_some(),
    }
}
