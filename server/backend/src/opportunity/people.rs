//! People behind ids: who may own an opportunity, who wrote it, who answered.

use std::collections::HashMap;

use domain::{ids::UserId, opportunity::Named};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    Context, Error,
    entity::user_account::{Column, Entity},
    many,
};

/// Everybody who may sign in, in Czech order.
pub(crate) async fn active(
    conn: &impl ConnectionTrait,
    cx: &Context,
) -> Result<Vec<Named<UserId>>, Error> {
    let people = Entity::visible_to(&cx.actor)
        .select_only()
        .column(Column::Id)
        .column(Column::Name)
        .filter(Column::Kind.eq("staff"))
        .filter(Column::DeactivatedAt.is_null())
        .order_by_asc(Column::NameSort)
        .order_by_asc(Column::Id)
        .into_tuple::<(Uuid, String)>()
        .all(conn)
        .await?;
    Ok(people.into_iter().map(|(id, name)| Named { id: UserId(id), name }).collect())
}

/// What people are called, in one query.
pub(super) async fn names(
    conn: &impl ConnectionTrait,
    cx: &Context,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>, Error> {
    let ids = many::ids(ids);
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let people = Entity::visible_to(&cx.actor)
        .select_only()
        .column(Column::Id)
        .column(Column::Name)
        .filter(Column::Id.is_in(ids))
        .into_tuple::<(Uuid, String)>()
        .all(conn)
        .await?;
    Ok(people.into_iter().collect())
}
