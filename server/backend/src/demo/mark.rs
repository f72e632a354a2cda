//! The mark by which a database of the demo is known, set with its first row and changed with its last.

use domain::policy::Actor;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

use crate::{
    Context, Error,
    db::WriteTxn,
    entity::setting::{ActiveModel, Column, Entity},
};

/// Name of the setting.
const NAME: &str = "demo";

/// How far loading came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::AsRefStr, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub(super) enum Mark {
    /// Its people are there, their story is not complete.
    Loading,
    /// Everything is there.
    Complete,
}

/// What the database says of itself.
pub(super) async fn read(cx: &Context) -> Result<Option<Mark>, Error> {
    let row =
        Entity::visible_to(&Actor::System).filter(Column::Key.eq(NAME)).one(cx.db.read()).await?;
    Ok(row.and_then(|row| row.value.parse().ok()))
}

/// Sets it.
pub(super) async fn write(txn: &WriteTxn, cx: &Context, mark: Mark) -> Result<(), Error> {
    let row = ActiveModel {
        key: Set(NAME.to_owned()),
        value: Set(mark.as_ref().to_owned()),
        version: Set(1),
        created_at: Set(cx.now),
        created_by: Set(None),
        updated_at: Set(cx.now),
        updated_by: Set(None),
    };
    let change = OnConflict::column(Column::Key).update_columns([Column::Value]).to_owned();
    Entity::insert(row).on_conflict(change).exec_without_returning(txn).await?;
    Ok(())
}
