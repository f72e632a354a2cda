//! Server functions of the import; the file itself comes by `POST /import`.

use domain::{ids::ImportId, import::ImportView};
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::request::{Answer, context, fail};

/// The report of one run.
#[server(endpoint = "import/show")]
pub async fn show_import(run: ImportId) -> Result<ImportView, AppError> {
    let cx = context().await?;
    backend::import::show(&cx, run).await.answer()
}

/// Imports what was previewed.
#[server(endpoint = "import/confirm")]
pub async fn confirm_import(
    run: ImportId,
    #[server(default)] all_or_nothing: String,
) -> Result<(), AppError> {
    let cx = context().await?;
    let folder = use_context::<backend::file::Folder>().ok_or_else(|| fail(AppError::Internal))?;
    backend::import::confirm(&cx, &folder, run, all_or_nothing == "on").await.answer()?;
    leptos_axum::redirect(&format!("/staff/import?run={run}"));
    Ok(())
}
