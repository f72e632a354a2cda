//! Who hears first of an offer: its mail goes to them alone, its reminders go to everybody who can accept. An active partner
//! always has somebody who can.

use domain::{
    ids::{PartnerId, UserId},
    invalid::Problem,
    partner::PartnerStatus,
    policy::{Actor, PartnerRole},
    refusal::Refusal,
};
use sea_orm::{ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter};

use crate::{Error, entity::user_account, person};

/// The recipient for what was typed. Nobody named on an active partner means the administrator, else
/// the manager, who has been there longest.
pub(crate) async fn choose(
    db: &impl ConnectionTrait,
    partner: PartnerId,
    status: PartnerStatus,
    named: Option<UserId>,
) -> Result<Option<UserId>, Error> {
    if status != PartnerStatus::Active {
        return match named {
            Some(user) if !is_of(db, partner, user).await? => {
                Err(Error::field("default_recipient", Problem::Choice))
            }
            other => Ok(other),
        };
    }
    let nobody = |field: &str| Error::field(field, Problem::Refused(Refusal::NoRecipient));
    let answerers = person::answerers(db, partner).await?;
    match named {
        Some(user) if answerers.iter().any(|person| person.id == user.0) => Ok(Some(user)),
        Some(user) if is_of(db, partner, user).await? => Err(nobody("default_recipient")),
        Some(_) => Err(Error::field("default_recipient", Problem::Choice)),
        None => {
            let administrator = PartnerRole::Administrator.to_string();
            let chosen = answerers
                .iter()
                .find(|person| person.role == administrator)
                .or_else(|| answerers.first())
                .ok_or_else(|| nobody("status"))?;
            Ok(Some(UserId(chosen.id)))
        }
    }
}

async fn is_of(db: &impl ConnectionTrait, partner: PartnerId, user: UserId) -> Result<bool, Error> {
    let count = user_account::Entity::visible_to(&Actor::System)
        .filter(user_account::Column::Id.eq(user.0))
        .filter(user_account::Column::PartnerId.eq(partner.0))
        .count(db)
        .await?;
    Ok(count > 0)
}
