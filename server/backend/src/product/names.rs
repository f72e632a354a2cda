//! Names to choose from where somebody types products.

use domain::policy::{Action, Relation, authorize};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    Context, Error,
    entity::product::{Column, Entity},
};

/// The products that are switched on, by name.
pub async fn names(cx: &Context) -> Result<Vec<String>, Error> {
    authorize(&cx.actor, Action::CreateOpportunity, Relation::Own)?;
    active(cx).await
}

/// The same for a partner's people, on the form of an opportunity that they bring.
pub async fn names_to_bring(cx: &Context) -> Result<Vec<String>, Error> {
    authorize(&cx.actor, Action::BringOpportunity, Relation::Own)?;
    active(cx).await
}

/// The same for whoever has asked the policy about what they are chosen for.
pub(crate) async fn active(cx: &Context) -> Result<Vec<String>, Error> {
    Ok(Entity::visible_to(&cx.actor)
        .select_only()
        .column(Column::Name)
        .filter(Column::IsActive.eq(true))
        .order_by_asc(Column::NameFolded)
        .into_tuple()
        .all(cx.db.read())
        .await?)
}
