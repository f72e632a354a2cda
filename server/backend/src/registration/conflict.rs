//! The questions behind the conflict check: the same statements whatever is in the database, each along an index and for
//! one row at most, or the few records of one customer.

use chrono::{DateTime, Utc};
use domain::{account::vat_id_of, ids::PartnerId, opportunity::Origin, policy::Actor};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
    sea_query::{SelectStatement, UnionType},
};
use uuid::Uuid;

use super::{
    protection::{account_key, domain_key},
    submit::OPEN,
};
use crate::{
    Context, Error,
    entity::{account, deal_registration, merged_account, opportunity, protection},
};

/// What was asked for.
pub(super) enum Key {
    Number(String),
    Domain(String),
}

/// What the database says of a customer.
pub(super) struct Found {
    /// The last instant at which somebody is protected for it.
    pub protected_until: Option<DateTime<Utc>>,
    /// Somebody else wants it.
    pub is_wanted: bool,
}

/// As many records of one customer are looked at. One has this number; of a domain there may be more.
const RECORDS: u64 = 8;

/// Asks everything, whatever the first answers say.
pub(super) async fn look_up(cx: &Context, partner: PartnerId, key: &Key) -> Result<Found, Error> {
    let db = cx.db.read();
    let records: Vec<Uuid> = records(key).into_tuple().all(db).await?;
    let protected_until: Option<DateTime<Utc>> =
        protections(cx.now, key, &records).into_tuple().one(db).await?;
    let asked = is_any(db, requests(partner, key)).await?;
    let worked = is_any(db, of_accounts(partner, key)).await?;
    let led = is_any(db, of_leads(partner, key)).await?;
    Ok(Found { protected_until, is_wanted: asked || worked || led })
}

async fn is_any<E: EntityTrait>(db: &impl ConnectionTrait, ids: Select<E>) -> Result<bool, Error> {
    let first: Option<Uuid> = ids.limit(1).into_tuple().one(db).await?;
    Ok(first.is_some())
}

/// The customer's records as they are now.
pub(super) fn records(key: &Key) -> Select<account::Entity> {
    use account::{Column, Entity};

    Entity::visible_to(&Actor::System)
        .select_only()
        .column(Column::Id)
        .filter(Column::Id.in_subquery(accounts(key)))
        .limit(RECORDS)
}

/// The protection of the customer that ends last: under what was asked for, or under one of its records, which may have
/// been known by that later or formerly. Read for the vendor, as all of these: what leaves is one day.
pub(super) fn protections(
    now: DateTime<Utc>,
    key: &Key,
    records: &[Uuid],
) -> Select<protection::Entity> {
    use protection::{Column, Entity};

    let name = match key {
        Key::Number(number) => Some(format!("ico:{number}")),
        Key::Domain(domain) => domain_key(Some(domain)),
    };
    // A domain of mail for everybody is no name of any of them. As many names, however many records there are.
    let known = if name.is_some() { records } else { &[] };
    let nobody = std::iter::repeat(Uuid::nil());
    let under = known.iter().copied().chain(nobody).zip(0..RECORDS);
    let names: Vec<String> =
        under.map(|(id, _)| account_key(id)).chain([name.unwrap_or_default()]).collect();
    Entity::visible_to(&Actor::System)
        .select_only()
        .column(Column::Until)
        .filter(Column::CustomerKey.is_in(names))
        .filter(Column::Until.gte(now))
        .order_by_desc(Column::Until)
        .limit(1)
}

/// Another partner has asked for the right and nobody has decided.
pub(super) fn requests(partner: PartnerId, key: &Key) -> Select<deal_registration::Entity> {
    use deal_registration::{Column, Entity};

    let with = |column: Column, value: &str| {
        let ids = Entity::visible_to(&Actor::System).select_only().column(Column::Id);
        ids.filter(column.eq(value)).into_query()
    };
    // Not `OR`, which would have the database read all that are open.
    let same = match key {
        Key::Number(number) => {
            let by_vat_id = with(Column::VatId, &vat_id_of(number));
            either(with(Column::RegistrationNumber, number), by_vat_id)
        }
        Key::Domain(domain) => with(Column::Domain, domain),
    };
    Entity::visible_to(&Actor::System)
        .select_only()
        .column(Column::Id)
        .filter(Column::Id.in_subquery(same))
        .filter(Column::PartnerId.ne(partner.0))
        .filter(Column::State.is_in(OPEN))
}

/// The vendor or another partner works on something open for the customer's account.
pub(super) fn of_accounts(partner: PartnerId, key: &Key) -> Select<opportunity::Entity> {
    open_of_others(partner).filter(opportunity::Column::AccountId.in_subquery(accounts(key)))
}

/// The same where the customer is no account yet, and known by what was entered with the opportunity.
pub(super) fn of_leads(partner: PartnerId, key: &Key) -> Select<opportunity::Entity> {
    use opportunity::Column;

    let same = match key {
        Key::Number(number) => Column::LeadNumber.eq(number),
        Key::Domain(domain) => Column::LeadDomain.eq(domain),
    };
    open_of_others(partner).filter(same)
}

/// What is open, but for what the own company brought.
fn open_of_others(partner: PartnerId) -> Select<opportunity::Entity> {
    use opportunity::{Column, Entity};

    let not_ours = Condition::any()
        .add(Column::Origin.ne(Origin::Partner.as_ref()))
        .add(Column::OriginPartnerId.ne(partner.0));
    Entity::visible_to(&Actor::System)
        .select_only()
        .column(Column::Id)
        .filter(Column::ClosedAt.is_null())
        .filter(not_ours)
}

/// The customer's records, also under what one was known by that became part of another.
fn accounts(key: &Key) -> SelectStatement {
    use account::{Column, Entity};

    let with = |column: Column, value: &str| {
        let ids = Entity::visible_to(&Actor::System).select_only().column(Column::Id);
        ids.filter(column.eq(value)).into_query()
    };
    let formerly = |column: merged_account::Column, value: &str| {
        let ids = merged_account::Entity::visible_to(&Actor::System)
            .select_only()
            .column(merged_account::Column::AccountId);
        ids.filter(column.eq(value)).into_query()
    };
    match key {
        Key::Number(number) => {
            let vat_id = vat_id_of(number);
            let now =
                either(with(Column::RegistrationNumber, number), with(Column::VatId, &vat_id));
            let before = formerly(merged_account::Column::RegistrationNumber, number);
            either(either(now, before), formerly(merged_account::Column::VatId, &vat_id))
        }
        Key::Domain(domain) => {
            let before = formerly(merged_account::Column::Domain, domain);
            either(with(Column::Domain, domain), before)
        }
    }
}

fn either(mut one: SelectStatement, other: SelectStatement) -> SelectStatement {
    one.union(UnionType::Distinct, other).take()
}
