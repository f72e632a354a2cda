//! Server functions of the settings. Forms are plain: each answers with the page to go to.

use domain::{
    ids::UserId,
    mail::OutgoingMail as Message,
    overview::Overview,
    person::{InviteForm, PersonRow},
};
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::request::{Answer, context};

/// How much is in each part of the settings.
#[server(endpoint = "settings/overview")]
pub async fn settings_overview() -> Result<Overview, AppError> {
    let cx = context().await?;
    backend::overview::overview(&cx).await.answer()
}

/// The vendor's people.
#[server(endpoint = "person/list")]
pub async fn list_people() -> Result<Vec<PersonRow>, AppError> {
    let cx = context().await?;
    backend::person::list(&cx).await.answer()
}

/// Invites one of them.
#[server(endpoint = "person/invite")]
pub async fn invite_person(form: InviteForm) -> Result<(), AppError> {
    let cx = context().await?;
    backend::person::invite(&cx, &form).await.answer()?;
    leptos_axum::redirect("/staff/settings?done=invited");
    Ok(())
}

/// Lets one of them in or out.
#[server(endpoint = "person/set_active")]
pub async fn set_person_active(user: UserId, active: bool) -> Result<(), AppError> {
    let cx = context().await?;
    backend::person::set_active(&cx, user, active).await.answer()?;
    leptos_axum::redirect("/staff/settings?done=changed");
    Ok(())
}

/// Gives one of them another role.
#[server(endpoint = "person/set_role")]
pub async fn set_person_role(
    user: UserId,
    #[server(default)] role: String,
) -> Result<(), AppError> {
    let cx = context().await?;
    backend::person::set_role(&cx, user, &role).await.answer()?;
    leptos_axum::redirect("/staff/settings?done=changed");
    Ok(())
}

/// Messages that left or wait.
#[server(endpoint = "mail/outgoing")]
pub async fn list_outgoing_mail() -> Result<Vec<Message>, AppError> {
    let cx = context().await?;
    backend::mail::outgoing(&cx).await.answer()
}
