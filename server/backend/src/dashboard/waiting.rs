//! What waits for staff and why, and since when.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    dashboard::{Figure, WaitingItem, Waits},
    opportunity::{Occasion, Status, View},
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use strum::IntoEnumIterator;
use uuid::Uuid;

use super::{
    figure::{self, Pairs},
    since,
};
use crate::{
    Context, Error,
    assignment::names,
    entity::{assignment, deal_registration, opportunity, timeline_entry},
    many,
    opportunity::{list, row},
    registration::UNDECIDED,
};

/// So many are shown; the others are behind the numbers.
const SHOWN: usize = 8;

/// How many wait for what.
pub(super) async fn figures(cx: &Context) -> Result<Vec<(Waits, Figure)>, Error> {
    let mut all = Vec::new();
    for why in Waits::iter() {
        all.push((why, figure::of(cx, query(why)).await?));
    }
    Ok(all)
}

/// The list of what waits for one reason.
fn query(why: Waits) -> Pairs {
    let decision = |status: Status| {
        figure::query(&[("view", View::Decision.as_ref()), ("status", status.as_ref())])
    };
    match why {
        Waits::Declined => decision(Status::Declined),
        Waits::Expired => decision(Status::Expired),
        Waits::Returned => decision(Status::Returned),
        Waits::Stuck => figure::now(Occasion::Stuck),
        Waits::ReportLate => figure::now(Occasion::ReportLate),
        Waits::Brought => figure::now(Occasion::Brought),
        Waits::Registration => figure::now(Occasion::Registration),
        Waits::Silent => figure::now(Occasion::Silent),
    }
}

/// What has waited longest, each opportunity once.
pub(super) async fn oldest(cx: &Context) -> Result<Vec<WaitingItem>, Error> {
    let found = longest(cx).await?;
    let ids = many::ids(found.iter().map(|one| one.id));
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut lines = lines(cx, &ids).await?;
    let doers = Doers::read(cx, &found, &ids).await?;
    let partners: Vec<Uuid> = found.iter().filter_map(|one| doers.of(one)).collect();
    let partners = names::partners(cx.db.read(), partners).await?;
    let mut items = Vec::with_capacity(found.len());
    for one in found {
        let Some(line) = lines.remove(&one.id) else { continue };
        items.push(WaitingItem {
            why: one.why,
            partner: doers.of(&one).and_then(|id| partners.get(&id).cloned()),
            since: cx.local(one.at),
            value: row::money(line.id, &line.currency, line.estimated_value)?,
            reference: line.reference,
            topic: line.topic,
        });
    }
    Ok(items)
}

/// An opportunity that waits, and since when.
#[derive(Debug, Clone, Copy)]
struct Found {
    why: Waits,
    id: Uuid,
    at: DateTime<Utc>,
}

/// Those that are shown, in their order.
async fn longest(cx: &Context) -> Result<Vec<Found>, Error> {
    let mut found: Vec<Found> = Vec::new();
    for why in Waits::iter() {
        // What nobody has said anything about can wait for what somebody waits for: often it need not be read.
        if why == Waits::Silent && found.len() >= SHOWN {
            break;
        }
        let rows: Vec<(Uuid, DateTime<Utc>)> =
            statement(cx, why).await?.limit(SHOWN as u64).into_tuple().all(cx.db.read()).await?;
        for (id, at) in rows {
            if found.iter().all(|known| known.id != id) {
                found.push(Found { why, id, at });
            }
        }
    }
    found.sort_by_key(|one| (one.why == Waits::Silent, one.at));
    found.truncate(SHOWN);
    Ok(found)
}

/// Id and since when, of everything that waits for one reason, the longest first.
pub(super) async fn statement(
    cx: &Context,
    why: Waits,
) -> Result<Select<opportunity::Entity>, Error> {
    list::by_moment(cx, &figure::asked(&query(why)), since::moment(cx, why)).await
}

async fn lines(cx: &Context, ids: &[Uuid]) -> Result<HashMap<Uuid, opportunity::Line>, Error> {
    let rows = opportunity::Entity::visible_to(&cx.actor)
        .filter(opportunity::Column::Id.is_in(ids.iter().copied()))
        .into_partial_model::<opportunity::Line>()
        .all(cx.db.read())
        .await?;
    Ok(rows.into_iter().map(|line| (line.id, line)).collect())
}

