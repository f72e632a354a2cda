//! How whoever asks stands to an opportunity, and which row says so.

use chrono::{DateTime, Utc};
use domain::{
    assignment::State,
    policy::{Actor, Relation},
};
use sea_orm::{ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter, QueryOrder};
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
    if actor.partner().is_none() {
        return Ok(Standing::FOREIGN);
    }
    let rows = Entity::visible_to(actor)
        .filter(Column::OpportunityId.eq(opportunity))
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .all(db)
        .await?;
    let mut best = Standing::FOREIGN;
    for row in rows {
        let relation = relation(&row, closed_at)?;
        // A live row, of which there is one at most, counts before what was; else the newest counts.
        let better = match relation {
            Relation::Foreign => false,
            Relation::Former => best.relation == Relation::Foreign,
            _ => matches!(best.relation, Relation::Foreign | Relation::Former),
        };
        if better {
            best = Standing { relation, assignment: Some(row) };
        }
    }
    if best.relation == Relation::Foreign && brought(db, actor, opportunity).await? {
        return Ok(Standing::BROUGHT);
    }
    Ok(best)
}

/// Whether the company brought it and nobody else can have it. Without an assignment of theirs there is no other reason
/// why they would see it in full.
async fn brought(
    db: &impl ConnectionTrait,
    actor: &Actor,
    opportunity: Uuid,
) -> Result<bool, Error> {
    use crate::entity::opportunity::{Column, Entity};

    let seen = Entity::revealed_to(actor).filter(Column::Id.eq(opportunity)).count(db).await?;
    Ok(seen > 0)
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
