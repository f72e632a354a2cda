//! A partner corrects where its customer is and who its people are. Who the customer is stays the vendor's to say, and
//! everything does once another partner has the customer, too.

use domain::{
    ids::{AccountId, ContactId},
    invalid::Problem,
    opportunity::{CustomerForm, PersonForm, ReachForm},
    policy::{Action, Denied, Relation, authorize},
    refusal::Refusal,
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};

use super::show::company;
use crate::{
    Context, Error, account, contact,
    db::WriteTxn,
    entity::{
        account::{Column, Entity, Model},
        contact as person,
    },
    fold,
};

/// Stores what was typed of the customer, if it is still the record that the form was made from.
pub async fn save_customer(
    cx: &Context,
    id: AccountId,
    version: i32,
    form: &CustomerForm,
) -> Result<(), Error> {
    allowed(cx)?;
    let txn = cx.db.begin_write().await?;
    let row = kept(&txn, cx, id).await?;
    if row.version != version {
        return Err(Error::Stale);
    }
    let input = form.over(account::row::form(&row)).check()?;
    account::store(&txn, cx, &row, input).await?;
    txn.commit().await
}

/// The same of one of its people.
pub async fn save_person(
    cx: &Context,
    id: AccountId,
    person: ContactId,
    version: i32,
    form: &ReachForm,
) -> Result<(), Error> {
    use person::Column;

    allowed(cx)?;
    let txn = cx.db.begin_write().await?;
    kept(&txn, cx, id).await?;
    let row = person::Entity::visible_to(&cx.actor)
        .filter(Column::Id.eq(person.0))
        .filter(Column::AccountId.eq(id.0))
        .one(&txn)
        .await?
        .ok_or(Denied::Hidden)?;
    if row.version != version {
        return Err(Error::Stale);
    }
    let input = form.over(contact::row::form(&row, None)).check()?;
    contact::store(&txn, cx, &row, input, Some(id)).await?;
    txn.commit().await
}

/// Stores somebody new at the customer. Pressing twice stores one: two whom the reader sees cannot have one name.
pub async fn add_person(
    cx: &Context,
    id: AccountId,
    form: &PersonForm,
) -> Result<ContactId, Error> {
    use person::Column;

    allowed(cx)?;
    let txn = cx.db.begin_write().await?;
    kept(&txn, cx, id).await?;
    let input = form.as_staff_type_it().check()?;
    let names = input.first_name.iter().chain([&input.last_name]);
    let name = names.map(String::as_str).collect::<Vec<_>>().join(" ");
    let namesake = person::Entity::visible_to(&cx.actor)
        .filter(Column::AccountId.eq(id.0))
        .filter(Column::NameFolded.eq(fold::fold(&name)))
        .one(&txn)
        .await?;
    if namesake.is_some() {
        return Err(Error::field("last_name", Problem::Taken));
    }
    let added = contact::row::insert(&txn, cx, input, Some(id)).await?;
    txn.commit().await?;
    Ok(added)
}

/// Whether no other partner has the customer.
pub(super) async fn is_kept(
    db: &impl ConnectionTrait,
    cx: &Context,
    id: AccountId,
) -> Result<bool, Error> {
    Ok(Entity::kept_by(&cx.actor, id.0).one(db).await?.is_some())
}

fn allowed(cx: &Context) -> Result<(), Denied> {
    company(&cx.actor)?;
    authorize(&cx.actor, Action::WriteOwnCustomers, Relation::Own)
}

/// The customer, if whoever asks sees it and no other partner has it.
async fn kept(txn: &WriteTxn, cx: &Context, id: AccountId) -> Result<Model, Error> {
    let row = Entity::customers_of(&cx.actor)
        .filter(Column::Id.eq(id.0))
        .one(txn)
        .await?
        .ok_or(Denied::Hidden)?;
    if is_kept(txn, cx, id).await? { Ok(row) } else { Err(Refusal::CustomerShared.into()) }
}
