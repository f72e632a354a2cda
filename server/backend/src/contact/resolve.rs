//! The contact that a typed or picked name means.

use domain::{
    contact::{ContactInput, split_name},
    ids::{AccountId, ContactId},
    invalid::Problem,
    opportunity::Picked,
    policy::{Action, Relation, authorize},
    text::{self, SHORT_MAX},
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::row;
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::contact::{Column, Entity},
    picked::{key, only},
};

/// As many people of one name are looked at; more are ambiguous anyway.
const NAMESAKES: u64 = 100;

/// Finds the contact, or creates it at the account when that was chosen and there is none of that
/// name. With an account only its own people, and those of no account, will do. The inner error
/// belongs to the field in which the name stands.
pub async fn resolve(
    txn: &WriteTxn,
    cx: &Context,
    picked: &Picked<ContactId>,
    account: Option<AccountId>,
) -> Result<Result<Option<ContactId>, Problem>, Error> {
    let name = match picked {
        Picked::None => return Ok(Ok(None)),
        Picked::Id(id, name) => {
            let row = Entity::visible_to(&cx.actor).filter(Column::Id.eq(id.0)).one(txn).await?;
            match row {
                Some(row) if row.name_folded == key(name) => {
                    return Ok(if fits(row.account_id, account) {
                        Ok(Some(*id))
                    } else {
                        Err(Problem::OtherAccount)
                    });
                }
                // The name was typed over after it was picked, or the record is gone.
                Some(_) | None => name,
            }
        }
        Picked::Name(name) | Picked::Create(name) => name,
    };
    match (choose(namesakes(txn, cx, name).await?, account), picked) {
        (Err(Problem::NotFound | Problem::OtherAccount), Picked::Create(name)) => {
            create(txn, cx, name, account).await
        }
        (found, _) => Ok(found.map(Some)),
    }
}

/// A contact that is called as somebody typed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Namesake {
    /// Which.
    pub id: ContactId,
    /// Whose.
    pub account_id: Option<Uuid>,
}

/// Contacts of this name.
pub(crate) async fn namesakes(
    conn: &impl ConnectionTrait,
    cx: &Context,
    name: &str,
) -> Result<Vec<Namesake>, Error> {
    let found = Entity::visible_to(&cx.actor)
        .select_only()
        .columns([Column::Id, Column::AccountId])
        .filter(Column::NameFolded.eq(key(name)))
        .limit(NAMESAKES)
        .into_tuple::<(Uuid, Option<Uuid>)>()
        .all(conn)
        .await?;
    let namesake = |(id, account_id)| Namesake { id: ContactId(id), account_id };
    Ok(found.into_iter().map(namesake).collect())
}

fn fits(of: Option<Uuid>, account: Option<AccountId>) -> bool {
    match (of, account) {
        (Some(of), Some(wanted)) => of == wanted.0,
        (None, _) | (_, None) => true,
    }
}

/// The account's own people come before those who belong to nobody.
pub(crate) fn choose(
    namesakes: Vec<Namesake>,
    account: Option<AccountId>,
) -> Result<ContactId, Problem> {
    let some_elsewhere = namesakes.iter().any(|row| !fits(row.account_id, account));
    let (own, others): (Vec<_>, Vec<_>) = namesakes
        .into_iter()
        .filter(|row| fits(row.account_id, account))
        .partition(|row| account.is_some() && row.account_id == account.map(|id| id.0));
    match only(if own.is_empty() { others } else { own }) {
        Err(Problem::NotFound) if some_elsewhere => Err(Problem::OtherAccount),
        found => found.map(|row| row.id),
    }
}

async fn create(
    txn: &WriteTxn,
    cx: &Context,
    name: &str,
    account: Option<AccountId>,
) -> Result<Result<Option<ContactId>, Problem>, Error> {
    authorize(&cx.actor, Action::WriteCustomers, Relation::Own)?;
    match named(name) {
        Ok(input) => Ok(Ok(Some(row::insert(txn, cx, input, account).await?))),
        Err(problem) => Ok(Err(problem)),
    }
}

/// A new contact of which only the name is known.
pub(crate) fn named(name: &str) -> Result<ContactInput, Problem> {
    let (first_name, last_name) = split_name(name);
    let first_name = first_name.map_or(Ok(None), |first| text::line(&first, SHORT_MAX))?;
    let last_name = text::required_line(&last_name, SHORT_MAX)?;
    Ok(ContactInput { first_name, last_name, ..ContactInput::default() })
}
