//! Server functions of the queue of registrations.
#![expect(missing_docs, reason = "the macro makes a struct of each argument list")]

use domain::registration::{QueueRow, QueueView};
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::request::{Answer, context};

/// The registrations of one kind.
#[server(endpoint = "registration/list")]
pub async fn list_registrations(view: QueueView) -> Result<Vec<QueueRow>, AppError> {
    let cx = context().await?;
    backend::registration::queue(&cx, view).await.answer()
}
