//! Reads timelines as their reader may see them, newest first.

mod dress;
#[cfg(test)]
mod plan_tests;
mod related;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    ids::OpportunityId,
    policy::{Action, Actor, Denied, Relation, authorize},
    receipt::ReceiptRow,
    timeline::TimelineItem,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    Context, Error,
    assignment::standing::{self, Standing},
    entity::{opportunity, timeline_entry},
    receipt,
};

pub(crate) use dress::{view, with_day};
pub(crate) use related::of_deals;
pub use related::related;

/// All entries of one opportunity that are meant for the reader.
pub async fn items(cx: &Context, id: OpportunityId) -> Result<Vec<TimelineItem>, Error> {
    let receipts = receipt::rows(cx, id.0).await?;
    items_with(cx, id, &receipts).await
}

/// The same for whoever has read the receipts already.
pub(crate) async fn items_with(
    cx: &Context,
    id: OpportunityId,
    receipts: &[ReceiptRow],
) -> Result<Vec<TimelineItem>, Error> {
    let db = cx.db.read();
    let standing = reader(db, cx, id).await?;
    let entries = timeline_entry::Entity::visible_to(&cx.actor)
        .filter(timeline_entry::Column::OpportunityId.eq(id.0))
        .filter(meant_for(&cx.actor, &standing))
        .order_by_desc(timeline_entry::Column::Seq)
        .all(db)
        .await?;
    dress::dress(cx, entries, &HashMap::from([(id.0, receipts.to_vec())])).await
}

/// How the reader stands to the opportunity, if the policy lets them do this.
pub(crate) async fn standing_of(
    db: &impl ConnectionTrait,
    cx: &Context,
    id: OpportunityId,
    action: Action,
) -> Result<Standing, Error> {
    let (owner_id, closed_at): (Option<Uuid>, Option<DateTime<Utc>>) =
        opportunity::Entity::visible_to(&cx.actor)
            .select_only()
            .columns([opportunity::Column::OwnerId, opportunity::Column::ClosedAt])
            .filter(opportunity::Column::Id.eq(id.0))
            .into_tuple()
            .one(db)
            .await?
            .ok_or(Denied::Hidden)?;
    let standing = match cx.actor {
        Actor::Partner { .. } => standing::of_partner(db, &cx.actor, id.0, closed_at).await?,
        Actor::Anonymous | Actor::System | Actor::Staff { .. } => {
            standing::of_staff(&cx.actor, owner_id)
        }
    };
    authorize(&cx.actor, action, standing.relation)?;
    Ok(standing)
}

/// The standing of those who may read the timeline: the vendor's people, and partners that manage it. To whom
/// it is only offered, or was theirs once, it does not exist.
pub(crate) async fn reader(
    db: &impl ConnectionTrait,
    cx: &Context,
    id: OpportunityId,
) -> Result<Standing, Error> {
    let standing = standing_of(db, cx, id, Action::ReadOpportunity).await?;
    if reads(standing.relation) { Ok(standing) } else { Err(Denied::Hidden.into()) }
}

/// Whether the timeline exists for whoever stands to the opportunity like this.
fn reads(relation: Relation) -> bool {
    match relation {
        Relation::Own
        | Relation::Colleagues
        | Relation::Managing
        | Relation::Collaborating
        | Relation::Brought => true,
        Relation::Offered | Relation::Former | Relation::Foreign => false,
    }
}

/// What is meant for all partners is for those who have the opportunity, from when they have it on.
pub(crate) fn meant_for(actor: &Actor, standing: &Standing) -> Condition {
    use timeline_entry::Column;

    let Actor::Partner { partner, .. } = *actor else { return Condition::all() };
    let named_or_own = Condition::any()
        .add(Column::AudiencePartnerId.eq(partner.0))
        .add(Column::AuthorPartnerId.eq(partner.0));
    match standing.since() {
        Some(since) => named_or_own.add(Column::At.gte(since)),
        None => named_or_own,
    }
}
