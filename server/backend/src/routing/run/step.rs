//! One opportunity of a run has its turn: one transaction, as if its starter had pressed the button.

use std::collections::BTreeSet;

use chrono::{TimeDelta, Utc};
use domain::{
    ids::{OpportunityId, PartnerId},
    opportunity::{Move, apply},
    policy::{Action, authorize},
    refusal::Refusal,
    routing::{Decision, Held, RunState, Vocabulary, decide},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use super::{
    super::{automatic::note_nobody, course::Course, directory::Directory, distribute, question},
    HELD, OFFERED, WAITING,
};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::{
        opportunity::Model,
        routing_run::{self as runs},
        routing_run_item::{self as items, Model as Item},
    },
    opportunity::row,
    partner::row::json,
};

/// For so long nobody else goes on with a run of which nothing is heard.
pub(super) const LEASE: TimeDelta = TimeDelta::seconds(30);

/// So often one without a plan is tried at which others keep changing something.
const TRIES: usize = 3;

/// What came of a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// It is decided.
    Had,
    /// What was planned does not hold any more: it comes after the others.
    Later,
    /// The run does not go on.
    Ended,
}

/// What came of one try.
enum Tried {
    /// Somebody was asked.
    Asked,
    /// It needs a person.
    Held(Held),
    /// What was planned or read does not hold any more.
    Changed,
    /// The run does not go on.
    Ended,
}

/// Does what was planned; without a plan, what the rules say now.
pub(super) async fn turn(
    cx: &Context,
    item: &Item,
    planned: Option<&Decision>,
) -> Result<Turn, Error> {
    if planned.is_some() {
        return Ok(match ask(cx, item, planned).await? {
            Tried::Asked => Turn::Had,
            Tried::Held(_) | Tried::Changed => Turn::Later,
            Tried::Ended => Turn::Ended,
        });
    }
    for _ in 0..TRIES {
        match ask(cx, item, None).await? {
            Tried::Asked => return Ok(Turn::Had),
            Tried::Held(held) => return leave(cx, item, held).await,
            Tried::Changed => {}
            Tried::Ended => return Ok(Turn::Ended),
        }
    }
    leave(cx, item, Held::Failed).await
}

/// One transaction, of which nothing is left unless somebody was asked.
async fn ask(cx: &Context, item: &Item, planned: Option<&Decision>) -> Result<Tried, Error> {
    let txn = cx.db.begin_write().await?.quietly();
    if !hold(&txn, cx, item.run_id).await? {
        txn.rollback().await?;
        return Ok(Tried::Ended);
    }
    let tried = match attempt(&txn, cx, item, planned).await {
        Ok(Some(partner)) => {
            if note(&txn, item, OFFERED, Some(partner), None).await? {
                txn.commit().await?;
                return Ok(Tried::Asked);
            }
            Tried::Ended
        }
        Ok(None) | Err(Error::Stale) => Tried::Changed,
        Err(error) => Tried::Held(why(item, error)?),
    };
    txn.rollback().await?;
    Ok(tried)
}

/// Leaves it to a person, and keeps why.
async fn leave(cx: &Context, item: &Item, held: Held) -> Result<Turn, Error> {
    let txn = cx.db.begin_write().await?.quietly();
    let ours = hold(&txn, cx, item.run_id).await?;
    if !ours || !note(&txn, item, HELD, None, Some(&held)).await? {
        txn.rollback().await?;
        return Ok(Turn::Ended);
    }
    if let Held::Refused(Refusal::NobodyFits { reasons }) = held {
        let of = row::to_change(&txn, cx, OpportunityId(item.opportunity_id)).await?;
        note_nobody(&txn, cx, &of, reasons).await?;
    }
    txn.commit().await?;
    Ok(Turn::Had)
}

