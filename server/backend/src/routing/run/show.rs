//! What became of a selection so far, and the list of all runs.

use std::collections::HashMap;

use domain::{
    ids::{PartnerId, RoutingRunId},
    opportunity::Named,
    policy::{Action, Denied, Relation, authorize, may},
    routing::{Held, RunLine, RunRow, RunView},
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{HELD, OFFERED};
use crate::{
    Context, Error,
    assignment::names,
    entity::{
        assignment, opportunity,
        routing_run::{Column, Entity, Model},
        routing_run_item as items,
    },
    many,
};

/// The newest so many are listed.
const NEWEST: u64 = 50;

/// One run.
pub async fn run(cx: &Context, id: RoutingRunId) -> Result<RunView, Error> {
    let db = cx.db.read();
    let (row, relation) = find(db, cx, id).await?;
    authorize(&cx.actor, Action::DistributeSelection, relation)?;
    let items = items::Entity::visible_to(&cx.actor)
        .filter(items::Column::RunId.eq(id.0))
        .order_by_asc(items::Column::Position)
        .all(db)
        .await?;
    let mut rows = told(db, cx, &items).await?;
    // What somebody has to do stands first.
    rows.sort_by_key(|row| !matches!(row.fate, Some(Err(_))));
    let line = lines(cx, vec![row.clone()]).await?.pop().ok_or(Denied::Hidden)?;
    let finished_at = row.finished_at.map(|at| cx.local(at));
    Ok(RunView { line, finished_at, is_exact: row.is_exact, rows })
}

/// The newest runs: one's own, and of everybody for who may follow them.
pub async fn runs(cx: &Context) -> Result<Vec<RunLine>, Error> {
    authorize(&cx.actor, Action::DistributeSelection, Relation::Own)?;
    let mut rows = Entity::visible_to(&cx.actor);
    if !may(&cx.actor, Action::DistributeSelection, Relation::Colleagues) {
        rows = rows.filter(Column::StartedBy.eq(cx.user_id()));
    }
    let rows = rows.order_by_desc(Column::StartedAt).limit(NEWEST).all(cx.db.read()).await?;
    lines(cx, rows).await
}

/// The run, and how whoever asks stands to it.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    cx: &Context,
    id: RoutingRunId,
) -> Result<(Model, Relation), Error> {
    let row = Entity::visible_to(&cx.actor).filter(Column::Id.eq(id.0)).one(db).await?;
    let row = row.ok_or(Denied::Hidden)?;
    let own = row.started_by.is_some() && row.started_by == cx.user_id();
    Ok((row, if own { Relation::Own } else { Relation::Colleagues }))
}

async fn lines(cx: &Context, rows: Vec<Model>) -> Result<Vec<RunLine>, Error> {
    let db = cx.db.read();
    let counted: Vec<(Uuid, String, i64)> = items::Entity::visible_to(&cx.actor)
        .select_only()
        .column(items::Column::RunId)
        .column(items::Column::State)
        .column_as(items::Column::Position.count(), "rows")
        .filter(items::Column::RunId.is_in(many::ids(rows.iter().map(|row| row.id))))
        .group_by(items::Column::RunId)
        .group_by(items::Column::State)
        .into_tuple()
        .all(db)
        .await?;
    let people = names::people(db, &cx.actor, rows.iter().filter_map(|row| row.started_by)).await?;
    let count = |id: Uuid, word: Option<&str>| {
        let of = counted
            .iter()
            .filter(|(run, state, _)| *run == id && word.is_none_or(|word| word == state.as_str()));
        of.map(|(_, _, rows)| u64::try_from(*rows).unwrap_or_default()).sum()
    };
    let line = |row: Model| {
        let state = row.state.parse().map_err(|_| Error::Inconsistent {
            table: "routing_run",
            id: row.id,
            what: format!("its state is {:?}", row.state),
        })?;
        Ok(RunLine {
            id: RoutingRunId(row.id),
            state,
            by: row.started_by.and_then(|by| people.get(&by).cloned()),
            started_at: cx.local(row.started_at),
            chosen: count(row.id, None),
            offered: count(row.id, Some(OFFERED)),
            held: count(row.id, Some(HELD)),
        })
    };
    rows.into_iter().map(line).collect()
}

async fn told(
    db: &impl ConnectionTrait,
    cx: &Context,
    items: &[items::Model],
) -> Result<Vec<RunRow>, Error> {
    let ids = many::ids(items.iter().map(|item| item.opportunity_id));
    let titles: Vec<(Uuid, String, String)> = opportunity::Entity::visible_to(&cx.actor)
        .select_only()
        .column(opportunity::Column::Id)
        .column(opportunity::Column::Reference)
        .column(opportunity::Column::Topic)
        .filter(opportunity::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    let mut titles: HashMap<Uuid, (String, String)> =
        titles.into_iter().map(|(id, reference, topic)| (id, (reference, topic))).collect();
    let partners = names::partners(db, items.iter().filter_map(|item| item.partner_id)).await?;
    let others = others(db, cx, items).await?;
    let row = |item: &items::Model| {
        let (reference, topic) = titles.remove(&item.opportunity_id)?;
        let others = others.get(&item.opportunity_id).copied().unwrap_or_default();
        Some(RunRow { reference, topic, fate: fate(item, &partners), others })
    };
    Ok(items.iter().filter_map(row).collect())
}

/// How many others were offered each of them by the same decision at the same moment.
async fn others(
    db: &impl ConnectionTrait,
    cx: &Context,
    items: &[items::Model],
) -> Result<HashMap<Uuid, u32>, Error> {
    let asked = items.iter().filter(|item| item.state == OFFERED);
    let offers = assignment::Entity::visible_to(&cx.actor)
        .filter(
            assignment::Column::OpportunityId
                .is_in(many::ids(asked.clone().map(|item| item.opportunity_id))),
        )
        .filter(assignment::Column::DecisionId.is_not_null())
        .all(db)
        .await?;
    let mut of: HashMap<Uuid, Vec<assignment::Model>> = HashMap::new();
    for offer in offers {
        of.entry(offer.opportunity_id).or_default().push(offer);
    }
    let count = |item: &items::Model| {
        let offers = of.get(&item.opportunity_id)?;
        let first = offers.iter().find(|one| Some(one.partner_id) == item.partner_id)?;
        let same = |one: &&assignment::Model| {
            one.decision_id == first.decision_id && one.offered_at == first.offered_at
        };
        let others = offers.iter().filter(same).count().saturating_sub(1);
        Some((item.opportunity_id, u32::try_from(others).unwrap_or(u32::MAX)))
    };
    Ok(asked.filter_map(count).collect())
}

fn fate(
    item: &items::Model,
    partners: &HashMap<Uuid, String>,
) -> Option<Result<Named<PartnerId>, Held>> {
    match (item.state.as_str(), item.partner_id) {
        (OFFERED, Some(id)) => {
            let name = partners.get(&id).cloned().unwrap_or_default();
            Some(Ok(Named { id: PartnerId(id), name }))
        }
        (HELD, _) => {
            let reason = item.reason.as_deref().and_then(|text| serde_json::from_str(text).ok());
            Some(Err(reason.unwrap_or(Held::Failed)))
        }
        _ => None,
    }
}
