//! Who a message goes to, and in which language and time zone they read.

use domain::{
    ids::{PartnerId, UserId},
    lang::Lang,
    policy::Actor,
};
use jiff::tz::TimeZone;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, sea_query::Expr};

use super::To;
use crate::{
    Error,
    entity::{partner, user_account},
    person, zone,
};

/// One receiver.
#[derive(Debug, Clone)]
pub(super) struct Recipient {
    pub user: Option<UserId>,
    pub email: String,
    pub name: Option<String>,
    pub lang: Lang,
    pub time_zone: TimeZone,
    /// One of the vendor's people, whose links lead to the staff pages.
    pub is_staff: bool,
}

/// The receivers. Read without the actor's scope: a partner who accepts tells an owner whom it cannot see.
pub(super) async fn of(db: &impl ConnectionTrait, to: &To) -> Result<Vec<Recipient>, Error> {
    let people = match to {
        To::Address { email, name, lang } => {
            return Ok(vec![Recipient {
                user: None,
                email: email.clone(),
                name: name.clone(),
                lang: *lang,
                time_zone: zone::home(),
                is_staff: false,
            }]);
        }
        To::User(user) => active(db, *user).await?.into_iter().collect(),
        To::Answerers(partner) => person::answerers(db, *partner).await?,
        To::Workers(partner, people) => workers(db, *partner, people).await?,
        To::Seller(partner, seller) => match colleague(db, *partner, *seller).await? {
            Some(seller) => vec![seller],
            None => person::answerers(db, *partner).await?,
        },
        To::Recipient(partner) => told_of_offers(db, *partner).await?,
        To::VendorManagers => person::vendor_managers(db).await?,
        To::FirstOf(people) => first_of(db, people).await?,
        To::EachOf(people) => each_of(db, people).await?,
    };
    of_people(db, people).await
}

/// The same people as receivers.
pub(super) async fn of_people(
    db: &impl ConnectionTrait,
    people: Vec<user_account::Model>,
) -> Result<Vec<Recipient>, Error> {
    let mut recipients = Vec::with_capacity(people.len());
    for person in people {
        recipients.push(of_person(db, person).await?);
    }
    Ok(recipients)
}

async fn workers(
    db: &impl ConnectionTrait,
    partner: PartnerId,
    also: &[UserId],
) -> Result<Vec<user_account::Model>, Error> {
    let mut people = person::answerers(db, partner).await?;
    for user in also {
        if people.iter().all(|known| known.id != user.0) {
            let person = colleague(db, partner, *user).await?;
            people.extend(person);
        }
    }
    Ok(people)
}

async fn told_of_offers(
    db: &impl ConnectionTrait,
    company: PartnerId,
) -> Result<Vec<user_account::Model>, Error> {
    let named = partner::Entity::visible_to(&Actor::System)
        .filter(partner::Column::Id.eq(company.0))
        .one(db)
        .await?
        .and_then(|row| row.default_recipient_id);
    let mut people = person::answerers(db, company).await?;
    if people.iter().any(|person| Some(person.id) == named) {
        people.retain(|person| Some(person.id) == named);
    }
    Ok(people)
}

async fn each_of(
    db: &impl ConnectionTrait,
    people: &[UserId],
) -> Result<Vec<user_account::Model>, Error> {
    let mut found: Vec<user_account::Model> = Vec::new();
    for user in people {
        if found.iter().all(|known| known.id != user.0) {
            let person = active(db, *user).await?;
            found.extend(person);
        }
    }
    if found.is_empty() { person::vendor_managers(db).await } else { Ok(found) }
}

async fn first_of(
    db: &impl ConnectionTrait,
    people: &[UserId],
) -> Result<Vec<user_account::Model>, Error> {
    let candidates = person::active_deciders_and(people.iter().map(|user| Expr::value(user.0)));
    Ok(first_among(candidates.all(db).await?, people))
}

/// The first of these people who is there; else the managers, else the administrators.
pub(super) fn first_among(
    candidates: Vec<user_account::Model>,
    people: &[UserId],
) -> Vec<user_account::Model> {
    let found = |user: &UserId| candidates.iter().find(|person| person.id == user.0).cloned();
    match people.iter().find_map(found) {
        Some(person) => vec![person],
        None => person::managers_among(candidates),
    }
}

/// Somebody who may sign in.
async fn active(
    db: &impl ConnectionTrait,
    user: UserId,
) -> Result<Option<user_account::Model>, Error> {
    Ok(user_account::Entity::visible_to(&Actor::System)
        .filter(user_account::Column::Id.eq(user.0))
        .filter(user_account::Column::DeactivatedAt.is_null())
        .one(db)
        .await?)
}

/// Somebody of the company who may sign in.
async fn colleague(
    db: &impl ConnectionTrait,
    company: PartnerId,
    user: UserId,
) -> Result<Option<user_account::Model>, Error> {
    Ok(active(db, user).await?.filter(|person| person.partner_id == Some(company.0)))
}

/// The person's own zone, else the one of their company, else ours.
async fn of_person(
    db: &impl ConnectionTrait,
    person: user_account::Model,
) -> Result<Recipient, Error> {
    let zone_name = match (&person.time_zone, person.partner_id) {
        (Some(name), _) => Some(name.clone()),
        (None, Some(partner)) => partner::Entity::visible_to(&Actor::System)
            .filter(partner::Column::Id.eq(partner))
            .one(db)
            .await?
            .map(|row| row.time_zone),
        (None, None) => None,
    };
    Ok(Recipient {
        user: Some(UserId(person.id)),
        lang: person.language.as_deref().and_then(|code| code.parse().ok()).unwrap_or_default(),
        time_zone: zone_name.and_then(|name| zone::named(&name)).unwrap_or_else(zone::home),
        is_staff: person.partner_id.is_none(),
        email: person.email,
        name: Some(person.name),
    })
}
