//! The partner that a typed or picked name means. A partner is called as its account is.

use domain::{ids::PartnerId, invalid::Problem, opportunity::Picked};
use sea_orm::{ColumnTrait, ConnectionTrait, JoinType, QueryFilter, QuerySelect, RelationTrait};
use uuid::Uuid;

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
    let name = match picked {
        Picked::None => return Ok(Ok(None)),
        Picked::Id(id, name) => {
            let found = partner::Entity::visible_to(&cx.actor)
                .find_also_related(account::Entity)
                .filter(partner::Column::Id.eq(id.0))
                .one(txn)
                .await?;
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
    Ok(only(namesakes(txn, cx, name).await?).map(Some))
}

/// As many partners of one name are looked at; already two are ambiguous where one is meant.
const NAMESAKES: u64 = 100;

/// Partners of this name, whatever their status.
pub(crate) async fn namesakes(
    conn: &impl ConnectionTrait,
    cx: &Context,
    name: &str,
) -> Result<Vec<PartnerId>, Error> {
    let found: Vec<Uuid> = partner::Entity::visible_to(&cx.actor)
        .select_only()
        .column(partner::Column::Id)
        .join(JoinType::InnerJoin, partner::Relation::Account.def())
        .filter(account::Column::NameFolded.eq(key(name)))
        .limit(NAMESAKES)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(found.into_iter().map(PartnerId).collect())
}
