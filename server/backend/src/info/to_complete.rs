//! The page on which a partner answers: what is asked, and what stands in the named fields now.

use domain::{
    ids::OpportunityId,
    opportunity::ToComplete,
    policy::{Action, Denied, authorize},
    reference,
};
use sea_orm::{ColumnTrait, QueryFilter};

use super::request;
use crate::{
    Context, Error,
    assignment::standing,
    entity::opportunity::{Column, Entity},
    opportunity::{row, stored_values},
};

/// Finds it by its reference. When nothing is asked there is no such page.
pub async fn to_complete(cx: &Context, reference: &str) -> Result<ToComplete, Error> {
    let reference = reference::parse(reference).ok_or(Denied::Hidden)?;
    let db = cx.db.read();
    let row = Entity::revealed_to(&cx.actor)
        .filter(Column::Reference.eq(reference))
        .one(db)
        .await?
        .ok_or(Denied::Hidden)?;
    let standing = standing::of_partner(db, &cx.actor, row.id, row.closed_at).await?;
    authorize(&cx.actor, Action::CompleteOpportunity, standing.relation)?;
    let id = OpportunityId(row.id);
    let asked = request::open(db, cx, id).await?.ok_or(Denied::Hidden)?;
    let question = request::question(db, cx, &asked).await?;
    let form = stored_values(cx, &row)?;
    let values = question.fields.iter().map(|field| (*field, form.asked(*field).to_owned()));
    Ok(ToComplete {
        id,
        values: values.collect(),
        question,
        currency: row::currency(&row)?,
        reference: row.reference,
        topic: row.topic,
    })
}
