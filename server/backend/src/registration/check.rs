//! The conflict check: a partner asks whether a customer is free, and is told one of three words.
//!
//! Whatever is in the database, the same statements run in the same order, and an answer says nothing but the word and,
//! for a protected customer, the day: neither who is protected, nor for what, nor whether the customer is known.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    account::{bare_domain, registration_number, vat_id_of},
    ids::PartnerId,
    invalid::Problem,
    opportunity::Origin,
    policy::{Action, Actor, Denied, Relation, authorize},
    registration::{CHECKS_A_DAY, CHECKS_AN_HOUR, CheckAnswer, CheckRow},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
    sea_query::{IntoCondition as _, LockType},
};
use uuid::Uuid;

use super::{protection::domain_key, submit::OPEN};
use crate::{
    Context, Error,
    account::is_public_domain,
    db::WriteTxn,
    entity::{
        account, conflict_check,
        conflict_check::{Column, Entity, Model},
        deal_registration, opportunity, partner, protection,
    },
};

/// As many of the latest questions are shown.
const SHOWN: u64 = 20;

/// What was asked for.
enum Key {
    Number(String),
    Domain(String),
}

/// Answers whether the customer behind an IČO or a domain is free, and notes that it was asked.
pub async fn check(cx: &Context, query: &str) -> Result<Uuid, Error> {
    authorize(&cx.actor, Action::CheckConflict, Relation::Own)?;
    let (Some(partner), Some(user)) = (cx.actor.partner(), cx.user_id()) else {
        return Err(Denied::Forbidden.into());
    };
    let key = key(query).map_err(|problem| Error::field("query", problem))?;
    let txn = cx.db.begin_write().await?;
    is_in_limits(&txn, cx, partner).await?;

    let protected = protected_until(&txn, cx, &key).await?;
    let asked = is_asked_for(&txn, partner, &key).await?;
    let worked = is_worked_on(&txn, partner, &key).await?;
    let public = matches!(&key, Key::Domain(domain) if is_public_domain(domain));
    let answer = match protected {
        Some(_) => CheckAnswer::Protected,
        // A domain of mail for everybody says nothing about a company.
        None if asked || worked || public => CheckAnswer::Ask,
        None => CheckAnswer::Free,
    };
    let id = cx.new_id();
    let row = conflict_check::ActiveModel {
        id: Set(id),
        partner_id: Set(partner.0),
        user_id: Set(user),
        query: Set(match key {
            Key::Number(text) | Key::Domain(text) => text,
        }),
        answer: Set(answer.to_string()),
        until: Set(protected),
        at: Set(cx.now),
    };
    Entity::insert(row).exec_without_returning(&txn).await?;
    txn.commit().await?;
    Ok(id)
}

/// The latest questions of the company, the newest first.
pub async fn checks(cx: &Context) -> Result<Vec<CheckRow>, Error> {
    authorize(&cx.actor, Action::CheckConflict, Relation::Own)?;
    let rows = Entity::visible_to(&cx.actor)
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(SHOWN)
        .all(cx.db.read())
        .await?;
    rows.into_iter().map(|row| line(cx, row)).collect()
}

fn line(cx: &Context, row: Model) -> Result<CheckRow, Error> {
    let answer = row.answer.parse().map_err(|_| Error::Inconsistent {
        table: "conflict_check",
        id: row.id,
        what: format!("answer is {:?}", row.answer),
    })?;
    let until = row.until.map(|at| cx.local(at).date_naive());
    Ok(CheckRow { id: row.id, query: row.query, answer, until, at: cx.local(row.at) })
}

fn key(query: &str) -> Result<Key, Problem> {
    let digits = query.chars().all(|c| c.is_ascii_digit() || c.is_whitespace());
    if query.trim().is_empty() {
        return Err(Problem::Required);
    }
    if digits {
        return registration_number(query)?.map(Key::Number).ok_or(Problem::Required);
    }
    let domain = bare_domain(query);
    let label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let well_formed = domain.len() <= 200 && domain.contains('.') && domain.split('.').all(label);
    if well_formed { Ok(Key::Domain(domain)) } else { Err(Problem::CustomerKey) }
}

