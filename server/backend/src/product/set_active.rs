//! Switches a product off and on.

use domain::{
    ids::ProductId,
    policy::{Action, Denied, Relation, authorize},
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

use crate::{
    Context, Error,
    entity::product::{Column, Entity},
};

/// What is switched off is not offered any more; what has it keeps it. Nothing to change is no error.
pub async fn set_active(cx: &Context, id: ProductId, active: bool) -> Result<(), Error> {
    authorize(&cx.actor, Action::ManageSettings, Relation::Own)?;
    let txn = cx.db.begin_write().await?;
    Entity::visible_to(&cx.actor)
        .filter(Column::Id.eq(id.0))
        .one(&txn)
        .await?
        .ok_or(Denied::Hidden)?;
    Entity::update_many()
        .col_expr(Column::IsActive, Expr::value(active))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(cx.now))
        .col_expr(Column::UpdatedBy, Expr::value(cx.user_id()))
        .filter(Column::Id.eq(id.0))
        .filter(Column::IsActive.ne(active))
        .exec(&txn)
        .await?;
    txn.commit().await
}
