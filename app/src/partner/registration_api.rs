//! Server functions of a partner's registrations: plain forms, after which the server sends the next page.
//!
//! A request itself is sent to `/registrations/submit`, because it carries files.

use domain::{ids::RegistrationId, registration::ExtendForm};
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::{
    partner::registration::{check_path, done_path},
    request::{Answer, context},
};

/// Takes a request back.
#[server(endpoint = "registration/withdraw")]
pub async fn withdraw_registration(id: RegistrationId) -> Result<(), AppError> {
    let cx = context().await?;
    let reference = backend::registration::withdraw(&cx, id).await.answer()?;
    leptos_axum::redirect(&done_path(&reference));
    Ok(())
}

/// Appeals against a rejection.
#[server(endpoint = "registration/appeal")]
pub async fn appeal_registration(
    id: RegistrationId,
    #[server(default)] appeal: String,
) -> Result<(), AppError> {
    let cx = context().await?;
    let reference = backend::registration::appeal(&cx, id, &appeal).await.answer()?;
    leptos_axum::redirect(&done_path(&reference));
    Ok(())
}

/// Extends a protection.
#[server(endpoint = "registration/extend")]
pub async fn extend_registration(
    id: RegistrationId,
    #[server(default)] form: ExtendForm,
) -> Result<(), AppError> {
    let cx = context().await?;
    let reference = backend::registration::extend(&cx, id, form).await.answer()?;
    leptos_axum::redirect(&done_path(&reference));
    Ok(())
}

/// Answers what the vendor asks.
#[server(endpoint = "registration/answer")]
pub async fn answer_registration(
    id: RegistrationId,
    #[server(default)] answer: String,
) -> Result<(), AppError> {
    let cx = context().await?;
    let reference = backend::registration::answer(&cx, id, &answer).await.answer()?;
    leptos_axum::redirect(&done_path(&reference));
    Ok(())
}

/// Asks whether a customer is free.
#[server(endpoint = "registration/check")]
pub async fn check_conflict(#[server(default)] query: String) -> Result<(), AppError> {
    let cx = context().await?;
    let id = backend::registration::check(&cx, &query).await.answer()?;
    leptos_axum::redirect(&check_path(&id.to_string()));
    Ok(())
}
