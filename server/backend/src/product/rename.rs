//! Another name for a product. Opportunities keep the words that were typed into them.

use domain::{
    ids::ProductId,
    policy::{Action, Denied, Relation, authorize},
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

use super::{named, taken};
use crate::{
    Context, Error,
    entity::product::{Column, Entity},
};

/// Renames it, if it is still the one that was shown.
pub async fn rename(cx: &Context, id: ProductId, version: i32, name: &str) -> Result<(), Error> {
    authorize(&cx.actor, Action::ManageSettings, Relation::Own)?;
    let (name, folded) = named(name)?;
    let txn = cx.db.begin_write().await?;
    Entity::visible_to(&cx.actor)
        .filter(Column::Id.eq(id.0))
        .one(&txn)
        .await?
        .ok_or(Denied::Hidden)?;
    let written = Entity::update_many()
        .col_expr(Column::Name, Expr::value(name))
        .col_expr(Column::NameFolded, Expr::value(folded))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(cx.now))
        .col_expr(Column::UpdatedBy, Expr::value(cx.user_id()))
        .filter(Column::Id.eq(id.0))
        .filter(Column::Version.eq(version))
        .exec(&txn)
        .await
        .map_err(Error::from)
        .map_err(taken)?;
    if written.rows_affected != 1 {
        return Err(Error::Stale);
    }
    txn.commit().await
}