/// Keeps the run for a while longer; false when it was stopped.
pub(super) async fn hold(txn: &WriteTxn, cx: &Context, run: Uuid) -> Result<bool, Error> {
    let kept = runs::Entity::update_many()
        .col_expr(runs::Column::LeasedUntil, Expr::value(Some(cx.now + LEASE)))
        .filter(runs::Column::Id.eq(run))
        .filter(runs::Column::State.eq(RunState::Running.as_ref()))
        .exec(txn)
        .await?;
    Ok(kept.rows_affected == 1)
}

/// Gives it back, so that whoever looks next goes on with it.
pub(super) async fn let_go(cx: &Context, run: Uuid) -> Result<(), Error> {
    let txn = cx.db.begin_write().await?;
    runs::Entity::update_many()
        .col_expr(runs::Column::LeasedUntil, Expr::value(None::<chrono::DateTime<Utc>>))
        .filter(runs::Column::Id.eq(run))
        .exec(&txn)
        .await?;
    txn.commit().await
}

/// Who was asked; `None` when the plan does not hold.
async fn attempt(
    txn: &WriteTxn,
    cx: &Context,
    item: &Item,
    planned: Option<&Decision>,
) -> Result<Option<PartnerId>, Error> {
    let of = row::to_change(txn, cx, OpportunityId(item.opportunity_id)).await?;
    let relation = row::relation_of_staff(&cx.actor, &of);
    authorize(&cx.actor, Action::DistributeOpportunity, relation)?;
    apply(&row::situation(&of)?, Move::Offer, cx.now)?;
    match planned {
        Some(decision) => as_planned(txn, cx, &of, decision).await,
        None => Ok(Some(distribute::within(txn, cx, &of).await?.1)),
    }
}

/// Asks whom the plan names, if the rule is the same and all of them still fit.
async fn as_planned(
    txn: &WriteTxn,
    cx: &Context,
    of: &Model,
    decision: &Decision,
) -> Result<Option<PartnerId>, Error> {
    let asked = decision.asked();
    let mut words = Vocabulary::default();
    let directory = Directory::keep_some(txn, cx, &asked, &mut words).await?;
    let course = Course::of(txn, cx, of).await?;
    let chance = question::read(txn, cx, of, &course, &directory.conflicts, &mut words).await?;
    let again = decide(&chance, &directory.candidates, &course.terms(cx, &directory));
    // Among them alone their order may be another one, and does not matter.
    let set = |list: Vec<PartnerId>| list.into_iter().collect::<BTreeSet<_>>();
    if course.rule != decision.rule || asked.is_empty() || set(again.asked()) != set(asked) {
        return Ok(None);
    }
    Ok(Some(distribute::offer(txn, cx, of, &directory, &course, decision).await?.1))
}

/// Why it needs a person; an outage is no reason, the run is gone on with after it.
fn why(item: &Item, error: Error) -> Result<Held, Error> {
    match error {
        Error::Refused(refusal) => Ok(Held::Refused(refusal)),
        Error::Denied(_) => Ok(Held::NotYours),
        outage @ (Error::Busy | Error::Unavailable) => Err(outage),
        other => {
            tracing::error!(error = %other, opportunity = %item.opportunity_id, "cannot be distributed");
            Ok(Held::Failed)
        }
    }
}

/// Writes what became of it, once; false when somebody else went on with the run and has written it.
async fn note(
    txn: &WriteTxn,
    item: &Item,
    state: &str,
    partner: Option<PartnerId>,
    held: Option<&Held>,
) -> Result<bool, Error> {
    let written = items::Entity::update_many()
        .col_expr(items::Column::State, Expr::value(state))
        .col_expr(items::Column::PartnerId, Expr::value(partner.map(|id| id.0)))
        .col_expr(items::Column::Reason, Expr::value(held.map(json)))
        .filter(items::Column::RunId.eq(item.run_id))
        .filter(items::Column::Position.eq(item.position))
        .filter(items::Column::State.eq(WAITING))
        .exec(txn)
        .await?;
    Ok(written.rows_affected == 1)
}
