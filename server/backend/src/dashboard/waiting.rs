//! What waits for staff and why, and since when.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    dashboard::{Figure, WaitingItem, Waits},
    opportunity::{Occasion, Status, View},
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use strum::IntoEnumIterator;
use uuid::Uuid;

use super::figure::{self, Pairs};
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
    let mut found: Vec<(Waits, opportunity::Line)> = Vec::new();
    for why in Waits::iter() {
        let query = figure::asked(&query(why));
        for line in list::quietest(cx, &query, SHOWN as u64).await? {
            if found.iter().all(|(_, known)| known.id != line.id) {
                found.push((why, line));
            }
        }
    }
    let since = Since::read(cx, &found).await?;
    let mut items = Vec::with_capacity(found.len());
    for (why, line) in found {
        let (at, partner) = since.of(why, &line);
        items.push((at, partner, why, line));
    }
    // What nobody has said anything about can wait for what somebody waits for.
    items.sort_by_key(|(at, _, why, _)| (*why == Waits::Silent, *at));
    items.truncate(SHOWN);
    let partners = items.iter().filter_map(|(_, partner, ..)| *partner);
    let partners = names::partners(cx.db.read(), partners).await?;
    items
        .into_iter()
        .map(|(at, partner, why, line)| {
            Ok(WaitingItem {
                why,
                partner: partner.and_then(|id| partners.get(&id).cloned()),
                since: cx.local(at),
                value: row::money(line.id, &line.currency, line.estimated_value)?,
                reference: line.reference,
                topic: line.topic,
            })
        })
        .collect()
}

/// What an assignment says.
struct Held {
    state: String,
    partner: Uuid,
    /// When it came to where it stands.
    at: DateTime<Utc>,
    /// By when the first report was due.
    report_by: Option<DateTime<Utc>>,
}

/// When something began to wait, and whose doing it was, by opportunity.
#[derive(Default)]
struct Since {
    assignments: HashMap<Uuid, Vec<Held>>,
    /// The last that the partner did or could read.
    heard: HashMap<Uuid, DateTime<Utc>>,
    registrations: HashMap<Uuid, (Uuid, DateTime<Utc>)>,
    brought: HashMap<Uuid, (Option<Uuid>, DateTime<Utc>)>,
}

impl Since {
    async fn read(cx: &Context, found: &[(Waits, opportunity::Line)]) -> Result<Self, Error> {
        let ids = many::ids(found.iter().map(|(_, line)| line.id));
        if ids.is_empty() {
            return Ok(Self::default());
        }
        Ok(Self {
            assignments: assignments(cx, &ids).await?,
            heard: heard(cx, &ids).await?,
            registrations: registrations(cx, &ids).await?,
            brought: brought(cx, &ids).await?,
        })
    }

    fn of(&self, why: Waits, line: &opportunity::Line) -> (DateTime<Utc>, Option<Uuid>) {
        let quiet = (line.last_activity_at, None);
        let state = match why {
            Waits::Declined => "declined",
            Waits::Expired => "expired",
            Waits::Returned => "returned",
            Waits::Stuck | Waits::Silent | Waits::ReportLate => "accepted",
            Waits::Registration => {
                let known = self.registrations.get(&line.id);
                return known.map_or(quiet, |(partner, at)| (*at, Some(*partner)));
            }
            Waits::Brought => {
                return self.brought.get(&line.id).map_or(quiet, |(partner, at)| (*at, *partner));
            }
        };
        // The newest comes last.
        let rows = self.assignments.get(&line.id).map(Vec::as_slice).unwrap_or_default();
        match rows.iter().rev().find(|row| row.state == state) {
            Some(row) => {
                let at = match why {
                    Waits::Silent => self.heard.get(&line.id).copied().unwrap_or(quiet.0),
                    Waits::ReportLate => row.report_by.unwrap_or(row.at),
                    _ => row.at,
                };
                (at, Some(row.partner))
            }
            None => quiet,
        }
    }
}

async fn heard(cx: &Context, ids: &[Uuid]) -> Result<HashMap<Uuid, DateTime<Utc>>, Error> {
    use timeline_entry::Column;

    let rows: Vec<(Uuid, DateTime<Utc>)> = timeline_entry::Entity::visible_to(&cx.actor)
        .select_only()
        .column(Column::OpportunityId)
        .column_as(Column::At.max(), "latest")
        .filter(Column::OpportunityId.is_in(ids.iter().copied()))
        .filter(timeline_entry::concerns_partners())
        .group_by(Column::OpportunityId)
        .into_tuple()
        .all(cx.db.read())
        .await?;
    Ok(rows.into_iter().collect())
}

async fn assignments(cx: &Context, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<Held>>, Error> {
    use assignment::Column;

    type At = DateTime<Utc>;
    type Row = (Uuid, String, Uuid, Option<At>, At, Option<At>);
    let rows: Vec<Row> = assignment::Entity::visible_to(&cx.actor)
        .select_only()
        .columns([Column::OpportunityId, Column::State, Column::PartnerId])
        .columns([Column::EndedAt, Column::UpdatedAt, Column::FirstUpdateBy])
        .filter(Column::OpportunityId.is_in(ids.iter().copied()))
        .order_by_asc(Column::UpdatedAt)
        .into_tuple()
        .all(cx.db.read())
        .await?;
    let mut found: HashMap<Uuid, Vec<_>> = HashMap::new();
    for (opportunity, state, partner, ended, updated, report_by) in rows {
        let at = ended.unwrap_or(updated);
        found.entry(opportunity).or_default().push(Held { state, partner, at, report_by });
    }
    Ok(found)
}

async fn registrations(
    cx: &Context,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, (Uuid, DateTime<Utc>)>, Error> {
    use deal_registration::{Column, Entity};

    let rows: Vec<(Uuid, Uuid, DateTime<Utc>)> = Entity::visible_to(&cx.actor)
        .select_only()
        .columns([Column::OpportunityId, Column::PartnerId, Column::SubmittedAt])
        .filter(Column::OpportunityId.is_in(ids.iter().copied()))
        .filter(Column::State.is_in(UNDECIDED))
        .into_tuple()
        .all(cx.db.read())
        .await?;
    Ok(rows.into_iter().map(|(id, partner, at)| (id, (partner, at))).collect())
}

async fn brought(
    cx: &Context,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, (Option<Uuid>, DateTime<Utc>)>, Error> {
    use opportunity::{Column, Entity};

    let rows: Vec<(Uuid, Option<Uuid>, DateTime<Utc>)> = Entity::visible_to(&cx.actor)
        .select_only()
        .columns([Column::Id, Column::OriginPartnerId, Column::CreatedAt])
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::OriginPartnerId.is_not_null())
        .into_tuple()
        .all(cx.db.read())
        .await?;
    Ok(rows.into_iter().map(|(id, partner, at)| (id, (partner, at))).collect())
}
