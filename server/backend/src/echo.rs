//! What was typed into a form that was refused without script, kept for a few minutes for its author.

use chrono::TimeDelta;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{Context, Error, entity::form_echo, session::token};

/// How long it is kept. Long enough to read a message and press back, short enough not to be an archive.
pub const KEPT: TimeDelta = TimeDelta::minutes(15);

/// Names the holder of a browser that has no session by the secret in its cookie, without giving that away.
#[must_use]
pub fn visitor(secret: &str) -> String {
    ["visitor:", &token::hash(secret)].concat()
}

/// Keeps it for `owner` (the session, or a [`visitor`]) and answers its id for the URL. Old ones go at the same time.
pub async fn keep(cx: &Context, owner: &str, path: &str, payload: String) -> Result<Uuid, Error> {
    let id = cx.new_id();
    let txn = cx.db.begin_write().await?;
    form_echo::Entity::delete_many()
        .filter(form_echo::Column::CreatedAt.lt(cx.now - KEPT))
        .exec(&txn)
        .await?;
    let row = form_echo::ActiveModel {
        id: Set(id),
        owner_key: Set(owner.to_owned()),
        path: Set(path.to_owned()),
        payload: Set(payload),
        created_at: Set(cx.now),
    };
    form_echo::Entity::insert(row).exec_without_returning(&txn).await?;
    txn.commit().await?;
    Ok(id)
}

/// Its path and content, for its own author only.
pub async fn read(cx: &Context, owner: &str, id: Uuid) -> Result<Option<(String, String)>, Error> {
    let row = form_echo::Entity::of_owner(owner)
        .filter(form_echo::Column::Id.eq(id))
        .filter(form_echo::Column::CreatedAt.gte(cx.now - KEPT))
        .one(cx.db.read())
        .await?;
    Ok(row.map(|row| (row.path, row.payload)))
}
