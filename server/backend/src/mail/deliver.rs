//! Takes due messages out of the outbox: at least once, by one server at a time, with patience.

use chrono::TimeDelta;
use domain::policy::{Actor, Denied};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    UpdateMany, sea_query::Expr,
};
use uuid::Uuid;

use super::{
    mailer::{Mailer, Parcel, SendError},
    outgoing::{secrets_of, without},
};
use crate::{
    Context, Error,
    entity::outbox::{Column, Entity, Model},
};

/// Messages taken at a time.
const BATCH: u64 = 20;
/// Longer than [`BATCH`] messages to a mail server that answers each at the last moment.
const LEASE: TimeDelta = TimeDelta::minutes(15);
/// Minutes until the next attempt, after the first, second … failure. Behind the last one it is given up.
const PAUSES: [i64; 8] = [1, 5, 15, 60, 180, 360, 720, 1440];
/// As much of an error is kept.
const ERROR_MAX: usize = 500;

/// Hands what is due to the mailer. For a timer. Answers how many messages left.
pub async fn deliver_due(cx: &Context, mailer: &dyn Mailer) -> Result<usize, Error> {
    deliver_until(cx, mailer, || false).await
}

/// The same, but a server that stops sends only the message that it has begun with.
pub async fn deliver_until(
    cx: &Context,
    mailer: &dyn Mailer,
    is_stopping: impl Fn() -> bool,
) -> Result<usize, Error> {
    if cx.actor != Actor::System {
        return Err(Denied::Forbidden.into());
    }
    let owner = cx.new_id().to_string();
    let mut sent = 0;
    for message in take(cx, &owner).await? {
        if is_stopping() {
            give_back(cx, &owner).await?;
            break;
        }
        let result = mailer.send(&parcel(&message)).await;
        sent += usize::from(result.is_ok());
        settle(cx, &owner, &message, result).await?;
    }
    Ok(sent)
}

/// Leases due messages. The attempt counts from now on: a server that dies while sending has tried.
async fn take(cx: &Context, owner: &str) -> Result<Vec<Model>, Error> {
    let due = Condition::all()
        .add(Column::State.eq("pending"))
        .add(Column::NextAttemptAt.lte(cx.now))
        .add(Column::LeaseUntil.is_null().or(Column::LeaseUntil.lt(cx.now)));
    let ids: Vec<Uuid> = Entity::visible_to(&cx.actor)
        .select_only()
        .column(Column::Id)
        .filter(due.clone())
        .order_by_asc(Column::NextAttemptAt)
        .limit(BATCH)
        .into_tuple()
        .all(cx.db.read())
        .await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let txn = cx.db.begin_write().await?;
    // Another server may have read the same ids: only what is still due becomes ours.
    Entity::update_many()
        .col_expr(Column::LeaseUntil, Expr::value(cx.now + LEASE))
        .col_expr(Column::LeaseOwner, Expr::value(owner))
        .col_expr(Column::AttemptCount, Expr::col(Column::AttemptCount).add(1))
        .filter(Column::Id.is_in(ids))
        .filter(due)
        .exec(&txn)
        .await?;
    let taken = Entity::visible_to(&cx.actor)
        .filter(Column::LeaseOwner.eq(owner))
        .order_by_asc(Column::NextAttemptAt)
        .all(&txn)
        .await?;
    txn.commit().await?;
    Ok(taken)
}

fn parcel(message: &Model) -> Parcel {
    Parcel {
        id: message.id,
        to: message.recipient_email.clone(),
        name: message.recipient_name.clone(),
        subject: message.subject.clone(),
        text: message.text.clone(),
        html: message.html.clone(),
    }
}

/// Notes what became of it and lets go, unless the lease has passed to somebody else.
async fn settle(
    cx: &Context,
    owner: &str,
    message: &Model,
    result: Result<(), SendError>,
) -> Result<(), Error> {
    let change = match result {
        Ok(()) => sent(cx, message),
        Err(error) => failed(cx, message, &error),
    };
    let txn = cx.db.begin_write().await?;
    let_go(change)
        .filter(Column::Id.eq(message.id))
        .filter(Column::LeaseOwner.eq(owner))
        .exec(&txn)
        .await?;
    txn.commit().await
}

/// What was taken and not tried is due as before.
async fn give_back(cx: &Context, owner: &str) -> Result<(), Error> {
    let txn = cx.db.begin_write().await?;
    let untried = Entity::update_many()
        .col_expr(Column::AttemptCount, Expr::col(Column::AttemptCount).sub(1))
        .filter(Column::LeaseOwner.eq(owner));
    let_go(untried).exec(&txn).await?;
    txn.commit().await
}

/// Ends the lease.
fn let_go(change: UpdateMany<Entity>) -> UpdateMany<Entity> {
    change
        .col_expr(Column::LeaseUntil, Expr::value(None::<chrono::DateTime<chrono::Utc>>))
        .col_expr(Column::LeaseOwner, Expr::value(None::<String>))
}

fn sent(cx: &Context, message: &Model) -> UpdateMany<Entity> {
    let change = Entity::update_many()
        .col_expr(Column::State, Expr::value("sent"))
        .col_expr(Column::SentAt, Expr::value(cx.now))
        .col_expr(Column::LastError, Expr::value(None::<String>));
    let secrets = secrets_of(message);
    if secrets.is_empty() {
        return change;
    }
    // Whoever has one signs in or answers with it; now that it has left, no copy is needed.
    let html = message.html.as_deref().map(|html| without(html, &secrets));
    change
        .col_expr(Column::Payload, Expr::value("{}"))
        .col_expr(Column::Text, Expr::value(without(&message.text, &secrets)))
        .col_expr(Column::Html, Expr::value(html))
}

fn failed(cx: &Context, message: &Model, error: &SendError) -> UpdateMany<Entity> {
    let told: String = error.to_string().chars().take(ERROR_MAX).collect();
    tracing::warn!(mail = %message.id, attempt = message.attempt_count, error = told, "mail not sent");
    let failures = usize::try_from(message.attempt_count).unwrap_or_default();
    let pause = PAUSES.get(failures.saturating_sub(1));
    let change = Entity::update_many().col_expr(Column::LastError, Expr::value(told));
    match (error, pause) {
        (SendError::Later(_), Some(minutes)) => change
            .col_expr(Column::NextAttemptAt, Expr::value(cx.now + TimeDelta::minutes(*minutes))),
        (SendError::Later(_), None) | (SendError::Never(_), _) => {
            change.col_expr(Column::State, Expr::value("failed"))
        }
    }
}
