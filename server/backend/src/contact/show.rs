//! One contact with the opportunities in which the person is named, and their registrations.

use domain::{
    contact::ContactDetail,
    ids::ContactId,
    policy::{Action, Denied, Relation, authorize},
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use super::row;
use crate::{
    Context, Error,
    account::OPPORTUNITIES,
    entity::{account, contact, opportunity},
    opportunity::dress,
    registration,
};

/// The record.
pub async fn show(cx: &Context, id: ContactId) -> Result<ContactDetail, Error> {
    authorize(&cx.actor, Action::ReadCustomers, Relation::Own)?;
    let db = cx.db.read();
    let (row, account) = contact::Entity::visible_to(&cx.actor)
        .find_also_related(account::Entity)
        .filter(contact::Column::Id.eq(id.0))
        .one(db)
        .await?
        .ok_or(Denied::Hidden)?;
    let opportunities = opportunity::Entity::visible_to(&cx.actor)
        .filter(opportunity::Column::ContactId.eq(id.0))
        .order_by_desc(opportunity::Column::CreatedAt)
        .order_by_desc(opportunity::Column::Id)
        .limit(OPPORTUNITIES)
        .into_partial_model::<opportunity::Line>()
        .all(db)
        .await?;
    Ok(ContactDetail {
        id,
        version: row.version,
        form: row::form(&row, account.map(|account| account.name)),
        opportunities: dress(cx, opportunities).await?,
        registrations: registration::of_contact(cx, id).await?,
    })
}
