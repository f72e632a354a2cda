//! Who at the vendor decides about what partners bring.

use domain::policy::{Actor, StaffRole};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, ExprTrait, QueryFilter, QueryOrder, Select,
    sea_query::Expr,
};

use crate::{
    Error,
    entity::user_account::{Column, Entity, Model},
};

/// Active managers, the longest there first; where there are none, the administrators.
pub(crate) async fn vendor_managers(db: &impl ConnectionTrait) -> Result<Vec<Model>, Error> {
    Ok(managers_among(active_deciders_and([]).all(db).await?))
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
    let mut people = active_deciders_and([]).all(db).await?;
    people.sort_by_key(|one| !is(one, StaffRole::Manager));
    Ok(people)
}

/// The vendor's managers and administrators, and these people, as far as they may sign in; the longest there first.
pub(crate) fn active_deciders_and(people: impl IntoIterator<Item = Expr>) -> Select<Entity> {
    let roles = [StaffRole::Manager.as_ref(), StaffRole::Admin.as_ref()];
    // Without a partner: the index by partner finds them among everybody.
    let deciders = Condition::all().add(Column::PartnerId.is_null()).add(Column::Role.is_in(roles));
    let people = people.into_iter().map(|person| Expr::col((Entity, Column::Id)).eq(person));
    Entity::visible_to(&Actor::System)
        .filter(Column::DeactivatedAt.is_null())
        .filter(people.fold(Condition::any().add(deciders), Condition::add))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
}

fn is(person: &Model, role: StaffRole) -> bool {
    person.partner_id.is_none() && person.role == role.as_ref()
}
