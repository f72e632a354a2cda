//! One account with its people and opportunities.

use domain::{
    account::AccountDetail,
    ids::{AccountId, ContactId},
    policy::{Action, Denied, Relation, authorize, may},
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{merged, row, similar};
use crate::{
    Context, Error, contact,
    entity::{account, contact as person, opportunity},
    opportunity::dress,
    registration,
};

/// As many opportunities are shown on a record; the list has the rest.
pub(crate) const OPPORTUNITIES: u64 = 50;
/// As many people.
const PEOPLE: u64 = 200;

/// The record, and others that may be the same company. The address of what became part of it leads here as well.
pub async fn show(cx: &Context, id: AccountId) -> Result<AccountDetail, Error> {
    authorize(&cx.actor, Action::ReadCustomers, Relation::Own)?;
    let db = cx.db.read();
    let row = match read(cx, id).await? {
        Some(row) => Some(row),
        None => match merged::heir(cx, id).await? {
            Some(heir) => read(cx, heir).await?,
            None => None,
        },
    };
    let row = row.ok_or(Denied::Hidden)?;
    let id = AccountId(row.id);
    let people = person::Entity::visible_to(&cx.actor)
        .filter(person::Column::AccountId.eq(id.0))
        .order_by_asc(person::Column::NameSort)
        .order_by_asc(person::Column::Id)
        .limit(PEOPLE)
        .all(db)
        .await?;
    let opportunities = opportunity::Entity::visible_to(&cx.actor)
        .filter(opportunity::Column::AccountId.eq(id.0))
        .order_by_desc(opportunity::Column::CreatedAt)
        .order_by_desc(opportunity::Column::Id)
        .limit(OPPORTUNITIES)
        .into_partial_model::<opportunity::Line>()
        .all(db)
        .await?;
    let form = row::form(&row);
    let similar = match form.check() {
        Ok(input) => similar::of(db, cx, &input, Some(id)).await?,
        Err(_) => Vec::new(),
    };
    Ok(AccountDetail {
        id,
        version: row.version,
        form,
        contacts: people
            .into_iter()
            .map(|person| {
                (ContactId(person.id), contact::row::full_name(&person), person.job_title)
            })
            .collect(),
        opportunities: dress(cx, opportunities).await?,
        registrations: registration::of_account(cx, id).await?,
        similar,
        merged: merged::of_account(cx, id).await?,
        may_merge: may(&cx.actor, Action::MergeAccounts, Relation::Own),
    })
}

async fn read(cx: &Context, id: AccountId) -> Result<Option<account::Model>, Error> {
    let row = account::Entity::visible_to(&cx.actor).filter(account::Column::Id.eq(id.0));
    Ok(row.one(cx.db.read()).await?)
}
