//! Writes the assignments that a move of staff begins, changes or ends.

use chrono::{DateTime, Utc};
use domain::{
    assignment::State,
    ids::{AssignmentId, PartnerId},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, UpdateMany, sea_query::Expr,
};
use uuid::Uuid;

use super::holders::{EXCLUSIVE, Holding};
use crate::{
    Context, Error, assignment,
    db::WriteTxn,
    entity::{
        assignment::{ActiveModel, Column, Entity},
        opportunity,
    },
    working_time::{HALF, Terms},
};

/// A new row for a partner that did not have it.
#[derive(Debug, Clone)]
pub(super) struct Begin<'a> {
    pub partner: PartnerId,
    pub accept_by: Option<DateTime<Utc>>,
    pub override_reason: Option<&'a str>,
    pub terms: &'a Terms,
}

/// The partner brought it and waits for the vendor's approval; `seller` works it there.
pub(super) async fn queue(
    txn: &WriteTxn,
    cx: &Context,
    opportunity: Uuid,
    partner: PartnerId,
    seller: Option<Uuid>,
) -> Result<(), Error> {
    let row = ActiveModel {
        id: Set(cx.new_id()),
        opportunity_id: Set(opportunity),
        partner_id: Set(partner.0),
        state: Set(State::Queued.to_string()),
        mode: Set(EXCLUSIVE.to_owned()),
        seller_id: Set(seller),
        version: Set(1),
        created_at: Set(cx.now),
        created_by: Set(cx.user_id()),
        updated_at: Set(cx.now),
        updated_by: Set(cx.user_id()),
        ..ActiveModel::default()
    };
    Entity::insert(row).exec_without_returning(txn).await?;
    Ok(())
}

/// The partner is asked.
pub(super) async fn offer(
    txn: &WriteTxn,
    cx: &Context,
    of: &opportunity::Model,
    begin: Begin<'_>,
) -> Result<(), Error> {
    let row = ActiveModel {
        remind_at: Set(begin.accept_by.map(|until| begin.terms.share(cx.now, until, HALF))),
        ..new(cx, of, &begin, State::Offered, EXCLUSIVE)
    };
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
    let first_update_by = begin.terms.first_update_by(cx.now);
    let row = ActiveModel {
        answered_at: Set(Some(cx.now)),
        first_update_by: Set(Some(first_update_by)),
        remind_at: Set(Some(begin.terms.share(cx.now, first_update_by, HALF))),
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
    let mut change = touch(cx, holding)
        .col_expr(Column::State, Expr::value(State::Accepted.to_string()))
        .col_expr(Column::Mode, Expr::value(mode))
        .col_expr(Column::AcceptBy, Expr::value(None::<DateTime<Utc>>))
        .col_expr(Column::OfferedAt, Expr::value(row.offered_at.or(Some(cx.now))))
        .col_expr(Column::AnsweredAt, Expr::value(row.answered_at.or(Some(cx.now))));
    // Whoever managed it already has its clock.
    if holding.state != State::Accepted {
        let terms = &holding.company.terms;
        let first_update_by = terms.first_update_by(cx.now);
        change = change
            .col_expr(Column::FirstUpdateBy, Expr::value(first_update_by))
            .col_expr(Column::RemindAt, Expr::value(terms.share(cx.now, first_update_by, HALF)));
    }
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

/// The partner has another deadline, and its reminders begin anew.
pub(super) async fn prolong(
    txn: &WriteTxn,
    cx: &Context,
    holding: &Holding,
    accept_by: Option<DateTime<Utc>>,
) -> Result<(), Error> {
    let remind_at = accept_by.map(|until| holding.company.terms.share(cx.now, until, HALF));
    let change = touch(cx, holding)
        .col_expr(Column::AcceptBy, Expr::value(accept_by))
        .col_expr(Column::RemindedAccept, Expr::value(0))
        .col_expr(Column::RemindAt, Expr::value(remind_at));
    once(change, txn).await?;
    assignment::prolong(txn, cx, AssignmentId(holding.row.id), accept_by).await
}

/// The partner's clock stood still from `held` on and runs again. An offer ends when the opportunity says so.
pub(super) async fn go_on(
    txn: &WriteTxn,
    cx: &Context,
    holding: &Holding,
    held: DateTime<Utc>,
    accept_by: Option<DateTime<Utc>>,
) -> Result<(), Error> {
    let row = &holding.row;
    let later = |at: DateTime<Utc>| holding.company.terms.resumed(at, held, cx.now);
    if holding.state == State::Offered && row.accept_by.map(later) != accept_by {
        return prolong(txn, cx, holding, accept_by).await;
    }
    let mut change =
        touch(cx, holding).col_expr(Column::RemindAt, Expr::value(row.remind_at.map(later)));
    change = match holding.state {
        State::Offered => change.col_expr(Column::AcceptBy, Expr::value(accept_by)),
        _ if row.first_update_at.is_none() => {
            change.col_expr(Column::FirstUpdateBy, Expr::value(row.first_update_by.map(later)))
        }
        _ => change,
    };
    once(change, txn).await?;
    if holding.state == State::Offered {
        assignment::prolong(txn, cx, AssignmentId(row.id), accept_by).await?;
    }
    Ok(())
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
