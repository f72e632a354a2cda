//! The first report of a partner on what it manages: whatever it lets be heard first ends the second clock.

use domain::assignment::State;
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, Func, SimpleExpr},
};
use uuid::Uuid;

use crate::{
    Context, Error,
    db::WriteTxn,
    entity::assignment::{Column, Entity},
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