/// Whose doing it is that something waits, by opportunity.
struct Doers {
    assignments: HashMap<Uuid, Vec<assignment::Model>>,
    registrations: HashMap<Uuid, Uuid>,
    brought: HashMap<Uuid, Uuid>,
    stuck: HashMap<Uuid, Uuid>,
}

impl Doers {
    async fn read(cx: &Context, found: &[Found], ids: &[Uuid]) -> Result<Self, Error> {
        Ok(Self {
            assignments: assignments(cx, ids).await?,
            registrations: registrations(cx, ids).await?,
            brought: brought(cx, ids).await?,
            stuck: stuck(cx, found).await?,
        })
    }

    fn of(&self, one: &Found) -> Option<Uuid> {
        let is_it = |row: &&assignment::Model| match one.why {
            Waits::Declined => row.state == "declined",
            Waits::Expired => row.state == "expired",
            Waits::Returned => row.state == "returned" || row.state == "left",
            Waits::Stuck => row.state == "accepted" && row.needs_help,
            // Of several partners the one whose time it was; another one of the same time may have reported.
            Waits::ReportLate => {
                row.state == "accepted"
                    && row.first_update_by == Some(one.at)
                    && row.first_update_at.is_none()
            }
            Waits::Silent => row.state == "accepted",
            Waits::Brought | Waits::Registration => false,
        };
        let newest = || {
            let rows = self.assignments.get(&one.id)?;
            // It comes last.
            rows.iter().rev().find(is_it).map(|row| row.partner_id)
        };
        match one.why {
            Waits::Registration => self.registrations.get(&one.id).copied(),
            Waits::Brought => self.brought.get(&one.id).copied(),
            Waits::Stuck => self.stuck.get(&one.id).copied().or_else(newest),
            _ => newest(),
        }
    }
}

async fn assignments(
    cx: &Context,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<assignment::Model>>, Error> {
    use assignment::Column;

    let rows = assignment::Entity::visible_to(&cx.actor)
        .filter(Column::OpportunityId.is_in(ids.iter().copied()))
        .order_by_asc(Column::UpdatedAt)
        .all(cx.db.read())
        .await?;
    let mut found: HashMap<Uuid, Vec<_>> = HashMap::new();
    for row in rows {
        found.entry(row.opportunity_id).or_default().push(row);
    }
    Ok(found)
}

/// Who said at that moment that it is stuck: of several partners others may have said so later.
async fn stuck(cx: &Context, found: &[Found]) -> Result<HashMap<Uuid, Uuid>, Error> {
    use timeline_entry::{Column, Entity};

    let stuck = || found.iter().filter(|one| one.why == Waits::Stuck);
    let ids = many::ids(stuck().map(|one| one.id));
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let moments: HashMap<Uuid, DateTime<Utc>> = stuck().map(|one| (one.id, one.at)).collect();
    let rows: Vec<(Uuid, Option<Uuid>, DateTime<Utc>)> = Entity::visible_to(&cx.actor)
        .select_only()
        .columns([Column::OpportunityId, Column::AuthorPartnerId, Column::At])
        .filter(Column::OpportunityId.is_in(ids))
        .filter(Column::Kind.eq(since::CHECKED_IN))
        .filter(Column::Facts.contains(since::STUCK))
        .into_tuple()
        .all(cx.db.read())
        .await?;
    let then = rows.into_iter().filter(|(id, _, at)| moments.get(id) == Some(at));
    Ok(then.filter_map(|(id, partner, _)| Some((id, partner?))).collect())
}

async fn registrations(cx: &Context, ids: &[Uuid]) -> Result<HashMap<Uuid, Uuid>, Error> {
    use deal_registration::{Column, Entity};

    let rows: Vec<(Uuid, Uuid)> = Entity::visible_to(&cx.actor)
        .select_only()
        .columns([Column::OpportunityId, Column::PartnerId])
        .filter(Column::OpportunityId.is_in(ids.iter().copied()))
        .filter(Column::State.is_in(UNDECIDED))
        .into_tuple()
        .all(cx.db.read())
        .await?;
    Ok(rows.into_iter().collect())
}

async fn brought(cx: &Context, ids: &[Uuid]) -> Result<HashMap<Uuid, Uuid>, Error> {
    use opportunity::{Column, Entity};

    let rows: Vec<(Uuid, Uuid)> = Entity::visible_to(&cx.actor)
        .select_only()
        .columns([Column::Id, Column::OriginPartnerId])
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::OriginPartnerId.is_not_null())
        .into_tuple()
        .all(cx.db.read())
        .await?;
    Ok(rows.into_iter().collect())
}
