//! The conflict check: a partner asks whether a customer is free, and is told one of three words.
//!
//! Whatever is in the database, the same statements run in the same order, and an answer says nothing but the word and,
//! for a protected customer, the day: neither who is protected, nor for what, nor whether the customer is known. Nor does
//! the time that it takes: no answer comes before [`ANSWERS_AFTER`].

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    account::{registration_number, web_domain},
    ids::PartnerId,
    invalid::Problem,
    policy::{Action, Actor, Denied, Relation, authorize},
    registration::{CHECKS_A_DAY, CHECKS_AN_HOUR, CheckAnswer, CheckRow},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::LockType,
};
use tokio::time::{Duration, Instant, sleep_until};
use uuid::Uuid;

use super::conflict::{self, Found, Key};
use crate::{
    Context, Error,
    account::is_public_domain,
    db::WriteTxn,
    entity::{
        conflict_check,
        conflict_check::{Column, Entity, Model},
        partner,
    },
};

/// As many of the latest questions are shown.
const SHOWN: u64 = 20;

/// The least time that an answer takes. The statements are the same for every customer, but a page that has to be read from
/// the disk, or a row that is found, still takes a little longer than none: many times less than this.
const ANSWERS_AFTER: Duration = Duration::from_millis(250);

/// Answers whether the customer behind an IČO or a domain is free, and notes that it was asked.
pub async fn check(cx: &Context, query: &str) -> Result<Uuid, Error> {
    let began = Instant::now();
    authorize(&cx.actor, Action::CheckConflict, Relation::Own)?;
    let (Some(partner), Some(user)) = (cx.actor.partner(), cx.user_id()) else {
        return Err(Denied::Forbidden.into());
    };
    let key = key(query).map_err(|problem| Error::field("query", problem))?;
    let answered = answer(cx, partner, user, key).await;
    // After the commit: nobody else waits for it.
    sleep_until(began + ANSWERS_AFTER).await;
    answered
}

async fn answer(cx: &Context, partner: PartnerId, user: Uuid, key: Key) -> Result<Uuid, Error> {
    // Read before the writing begins, which others wait for.
    let found = conflict::look_up(cx, partner, &key).await?;
    let answer = word(&found, &key);
    let txn = cx.db.begin_write().await?;
    is_in_limits(&txn, cx, partner).await?;
    let id = cx.new_id();
    let row = conflict_check::ActiveModel {
        id: Set(id),
        partner_id: Set(partner.0),
        user_id: Set(user),
        query: Set(match key {
            Key::Number(text) | Key::Domain(text) => text,
        }),
        answer: Set(answer.to_string()),
        until: Set(found.protected_until),
        at: Set(cx.now),
    };
    Entity::insert(row).exec_without_returning(&txn).await?;
    txn.commit().await?;
    Ok(id)
}

fn word(found: &Found, key: &Key) -> CheckAnswer {
    // A domain of mail for everybody says nothing about a company.
    let is_public = matches!(key, Key::Domain(domain) if is_public_domain(domain));
    match found.protected_until {
        Some(_) => CheckAnswer::Protected,
        None if found.is_wanted || is_public => CheckAnswer::Ask,
        None => CheckAnswer::Free,
    }
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

pub(super) fn line(cx: &Context, row: Model) -> Result<CheckRow, Error> {
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
    let domain = web_domain(query).ok().flatten();
    domain.map(Key::Domain).ok_or(Problem::CustomerKey)
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
