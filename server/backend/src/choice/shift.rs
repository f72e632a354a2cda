//! Another order: a choice changes places with the one before or behind it.

use domain::{
    choice::{Code, List},
    policy::{Action, Relation, authorize},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::to_change;
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::choice::{Column, Entity},
};

/// Moves it by one, if it still stands where it was shown. At the end of the list nothing happens. The words of a line are
/// another matter: whoever is typing them is not disturbed.
pub async fn shift(
    cx: &Context,
    list: List,
    code: &Code,
    position: i32,
    up: bool,
) -> Result<(), Error> {
    authorize(&cx.actor, Action::ManageSettings, Relation::Own)?;
    let txn = cx.db.begin_write().await?;
    let (choices, line) = to_change(&txn, cx, list, code).await?;
    if line.position != position {
        return Err(Error::Stale);
    }
    let Some(beside) = choices.neighbour(list, code, up) else { return Ok(()) };
    // Two that were added at the same instant may share a place.
    let gap = if beside.position == line.position { if up { -1 } else { 1 } } else { 0 };
    put(&txn, cx, list, code, beside.position + gap).await?;
    put(&txn, cx, list, &beside.code, line.position).await?;
    txn.commit().await
}

async fn put(txn: &WriteTxn, cx: &Context, list: List, code: &Code, at: i32) -> Result<(), Error> {
    Entity::update_many()
        .col_expr(Column::Position, Expr::value(at))
        .col_expr(Column::UpdatedAt, Expr::value(cx.now))
        .col_expr(Column::UpdatedBy, Expr::value(cx.user_id()))
        .filter(Column::List.eq(list.as_ref()))
        .filter(Column::Code.eq(code.as_ref()))
        .exec(txn)
        .await?;
    Ok(())
}
