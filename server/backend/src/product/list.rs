//! All products, for those who keep the list.

use domain::{
    ids::ProductId,
    policy::{Action, Relation, authorize},
    product::ProductRow,
};
use sea_orm::QueryOrder;

use crate::{
    Context, Error,
    entity::product::{Column, Entity},
};

/// By name, those that are switched off last.
pub async fn list(cx: &Context) -> Result<Vec<ProductRow>, Error> {
    authorize(&cx.actor, Action::ManageSettings, Relation::Own)?;
    let rows = Entity::visible_to(&cx.actor)
        .order_by_desc(Column::IsActive)
        .order_by_asc(Column::NameFolded)
        .all(cx.db.read())
        .await?;
    let line = |row: crate::entity::product::Model| ProductRow {
        id: ProductId(row.id),
        version: row.version,
        name: row.name,
        is_active: row.is_active,
    };
    Ok(rows.into_iter().map(line).collect())
}
