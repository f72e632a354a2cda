//! Rows as the list shows them, with the names and clocks that other tables know.

use std::{
    collections::{BTreeSet, HashMap},
    mem,
};

use chrono::{DateTime, Utc};
use domain::{
    assignment::Clock,
    choice::{Choices, Chosen, List},
    ids::OpportunityId,
    opportunity::OpportunityRow,
};
use uuid::Uuid;

use super::{
    around::{self, Around},
    chosen::Meant,
    filter::Filter,
};
use crate::{
    Context, Error,
    assignment::report,
    entity::{assignment, opportunity::Line},
    opportunity::{decide_by, holds::Holds, people, row},
    registration::deadline,
};

/// Partners named in one row; the others are counted.
const NAMED: usize = 3;

/// Rows as the list shows them.
pub(crate) async fn dress(cx: &Context, rows: Vec<Line>) -> Result<Vec<OpportunityRow>, Error> {
    let choices = cx.figures.choices(cx).await?;
    Known::of(cx, &rows).await?.dress(cx, &rows, &choices)
}

/// What has to be known besides rows to show them, whenever and in whichever language.
#[derive(Debug)]
pub(super) struct Known {
    around: Around,
    /// Names by id.
    owners: HashMap<Uuid, String>,
    /// By when the vendor decides, by opportunity.
    undecided: HashMap<Uuid, DateTime<Utc>>,
    holds: Holds,
    /// When the first report that is due soonest began to be waited for and is due, by opportunity.
    reports: HashMap<Uuid, (DateTime<Utc>, DateTime<Utc>)>,
}

impl Known {
    /// Asks for it.
    pub async fn of(cx: &Context, rows: &[Line]) -> Result<Self, Error> {
        let mut around = Around::of(cx, rows).await?;
        // Of them only the clocks are remembered.
        let awaited = mem::take(&mut around.awaited);
        let holds = holds(cx, rows, &awaited).await?;
        Ok(Self {
            owners: owners(cx, rows).await?,
            undecided: undecided(cx, rows).await?,
            reports: soonest(&awaited, &holds),
            holds,
            around,
        })
    }

    /// The rows as they are read now.
    pub fn dress(
        &self,
        cx: &Context,
        rows: &[Line],
        choices: &Choices,
    ) -> Result<Vec<OpportunityRow>, Error> {
        rows.iter().map(|row| self.row(cx, row, choices)).collect()
    }

    fn row(&self, cx: &Context, row: &Line, choices: &Choices) -> Result<OpportunityRow, Error> {
        let Around { accounts, partners, bringers, .. } = &self.around;
        let names = partners.get(&row.id).map_or(&[][..], Vec::as_slice);
        let called = |known: &HashMap<Uuid, String>, id: Option<Uuid>| known.get(&id?).cloned();
        let report = self.reports.get(&row.id);
        Ok(OpportunityRow {
            id: OpportunityId(row.id),
            status: row::word(row.id, "status", &row.status)?,
            stage: choices.leg(&row::word(row.id, "stage", &row.stage)?, cx.lang),
            value: row::money(row.id, &row.currency, row.estimated_value)?,
            clock: row::clock(cx, row, &self.holds),
            report: report.map(|due| report::clock(cx, *due, row.held_at)),
            account: called(accounts, row.account_id).or_else(|| row.lead_company.clone()),
            owner: called(&self.owners, row.owner_id),
            partners: names.iter().take(NAMED).cloned().collect(),
            more_partners: names.len().saturating_sub(NAMED) as u64,
            brought_by: called(bringers, row.origin_partner_id.filter(|_| names.is_empty())),
            decide_by: self.undecided.get(&row.id).map(|at| to_decide(cx, *at)),
            awaiting_approval: row.awaiting_approval,
            close_on: row.estimated_close_on,
            last_activity_at: cx.local(row.last_activity_at),
            reference: row.reference.clone(),
            topic: row.topic.clone(),
        })
    }
}

/// Names of owners. Who may sign in is remembered; others are asked for.
async fn owners(cx: &Context, rows: &[Line]) -> Result<HashMap<Uuid, String>, Error> {
    let ids: BTreeSet<Uuid> = rows.iter().filter_map(|row| row.owner_id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let active = cx.figures.owners(cx).await?;
    let active = active.iter().filter(|one| ids.contains(&one.id.0));
    let mut owners: HashMap<_, _> = active.map(|one| (one.id.0, one.name.clone())).collect();
    let others = ids.into_iter().filter(|id| !owners.contains_key(id)).collect::<Vec<_>>();
    owners.extend(people::names(cx.db.read(), cx, others).await?);
    Ok(owners)
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
pub(super) fn reason(cx: &Context, filter: &Filter, choices: &Choices) -> Option<Chosen> {
    filter.reason().map(|code| choices.called(List::Decline, code, cx.lang))
}

/// Names behind the ids of the filters: owner, partner, account.
pub(super) async fn of_filter(cx: &Context, filter: &Filter) -> Result<[Option<String>; 3], Error> {
    let owner = filter.owner.map(|owner| owner.0);
    let owner = people::names(cx.db.read(), cx, owner).await?.into_values().next();
    let partner = filter.partners.iter().flat_map(Meant::named).map(|partner| partner.0);
    let account = filter.accounts.iter().flat_map(Meant::named).map(|account| account.0);
    let [partner, account] = around::names_of(cx, partner, account).await?;
    Ok([owner, partner, account])
}
