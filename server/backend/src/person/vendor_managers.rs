//! Who at the vendor decides about what partners bring.

use domain::policy::{Actor, StaffRole};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder};

use crate::{
    Error,
    entity::user_account::{Column, Entity, Model},
};

/// Active managers, the longest there first; where there are none, the administrators.
pub(crate) async fn vendor_managers(db: &impl ConnectionTrait) -> Result<Vec<Model>, Error> {
    let managers = in_role(db, StaffRole::Manager).await?;
    if managers.is_empty() { in_role(db, StaffRole::Admin).await } else { Ok(managers) }
}

/// Everybody who may decide about any opportunity: the vendor's active managers and administrators.
pub(crate) async fn vendor_deciders(db: &impl ConnectionTrait) -> Result<Vec<Model>, Error> {
    let mut people = in_role(db, StaffRole::Manager).await?;
    people.extend(in_role(db, StaffRole::Admin).await?);
    Ok(people)
}

async fn in_role(db: &impl ConnectionTrait, role: StaffRole) -> Result<Vec<Model>, Error> {
    Ok(Entity::visible_to(&Actor::System)
        .filter(Column::Kind.eq("staff"))
        .filter(Column::Role.eq(role.as_ref()))
        .filter(Column::DeactivatedAt.is_null())
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await?)
}
