//! What companies and people are called, and what was agreed with a company about time.

use std::collections::{BTreeSet, HashMap};

use domain::{ids::PartnerId, partner::PartnerStatus, policy::Actor, refusal::Refusal};
use sea_orm::{ColumnTrait, ConnectionTrait, JoinType, QueryFilter, QuerySelect, RelationTrait};
use uuid::Uuid;

use crate::{
    Error,
    entity::{
        account, partner,
        user_account::{self, PersonName},
    },
    partner::row,
    working_time::Terms,
};

/// Name of one partner. Partners are named without the actor's scope: callers bring ids from rows that they
/// have read through it, and a name belongs to what it stands on.
pub(crate) async fn partner(db: &impl ConnectionTrait, id: PartnerId) -> Result<String, Error> {
    partners(db, [id.0]).await?.remove(&id.0).ok_or_else(|| Error::Inconsistent {
        table: "partner",
        id: id.0,
        what: "has no account".to_owned(),
    })
}

/// What was agreed with one partner about time, read like its name.
pub(crate) async fn terms(db: &impl ConnectionTrait, id: PartnerId) -> Result<Terms, Error> {
    Terms::of(&profile(db, id).await?)
}

/// Refuses new work where the company is suspended: it finishes what it has and begins nothing.
pub(crate) async fn begins(db: &impl ConnectionTrait, id: PartnerId) -> Result<Terms, Error> {
    let row = profile(db, id).await?;
    if row::status(&row)? == PartnerStatus::Suspended {
        return Err(Refusal::Suspended.into());
    }
    Terms::of(&row)
}

async fn profile(db: &impl ConnectionTrait, id: PartnerId) -> Result<partner::Model, Error> {
    partner::Entity::visible_to(&Actor::System)
        .filter(partner::Column::Id.eq(id.0))
        .one(db)
        .await?
        .ok_or_else(|| Error::Inconsistent {
            table: "partner",
            id: id.0,
            what: "is gone".to_owned(),
        })
}

/// Names of several partners by id.
pub(crate) async fn partners(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>, Error> {
    let ids: BTreeSet<Uuid> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, String)> = partner::Entity::visible_to(&Actor::System)
        .select_only()
        .column(partner::Column::Id)
        .column(account::Column::Name)
        .join(JoinType::InnerJoin, partner::Relation::Account.def())
        .filter(partner::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Names of several people by id, as far as the actor may know them: the vendor's people, the own team, and the
/// people of those who share an opportunity with it now.
pub(crate) async fn people(
    db: &impl ConnectionTrait,
    actor: &Actor,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>, Error> {
    let ids: BTreeSet<Uuid> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let people = user_account::Entity::names_for(actor)
        .filter(user_account::Column::Id.is_in(ids))
        .into_partial_model::<PersonName>()
        .all(db)
        .await?;
    Ok(people.into_iter().map(|person| (person.id, person.name)).collect())
}
