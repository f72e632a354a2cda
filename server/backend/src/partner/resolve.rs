//! The partner that a typed or picked name means. A partner is called as its account is.

use domain::{ids::PartnerId, invalid::Problem, opportunity::Picked};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect};

use crate::{
    Context, Error,
    entity::{account, partner},
    picked::{key, only},
};

/// Finds the partner, whatever its status: whether it may be offered anything is the caller's rule.
/// Partners are not created in passing. The inner error belongs to the field of the name.
pub async fn resolve(
    txn: &impl ConnectionTrait,
    cx: &Context,
    picked: &Picked<PartnerId>,
) -> Result<Result<Option<PartnerId>, Problem>, Error> {
    let partners = || partner::Entity::visible_to(&cx.actor).find_also_related(account::Entity);
    let name = match picked {
        Picked::None => return Ok(Ok(None)),
        Picked::Id(id, name) => {
            let found = partners().filter(partner::Column::Id.eq(id.0)).one(txn).await?;
            match found {
                Some((_, Some(account))) if account.name_folded == key(name) => {
                    return Ok(Ok(Some(*id)));
                }
                // The name was typed over after it was picked, or the record is gone.
                Some(_) | None => name,
            }
        }
        Picked::Name(name) | Picked::Create(name) => name,
    };
    let found =
        partners().filter(account::Column::NameFolded.eq(key(name))).limit(2).all(txn).await?;
    Ok(only(found).map(|(row, _)| Some(PartnerId(row.id))))
}
