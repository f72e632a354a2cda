//! The worker's part: takes a run that nobody works on, plans what is left of it, and gives each its turn.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use domain::{
    ids::UserId,
    lang::Lang,
    policy::{Action, Actor, Relation, may},
    routing::{Decision, RunState},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use super::{
    WAITING, end,
    plan::plan,
    preview::exactness,
    step::{LEASE, Turn, let_go, turn},
};
use crate::{
    Backend, Context, Error,
    changes::Change,
    entity::{
        opportunity,
        routing_run::{Column, Entity, Model},
        routing_run_item::{self as items, Model as Item},
        user_account,
    },
    many, person,
};

/// How often open pages look at a run again.
const NEWS: Duration = Duration::from_secs(1);

/// Works on all runs there are, until `stopping` says so: what is left then is gone on with later. Answers how many
/// opportunities had their turn. Whatever is wrong with one run, those behind it have theirs.
pub async fn work(backend: &Backend, stopping: impl Fn() -> bool) -> Result<usize, Error> {
    let mut had = 0;
    let (mut passed, mut failed) = (Vec::new(), None);
    while !stopping() {
        let Some(run) = take(&backend.system(), &passed).await? else { break };
        let Err(error) = conduct(backend, &run, &stopping, &mut had).await else { continue };
        let system = backend.system();
        if !is_outage(&error) {
            tracing::error!(%error, run = %run.id, "a distribution cannot go on");
            // Waiting does not mend it.
            if end::end(&system, &run, RunState::Done).await.is_ok() {
                continue;
            }
        }
        let_go(&system, run.id).await?;
        passed.push(run.id);
        failed = Some(error);
    }
    failed.map_or(Ok(had), Err)
}

fn is_outage(error: &Error) -> bool {
    matches!(error, Error::Busy | Error::Unavailable)
}

/// The oldest run that nobody works on and that was not passed over, kept for us.
async fn take(cx: &Context, passed: &[Uuid]) -> Result<Option<Model>, Error> {
    let free =
        Condition::any().add(Column::LeasedUntil.is_null()).add(Column::LeasedUntil.lt(cx.now));
    let running = Column::State.eq(RunState::Running.as_ref());
    let mut waiting = Entity::visible_to(&Actor::System);
    if !passed.is_empty() {
        waiting = waiting.filter(Column::Id.is_not_in(passed.iter().copied()));
    }
    let found = waiting
        .filter(running.clone())
        .filter(free.clone())
        .order_by_asc(Column::StartedAt)
        .limit(1)
        .one(cx.db.read())
        .await?;
    let Some(run) = found else { return Ok(None) };
    let txn = cx.db.begin_write().await?;
    let taken = Entity::update_many()
        .col_expr(Column::LeasedUntil, Expr::value(Some(cx.now + LEASE)))
        .filter(Column::Id.eq(run.id))
        .filter(running)
        .filter(free)
        .exec(&txn)
        .await?;
    txn.commit().await?;
    Ok((taken.rows_affected == 1).then_some(run))
}

async fn conduct(
    backend: &Backend,
    run: &Model,
    stopping: &impl Fn() -> bool,
    had: &mut usize,
) -> Result<(), Error> {
    let Some(cx) = starter(backend, run).await? else {
        return end::end(&backend.system(), run, RunState::Canceled).await;
    };
    let items = waiting(&cx, run).await?;
    let planned = plans(&cx, run, &items).await?;
    let mut news = Instant::now();
    let mut later = Vec::new();
    // Those with a plan first: what is left over afterwards is for the others.
    let (first, rest): (Vec<_>, Vec<_>) =
        items.iter().partition(|item| planned.contains_key(&item.opportunity_id));
    let turns = first.into_iter().map(|item| (item, planned.get(&item.opportunity_id)));
    for (item, plan) in turns {
        match go(backend, run, (item, plan), stopping).await? {
            Turn::Had => *had += 1,
            Turn::Later => later.push(item),
            Turn::Ended => return tell(&cx).await,
        }
        tell_now_and_then(&cx, &mut news).await?;
    }
    for item in later.into_iter().chain(rest) {
        match go(backend, run, (item, None), stopping).await? {
            Turn::Had | Turn::Later => *had += 1,
            Turn::Ended => return tell(&cx).await,
        }
        tell_now_and_then(&cx, &mut news).await?;
    }
    end::end(&backend.system(), run, RunState::Done).await
}

