//! What the vendor asks the company about its deal registrations, and waits for.

use domain::{opportunity::Asked, registration::State};
use sea_orm::{ColumnTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait};

use crate::{
    Context, Error,
    entity::{
        deal_registration::{Column, Entity, Relation},
        opportunity,
    },
};

/// The ones that the reader may know, the oldest question first.
pub(super) async fn registrations(cx: &Context) -> Result<Vec<Asked>, Error> {
    if cx.actor.partner().is_none() {
        return Ok(Vec::new());
    }
    let found: Vec<(String, String)> = Entity::visible_to(&cx.actor)
        .select_only()
        .column(opportunity::Column::Reference)
        .column(opportunity::Column::Topic)
        .join(JoinType::InnerJoin, Relation::Opportunity.def())
        .filter(Column::State.eq(State::InfoRequested.as_ref()))
        .order_by_asc(Column::AskedAt)
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(cx.db.read())
        .await?;
    let asked = |(reference, topic)| Asked { reference, topic, registration: true };
    Ok(found.into_iter().map(asked).collect())
}
