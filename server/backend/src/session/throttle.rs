//! Slows down guessing: so many attempts per account and per network address within a window.
//!
//! Attempts are counted before the password is looked at, in one statement, so that a thousand guesses
//! at the same instant are a thousand and not one. A success takes its attempt back.

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};
use domain::invalid::Problem;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryTrait,
    sea_query::{CaseStatement, Expr, OnConflict, Query},
};

use super::token;
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::sign_in_throttle::{ActiveModel, Column, Entity},
};

/// After so long the attempts are forgotten.
const WINDOW: TimeDelta = TimeDelta::minutes(15);
/// Attempts on one account in a window. Twelve characters cannot be guessed at this rate.
const PER_ACCOUNT: i32 = 10;
/// Attempts from one address in a window; a whole office may sit behind it.
const PER_ADDRESS: i32 = 100;
/// Checks of receipts from one address in a window.
const CHECKS: i32 = 60;

/// The counter of an account, whether it exists or not. Hashed: what people mistype into the field
/// (their password, say) is not kept.
pub(super) fn account_key(folded_email: &str) -> String {
    format!("account:{}", token::hash(folded_email))
}

/// The counter of requests for a new password, apart from that of sign-ins: nobody locks others out with it.
pub(super) fn reset_key(folded_email: &str) -> String {
    format!("reset:{}", token::hash(folded_email))
}

/// The counter of an address. An IPv6 customer has a whole /64 to choose addresses from.
fn address_key(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => format!("address:{address}"),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("address:{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// Counts an attempt and says whether it may go on. Runs in a transaction of its own, because it has
/// to be remembered although the sign-in fails.
pub(super) async fn admit(
    cx: &Context,
    account_key: &str,
    address: Option<IpAddr>,
) -> Result<Result<(), Problem>, Error> {
    let txn = cx.db.begin_write().await?;
    // Always in this order, so that two attempts cannot wait for each other.
    let mut wait = count(&txn, cx, account_key, PER_ACCOUNT).await?;
    if let Some(address) = address {
        let behind = count(&txn, cx, &address_key(address), PER_ADDRESS).await?;
        wait = Ord::max(wait, behind);
    }
    txn.commit().await?;
    Ok(match wait {
        None => Ok(()),
        Some(minutes) => Err(Problem::Throttled { minutes }),
    })
}

/// The same for a check of a receipt: anybody may, and each costs a signature.
pub(crate) async fn admit_check(
    cx: &Context,
    address: Option<IpAddr>,
) -> Result<Result<(), Problem>, Error> {
    let Some(address) = address else { return Ok(Ok(())) };
    let txn = cx.db.begin_write().await?;
    let key = ["check:", &address_key(address)].concat();
    let wait = count(&txn, cx, &key, CHECKS).await?;
    txn.commit().await?;
    Ok(wait.map_or(Ok(()), |minutes| Err(Problem::Throttled { minutes })))
}

/// Takes the attempt back after a success.
pub(super) async fn forgive(
    txn: &WriteTxn,
    account_key: &str,
    address: Option<IpAddr>,
) -> Result<(), Error> {
    Entity::delete_many().filter(Column::Key.eq(account_key)).exec(txn).await?;
    if let Some(address) = address {
        Entity::update_many()
            .col_expr(Column::FailureCount, Expr::col(Column::FailureCount).sub(1))
            .filter(Column::Key.eq(address_key(address)))
            .filter(Column::FailureCount.gt(0))
            .exec(txn)
            .await?;
    }
    Ok(())
}

/// Adds one to a counter; the minutes to wait when it is beyond the limit.
async fn count(txn: &WriteTxn, cx: &Context, key: &str, limit: i32) -> Result<Option<u32>, Error> {
    let over = Expr::col((Entity, Column::WindowStartedAt)).lte(cx.now - WINDOW);
    let counted = CaseStatement::new()
        .case(over.clone(), 1)
        .finally(Expr::col((Entity, Column::FailureCount)).add(1));
    let started = CaseStatement::new()
        .case(over, cx.now)
        .finally(Expr::col((Entity, Column::WindowStartedAt)));
    let row = ActiveModel {
        key: Set(key.to_owned()),
        window_started_at: Set(cx.now),
        failure_count: Set(1),
    };
    let mut upsert = Entity::insert(row)
        .on_conflict(
            OnConflict::column(Column::Key)
                .value(Column::FailureCount, counted)
                .value(Column::WindowStartedAt, started)
                .to_owned(),
        )
        .into_query();
    upsert.returning(Query::returning().columns([Column::FailureCount, Column::WindowStartedAt]));
    let row = txn.query_one(&upsert).await?.ok_or(Error::Busy)?;
    let attempts: i32 = row.try_get("", "failure_count")?;
    let started: DateTime<Utc> = row.try_get("", "window_started_at")?;
    Ok((attempts > limit).then(|| minutes_until(started + WINDOW, cx.now)))
}

/// Whole minutes, at least one.
fn minutes_until(end: DateTime<Utc>, now: DateTime<Utc>) -> u32 {
    let seconds = Ord::max((end - now).num_seconds(), 1);
    u32::try_from((seconds + 59) / 60).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_of_ipv6_is_one_address() {
        let key = |text: &str| address_key(text.parse().unwrap());
        assert_eq!(key("2001:db8:1:2::1"), key("2001:db8:1:2:ffff::9"));
        assert_ne!(key("2001:db8:1:2::1"), key("2001:db8:1:3::1"));
        assert_eq!(key("::ffff:192.0.2.7"), key("192.0.2.7"));
    }
}
