//! How whoever asks stands to an opportunity, and which row says so.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::{
    assignment::State,
    policy::{Actor, Relation},
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    Error,
    entity::assignment::{Column, Entity, Model},
    opportunity::COLLABORATION,
};

/// A partner person's standing.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    /// For the policy.
    pub relation: Relation,
    /// The company's row that the relation comes from; `None` when there is nothing between them.
    pub assignment: Option<Model>,
}

impl Standing {
    const FOREIGN: Self = Self { relation: Relation::Foreign, assignment: None };
    const BROUGHT: Self = Self { relation: Relation::Brought, assignment: None };

    /// From when on the company may read what is meant for all partners: from its own offer. Whoever
    /// had the opportunity before is none of its business, the words that were written for them included.
    pub fn since(&self) -> Option<DateTime<Utc>> {
        self.assignment.as_ref().and_then(known_since)
    }
}

/// How the company of a partner's person stands to the opportunity. Everybody else has no company.
pub(crate) async fn of_partner(
    db: &impl ConnectionTrait,
    actor: &Actor,
    opportunity: Uuid,
    closed_at: Option<DateTime<Utc>>,
) -> Result<Standing, Error> {
    let mut found = of_partner_each(db, actor, &[(opportunity, closed_at)]).await?;
    Ok(found.remove(&opportunity).unwrap_or(Standing::FOREIGN))
}

/// The same for several, each with the instant of its closing.
pub(crate) async fn of_partner_each(
    db: &impl ConnectionTrait,
    actor: &Actor,
    of: &[(Uuid, Option<DateTime<Utc>>)],
) -> Result<HashMap<Uuid, Standing>, Error> {
    let mut best: HashMap<Uuid, Standing> =
        of.iter().map(|(id, _)| (*id, Standing::FOREIGN)).collect();
    if actor.partner().is_none() {
        return Ok(best);
    }
    let closed: HashMap<Uuid, Option<DateTime<Utc>>> = of.iter().copied().collect();
    let rows = Entity::visible_to(actor)
        .filter(Column::OpportunityId.is_in(closed.keys().copied()))
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .all(db)
        .await?;
    for row in rows {
        let id = row.opportunity_id;
        let relation = relation(&row, closed.get(&id).copied().flatten())?;
        let known = best.get(&id).map_or(Relation::Foreign, |standing| standing.relation);
        // A live row, of which there is one at most, counts before what was; else the newest counts.
        let better = match relation {
            Relation::Foreign => false,
            Relation::Former => known == Relation::Foreign,
            _ => matches!(known, Relation::Foreign | Relation::Former),
        };
        if better {
            best.insert(id, Standing { relation, assignment: Some(row) });
        }
    }
    let foreign = best.iter().filter(|(_, standing)| standing.relation == Relation::Foreign);
    let foreign: Vec<Uuid> = foreign.map(|(id, _)| *id).collect();
    for id in brought(db, actor, foreign).await? {
        best.insert(id, Standing::BROUGHT);
    }
    Ok(best)
}

/// Those of them that the company brought and nobody else can have. Without an assignment of theirs there is no other
/// reason why they would see one in full.
async fn brought(
    db: &impl ConnectionTrait,
    actor: &Actor,
    among: Vec<Uuid>,
) -> Result<HashSet<Uuid>, Error> {
    use crate::entity::opportunity::{Column, Entity};

    if among.is_empty() {
        return Ok(HashSet::new());
    }
    let seen = Entity::revealed_to(actor).select_only().column(Column::Id);
    let seen = seen.filter(Column::Id.is_in(among)).into_tuple::<Uuid>().all(db).await?;
    Ok(seen.into_iter().collect())
}

/// How one of the vendor's people stands to it.
pub(crate) fn of_staff(actor: &Actor, owner: Option<Uuid>) -> Standing {
    let relation = match *actor {
        Actor::Staff { user, .. } if owner.is_some_and(|owner| owner != user.0) => {
            Relation::Colleagues
        }
        Actor::System | Actor::Staff { .. } => Relation::Own,
        Actor::Anonymous | Actor::Partner { .. } => Relation::Foreign,
    };
    Standing { relation, assignment: None }
}

/// What one row of the company says.
fn relation(row: &Model, closed_at: Option<DateTime<Utc>>) -> Result<Relation, Error> {
    Ok(match state(row)? {
        State::Offered => Relation::Offered,
        State::Accepted => managing(row),
        State::Completed if was_closed_with(row, closed_at) => managing(row),
        State::Queued => Relation::Foreign,
        State::Completed
        | State::Declined
        | State::Expired
        | State::Recalled
        | State::Returned
        | State::Left => known_since(row).map_or(Relation::Foreign, |_| Relation::Former),
    })
}

fn managing(row: &Model) -> Relation {
    if row.mode == COLLABORATION { Relation::Collaborating } else { Relation::Managing }
}

/// Whether the company had it when it was closed, and not at an earlier closing: opened again it goes to
/// somebody else, whose figures are not for those who had it first.
pub(crate) fn was_closed_with(row: &Model, closed_at: Option<DateTime<Utc>>) -> bool {
    match (row.ended_at, closed_at) {
        (Some(ended), Some(closed)) => ended >= closed,
        _ => false,
    }
}

/// When the company learned of it; what was taken out of the queue it never heard of.
fn known_since(row: &Model) -> Option<DateTime<Utc>> {
    match (row.offered_at, row.answered_at) {
        (Some(offered), Some(answered)) => Some(offered.min(answered)),
        (offered, answered) => offered.or(answered),
    }
}

/// Where the row stands.
pub(crate) fn state(row: &Model) -> Result<State, Error> {
    row.state.parse().map_err(|_| Error::Inconsistent {
        table: "assignment",
        id: row.id,
        what: format!("state is {:?}", row.state),
    })
}
