//! By when the vendor decides about what a partner brought: as long as for a registration, and not while it has asked.

use chrono::{DateTime, Utc};
use domain::{
    opportunity::{DecideBy, Status},
    policy::Actor,
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder};

use super::row;
use crate::{
    Context, Error,
    entity::{
        info_request::{Column, Entity},
        opportunity::Model,
    },
    registration::deadline,
};

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
    let mut pauses = Vec::with_capacity(questions.len());
    for question in questions {
        let Some(answered) = question.answered_at else { return Ok(None) };
        pauses.push((question.asked_at, answered));
    }
    let at = paused(deadline::fresh(row.created_at), &pauses);
    Ok(Some(DecideBy { at: cx.local(at), is_late: at < cx.now }))
}

/// The deadline after it stood still, in the order of the pauses. One that began after the end moves nothing.
fn paused(deadline: DateTime<Utc>, pauses: &[(DateTime<Utc>, DateTime<Utc>)]) -> DateTime<Utc> {
    pauses.iter().fold(deadline, |at, &(asked, answered)| {
        if asked < at { deadline::resumed(at, asked, answered) } else { at }
    })
}
