//! The names on a page of rows: one query each for accounts, owners and partners, however many rows.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    assignment::{Clock, State},
    choice::{Chosen, List},
    ids::OpportunityId,
    opportunity::{OpportunityRow, Status},
};
use sea_orm::{ColumnTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait};
use uuid::Uuid;

use super::{
    chosen::Meant,
    filter::{Filter, HAVING},
};
use crate::{
    Context, Error,
    assignment::report,
    entity::{account, assignment, opportunity::Line, partner},
    many,
    opportunity::{decide_by, holders, holds::Holds, people, row},
    registration::deadline,
};

/// Partners named in one row; the others are counted.
const NAMED: usize = 3;

/// Rows as the list shows them.
pub(crate) async fn dress(cx: &Context, rows: Vec<Line>) -> Result<Vec<OpportunityRow>, Error> {
    let accounts = accounts(cx, rows.iter().filter_map(|row| row.account_id)).await?;
    let owners =
        people::names(cx.db.read(), cx, rows.iter().filter_map(|row| row.owner_id)).await?;
    let mut partners = partners(cx, rows.iter().map(|row| row.id)).await?;
    let bringers = bringers(cx, &rows, &partners).await?;
    let undecided = undecided(cx, &rows).await?;
    let awaited = awaited(cx, &rows).await?;
    let holds = holds(cx, &rows, &awaited).await?;
    let mut reports = soonest(&awaited, &holds);
    let choices = cx.figures.choices(cx).await?;
    rows.into_iter()
        .map(|row| {
            let mut names = partners.remove(&row.id).unwrap_or_default();
            let bringer = row.origin_partner_id.filter(|_| names.is_empty());
            let more_partners = names.len().saturating_sub(NAMED) as u64;
            names.truncate(NAMED);
            Ok(OpportunityRow {
                id: OpportunityId(row.id),
                status: row::word(row.id, "status", &row.status)?,
                stage: choices.leg(&row::word(row.id, "stage", &row.stage)?, cx.lang),
                value: row::money(row.id, &row.currency, row.estimated_value)?,
                clock: row::clock(cx, &row, &holds),
                report: reports.remove(&row.id).map(|due| report::clock(cx, due, row.held_at)),
                account: row
                    .account_id
                    .and_then(|id| accounts.get(&id).cloned())
                    .or(row.lead_company),
                owner: row.owner_id.and_then(|id| owners.get(&id).cloned()),
                partners: names,
                more_partners,
                brought_by: bringer.and_then(|id| bringers.get(&id).cloned()),
                decide_by: undecided.get(&row.id).map(|at| to_decide(cx, *at)),
                awaiting_approval: row.awaiting_approval,
                close_on: row.estimated_close_on,
                last_activity_at: cx.local(row.last_activity_at),
                reference: row.reference,
                topic: row.topic,
            })
        })
        .collect()
}

