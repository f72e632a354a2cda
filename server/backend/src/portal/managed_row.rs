//! Lines of the managed list, with everything about them read in a handful of queries.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    ids::OpportunityId,
    opportunity::{ManagedRow, Move, Status, apply},
    policy::{Action, Relation, may},
};
use sea_orm::{ColumnTrait, ConnectionTrait, FromQueryResult, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{attention, card::place};
use crate::{
    Context, Error,
    assignment::{names, report},
    entity::{
        account,
        assignment::{self, Fellow},
        opportunity, timeline_entry,
    },
    opportunity::{COLLABORATION, holds::Holds, row},
};

/// One line for each assignment, in the same order. What is not open to the reader is left out.
pub(super) async fn rows(
    cx: &Context,
    assignments: &[assignment::Model],
) -> Result<Vec<ManagedRow>, Error> {
    if assignments.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = assignments.iter().map(|row| row.opportunity_id).collect();
    let mut opportunities = revealed(cx, &ids).await?;
    let accounts = accounts(cx, opportunities.values()).await?;
    let mut fellows = fellows(cx, &ids).await?;
    let latest = latest(cx, &ids).await?;
    let sellers =
        names::people(cx.db.read(), &cx.actor, assignments.iter().filter_map(|row| row.seller_id))
            .await?;

    let holds = holds(cx, assignments).await?;
    let choices = cx.figures.choices(cx).await?;
    let mut list = Vec::with_capacity(assignments.len());
    for own in assignments {
        let Some(row) = opportunities.remove(&own.opportunity_id) else { continue };
        let account = row.account_id.and_then(|id| accounts.get(&id));
        let accepted_at = own.answered_at.unwrap_or(own.created_at);
        let touched_at = latest.get(&row.id).copied().unwrap_or(accepted_at).max(accepted_at);
        let status = row::status(&row)?;
        let relation =
            if own.mode == COLLABORATION { Relation::Collaborating } else { Relation::Managing };
        list.push(ManagedRow {
            id: OpportunityId(row.id),
            attention: attention::of(cx, own, status, touched_at, &holds),
            report: report::due(own, &holds).map(|due| report::clock(cx, due, row.held_at)),
            waiting_until: attention::waiting_until(cx, own),
            may_check_in: status == Status::Accepted
                && may(&cx.actor, Action::UpdateProgress, relation),
            may_return: may(&cx.actor, Action::ReturnOpportunity, relation)
                && apply(&row::situation(&row)?, Move::GiveBack, cx.now).is_ok(),
            status,
            stage: choices.leg(&row::word(row.id, "stage", &row.stage)?, cx.lang),
            value: row::actual_value(&row)?.or(row::estimated_value(&row)?),
            close_on: row.estimated_close_on,
            place: account
                .and_then(|(_, city)| city.clone())
                .or_else(|| place(row.city.as_deref(), None)),
            account: account.map(|(name, _)| name.clone()).or(row.lead_company),
            accepted_at: cx.local(accepted_at),
            last_activity_at: cx.local(touched_at),
            shared_with: fellows.remove(&row.id).unwrap_or_default(),
            seller: own.seller_id.and_then(|id| sellers.get(&id).cloned()),
            reference: row.reference,
            topic: row.topic,
        });
    }
    Ok(list)
}

/// The opportunities that the reader may see in full.
async fn revealed(cx: &Context, ids: &[Uuid]) -> Result<HashMap<Uuid, opportunity::Model>, Error> {
    let rows = opportunity::Entity::revealed_to(&cx.actor)
        .filter(opportunity::Column::Id.is_in(ids.iter().copied()))
        .all(cx.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// When those were on hold of which a clock is shown.
async fn holds(cx: &Context, assignments: &[assignment::Model]) -> Result<Holds, Error> {
    let awaited = assignments.iter().filter(|own| report::is_awaited(own));
    let ids: Vec<Uuid> = awaited.map(|own| own.opportunity_id).collect();
    Holds::of(cx.db.read(), ids).await
}

/// Name and city of the customers.
async fn accounts(
    cx: &Context,
    opportunities: impl Iterator<Item = &opportunity::Model>,
) -> Result<HashMap<Uuid, (String, Option<String>)>, Error> {
    use account::Column;

    let rows: Vec<(Uuid, String, Option<String>)> = account::Entity::visible_to(&cx.actor)
        .select_only()
        .columns([Column::Id, Column::Name, Column::City])
        .filter(Column::Id.is_in(opportunities.filter_map(|row| row.account_id)))
        .into_tuple()
        .all(cx.db.read())
        .await?;
    Ok(rows.into_iter().map(|(id, name, city)| (id, (name, city))).collect())
}

/// Names of those with whom the reader's company shares each opportunity.
pub(super) async fn fellows(
    cx: &Context,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<String>>, Error> {
    let statement = assignment::fellows(&cx.actor, ids);
    let found = cx.db.read().query_all(&statement).await?;
    let mut names: HashMap<Uuid, Vec<String>> = HashMap::new();
    for row in &found {
        let fellow = Fellow::from_query_result(row, "")?;
        names.entry(fellow.opportunity_id).or_default().push(fellow.partner_name);
    }
    Ok(names)
}

/// When something last happened that the reader may read. What staff do among themselves does not count: it
/// would tell that they do something.
async fn latest(cx: &Context, ids: &[Uuid]) -> Result<HashMap<Uuid, DateTime<Utc>>, Error> {
    use timeline_entry::Column;

    let rows: Vec<(Uuid, DateTime<Utc>)> = timeline_entry::Entity::visible_to(&cx.actor)
        .select_only()
        .column(Column::OpportunityId)
        .column_as(Column::At.max(), "latest")
        .filter(Column::OpportunityId.is_in(ids.iter().copied()))
        .group_by(Column::OpportunityId)
        .into_tuple()
        .all(cx.db.read())
        .await?;
    Ok(rows.into_iter().collect())
}
