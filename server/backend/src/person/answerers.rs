//! Who in a partner company can accept an offer.

use std::collections::BTreeSet;

use domain::{
    ids::PartnerId,
    policy::{Actor, PartnerRole},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use crate::{
    Error,
    entity::user_account::{self, Column},
};

/// Active administrators and managers, the longest there first. Somebody who was invited and has not
/// come yet is not among them: an offer to them alone would lapse unread.
pub(crate) async fn answerers(
    db: &impl ConnectionTrait,
    partner: PartnerId,
) -> Result<Vec<user_account::Model>, Error> {
    Ok(of(partner).order_by_asc(Column::CreatedAt).order_by_asc(Column::Id).all(db).await?)
}

/// Whether anybody could accept an offer to the partner.
pub async fn can_answer(db: &impl ConnectionTrait, partner: PartnerId) -> Result<bool, Error> {
    Ok(of(partner).count(db).await? > 0)
}

/// All partners in which somebody could.
pub(crate) async fn all_that_can_answer(
    db: &impl ConnectionTrait,
) -> Result<BTreeSet<Uuid>, Error> {
    let partners: Vec<Option<Uuid>> =
        able().select_only().column(Column::PartnerId).distinct().into_tuple().all(db).await?;
    Ok(partners.into_iter().flatten().collect())
}

fn of(partner: PartnerId) -> Select<user_account::Entity> {
    able().filter(Column::PartnerId.eq(partner.0))
}

fn able() -> Select<user_account::Entity> {
    let roles = [PartnerRole::Administrator, PartnerRole::Manager];
    user_account::Entity::visible_to(&Actor::System)
        .filter(Column::DeactivatedAt.is_null())
        .filter(Column::PasswordHash.is_not_null())
        .filter(Column::Role.is_in(roles.map(|role| role.to_string())))
}
