//! A run is stopped: what has had its turn stays, the others are left as they are.

use domain::{
    ids::RoutingRunId,
    policy::{Action, authorize},
    routing::RunState,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::show;
use crate::{
    Context, Error,
    changes::Change,
    db::WriteTxn,
    entity::routing_run::{Column, Entity},
};

/// Stops it. One that has ended stays as it ended.
pub async fn cancel(cx: &Context, id: RoutingRunId) -> Result<(), Error> {
    let txn = cx.db.begin_write().await?;
    let (_, relation) = show::find(&txn, cx, id).await?;
    authorize(&cx.actor, Action::DistributeSelection, relation)?;
    end(&txn, cx, id.0, RunState::Canceled).await?;
    txn.tell(Change::Everything);
    txn.commit().await
}

/// Writes that it has ended; false when it had already.
pub(super) async fn end(
    txn: &WriteTxn,
    cx: &Context,
    id: uuid::Uuid,
    state: RunState,
) -> Result<bool, Error> {
    let ended = Entity::update_many()
        .col_expr(Column::State, Expr::value(state.to_string()))
        .col_expr(Column::FinishedAt, Expr::value(Some(cx.now)))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(RunState::Running.as_ref()))
        .exec(txn)
        .await?;
    Ok(ended.rows_affected == 1)
}
