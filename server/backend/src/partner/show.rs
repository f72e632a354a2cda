//! One partner with its people and opportunities.

use domain::{
    ids::{AccountId, PartnerId},
    partner::PartnerDetail,
    policy::{Action, Denied, Relation, authorize, may},
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Query};

use super::row;
use crate::{
    Context, Error,
    account::OPPORTUNITIES,
    entity::{account, assignment, opportunity, partner, user_account},
    opportunity::dress,
    person, registration,
};

/// The record.
pub async fn show(cx: &Context, id: PartnerId) -> Result<PartnerDetail, Error> {
    authorize(&cx.actor, Action::ReadPartners, Relation::Own)?;
    let db = cx.db.read();
    let found = partner::Entity::visible_to(&cx.actor)
        .find_also_related(account::Entity)
        .filter(partner::Column::Id.eq(id.0))
        .one(db)
        .await?
        .ok_or(Denied::Hidden)?;
    let (row, account) = row::with_account(found)?;
    let people = user_account::Entity::visible_to(&cx.actor)
        .filter(user_account::Column::PartnerId.eq(id.0))
        .order_by_asc(user_account::Column::NameSort)
        .order_by_asc(user_account::Column::Id)
        .all(db)
        .await?;
    let had = Query::select()
        .column(assignment::Column::OpportunityId)
        .from(assignment::Entity)
        .and_where(assignment::Column::PartnerId.eq(id.0))
        .take();
    let opportunities = opportunity::Entity::visible_to(&cx.actor)
        .filter(opportunity::Column::Id.in_subquery(had))
        .order_by_desc(opportunity::Column::CreatedAt)
        .order_by_desc(opportunity::Column::Id)
        .limit(OPPORTUNITIES)
        .into_partial_model::<opportunity::Line>()
        .all(db)
        .await?;
    Ok(PartnerDetail {
        id,
        account_id: AccountId(account.id),
        version: row.version,
        form: row::form(cx, &row, &account)?,
        people: person::lines(db, cx, &people).await?,
        opportunities: dress(cx, opportunities).await?,
        registrations: registration::of_partner(cx, id).await?,
        may_edit: may(&cx.actor, Action::WritePartners, Relation::Own),
    })
}