async fn accounts(
    cx: &Context,
    ids: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>, Error> {
    let ids = many::ids(ids);
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found = account::Entity::visible_to(&cx.actor)
        .select_only()
        .column(account::Column::Id)
        .column(account::Column::Name)
        .filter(account::Column::Id.is_in(ids))
        .into_tuple::<(Uuid, String)>()
        .all(cx.db.read())
        .await?;
    Ok(found.into_iter().collect())
}

/// Names of the partners that have each opportunity now or had it when it was closed, in Czech order.
async fn partners(
    cx: &Context,
    ids: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<String>>, Error> {
    use assignment::{Column, Entity, Relation};

    let found = Entity::visible_to(&cx.actor)
        .select_only()
        .column(Column::OpportunityId)
        .column(account::Column::Name)
        .join(JoinType::InnerJoin, Relation::Partner.def())
        .join(JoinType::InnerJoin, partner::Relation::Account.def())
        .filter(Column::OpportunityId.is_in(many::ids(ids)))
        .filter(Column::State.is_in(HAVING))
        .order_by_asc(account::Column::NameSort)
        .into_tuple::<(Uuid, String)>()
        .all(cx.db.read())
        .await?;
    let mut names: HashMap<Uuid, Vec<String>> = HashMap::new();
    for (opportunity, name) in found {
        let of_row = names.entry(opportunity).or_default();
        if !of_row.contains(&name) {
            of_row.push(name);
        }
    }
    Ok(names)
}

/// Names of the partners that brought what nobody has.
async fn bringers(
    cx: &Context,
    rows: &[Line],
    partners: &HashMap<Uuid, Vec<String>>,
) -> Result<HashMap<Uuid, String>, Error> {
    let unassigned = rows.iter().filter(|row| !partners.contains_key(&row.id));
    let ids: Vec<Uuid> = unassigned.filter_map(|row| row.origin_partner_id).collect();
    let companies = holders::companies(cx.db.read(), cx, ids).await?;
    Ok(companies.into_iter().map(|(id, company)| (id, company.name)).collect())
}

/// By when the vendor decides about those that partners brought.
async fn undecided(cx: &Context, rows: &[Line]) -> Result<HashMap<Uuid, DateTime<Utc>>, Error> {
    let undecided = |row: &&Line| decide_by::is_undecided(row.awaiting_approval, &row.status);
    let rows = rows.iter().filter(undecided).map(|row| (row.id, row.created_at));
    decide_by::of_those(cx.db.read(), rows.collect::<Vec<_>>()).await
}

/// The clock of the vendor's decision.
fn to_decide(cx: &Context, until: DateTime<Utc>) -> Clock {
    Clock {
        seconds_left: (until - cx.now).num_seconds(),
        seconds_total: deadline::total(until, cx.now),
        until: cx.local(until),
        paused: false,
    }
}

/// Whoever works on them and has not reported.
async fn awaited(cx: &Context, rows: &[Line]) -> Result<Vec<assignment::Model>, Error> {
    use assignment::{Column, Entity};

    let accepted = Status::Accepted.as_ref();
    let worked_on =
        |row: &&Line| row.status == accepted || row.held_from.as_deref() == Some(accepted);
    let ids = many::ids(rows.iter().filter(worked_on).map(|row| row.id));
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::visible_to(&cx.actor)
        .filter(Column::OpportunityId.is_in(ids))
        .filter(Column::State.eq(State::Accepted.as_ref()))
        .filter(Column::FirstUpdateAt.is_null())
        .all(cx.db.read())
        .await?)
}

/// When those were on hold of which a clock is shown.
async fn holds(cx: &Context, rows: &[Line], awaited: &[assignment::Model]) -> Result<Holds, Error> {
    let offered = rows.iter().filter(|row| row::is_offered(*row)).map(|row| row.id);
    let ids: Vec<Uuid> = offered.chain(awaited.iter().map(|own| own.opportunity_id)).collect();
    Holds::of(cx.db.read(), ids).await
}

/// When the clock of the first report that is due soonest began and ends, by opportunity.
fn soonest(
    awaited: &[assignment::Model],
    holds: &Holds,
) -> HashMap<Uuid, (DateTime<Utc>, DateTime<Utc>)> {
    let mut reports: HashMap<Uuid, (DateTime<Utc>, DateTime<Utc>)> = HashMap::new();
    for own in awaited {
        let Some(due) = report::due(own, holds) else { continue };
        let soonest = reports.entry(own.opportunity_id).or_insert(due);
        if due.1 < soonest.1 {
            *soonest = due;
        }
    }
    reports
}

/// The reason of the filter, if it has one.
pub(super) async fn reason(cx: &Context, filter: &Filter) -> Result<Option<Chosen>, Error> {
    let Some(code) = filter.reason() else { return Ok(None) };
    let choices = cx.figures.choices(cx).await?;
    Ok(Some(choices.called(List::Decline, code, cx.lang)))
}

/// Names behind the ids of the filters: owner, partner, account.
pub(super) async fn of_filter(cx: &Context, filter: &Filter) -> Result<[Option<String>; 3], Error> {
    let owner = filter.owner.map(|owner| owner.0);
    let owner = people::names(cx.db.read(), cx, owner).await?.into_values().next();
    let partner = filter.partners.iter().flat_map(Meant::named).map(|partner| partner.0);
    let partner = holders::companies(cx.db.read(), cx, partner).await?.into_values().next();
    let account = filter.accounts.iter().flat_map(Meant::named).map(|account| account.0);
    let account = accounts(cx, account).await?.into_values().next();
    Ok([owner, partner.map(|company| company.name), account])
}
