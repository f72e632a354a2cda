//! A selection that was looked at is handed to the worker.

use domain::{
    ids::RoutingRunId,
    invalid::Problem,
    policy::{Action, Denied, Relation, authorize},
    routing::{RunState, SELECTION_MAX, Selection},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{WAITING, selected::selected};
use crate::{
    Context, Error,
    entity::{routing_run as runs, routing_run_item as items},
};

/// So many rows of a statement stay below what SQLite takes.
const ROWS: usize = 500;

/// Starts to distribute these references, with the seed of their preview.
pub async fn start(cx: &Context, references: &str, seed: &str) -> Result<RoutingRunId, Error> {
    authorize(&cx.actor, Action::DistributeSelection, Relation::Own)?;
    // It acts as whoever started it; a timer is nobody.
    let starter = cx.user_id().ok_or(Denied::Forbidden)?;
    let picks = references.split(',').map(str::to_owned).collect();
    let (rows, chosen) = selected(cx, &Selection { picks, all: None }).await?;
    if rows.is_empty() {
        return Err(Error::field("references", Problem::Required));
    }
    if chosen > SELECTION_MAX as u64 {
        let max = i64::try_from(SELECTION_MAX).unwrap_or(i64::MAX);
        return Err(Error::field("references", Problem::NumberRange { min: 1, max }));
    }
    let id = cx.new_id();
    let run = runs::ActiveModel {
        id: Set(id),
        state: Set(RunState::Running.to_string()),
        seed: Set(seed.parse::<u64>().unwrap_or_else(|_| cx.new_draw()).to_string()),
        is_exact: Set(None),
        started_by: Set(starter),
        started_at: Set(cx.now),
        finished_at: Set(None),
        leased_until: Set(None),
    };
    let item = |(position, row): (i32, &crate::entity::opportunity::Model)| items::ActiveModel {
        run_id: Set(id),
        position: Set(position),
        opportunity_id: Set(row.id),
        state: Set(WAITING.to_owned()),
        partner_id: Set(None),
        reason: Set(None),
    };
    let rows: Vec<items::ActiveModel> = (0..).zip(&rows).map(item).collect();
    let txn = cx.db.begin_write().await?;
    runs::Entity::insert(run).exec_without_returning(&txn).await?;
    for part in rows.chunks(ROWS) {
        items::Entity::insert_many(part.to_vec()).exec_without_returning(&txn).await?;
    }
    txn.commit().await?;
    Ok(RoutingRunId(id))
}
