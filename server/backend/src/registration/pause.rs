//! The clock of the vendor stands still while the partner is asked, about the registration or about its opportunity.
//!
//! A question about the registration is its state; one about the opportunity is a row of `info_request`. Both may be open
//! at once. Whichever is answered, only the time during which no other question was open is given back at that moment;
//! the rest when the other one is answered, so that no day counts twice.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::policy::Actor;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, SelectStatement},
};
use uuid::Uuid;

use super::{deadline, submit::OPEN};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::{
        deal_registration::{Column, Entity, Model},
        info_request,
    },
};

/// Since when the partner is asked about these opportunities; those without a question are left out.
pub(super) async fn asked_since(
    db: &impl ConnectionTrait,
    opportunities: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, DateTime<Utc>>, Error> {
    use info_request::Column;

    // Read without the actor's scope: it says nothing but whether a clock runs that they may see.
    let rows: Vec<(Uuid, DateTime<Utc>)> = info_request::Entity::visible_to(&Actor::System)
        .select_only()
        .columns([Column::OpportunityId, Column::AskedAt])
        .filter(Column::AnsweredAt.is_null())
        .filter(Column::OpportunityId.is_in(opportunities))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// The opportunities about which a partner is asked.
pub(super) fn asked() -> SelectStatement {
    info_request::Entity::visible_to(&Actor::System)
        .select_only()
        .column(info_request::Column::OpportunityId)
        .filter(info_request::Column::AnsweredAt.is_null())
        .into_query()
}

/// By when the vendor decides after a pause that began then; `other` is since when another question is open.
pub(super) fn after(
    row: &Model,
    began: DateTime<Utc>,
    other: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    // Before the clock began to run there was nothing to stand still.
    let ran_from = std::cmp::max(row.submitted_at, row.appealed_at.unwrap_or(row.submitted_at));
    let began = std::cmp::max(began, ran_from);
    let end = other.map_or(now, |other| std::cmp::max(other, began));
    let is_over = row.decide_by <= began;
    if is_over || end <= began {
        row.decide_by
    } else {
        deadline::resumed(row.decide_by, began, end)
    }
}

/// The partner is not asked about the opportunity any more: what it registered there goes on, unless it is asked about
/// that, too.
pub(crate) async fn go_on(
    txn: &WriteTxn,
    cx: &Context,
    opportunity: Uuid,
    asked_at: DateTime<Utc>,
) -> Result<(), Error> {
    let rows = Entity::visible_to(&Actor::System)
        .filter(Column::OpportunityId.eq(opportunity))
        .filter(Column::State.is_in(OPEN))
        .all(txn)
        .await?;
    for row in rows {
        let decide_by = after(&row, asked_at, row.asked_at, cx.now);
        if decide_by == row.decide_by {
            continue;
        }
        let written = Entity::update_many()
            .col_expr(Column::DecideBy, Expr::value(decide_by))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .filter(Column::Id.eq(row.id))
            .filter(Column::Version.eq(row.version))
            .exec(txn)
            .await?;
        if written.rows_affected != 1 {
            return Err(Error::Stale);
        }
    }
    Ok(())
}