/// Questions are counted for the company, one after the other.
async fn is_in_limits(txn: &WriteTxn, cx: &Context, partner: PartnerId) -> Result<(), Error> {
    partner::Entity::visible_to(&Actor::System)
        .filter(partner::Column::Id.eq(partner.0))
        .lock(LockType::NoKeyUpdate)
        .one(txn)
        .await?;
    let windows = [(CHECKS_AN_HOUR, TimeDelta::hours(1)), (CHECKS_A_DAY, TimeDelta::days(1))];
    let mut again: Option<DateTime<Utc>> = None;
    for (most, span) in windows {
        // The one that has to be forgotten before the next is answered.
        let last: Option<DateTime<Utc>> = Entity::visible_to(&cx.actor)
            .select_only()
            .column(Column::At)
            .filter(Column::PartnerId.eq(partner.0))
            .filter(Column::At.gt(cx.now - span))
            .order_by_desc(Column::At)
            .offset(most - 1)
            .limit(1)
            .into_tuple()
            .one(txn)
            .await?;
        again = again.max(last.map(|at| at + span));
    }
    match again {
        None => Ok(()),
        Some(at) => {
            let seconds = (at - cx.now).num_seconds().max(1);
            let minutes = u32::try_from((seconds + 59) / 60).unwrap_or(u32::MAX);
            Err(Error::field("query", Problem::Throttled { minutes }))
        }
    }
}

/// The last instant at which somebody is protected for the customer.
async fn protected_until(
    txn: &WriteTxn,
    cx: &Context,
    key: &Key,
) -> Result<Option<DateTime<Utc>>, Error> {
    let name = match key {
        Key::Number(number) => Some(format!("ico:{number}")),
        Key::Domain(domain) => domain_key(Some(domain)),
    };
    // Read for the vendor: what of it leaves is one day.
    Ok(protection::Entity::visible_to(&Actor::System)
        .select_only()
        .column(protection::Column::Until)
        .filter(protection::Column::CustomerKey.eq(name.unwrap_or_default()))
        .filter(protection::Column::Until.gte(cx.now))
        .order_by_desc(protection::Column::Until)
        .limit(1)
        .into_tuple()
        .one(txn)
        .await?)
}

/// Another partner has asked for the right and nobody has decided.
async fn is_asked_for(txn: &WriteTxn, partner: PartnerId, key: &Key) -> Result<bool, Error> {
    use deal_registration::Column;

    let same = match key {
        Key::Number(number) => {
            let same = Condition::any().add(Column::RegistrationNumber.eq(number));
            same.add(Column::VatId.eq(vat_id_of(number)))
        }
        Key::Domain(domain) => Column::Domain.eq(domain).into_condition(),
    };
    let count = deal_registration::Entity::visible_to(&Actor::System)
        .filter(same)
        .filter(Column::PartnerId.ne(partner.0))
        .filter(Column::State.is_in(OPEN))
        .count(txn)
        .await?;
    Ok(count > 0)
}

/// The vendor or another partner works on something open for the customer; what the own company brought does not count.
async fn is_worked_on(txn: &WriteTxn, partner: PartnerId, key: &Key) -> Result<bool, Error> {
    use opportunity::Column;

    let same = match key {
        Key::Number(number) => {
            let same = Condition::any().add(account::Column::RegistrationNumber.eq(number));
            same.add(account::Column::VatId.eq(vat_id_of(number)))
        }
        Key::Domain(domain) => account::Column::Domain.eq(domain).into_condition(),
    };
    let not_ours = Condition::any()
        .add(Column::Origin.ne(Origin::Partner.as_ref()))
        .add(Column::OriginPartnerId.ne(partner.0));
    let count = opportunity::Entity::visible_to(&Actor::System)
        .join(JoinType::InnerJoin, opportunity::Relation::Account.def())
        .filter(same)
        .filter(Column::ClosedAt.is_null())
        .filter(not_ours)
        .count(txn)
        .await?;
    Ok(count > 0)
}
