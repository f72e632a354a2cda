//! Server functions of what partners bring: plain forms, after which the server sends the next page.

use domain::{
    ids::OpportunityId,
    opportunity::{BringForm, CompleteForm},
};
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::request::{Answer, context};

/// Brings an opportunity of the company's own and goes on to its page.
#[server(endpoint = "portal/bring")]
pub async fn bring_opportunity(#[server(default)] form: BringForm) -> Result<(), AppError> {
    let cx = context().await?;
    let reference = backend::opportunity::bring(&cx, form).await.answer()?;
    leptos_axum::redirect(&super::told_path(&reference, super::BROUGHT));
    Ok(())
}

/// Answers what the vendor asks and goes back to the opportunity.
#[server(endpoint = "portal/complete")]
pub async fn complete_opportunity(
    id: OpportunityId,
    #[server(default)] form: CompleteForm,
) -> Result<(), AppError> {
    let cx = context().await?;
    let reference = backend::info::answer(&cx, id, form).await.answer()?;
    leptos_axum::redirect(&super::told_path(&reference, super::ANSWERED));
    Ok(())
}
