//! One more product.

use domain::{
    ids::ProductId,
    policy::{Action, Relation, authorize},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{named, taken};
use crate::{
    Context, Error,
    entity::product::{ActiveModel, Entity},
};

/// Adds it to the list, switched on.
pub async fn add(cx: &Context, name: &str) -> Result<ProductId, Error> {
    authorize(&cx.actor, Action::ManageSettings, Relation::Own)?;
    let (name, folded) = named(name)?;
    let txn = cx.db.begin_write().await?;
    let id = cx.new_id();
    let row = ActiveModel {
        id: Set(id),
        name: Set(name),
        name_folded: Set(folded),
        is_active: Set(true),
        version: Set(1),
        created_at: Set(cx.now),
        created_by: Set(cx.user_id()),
        updated_at: Set(cx.now),
        updated_by: Set(cx.user_id()),
    };
    let written = Entity::insert(row).exec_without_returning(&txn).await.map_err(Error::from);
    written.map_err(taken)?;
    txn.commit().await?;
    Ok(ProductId(id))
}
