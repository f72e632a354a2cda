//! A previewed file waits, with its report, until somebody confirms it.

use std::io;

use domain::{
    ids::ImportId,
    import::{ImportReport, ImportView},
    policy::Denied,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde::{Deserialize, Serialize};

use super::run::{DateOrder, Options, execute};
use crate::{Context, Error, entity::import_run, file::Folder};

/// What a row of the table keeps.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    report: ImportReport,
    /// Name of the content in the folder of files, until it is confirmed.
    key: Option<String>,
    dates: DateOrder,
}

/// Previews a file and keeps it for [`confirm`]. Content that nobody confirms is cleaned up with other orphans.
pub async fn prepare(
    cx: &Context,
    folder: &Folder,
    file_name: &str,
    bytes: Vec<u8>,
    dates: DateOrder,
) -> Result<ImportId, Error> {
    let options = Options { write: false, all_or_nothing: false, dates };
    let report = execute(cx, file_name, &bytes, options).await?;
    // Of what cannot be read there is nothing to confirm.
    let key = match report.refused {
        None => {
            let key = cx.new_token();
            folder.put(&key, bytes).await?;
            Some(key)
        }
        Some(_) => None,
    };
    let id = cx.new_id();
    let row = import_run::ActiveModel {
        id: Set(id),
        file_name: Set(report.file_name.clone()),
        started_by: Set(cx.user_id()),
        started_at: Set(cx.now),
        finished_at: Set(None),
        created_count: Set(0),
        updated_count: Set(0),
        unchanged_count: Set(0),
        refused_count: Set(0),
        report: Set(json(&Kept { report, key, dates })),
    };
    let txn = cx.db.begin_write().await?;
    import_run::Entity::insert(row).exec_without_returning(&txn).await?;
    txn.commit().await?;
    Ok(ImportId(id))
}

/// The report of one's own run.
pub async fn show(cx: &Context, id: ImportId) -> Result<ImportView, Error> {
    let kept = read(cx, id).await?;
    Ok(ImportView { waits: kept.key.is_some(), report: kept.report })
}

/// Imports what was previewed. A second press finds nothing to confirm, unless the first one did not come to the end.
pub async fn confirm(
    cx: &Context,
    folder: &Folder,
    id: ImportId,
    all_or_nothing: bool,
) -> Result<(), Error> {
    let kept = read(cx, id).await?;
    let key = kept.key.ok_or(Error::Stale)?;
    // It waited for too long, or is not part of a backup that was put back.
    let bytes = folder.find(&key).await?.ok_or(Error::Stale)?;
    let options = Options { write: true, all_or_nothing, dates: kept.dates };
    let (cx, folder) = (cx.clone(), folder.clone());
    // On its own: whoever closes the page while it runs must not leave it half done.
    let work = tokio::spawn(async move {
        let mut report = execute(&cx, &kept.report.file_name, &bytes, options).await?;
        report.goes_on_after(&kept.report);
        finish(&cx, &folder, id, Kept { report, key: Some(key), dates: kept.dates }).await
    });
    work.await.map_err(|error| Error::Io { what: "import", source: io::Error::other(error) })?
}

/// Keeps what became of it; the file, too, while there is something to go on with.
async fn finish(
    cx: &Context,
    folder: &Folder,
    id: ImportId,
    Kept { report, key, dates }: Kept,
) -> Result<(), Error> {
    let has_ended = report.stopped.is_none();
    let key_after = key.clone().filter(|_| !has_ended);
    let count = |number: u64| i32::try_from(number).unwrap_or(i32::MAX);
    let txn = cx.db.begin_write().await?;
    let written = import_run::Entity::update_many()
        .col_expr(import_run::Column::FinishedAt, Expr::value(has_ended.then_some(cx.now)))
        .col_expr(import_run::Column::CreatedCount, Expr::value(count(report.created)))
        .col_expr(import_run::Column::UpdatedCount, Expr::value(count(report.updated)))
        .col_expr(import_run::Column::UnchangedCount, Expr::value(count(report.unchanged)))
        .col_expr(import_run::Column::RefusedCount, Expr::value(count(report.failed)))
        .col_expr(
            import_run::Column::Report,
            Expr::value(json(&Kept { report, key: key_after, dates })),
        )
        .filter(import_run::Column::Id.eq(id.0))
        // Of two presses at once the first to end tells what was done; the other one found it done.
        .filter(import_run::Column::FinishedAt.is_null())
        .exec(&txn)
        .await?;
    txn.commit().await?;
    match key.filter(|_| has_ended && written.rows_affected == 1) {
        Some(key) => folder.remove(&key).await,
        None => Ok(()),
    }
}

async fn read(cx: &Context, id: ImportId) -> Result<Kept, Error> {
    super::admit(cx)?;
    let row = import_run::Entity::visible_to(&cx.actor)
        .filter(import_run::Column::Id.eq(id.0))
        .filter(import_run::Column::StartedBy.eq(cx.user_id()))
        .one(cx.db.read())
        .await?
        .ok_or(Denied::Hidden)?;
    serde_json::from_str(&row.report).map_err(|error| Error::Inconsistent {
        table: "import_run",
        id: id.0,
        what: error.to_string(),
    })
}

fn json(kept: &Kept) -> String {
    serde_json::to_string(kept).unwrap_or_default()
}
