//! The clock of the vendor stands still while the partner is asked, about the registration or about its opportunity, and
//! while the opportunity is on hold.
//!
//! A question about the registration is its state; one about the opportunity is a row of `info_request`; a hold stands in
//! the opportunity. All may be at once. Whichever ends, only the time during which nothing else stopped the clock is given
//! back at that moment; the rest when the others end, so that no day counts twice.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{opportunity::Status, policy::Actor};
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
        info_request, opportunity,
    },
};

/// Since when the clock stands still on these opportunities: the partner is asked about them, or they are on hold. Those on
/// which neither is so are left out.
pub(super) async fn stands_since(
    db: &impl ConnectionTrait,
    opportunities: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, DateTime<Utc>>, Error> {
    use info_request::Column;

    let ids: Vec<Uuid> = opportunities.into_iter().collect();
    // Read without the actor's scope: it says nothing but whether a clock runs that they may see.
    let rows: Vec<(Uuid, DateTime<Utc>)> = info_request::Entity::visible_to(&Actor::System)
        .select_only()
        .columns([Column::OpportunityId, Column::AskedAt])
        .filter(Column::AnsweredAt.is_null())
        .filter(Column::OpportunityId.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    let mut since: HashMap<Uuid, DateTime<Utc>> = rows.into_iter().collect();
    for (id, at) in held_since(db, ids).await? {
        let known = since.entry(id).or_insert(at);
        *known = std::cmp::min(at, *known);
    }
    Ok(since)
}

async fn held_since(
    db: &impl ConnectionTrait,
    ids: Vec<Uuid>,
) -> Result<Vec<(Uuid, DateTime<Utc>)>, Error> {
    use opportunity::Column;

    Ok(opportunity::Entity::visible_to(&Actor::System)
        .select_only()
        .columns([Column::Id, Column::HeldAt])
        .filter(Column::Id.is_in(ids))
        .filter(Column::HeldAt.is_not_null())
        .into_tuple()
        .all(db)
        .await?)
}

/// The opportunities that are on hold.
pub(super) fn held() -> SelectStatement {
    opportunity::Entity::visible_to(&Actor::System)
        .select_only()
        .column(opportunity::Column::Id)
        .filter(opportunity::Column::Status.eq(Status::OnHold.as_ref()))
        .into_query()
}

/// The opportunities about which a partner is asked.
pub(super) fn asked() -> SelectStatement {
    info_request::Entity::visible_to(&Actor::System)
        .select_only()
        .column(info_request::Column::OpportunityId)
        .filter(info_request::Column::AnsweredAt.is_null())
        .into_query()
}

/// By when the vendor decides after a pause that began then; `other` is since when something else stops the clock.
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

/// The partner is not asked about the opportunity any more, or it is no longer on hold: what was registered there goes on,
/// unless something else stops it, too. The end of this pause is stored already.
pub(crate) async fn go_on(
    txn: &WriteTxn,
    cx: &Context,
    opportunity: Uuid,
    began: DateTime<Utc>,
) -> Result<(), Error> {
    let other = stands_since(txn, [opportunity]).await?.remove(&opportunity);
    let rows = Entity::visible_to(&Actor::System)
        .filter(Column::OpportunityId.eq(opportunity))
        .filter(Column::State.is_in(OPEN))
        .all(txn)
        .await?;
    for row in rows {
        let others = [row.asked_at, other].into_iter().flatten().min();
        let decide_by = after(&row, began, others, cx.now);
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
