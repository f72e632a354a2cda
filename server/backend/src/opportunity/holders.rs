//! The partners that an opportunity is or was with.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::{assignment::State, ids::PartnerId, timeline::Audience};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::{
    Context, Error,
    entity::{account, assignment, opportunity, partner},
    many,
    working_time::Terms,
};

/// Stored word for a partner that has it alone.
pub(super) const EXCLUSIVE: &str = "exclusive";
/// Stored word for partners that share it.
pub(crate) const COLLABORATION: &str = "collaboration";

/// One assignment with its partner's name.
#[derive(Debug, Clone)]
pub(super) struct Holding {
    pub row: assignment::Model,
    pub state: State,
    pub company: Company,
}

/// A partner as far as its opportunities need to know it.
#[derive(Debug, Clone)]
pub(super) struct Company {
    pub name: String,
    pub registration_number: Option<String>,
    pub terms: Terms,
}

impl Holding {
    pub fn partner(&self) -> PartnerId {
        PartnerId(self.row.partner_id)
    }

    pub fn is_shared(&self) -> bool {
        self.row.mode == COLLABORATION
    }
}

/// All of them, the newest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Holders {
    all: Vec<Holding>,
    closed_at: Option<DateTime<Utc>>,
    held_at: Option<DateTime<Utc>>,
}

impl Holders {
    /// Reads them with their names in two queries.
    pub async fn of(
        conn: &impl ConnectionTrait,
        cx: &Context,
        opportunity: &opportunity::Model,
    ) -> Result<Self, Error> {
        let rows = assignment::Entity::visible_to(&cx.actor)
            .filter(assignment::Column::OpportunityId.eq(opportunity.id))
            .order_by_desc(assignment::Column::CreatedAt)
            .order_by_asc(assignment::Column::Id)
            .all(conn)
            .await?;
        let companies = companies(conn, cx, rows.iter().map(|row| row.partner_id)).await?;
        let all = rows
            .into_iter()
            .map(|row| {
                let state = row.state.parse().map_err(|_| Error::Inconsistent {
                    table: "assignment",
                    id: row.id,
                    what: format!("state is {:?}", row.state),
                })?;
                let company = company(&companies, row.partner_id)?;
                Ok(Holding { row, state, company })
            })
            .collect::<Result<_, Error>>()?;
        Ok(Self { all, closed_at: opportunity.closed_at, held_at: opportunity.held_at })
    }

    /// Since when all clocks stand still.
    pub fn held_at(&self) -> Option<DateTime<Utc>> {
        self.held_at
    }

    /// What any partner was ever told of, the newest first.
    pub fn known(&self) -> impl Iterator<Item = &Holding> {
        self.all.iter().filter(|holding| holding.row.offered_at.is_some())
    }

    /// The partner that brought it, while nobody was ever asked: it alone reads what happens.
    pub fn bringer(&self, opportunity: &opportunity::Model) -> Option<PartnerId> {
        let unasked = self.known().next().is_none();
        opportunity.origin_partner_id.filter(|_| unasked).map(PartnerId)
    }

    /// Those who have something to do now.
    pub fn live(&self) -> impl Iterator<Item = &Holding> {
        self.all.iter().filter(|holding| holding.state.is_live())
    }

    /// Those who have it, or had it when it was closed.
    pub fn present(&self) -> impl Iterator<Item = &Holding> {
        self.all.iter().filter(|holding| {
            // Not those of an earlier closing, after which it was opened again.
            let until_the_end = self.closed_at.is_some_and(|at| holding.row.ended_at >= Some(at));
            holding.state.is_live() || until_the_end && holding.state == State::Completed
        })
    }

    /// The partner that has it alone, or alone is asked.
    pub fn alone(&self) -> Option<&Holding> {
        let mut alone = self.present().filter(|holding| !holding.is_shared());
        alone.next().filter(|_| alone.next().is_none())
    }

    /// The partners that share it.
    pub fn sharing(&self) -> impl Iterator<Item = &Holding> {
        self.present().filter(|holding| holding.is_shared())
    }

    /// Their ids.
    pub fn sharing_ids(&self) -> BTreeSet<PartnerId> {
        self.sharing().map(Holding::partner).collect()
    }

    /// The live row of one partner.
    pub fn live_of(&self, partner: PartnerId) -> Option<&Holding> {
        self.live().find(|holding| holding.partner() == partner)
    }

    /// What waits for one partner and was not offered yet: its own opportunity before approval.
    pub fn queued_of(&self, partner: PartnerId) -> Option<&Holding> {
        self.queued().find(|holding| holding.partner() == partner)
    }

    /// Partners that do not know yet, and the one that brought it before approval.
    pub fn queued(&self) -> impl Iterator<Item = &Holding> {
        self.all.iter().filter(|holding| holding.state == State::Queued)
    }

    /// Whether the partner said no to this opportunity before.
    pub fn was_declined_by(&self, partner: PartnerId) -> bool {
        self.all.iter().any(|h| h.state == State::Declined && h.partner() == partner)
    }

    /// Everybody who may read what happens to those who have it now, and nobody who had it before
    /// or gets it later: one partner must not learn of another from a timeline.
    pub fn audience(&self) -> Audience {
        let mut live = self.live();
        match (live.next(), live.next()) {
            (None, _) => Audience::Staff,
            (Some(one), None) if !one.is_shared() => Audience::Partner(one.partner()),
            (Some(_), _) => Audience::AllPartners,
        }
    }
}

/// Partners by id, in one query.
pub(super) async fn companies(
    conn: &impl ConnectionTrait,
    cx: &Context,
    partners: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Company>, Error> {
    let ids = many::ids(partners);
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = partner::Entity::visible_to(&cx.actor)
        .find_also_related(account::Entity)
        .filter(partner::Column::Id.is_in(ids))
        .all(conn)
        .await?;
    rows.into_iter()
        .map(|(row, account)| {
            let account = account.ok_or_else(|| without_account(row.id))?;
            let company = Company {
                name: account.name,
                registration_number: account.registration_number,
                terms: Terms::of(&row)?,
            };
            Ok((row.id, company))
        })
        .collect()
}

/// One of those that were found.
pub(super) fn company(found: &HashMap<Uuid, Company>, id: Uuid) -> Result<Company, Error> {
    found.get(&id).cloned().ok_or_else(|| without_account(id))
}

fn without_account(id: Uuid) -> Error {
    Error::Inconsistent { table: "partner", id, what: "has no account".to_owned() }
}
