//! The account that a typed or picked name means.

use domain::{
    account::AccountInput,
    ids::AccountId,
    invalid::Problem,
    opportunity::Picked,
    policy::{Action, Relation, authorize},
    text::{self, NAME_MAX},
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect, sea_query::SimpleExpr};
use uuid::Uuid;

use super::{merged, row};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::{
        account::{Column, Entity},
        merged_account,
    },
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
    match (only(namesakes(txn, cx, name).await?), picked) {
        (Err(Problem::NotFound), Picked::Create(name)) => create(txn, cx, name).await,
        (found, _) => Ok(found.map(|account| Some(account.id))),
    }
}

async fn create(
    txn: &WriteTxn,
    cx: &Context,
    name: &str,
) -> Result<Result<Option<AccountId>, Problem>, Error> {
    authorize(&cx.actor, Action::WriteCustomers, Relation::Own)?;
    match named(name) {
        Ok(input) => Ok(Ok(Some(row::insert(txn, cx, input).await?))),
        Err(problem) => Ok(Err(problem)),
    }
}

/// A new account of which only the name is known.
pub(crate) fn named(name: &str) -> Result<AccountInput, Problem> {
    let name = text::required_line(name, NAME_MAX)?;
    Ok(AccountInput { name, ..AccountInput::default() })
}

/// An account that is called as somebody typed.
#[derive(Debug, Clone)]
pub(crate) struct Namesake {
    /// Which.
    pub id: AccountId,
    /// Its name as stored.
    pub name: String,
    /// Its registration number.
    pub number: Option<String>,
}

/// As many accounts of one name are looked at; already two are ambiguous, unless their numbers are asked for.
const NAMESAKES: u64 = 100;

/// Accounts of this name; when none has it, those that had it before they were merged.
pub(crate) async fn namesakes(
    conn: &impl ConnectionTrait,
    cx: &Context,
    name: &str,
) -> Result<Vec<Namesake>, Error> {
    let folded = key(name);
    let formerly = merged_account::Column::NameFolded.eq(&folded);
    those(conn, cx, Column::NameFolded.eq(folded), formerly).await
}

/// The account of this registration number, also when it had it before it was merged.
pub(crate) async fn of_number(
    conn: &impl ConnectionTrait,
    cx: &Context,
    number: &str,
) -> Result<Option<Namesake>, Error> {
    let formerly = merged_account::Column::RegistrationNumber.eq(number);
    Ok(those(conn, cx, Column::RegistrationNumber.eq(number), formerly).await?.pop())
}

async fn those(
    conn: &impl ConnectionTrait,
    cx: &Context,
    which: SimpleExpr,
    formerly: SimpleExpr,
) -> Result<Vec<Namesake>, Error> {
    let found = these(conn, cx, which).await?;
    if !found.is_empty() {
        return Ok(found);
    }
    let heirs = merged::heirs(conn, &cx.actor, formerly).await?;
    if heirs.is_empty() {
        return Ok(found);
    }
    these(conn, cx, Column::Id.is_in(heirs)).await
}

async fn these(
    conn: &impl ConnectionTrait,
    cx: &Context,
    which: SimpleExpr,
) -> Result<Vec<Namesake>, Error> {
    let found = Entity::visible_to(&cx.actor)
        .select_only()
        .columns([Column::Id, Column::Name, Column::RegistrationNumber])
        .filter(which)
        .limit(NAMESAKES)
        .into_tuple::<(Uuid, String, Option<String>)>()
        .all(conn)
        .await?;
    let namesake = |(id, name, number)| Namesake { id: AccountId(id), name, number };
    Ok(found.into_iter().map(namesake).collect())
}
