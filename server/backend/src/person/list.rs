//! The vendor's people.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    person::PersonRow,
    policy::{Action, Actor, Relation, authorize},
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::row;
use crate::{
    Context, Error,
    entity::{session, user_account},
};

/// All of the vendor's people by name, deactivated ones too.
pub async fn list(cx: &Context) -> Result<Vec<PersonRow>, Error> {
    authorize(&cx.actor, Action::ManageStaff, Relation::Own)?;
    let people = user_account::Entity::visible_to(&cx.actor)
        .filter(user_account::Column::Kind.eq("staff"))
        .order_by_asc(user_account::Column::NameSort)
        .order_by_asc(user_account::Column::Id)
        .all(cx.db.read())
        .await?;
    lines(cx.db.read(), cx, &people).await
}

/// The people as lines of a list.
pub(crate) async fn lines(
    db: &impl ConnectionTrait,
    cx: &Context,
    people: &[user_account::Model],
) -> Result<Vec<PersonRow>, Error> {
    let ids: Vec<Uuid> = people.iter().map(|person| person.id).collect();
    // Sessions are their person's own business but for the time of the last request.
    let seen: HashMap<Uuid, DateTime<Utc>> = session::Entity::visible_to(&Actor::System)
        .select_only()
        .column(session::Column::UserId)
        .column(session::Column::LastSeenAt)
        .filter(session::Column::UserId.is_in(ids))
        .order_by_asc(session::Column::LastSeenAt)
        .into_tuple()
        .all(db)
        .await?
        .into_iter()
        .collect();
    people.iter().map(|person| row::line(cx, person, seen.get(&person.id).copied())).collect()
}
