//! Removes what nobody will miss: uploads for notes that were never written, content without a row.

use std::{collections::HashSet, time::Duration};

use chrono::TimeDelta;
use domain::policy::{Actor, Denied};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::Folder;
use crate::{
    Context, Error,
    entity::attachment::{Column, Entity},
};

/// How long an upload waits for its note.
const PATIENCE: TimeDelta = TimeDelta::days(1);
/// The same for content that no row names.
const ORPHAN_AGE: Duration = Duration::from_hours(24);

/// The timer's call. Answers how many files were removed.
pub async fn clean(cx: &Context, folder: &Folder) -> Result<usize, Error> {
    if cx.actor != Actor::System {
        return Err(Denied::Forbidden.into());
    }
    let unwritten: Vec<String> = Entity::visible_to(&cx.actor)
        .select_only()
        .column(Column::StorageKey)
        .filter(Column::EntryId.is_null())
        .filter(Column::At.lt(cx.now - PATIENCE))
        .into_tuple()
        .all(cx.db.read())
        .await?;
    let mut removed = 0;
    for key in unwritten {
        let txn = cx.db.begin_write().await?;
        let gone = Entity::delete_many()
            .filter(Column::StorageKey.eq(key.as_str()))
            // A note may have been written with it just now.
            .filter(Column::EntryId.is_null())
            .exec(&txn)
            .await?;
        txn.commit().await?;
        if gone.rows_affected == 1 {
            folder.remove(&key).await?;
            removed += 1;
        }
    }
    Ok(removed + orphans(cx, folder, ORPHAN_AGE).await?)
}

/// Content whose row was never written, or is gone. An upload writes its row within seconds, so what is old
/// and has none will never have one.
async fn orphans(cx: &Context, folder: &Folder, age: Duration) -> Result<usize, Error> {
    let found = folder.older_than(age).await?;
    if found.is_empty() {
        return Ok(0);
    }
    let known: HashSet<String> = Entity::visible_to(&cx.actor)
        .select_only()
        .column(Column::StorageKey)
        .into_tuple()
        .all(cx.db.read())
        .await?
        .into_iter()
        .collect();
    let mut removed = 0;
    for key in found.iter().filter(|key| !known.contains(*key)) {
        folder.remove(key).await?;
        removed += 1;
    }
    Ok(removed)
}
