//! A selection that was looked at is handed to the worker.

use chrono::{DateTime, Utc};
use domain::{
    ids::RoutingRunId,
    invalid::Problem,
    policy::{Action, Actor, Relation, authorize},
    routing::{RunState, SELECTION_MAX, Selection},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{WAITING, selected::selected};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::{routing_run as runs, routing_run_item as items, user_account},
};

/// So many rows of a statement stay below what SQLite takes.
const ROWS: usize = 500;

/// Starts to distribute these references, with the seed of their preview. A second press finds what the first one
/// started.
pub async fn start(cx: &Context, references: &str, seed: &str) -> Result<RoutingRunId, Error> {
    authorize(&cx.actor, Action::DistributeSelection, Relation::Own)?;
    let picks = references.split(',').map(str::to_owned).collect();
    let (rows, chosen) = selected(cx, &Selection { picks, all: None }).await?;
    if rows.is_empty() {
        return Err(Error::field("references", Problem::Required));
    }
    if chosen > SELECTION_MAX as u64 {
        let max = i64::try_from(SELECTION_MAX).unwrap_or(i64::MAX);
        return Err(Error::field("references", Problem::NumberRange { min: 1, max }));
    }
    let seed = seed.parse::<u64>().unwrap_or_else(|_| cx.new_draw());
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let txn = cx.db.begin_write().await?;
    if let Some(run) = started(&txn, cx, seed, &ids).await? {
        return Ok(run);
    }
    let id = insert(&txn, cx, seed, None).await?;
    insert_items(&txn, id, 0, &ids).await?;
    txn.commit().await?;
    Ok(RoutingRunId(id))
}

/// The same of whoever asks, with the same seed, while it is not over.
async fn started(
    txn: &WriteTxn,
    cx: &Context,
    seed: u64,
    ids: &[Uuid],
) -> Result<Option<RoutingRunId>, Error> {
    // Of two presses at the same moment one waits for the other.
    user_account::Entity::visible_to(&Actor::System)
        .filter(user_account::Column::Id.eq(cx.user_id()))
        .lock_exclusive()
        .all(txn)
        .await?;
    let running = runs::Entity::visible_to(&cx.actor)
        .filter(runs::Column::StartedBy.eq(cx.user_id()))
        .filter(runs::Column::State.eq(RunState::Running.as_ref()))
        .filter(runs::Column::Seed.eq(seed.to_string()))
        .all(txn)
        .await?;
    for run in running {
        let known = items::Entity::visible_to(&cx.actor)
            .filter(items::Column::RunId.eq(run.id))
            .order_by_asc(items::Column::Position)
            .all(txn)
            .await?;
        if known.iter().map(|item| item.opportunity_id).eq(ids.iter().copied()) {
            return Ok(Some(RoutingRunId(run.id)));
        }
    }
    Ok(None)
}

/// A run of whoever asks, with nothing in it.
pub(super) async fn insert(
    txn: &WriteTxn,
    cx: &Context,
    seed: u64,
    leased_until: Option<DateTime<Utc>>,
) -> Result<Uuid, Error> {
    let id = cx.new_id();
    let run = runs::ActiveModel {
        id: Set(id),
        state: Set(RunState::Running.to_string()),
        seed: Set(seed.to_string()),
        is_exact: Set(None),
        started_by: Set(cx.user_id()),
        started_at: Set(cx.now),
        finished_at: Set(None),
        leased_until: Set(leased_until),
    };
    runs::Entity::insert(run).exec_without_returning(txn).await?;
    Ok(id)
}

/// These opportunities, in this order, behind the first `place` of the run.
pub(super) async fn insert_items(
    txn: &WriteTxn,
    run: Uuid,
    place: usize,
    opportunities: &[Uuid],
) -> Result<(), Error> {
    let first = i32::try_from(place).unwrap_or(i32::MAX);
    let item = |(position, opportunity): (i32, &Uuid)| items::ActiveModel {
        run_id: Set(run),
        position: Set(position),
        opportunity_id: Set(*opportunity),
        state: Set(WAITING.to_owned()),
        partner_id: Set(None),
        reason: Set(None),
    };
    let rows: Vec<items::ActiveModel> = (first..).zip(opportunities).map(item).collect();
    for part in rows.chunks(ROWS) {
        items::Entity::insert_many(part.to_vec()).exec_without_returning(txn).await?;
    }
    Ok(())
}
