//! Server functions of the own company. Forms are plain: each answers with the page to go to.

use domain::{ids::UserId, partner::CompanyForm, person::InviteForm};
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::request::{Answer, context};

/// Changes what the company says of itself.
#[server(endpoint = "company/save")]
pub async fn save_company(
    version: i32,
    #[server(default)] form: CompanyForm,
) -> Result<(), AppError> {
    let cx = context().await?;
    backend::company::save(&cx, version, &form).await.answer()?;
    leptos_axum::redirect("/company?done=saved");
    Ok(())
}

/// Invites a colleague.
#[server(endpoint = "company/invite")]
pub async fn invite_colleague(#[server(default)] form: InviteForm) -> Result<(), AppError> {
    let cx = context().await?;
    backend::company::invite(&cx, &form).await.answer()?;
    leptos_axum::redirect("/company?done=invited");
    Ok(())
}

/// Lets a colleague in or out.
#[server(endpoint = "company/set_active")]
pub async fn set_colleague_active(user: UserId, active: bool) -> Result<(), AppError> {
    let cx = context().await?;
    backend::company::set_active(&cx, user, active).await.answer()?;
    leptos_axum::redirect("/company?done=changed");
    Ok(())
}

/// Gives a colleague another role.
#[server(endpoint = "company/set_role")]
pub async fn set_colleague_role(
    user: UserId,
    #[server(default)] role: String,
) -> Result<(), AppError> {
    let cx = context().await?;
    backend::company::set_role(&cx, user, &role).await.answer()?;
    leptos_axum::redirect("/company?done=changed");
    Ok(())
}
