//! What companies and people are called, and what was agreed with a company about time.

use std::collections::{BTreeSet, HashMap};

use domain::{ids::PartnerId, partner::PartnerStatus, policy::Actor, refusal::Refusal};
use sea_orm::{
    ColumnTrait, ConnectionTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect, QueryTrait,
    RelationTrait, Select, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    Error,
    entity::{
        account,
        partner::{self, Column},
        user_account::{self, PersonName},
    },
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

/// A company that begins new work.
#[derive(Debug)]
pub(crate) struct Company {
    pub name: String,
    /// Who begins it.
    pub person: Option<String>,
    pub terms: Terms,
    /// Of its profile.
    pub version: i32,
}

/// Refuses new work where the company is suspended: it finishes what it has and begins nothing.
pub(crate) async fn begins(
    db: &impl ConnectionTrait,
    id: PartnerId,
    user: Option<Uuid>,
) -> Result<Company, Error> {
    agreed_with(db, id, user).await?.begins(id)
}

/// What was agreed about new work.
pub(super) async fn agreed_with(
    db: &impl ConnectionTrait,
    id: PartnerId,
    user: Option<Uuid>,
) -> Result<Agreed, Error> {
    agreed(Some(id), user).into_model().one(db).await?.ok_or_else(|| gone(id))
}

/// What the company's profile says of new work that this person begins.
pub(super) fn agreed(id: Option<PartnerId>, user: Option<Uuid>) -> Select<partner::Entity> {
    let person = user_account::Entity::names_for(&Actor::System)
        .select_only()
        .column(user_account::Column::Name)
        .filter(user_account::Column::Id.eq(user))
        .into_query();
    partner::Entity::visible_to(&Actor::System)
        .select_only()
        .columns([Column::Status, Column::Calendar, Column::TimeZone])
        .columns([Column::AcceptHours, Column::FirstUpdateDays, Column::Version])
        .column(account::Column::Name)
        .expr_as(Expr::SubQuery(None, Box::new(person.into())), "person")
        .join(JoinType::InnerJoin, partner::Relation::Account.def())
        .filter(Column::Id.eq(id.map(|id| id.0)))
}

/// The answer.
#[derive(FromQueryResult)]
pub(super) struct Agreed {
    status: String,
    calendar: String,
    time_zone: String,
    accept_hours: i32,
    first_update_days: i32,
    version: i32,
    name: String,
    person: Option<String>,
}

impl Agreed {
    /// See [`begins`].
    pub fn begins(self, id: PartnerId) -> Result<Company, Error> {
        if self.status == PartnerStatus::Suspended.as_ref() {
            return Err(Refusal::Suspended.into());
        }
        let time = (self.accept_hours, self.first_update_days);
        let terms = Terms::agreed(id, &self.time_zone, &self.calendar, time)?;
        Ok(Company { name: self.name, person: self.person, terms, version: self.version })
    }
}

pub(super) fn gone(id: PartnerId) -> Error {
    Error::Inconsistent { table: "partner", id: id.0, what: "is gone".to_owned() }
}

async fn profile(db: &impl ConnectionTrait, id: PartnerId) -> Result<partner::Model, Error> {
    partner::Entity::visible_to(&Actor::System)
        .filter(partner::Column::Id.eq(id.0))
        .one(db)
        .await?
        .ok_or_else(|| gone(id))
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
