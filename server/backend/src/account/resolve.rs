//! The account that a typed or picked name means.

use domain::{
    account::AccountInput,
    ids::AccountId,
    invalid::Problem,
    opportunity::Picked,
    policy::{Action, Relation, authorize},
    text::{self, NAME_MAX},
};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};

use super::row;
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::account::{Column, Entity},
    picked::{key, only},
};

/// Finds the account, or creates it when that was chosen and there is none of that name. The inner
/// error belongs to the field in which the name stands.
pub async fn resolve(
    txn: &WriteTxn,
    cx: &Context,
    picked: &Picked<AccountId>,
) -> Result<Result<Option<AccountId>, Problem>, Error> {
    let name = match picked {
        Picked::None => return Ok(Ok(None)),
        Picked::Id(id, name) => {
            let row = Entity::visible_to(&cx.actor).filter(Column::Id.eq(id.0)).one(txn).await?;
            match row {
                Some(row) if row.name_folded == key(name) => return Ok(Ok(Some(*id))),
                // The name was typed over after it was picked, or the record is gone.
                Some(_) | None => name,
            }
        }
        Picked::Name(name) | Picked::Create(name) => name,
    };
    let found = Entity::visible_to(&cx.actor)
        .filter(Column::NameFolded.eq(key(name)))
        .limit(2)
        .all(txn)
        .await?;
    match (only(found), picked) {
        (Err(Problem::NotFound), Picked::Create(name)) => create(txn, cx, name).await,
        (found, _) => Ok(found.map(|row| Some(AccountId(row.id)))),
    }
}

async fn create(
    txn: &WriteTxn,
    cx: &Context,
    name: &str,
) -> Result<Result<Option<AccountId>, Problem>, Error> {
    authorize(&cx.actor, Action::WriteCustomers, Relation::Own)?;
    match text::required_line(name, NAME_MAX) {
        Ok(name) => {
            let input = AccountInput { name, ..AccountInput::default() };
            Ok(Ok(Some(row::insert(txn, cx, input).await?)))
        }
        Err(problem) => Ok(Err(problem)),
    }
}
