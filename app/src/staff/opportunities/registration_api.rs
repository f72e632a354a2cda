//! Server functions of the deal registration on the page of its opportunity.
#![expect(missing_docs, reason = "the macro makes a struct of each argument list")]

use domain::{
    ids::{OpportunityId, RegistrationId},
    opportunity::ReasonForm,
    registration::StaffRegistration,
};
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::request::{Answer, context};

/// The newest request for an opportunity, with everything that may be the same customer.
#[server(endpoint = "registration/show")]
pub async fn show_registration(id: OpportunityId) -> Result<Option<StaffRegistration>, AppError> {
    let cx = context().await?;
    backend::registration::show(&cx, id).await.answer()
}

/// Somebody begins to look at it.
#[server(endpoint = "registration/review")]
pub async fn review_registration(id: RegistrationId) -> Result<(), AppError> {
    let cx = context().await?;
    backend::registration::review(&cx, id).await.answer()
}

/// Asks the partner.
#[server(endpoint = "registration/ask")]
pub async fn ask_registration(
    id: RegistrationId,
    #[server(default)] question: String,
) -> Result<(), AppError> {
    let cx = context().await?;
    backend::registration::ask(&cx, id, &question).await.answer()
}

/// Gives the right for so many days.
#[server(endpoint = "registration/approve")]
pub async fn approve_registration(
    id: RegistrationId,
    #[server(default)] days: String,
) -> Result<(), AppError> {
    let cx = context().await?;
    backend::registration::approve(&cx, id, &days).await.answer()
}

/// Refuses it.
#[server(endpoint = "registration/reject")]
pub async fn reject_registration(
    id: RegistrationId,
    #[server(default)] form: ReasonForm,
) -> Result<(), AppError> {
    let cx = context().await?;
    backend::registration::reject(&cx, id, form).await.answer()
}

/// Ends the right before its time.
#[server(endpoint = "registration/revoke")]
pub async fn revoke_registration(
    id: RegistrationId,
    #[server(default)] form: ReasonForm,
) -> Result<(), AppError> {
    let cx = context().await?;
    backend::registration::revoke(&cx, id, form).await.answer()
}
