//! By when the vendor decides about what a partner brought: as long as for a registration, and not while it has asked, nor
//! while it is on hold or closed.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    opportunity::{DecideBy, Status},
    policy::Actor,
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};
use uuid::Uuid;

use super::holds::{Hold, moves};
use crate::{
    Context, Error,
    entity::{
        info_request::{Column, Entity},
        opportunity::Model,
    },
    many,
    registration::deadline,
};

/// What stops it, as the timeline calls it.
const STOPS: [&str; 4] = ["held", "won", "lost", "rejected"];
/// What lets it go on.
const GOES_ON: [&str; 2] = ["resumed", "reopened"];

/// `None` where nothing has to be decided now: it was, it is on hold, or the partner has to answer first.
pub(crate) async fn of(
    db: &impl ConnectionTrait,
    cx: &Context,
    row: &Model,
) -> Result<Option<DecideBy>, Error> {
    let undecided = is_undecided(row.awaiting_approval, &row.status);
    let deadlines = of_those(db, undecided.then_some((row.id, row.created_at))).await?;
    let decide_by = |at: &DateTime<Utc>| DecideBy { at: cx.local(*at), is_late: *at < cx.now };
    Ok(deadlines.get(&row.id).map(decide_by))
}

/// Whether it is the vendor's turn, unless it asked the partner.
pub(super) fn is_undecided(awaiting_approval: bool, status: &str) -> bool {
    awaiting_approval && status == Status::InProgress.as_ref()
}

/// The deadlines of what is undecided, each known by its id and when it came in; those of which the partner is asked have
/// none. However many, in two queries; without any nothing is asked.
pub(super) async fn of_those(
    db: &impl ConnectionTrait,
    undecided: impl IntoIterator<Item = (Uuid, DateTime<Utc>)>,
) -> Result<HashMap<Uuid, DateTime<Utc>>, Error> {
    let mut created: HashMap<_, _> = undecided.into_iter().collect();
    if created.is_empty() {
        return Ok(created);
    }
    let mut pauses = rests(db, created.keys().copied()).await?;
    // Read without the actor's scope: it says nothing but whether a clock runs that they may see.
    let questions = Entity::visible_to(&Actor::System)
        .filter(Column::OpportunityId.is_in(many::ids(created.keys().copied())))
        .all(db)
        .await?;
    for question in questions {
        let id = question.opportunity_id;
        if let Some(answered) = question.answered_at {
            pauses.entry(id).or_default().push((question.asked_at, answered));
        } else {
            created.remove(&id);
        }
    }
    let mut rested = |id: Uuid| pauses.remove(&id).unwrap_or_default();
    let deadlines =
        created.into_iter().map(|(id, at)| (id, paused(deadline::fresh(at), rested(id))));
    Ok(deadlines.collect())
}

/// When each was on hold, or closed until somebody opened it again.
async fn rests(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<Hold>>, Error> {
    let moves = moves(db, ids, STOPS.into_iter().chain(GOES_ON)).await?;
    let mut began = HashMap::new();
    let mut rests: HashMap<_, Vec<Hold>> = HashMap::new();
    for (id, kind, at) in moves {
        if STOPS.contains(&kind.as_str()) {
            began.entry(id).or_insert(at);
        } else if let Some(began) = began.remove(&id) {
            rests.entry(id).or_default().push((began, at));
        }
    }
    Ok(rests)
}

/// The deadline after it stood still. What lies in two pauses counts once, and one that began after the end moves nothing.
fn paused(deadline: DateTime<Utc>, mut pauses: Vec<Hold>) -> DateTime<Utc> {
    pauses.sort_unstable();
    let (mut at, mut given_back) = (deadline, DateTime::<Utc>::MIN_UTC);
    for (began, ended) in pauses {
        let began = began.max(given_back);
        if began < at && began < ended {
            at = deadline::resumed(at, began, ended);
        }
        given_back = given_back.max(ended);
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: u32) -> DateTime<Utc> {
        format!("2026-03-{day:02}T12:00:00Z").parse().unwrap()
    }

    #[test]
    fn days_in_two_pauses_are_given_back_once() {
        let deadline = at(5);
        assert_eq!(paused(deadline, vec![]), deadline);
        assert_eq!(paused(deadline, vec![(at(3), at(4)), (at(3), at(4))]), at(6));
        assert_eq!(paused(deadline, vec![(at(4), at(10)), (at(3), at(9))]), at(12));
        assert_eq!(paused(deadline, vec![(at(6), at(10))]), deadline, "it was over");
    }
}
