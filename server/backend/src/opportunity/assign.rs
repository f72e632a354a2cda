//! Writes the assignments that a move of staff begins, changes or ends.

use chrono::{DateTime, Utc};
use domain::{assignment::State, ids::PartnerId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, UpdateMany, sea_query::Expr,
};

use super::holders::{EXCLUSIVE, Holding};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::{
        assignment::{ActiveModel, Column, Entity},
        opportunity,
    },
};

/// A new row for a partner that did not have it.
#[derive(Debug, Clone)]
pub(super) struct Begin<'a> {
    pub partner: PartnerId,
    pub accept_by: Option<DateTime<Utc>>,
    pub override_reason: Option<&'a str>,
}

/// The partner is asked.
pub(super) async fn offer(
    txn: &WriteTxn,
    cx: &Context,
    of: &opportunity::Model,
    begin: Begin<'_>,
) -> Result<(), Error> {
    let row = new(cx, of, &begin, State::Offered, EXCLUSIVE);
    Entity::insert(row).exec_without_returning(txn).await?;
    Ok(())
}

/// The partner manages it from now on, alone or with others, without being asked.
pub(super) async fn entrust(
    txn: &WriteTxn,
    cx: &Context,
    of: &opportunity::Model,
    begin: Begin<'_>,
    mode: &'static str,
) -> Result<(), Error> {
    let row = ActiveModel {
        answered_at: Set(Some(cx.now)),
        ..new(cx, of, &begin, State::Accepted, mode)
    };
    Entity::insert(row).exec_without_returning(txn).await?;
    Ok(())
}

fn new(
    cx: &Context,
    of: &opportunity::Model,
    begin: &Begin<'_>,
    state: State,
    mode: &str,
) -> ActiveModel {
    ActiveModel {
        id: Set(cx.new_id()),
        opportunity_id: Set(of.id),
        partner_id: Set(begin.partner.0),
        state: Set(state.to_string()),
        mode: Set(mode.to_owned()),
        override_reason: Set(begin.override_reason.map(str::to_owned)),
        offered_at: Set(Some(cx.now)),
        accept_by: Set(begin.accept_by),
        version: Set(1),
        created_at: Set(cx.now),
        created_by: Set(cx.user_id()),
        updated_at: Set(cx.now),
        updated_by: Set(cx.user_id()),
        ..ActiveModel::default()
    }
}

/// A partner that has it, or waits for it, manages it from now on in this mode.
pub(super) async fn promote(
    txn: &WriteTxn,
    cx: &Context,
    holding: &Holding,
    mode: &'static str,
) -> Result<(), Error> {
    let row = &holding.row;
    let change = touch(cx, holding)
        .col_expr(Column::State, Expr::value(State::Accepted.to_string()))
        .col_expr(Column::Mode, Expr::value(mode))
        .col_expr(Column::AcceptBy, Expr::value(None::<DateTime<Utc>>))
        .col_expr(Column::OfferedAt, Expr::value(row.offered_at.or(Some(cx.now))))
        .col_expr(Column::AnsweredAt, Expr::value(row.answered_at.or(Some(cx.now))));
    once(change, txn).await
}

/// The partner does not have it any more.
pub(super) async fn end(
    txn: &WriteTxn,
    cx: &Context,
    holding: &Holding,
    state: State,
    reason: Option<&str>,
) -> Result<(), Error> {
    let change = touch(cx, holding)
        .col_expr(Column::State, Expr::value(state.to_string()))
        .col_expr(Column::EndedAt, Expr::value(Some(cx.now)))
        .col_expr(Column::ReasonText, Expr::value(reason.map(str::to_owned)));
    once(change, txn).await
}

/// The partner has another deadline.
pub(super) async fn prolong(
    txn: &WriteTxn,
    cx: &Context,
    holding: &Holding,
    accept_by: Option<DateTime<Utc>>,
) -> Result<(), Error> {
    once(touch(cx, holding).col_expr(Column::AcceptBy, Expr::value(accept_by)), txn).await
}

/// A change of exactly the row that was read.
fn touch(cx: &Context, holding: &Holding) -> UpdateMany<Entity> {
    let row = &holding.row;
    Entity::update_many()
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(cx.now))
        .col_expr(Column::UpdatedBy, Expr::value(cx.user_id()))
        .filter(Column::Id.eq(row.id))
        .filter(Column::Version.eq(row.version))
        .filter(Column::State.eq(row.state.as_str()))
}

async fn once(change: UpdateMany<Entity>, txn: &WriteTxn) -> Result<(), Error> {
    // A partner may have answered between our reading and our writing; then this save is void.
    if change.exec(txn).await?.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}
