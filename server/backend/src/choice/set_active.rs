//! Retires a choice, and offers it again.

use domain::{
    choice::{Code, List},
    policy::{Action, Relation, authorize},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::to_change;
use crate::{
    Context, Error,
    entity::choice::{Column, Entity},
};

/// What is retired is not offered any more; what has it keeps it and reads as before.
pub async fn set_active(
    cx: &Context,
    list: List,
    code: &Code,
    version: i32,
    active: bool,
) -> Result<(), Error> {
    authorize(&cx.actor, Action::ManageSettings, Relation::Own)?;
    let txn = cx.db.begin_write().await?;
    let (choices, line) = to_change(&txn, cx, list, code).await?;
    if line.version != version {
        return Err(Error::Stale);
    }
    if !active {
        choices.may_retire(list, code)?;
    }
    Entity::update_many()
        .col_expr(Column::IsActive, Expr::value(active))
        .col_expr(Column::Version, Expr::value(line.version + 1))
        .col_expr(Column::UpdatedAt, Expr::value(cx.now))
        .col_expr(Column::UpdatedBy, Expr::value(cx.user_id()))
        .filter(Column::List.eq(list.as_ref()))
        .filter(Column::Code.eq(code.as_ref()))
        .exec(&txn)
        .await?;
    txn.commit().await
}
