//! The contact that a typed or picked name means.

use domain::{
    contact::{ContactInput, split_name},
    ids::{AccountId, ContactId},
    invalid::Problem,
    opportunity::Picked,
    policy::{Action, Relation, authorize},
    text::{self, SHORT_MAX},
};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};

use super::row;
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::contact::{Column, Entity, Model},
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
                    return Ok(if fits(&row, account) {
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
    let namesakes = Entity::visible_to(&cx.actor)
        .filter(Column::NameFolded.eq(key(name)))
        .limit(NAMESAKES)
        .all(txn)
        .await?;
    match (choose(namesakes, account), picked) {
        (Err(Problem::NotFound | Problem::OtherAccount), Picked::Create(name)) => {
            create(txn, cx, name, account).await
        }
        (found, _) => Ok(found.map(|row| Some(ContactId(row.id)))),
    }
}

fn fits(row: &Model, account: Option<AccountId>) -> bool {
    match (row.account_id, account) {
        (Some(of), Some(wanted)) => of == wanted.0,
        (None, _) | (_, None) => true,
    }
}

/// The account's own people come before those who belong to nobody.
fn choose(namesakes: Vec<Model>, account: Option<AccountId>) -> Result<Model, Problem> {
    let some_elsewhere = namesakes.iter().any(|row| !fits(row, account));
    let (own, others): (Vec<_>, Vec<_>) = namesakes
        .into_iter()
        .filter(|row| fits(row, account))
        .partition(|row| account.is_some() && row.account_id == account.map(|id| id.0));
    match only(if own.is_empty() { others } else { own }) {
        Err(Problem::NotFound) if some_elsewhere => Err(Problem::OtherAccount),
        found => found,
    }
}

async fn create(
    txn: &WriteTxn,
    cx: &Context,
    name: &str,
    account: Option<AccountId>,
) -> Result<Result<Option<ContactId>, Problem>, Error> {
    authorize(&cx.actor, Action::WriteCustomers, Relation::Own)?;
    let (first_name, last_name) = split_name(name);
    let checked = first_name
        .map_or(Ok(None), |first| text::line(&first, SHORT_MAX))
        .and_then(|first| Ok((first, text::required_line(&last_name, SHORT_MAX)?)));
    match checked {
        Ok((first_name, last_name)) => {
            let input = ContactInput { first_name, last_name, ..ContactInput::default() };
            Ok(Ok(Some(row::insert(txn, cx, input, account).await?)))
        }
        Err(problem) => Ok(Err(problem)),
    }
}
