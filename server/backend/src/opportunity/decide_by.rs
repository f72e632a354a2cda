//! By when the vendor decides about what a partner brought: as long as for a registration, and not while it has asked, nor
//! while it is on hold or closed.

use chrono::{DateTime, Utc};
use domain::{
    opportunity::{DecideBy, Status},
    policy::Actor,
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder};

use super::{
    holds::{Hold, moves},
    row,
};
use crate::{
    Context, Error,
    entity::{
        info_request::{Column, Entity},
        opportunity::Model,
    },
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
    if !row.awaiting_approval || row::status(row)? != Status::InProgress {
        return Ok(None);
    }
    // Read without the actor's scope: it says nothing but whether a clock runs that they may see.
    let questions = Entity::visible_to(&Actor::System)
        .filter(Column::OpportunityId.eq(row.id))
        .order_by_asc(Column::AskedAt)
        .all(db)
        .await?;
    let mut pauses = rests(db, row).await?;
    for question in questions {
        let Some(answered) = question.answered_at else { return Ok(None) };
        pauses.push((question.asked_at, answered));
    }
    let at = paused(deadline::fresh(row.created_at), pauses);
    Ok(Some(DecideBy { at: cx.local(at), is_late: at < cx.now }))
}

/// When it was on hold, or closed until somebody opened it again.
async fn rests(db: &impl ConnectionTrait, row: &Model) -> Result<Vec<Hold>, Error> {
    let moves = moves(db, [row.id], STOPS.into_iter().chain(GOES_ON)).await?;
    let (mut began, mut rests) = (None, Vec::new());
    for (_, kind, at) in moves {
        if STOPS.contains(&kind.as_str()) {
            began = began.or(Some(at));
        } else if let Some(began) = began.take() {
            rests.push((began, at));
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
