//! Server functions of distributing a selection. Forms are plain: each answers with the page to go to.
#![expect(missing_docs, reason = "the macro makes a struct of each argument list")]

use domain::{
    ids::RoutingRunId,
    routing::{RunLine, RunPreview, RunView, Selection},
};
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::{
    request::{Answer, context},
    staff::places::DISTRIBUTIONS,
};

/// Who would get what. Writes nothing.
#[server(endpoint = "routing/preview")]
pub async fn preview_selection(
    #[server(default)] selection: Selection,
) -> Result<RunPreview, AppError> {
    let cx = context().await?;
    backend::routing::preview(&cx, &selection).await.answer()
}

/// Starts to distribute what was previewed.
#[server(endpoint = "routing/start")]
pub async fn start_run(
    #[server(default)] references: String,
    #[server(default)] seed: String,
) -> Result<(), AppError> {
    let cx = context().await?;
    let id = backend::routing::start(&cx, &references, &seed).await.answer()?;
    leptos_axum::redirect(&format!("{DISTRIBUTIONS}/{id}"));
    Ok(())
}

/// How far it is.
#[server(endpoint = "routing/run")]
pub async fn show_run(id: RoutingRunId) -> Result<RunView, AppError> {
    let cx = context().await?;
    backend::routing::run(&cx, id).await.answer()
}

/// The newest ones.
#[server(endpoint = "routing/runs")]
pub async fn list_runs() -> Result<Vec<RunLine>, AppError> {
    let cx = context().await?;
    backend::routing::runs(&cx).await.answer()
}

/// Stops it.
#[server(endpoint = "routing/cancel")]
pub async fn cancel_run(id: RoutingRunId) -> Result<(), AppError> {
    let cx = context().await?;
    backend::routing::cancel(&cx, id).await.answer()?;
    leptos_axum::redirect(&format!("{DISTRIBUTIONS}/{id}"));
    Ok(())
}
