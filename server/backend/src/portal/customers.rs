//! The customers of a partner: those that were opened to it, and those that it looks after.

use std::collections::{HashMap, HashSet};

use domain::{
    assignment::State,
    ids::{AccountId, EntryId},
    opportunity::{CustomerDeal, CustomerForm, CustomerPerson, OwnCustomer, OwnCustomerDetail},
    policy::{Action, Denied, Relation, authorize, may},
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{board, customer::address, keep_customer::is_kept, reveal, show::company};
use crate::{
    Context, Error, account, contact,
    entity::{
        account::{Column, Entity, Model},
        assignment, contact as person, opportunity,
    },
    opportunity::row,
    registration, timeline_read,
};

/// As many are shown; a longer list is no list to choose from.
const SHOWN: u64 = 500;
/// As many opportunities are shown on the page of one.
const DEALS: u64 = 50;

/// All of them, in Czech order.
pub async fn own_customers(cx: &Context) -> Result<Vec<OwnCustomer>, Error> {
    allowed(cx)?;
    // The list names them all.
    reveal::log(cx, &board::in_state(cx, State::Accepted).await?).await?;
    let rows: Vec<(Uuid, String, Option<String>)> = Entity::customers_of(&cx.actor)
        .select_only()
        .columns([Column::Id, Column::Name, Column::City])
        .order_by_asc(Column::NameSort)
        .order_by_asc(Column::Id)
        .limit(SHOWN)
        .into_tuple()
        .all(cx.db.read())
        .await?;
    let counts = counts(cx).await?;
    let customer = |(id, name, city)| OwnCustomer {
        opportunities: counts.get(&id).copied().unwrap_or_default(),
        id: AccountId(id),
        name,
        city,
    };
    Ok(rows.into_iter().map(customer).collect())
}

/// One of them with what the reader has with it; of the timeline the newest entries, or those before the one that is
/// named.
pub async fn own_customer(
    cx: &Context,
    id: AccountId,
    before: Option<EntryId>,
) -> Result<OwnCustomerDetail, Error> {
    allowed(cx)?;
    let row = Entity::customers_of(&cx.actor)
        .filter(Column::Id.eq(id.0))
        .one(cx.db.read())
        .await?
        .ok_or(Denied::Hidden)?;
    reveal::log(cx, &managed_with(cx, id).await?).await?;
    let deals = deals(cx, id).await?;
    let may_write = may(&cx.actor, Action::WriteOwnCustomers, Relation::Own);
    Ok(OwnCustomerDetail {
        may_edit: may_write && is_kept(cx.db.read(), cx, id).await?,
        form: CustomerForm::of(account::row::form(&row)),
        version: row.version,
        people: people(cx, id).await?,
        timeline: timeline_read::of_deals(cx, &deals, before).await?,
        opportunities: deals.into_iter().map(deal).collect::<Result<_, _>>()?,
        registrations: registration::of_account(cx, id).await?,
        address: address_of(&row),
        name: row.name,
        registration_number: row.registration_number,
        vat_id: row.vat_id,
        domain: row.domain,
        industry: row.industry,
    })
}

fn allowed(cx: &Context) -> Result<(), Denied> {
    company(&cx.actor)?;
    authorize(&cx.actor, Action::ReadOwnCustomers, Relation::Own)
}

/// What the company manages for this customer: seeing it is logged.
async fn managed_with(cx: &Context, account: AccountId) -> Result<Vec<assignment::Model>, Error> {
    let mut managed = board::in_state(cx, State::Accepted).await?;
    let theirs: HashSet<Uuid> = opportunity::Entity::revealed_to(&cx.actor)
        .select_only()
        .column(opportunity::Column::Id)
        .filter(opportunity::Column::AccountId.eq(account.0))
        .into_tuple::<Uuid>()
        .all(cx.db.read())
        .await?
        .into_iter()
        .collect();
    managed.retain(|row| theirs.contains(&row.opportunity_id));
    Ok(managed)
}

fn address_of(row: &Model) -> Option<String> {
    address(
        row.street.as_deref(),
        row.postal_code.as_deref(),
        row.city.as_deref(),
        row.region.as_deref(),
    )
}

/// How many opportunities the reader sees in full, by account.
async fn counts(cx: &Context) -> Result<HashMap<Uuid, u64>, Error> {
    use opportunity::Column;

    let rows: Vec<(Uuid, i64)> = opportunity::Entity::revealed_to(&cx.actor)
        .select_only()
        .column(Column::AccountId)
        .column_as(Column::Id.count(), "opportunities")
        .filter(Column::AccountId.is_not_null())
        .group_by(Column::AccountId)
        .into_tuple()
        .all(cx.db.read())
        .await?;
    Ok(rows.into_iter().map(|(id, count)| (id, u64::try_from(count).unwrap_or_default())).collect())
}

async fn people(cx: &Context, account: AccountId) -> Result<Vec<CustomerPerson>, Error> {
    use person::Column;

    let rows = person::Entity::visible_to(&cx.actor)
        .filter(Column::AccountId.eq(account.0))
        .order_by_asc(Column::NameSort)
        .order_by_asc(Column::Id)
        .all(cx.db.read())
        .await?;
    let person = |row: person::Model| CustomerPerson {
        id: row.id.into(),
        version: row.version,
        name: contact::row::full_name(&row),
        job_title: row.job_title,
        email: row.email,
        phone: row.phone,
    };
    Ok(rows.into_iter().map(person).collect())
}

async fn deals(cx: &Context, account: AccountId) -> Result<Vec<opportunity::Model>, Error> {
    use opportunity::Column;

    let rows = opportunity::Entity::revealed_to(&cx.actor)
        .filter(Column::AccountId.eq(account.0))
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .limit(DEALS)
        .all(cx.db.read())
        .await?;
    Ok(rows)
}

fn deal(row: opportunity::Model) -> Result<CustomerDeal, Error> {
    Ok(CustomerDeal {
        status: row::status(&row)?,
        is_waiting: row.awaiting_approval,
        value: row::actual_value(&row)?.or(row::estimated_value(&row)?),
        reference: row.reference,
        topic: row.topic,
    })
}
