//! Writes what a partner's deed changes on the opportunity: compare-and-set on status and version.

use domain::opportunity::Status;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, UpdateMany, sea_query::Expr};

use crate::{
    Context, Error,
    db::WriteTxn,
    entity::opportunity::{Entity, Model},
};

pub(crate) use crate::entity::opportunity::Column;

/// Moves it to another status, with what else changes.
pub(crate) async fn to_status(
    txn: &WriteTxn,
    cx: &Context,
    row: &Model,
    status: Status,
    with: impl FnOnce(UpdateMany<Entity>) -> UpdateMany<Entity>,
) -> Result<(), Error> {
    change(txn, cx, row, |update| {
        with(update.col_expr(Column::Status, Expr::value(status.to_string())))
    })
    .await
}

/// Changes fields and leaves the status.
pub(crate) async fn change(
    txn: &WriteTxn,
    cx: &Context,
    row: &Model,
    with: impl FnOnce(UpdateMany<Entity>) -> UpdateMany<Entity>,
) -> Result<(), Error> {
    let written = with(update(cx, row)).exec(txn).await?;
    if written.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Finds the row as it was read, and nothing else.
pub(super) fn update(cx: &Context, row: &Model) -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(cx.now))
        .col_expr(Column::UpdatedBy, Expr::value(cx.user_id()))
        .filter(Column::Id.eq(row.id))
        .filter(Column::Status.eq(row.status.as_str()))
        .filter(Column::Version.eq(row.version))
}
