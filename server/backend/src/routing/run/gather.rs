//! What an import creates and a rule distributes at creation is handed to the worker, while the import goes on.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ids::RoutingRunId,
    import::ImportReport,
    routing::{RunState, SELECTION_MAX},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use super::start::{insert, insert_items};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::{
        routing_run::{Column, Entity},
        routing_run_item as items,
    },
};

/// For so long the worker leaves a run alone that an import still adds to: longer than an import takes. When the import
/// breaks off, what it has stored is distributed after that.
const GATHERING: TimeDelta = TimeDelta::minutes(10);

/// Adds them to the import's run, and to another one when that is full or was stopped.
pub(crate) async fn gather(
    txn: &WriteTxn,
    cx: &Context,
    report: &mut ImportReport,
    created: &[Uuid],
) -> Result<(), Error> {
    let mut rest = created;
    while !rest.is_empty() {
        let (run, place) = match report.runs.last() {
            Some(run) if lease(txn, run.0, Some(cx.now + GATHERING)).await? => {
                (run.0, length(txn, cx, run.0).await?)
            }
            _ => (Uuid::nil(), SELECTION_MAX),
        };
        let (run, place) = if place < SELECTION_MAX {
            (run, place)
        } else {
            let run = insert(txn, cx, cx.new_draw(), Some(cx.now + GATHERING)).await?;
            report.runs.push(RoutingRunId(run));
            (run, 0)
        };
        let (now, later) = rest.split_at(rest.len().min(SELECTION_MAX - place));
        insert_items(txn, run, place, now).await?;
        rest = later;
    }
    report.distributed += created.len() as u64;
    Ok(())
}

/// The import adds nothing more: the worker may begin.
pub(crate) async fn hand_over(txn: &WriteTxn, report: &ImportReport) -> Result<(), Error> {
    for run in &report.runs {
        lease(txn, run.0, None).await?;
    }
    Ok(())
}

/// Until when nobody else works on it; false when it has ended.
async fn lease(txn: &WriteTxn, run: Uuid, until: Option<DateTime<Utc>>) -> Result<bool, Error> {
    let kept = Entity::update_many()
        .col_expr(Column::LeasedUntil, Expr::value(until))
        .filter(Column::Id.eq(run))
        .filter(Column::State.eq(RunState::Running.as_ref()))
        .exec(txn)
        .await?;
    Ok(kept.rows_affected == 1)
}

async fn length(txn: &WriteTxn, cx: &Context, run: Uuid) -> Result<usize, Error> {
    let known = items::Entity::visible_to(&cx.actor).filter(items::Column::RunId.eq(run));
    Ok(usize::try_from(known.count(txn).await?).unwrap_or(SELECTION_MAX))
}
