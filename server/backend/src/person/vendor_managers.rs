//! Who at the vendor decides about what partners bring.

use domain::policy::{Actor, StaffRole};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, QueryFilter, QueryOrder};

use crate::{
    Error,
    entity::user_account::{Column, Entity, Model},
};

/// Active managers, the longest there first; where there are none, the administrators.
pub(crate) async fn vendor_managers(db: &impl ConnectionTrait) -> Result<Vec<Model>, Error> {
    Ok(managers_among(active(db).await?))
}

/// The same among these people, in their order.
pub(crate) fn managers_among(people: Vec<Model>) -> Vec<Model> {
    let (managers, rest): (Vec<_>, _) =
        people.into_iter().partition(|one| is(one, StaffRole::Manager));
    if !managers.is_empty() {
        return managers;
    }
    rest.into_iter().filter(|one| is(one, StaffRole::Admin)).collect()
}

/// Everybody who may decide about any opportunity: the vendor's active managers and administrators.
pub(crate) async fn vendor_deciders(db: &impl ConnectionTrait) -> Result<Vec<Model>, Error> {
    let mut people = active(db).await?;
    people.sort_by_key(|one| !is(one, StaffRole::Manager));
    Ok(people)
}

/// The vendor's managers and administrators, also those who have gone. Without a partner, as the index by partner finds
/// them among everybody.
pub(crate) fn deciders() -> Condition {
    let roles = [StaffRole::Manager.as_ref(), StaffRole::Admin.as_ref()];
    Condition::all().add(Column::PartnerId.is_null()).add(Column::Role.is_in(roles))
}

async fn active(db: &impl ConnectionTrait) -> Result<Vec<Model>, Error> {
    Ok(Entity::visible_to(&Actor::System)
        .filter(deciders())
        .filter(Column::DeactivatedAt.is_null())
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await?)
}

fn is(person: &Model, role: StaffRole) -> bool {
    person.partner_id.is_none() && person.role == role.as_ref()
}
