//! Server functions of the queue of registrations.
#![expect(missing_docs, reason = "the macro makes a struct of each argument list")]

use domain::{
    account::{Listing, ListingQuery},
    registration::{QueueRow, QueueView},
};
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::request::{Answer, context};

/// A page of the registrations of one kind.
#[server(endpoint = "registration/list")]
pub async fn list_registrations(
    view: QueueView,
    #[server(default)] query: ListingQuery,
) -> Result<Listing<QueueRow>, AppError> {
    let cx = context().await?;
    backend::registration::queue(&cx, view, &query).await.answer()
}
