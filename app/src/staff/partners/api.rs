//! Server functions of partners and their people. Forms are plain: each answers with the page to go to.

use domain::{
    account::{Listing, ListingQuery},
    ids::{PartnerId, UserId},
    partner::{PartnerDetail, PartnerForm, PartnerRow},
    person::InviteForm,
    registration::ChecksPage,
};
use leptos::prelude::*;
use uuid::Uuid;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::{
    request::{Answer, context},
    session::local_path,
};

/// A page of the list.
#[server(endpoint = "partner/list")]
pub async fn list_partners(query: ListingQuery) -> Result<Listing<PartnerRow>, AppError> {
    let cx = context().await?;
    backend::partner::list(&cx, &query).await.answer()
}

/// One partner.
#[server(endpoint = "partner/show")]
pub async fn show_partner(id: PartnerId) -> Result<PartnerDetail, AppError> {
    let cx = context().await?;
    backend::partner::show(&cx, id).await.answer()
}

/// What it asked of the conflict check: the latest, or what was asked before the one that is named.
#[server(endpoint = "partner/checks")]
pub async fn partner_checks(
    id: PartnerId,
    #[server(default)] before: Option<Uuid>,
) -> Result<ChecksPage, AppError> {
    let cx = context().await?;
    backend::registration::checks_of(&cx, id, before).await.answer()
}

/// Creates one.
#[server(endpoint = "partner/create")]
pub async fn create_partner(form: PartnerForm) -> Result<(), AppError> {
    let cx = context().await?;
    let id = backend::partner::create(&cx, &form).await.answer()?;
    leptos_axum::redirect(&format!("/staff/partners/{id}?done=saved"));
    Ok(())
}

/// Changes one.
#[server(endpoint = "partner/save")]
pub async fn save_partner(id: PartnerId, version: i32, form: PartnerForm) -> Result<(), AppError> {
    let cx = context().await?;
    backend::partner::save(&cx, id, version, &form).await.answer()?;
    leptos_axum::redirect(&format!("/staff/partners/{id}?done=saved"));
    Ok(())
}

/// Invites one of its people.
#[server(endpoint = "partner/invite")]
pub async fn invite_partner_person(id: PartnerId, form: InviteForm) -> Result<(), AppError> {
    let cx = context().await?;
    backend::partner::invite(&cx, id, &form).await.answer()?;
    leptos_axum::redirect(&format!("/staff/partners/{id}?done=invited"));
    Ok(())
}

/// Gives one of its people another role.
#[server(endpoint = "partner/set_role")]
pub async fn set_partner_person_role(
    user: UserId,
    #[server(default)] role: String,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    let cx = context().await?;
    backend::partner::set_role(&cx, user, &role).await.answer()?;
    leptos_axum::redirect(local_path(&back));
    Ok(())
}

/// Lets one of its people in or out.
#[server(endpoint = "partner/set_active")]
pub async fn set_partner_person_active(
    user: UserId,
    active: bool,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    let cx = context().await?;
    backend::partner::set_active(&cx, user, active).await.answer()?;
    leptos_axum::redirect(local_path(&back));
    Ok(())
}