/// One turn, by the rights that its starter has at this moment.
async fn go(
    backend: &Backend,
    run: &Model,
    (item, planned): (&Item, Option<&Decision>),
    stopping: &impl Fn() -> bool,
) -> Result<Turn, Error> {
    if stopping() {
        let_go(&backend.system(), run.id).await?;
        return Ok(Turn::Ended);
    }
    let Some(cx) = starter(backend, run).await? else {
        end::end(&backend.system(), run, RunState::Canceled).await?;
        return Ok(Turn::Ended);
    };
    turn(&cx, item, planned).await
}

/// Whoever started it, as they are now; nobody when they may not any more. An import from the command line was nobody's.
async fn starter(backend: &Backend, run: &Model) -> Result<Option<Context>, Error> {
    let Some(starter) = run.started_by else { return Ok(Some(backend.system())) };
    let row = user_account::Entity::visible_to(&Actor::System)
        .filter(user_account::Column::Id.eq(UserId(starter).0))
        .filter(user_account::Column::DeactivatedAt.is_null())
        .one(backend.db.read())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let actor = person::row::actor(&row)?;
    let may = may(&actor, Action::DistributeSelection, Relation::Own);
    Ok(may.then(|| backend.context(actor, Lang::default())))
}

async fn waiting(cx: &Context, run: &Model) -> Result<Vec<Item>, Error> {
    Ok(items::Entity::visible_to(&cx.actor)
        .filter(items::Column::RunId.eq(run.id))
        .filter(items::Column::State.eq(WAITING))
        .order_by_asc(items::Column::Position)
        .all(cx.db.read())
        .await?)
}

/// What is decided for all that is left. One that cannot be read spoils that for all of them: without a plan each has its
/// turn by itself, and says what is wrong with it.
async fn plans(
    cx: &Context,
    run: &Model,
    items: &[Item],
) -> Result<HashMap<Uuid, Decision>, Error> {
    match planned(cx, run, items).await {
        Err(error) if !is_outage(&error) => {
            tracing::error!(%error, run = %run.id, "a distribution cannot be planned");
            Ok(HashMap::new())
        }
        planned => planned,
    }
}

/// What is decided for all that is left, and whether it is exact: written down, as the page says so.
async fn planned(
    cx: &Context,
    run: &Model,
    items: &[Item],
) -> Result<HashMap<Uuid, Decision>, Error> {
    let ids = many::ids(items.iter().map(|item| item.opportunity_id));
    let rows = opportunity::Entity::visible_to(&cx.actor)
        .filter(opportunity::Column::Id.is_in(ids))
        .all(cx.db.read())
        .await?;
    let mut rows: HashMap<Uuid, opportunity::Model> =
        rows.into_iter().map(|row| (row.id, row)).collect();
    let rows = items.iter().filter_map(|item| rows.remove(&item.opportunity_id)).collect();
    let seed = run.seed.parse().unwrap_or_default();
    let planned = plan(cx.db.read(), cx, rows, seed).await?;
    let decisions: HashMap<Uuid, Decision> = planned
        .into_iter()
        .filter_map(|one| one.fate.ok().map(|decision| (one.of.id, decision)))
        .collect();
    let exact = exactness(decisions.values());
    // One that is gone on with was decided in parts.
    let exact = exact.map(|exact| exact && run.is_exact != Some(false));
    let txn = cx.db.begin_write().await?;
    Entity::update_many()
        .col_expr(Column::IsExact, Expr::value(exact))
        .filter(Column::Id.eq(run.id))
        .exec(&txn)
        .await?;
    txn.commit().await?;
    Ok(decisions)
}

async fn tell_now_and_then(cx: &Context, last: &mut Instant) -> Result<(), Error> {
    if last.elapsed() < NEWS {
        return Ok(());
    }
    *last = Instant::now();
    tell(cx).await
}

/// Open pages look again: once for many turns.
async fn tell(cx: &Context) -> Result<(), Error> {
    let txn = cx.db.begin_write().await?;
    txn.tell(Change::Everything);
    txn.commit().await
}
