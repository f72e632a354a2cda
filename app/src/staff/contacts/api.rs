//! Server functions of contacts. Forms are plain: each answers with the page to go to.

use domain::{
    account::{Listing, ListingQuery},
    contact::{ContactDetail, ContactForm, ContactRow},
    ids::ContactId,
};
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::request::{Answer, context};

/// A page of the list.
#[server(endpoint = "contact/list")]
pub async fn list_contacts(query: ListingQuery) -> Result<Listing<ContactRow>, AppError> {
    let cx = context().await?;
    backend::contact::list(&cx, &query).await.answer()
}

/// One contact.
#[server(endpoint = "contact/show")]
pub async fn show_contact(id: ContactId) -> Result<ContactDetail, AppError> {
    let cx = context().await?;
    backend::contact::show(&cx, id).await.answer()
}

/// Creates one.
#[server(endpoint = "contact/create")]
pub async fn create_contact(form: ContactForm) -> Result<(), AppError> {
    let cx = context().await?;
    let id = backend::contact::create(&cx, &form).await.answer()?;
    leptos_axum::redirect(&format!("/staff/contacts/{id}?done=saved"));
    Ok(())
}

/// Changes one.
#[server(endpoint = "contact/save")]
pub async fn save_contact(id: ContactId, version: i32, form: ContactForm) -> Result<(), AppError> {
    let cx = context().await?;
    backend::contact::save(&cx, id, version, &form).await.answer()?;
    leptos_axum::redirect(&format!("/staff/contacts/{id}?done=saved"));
    Ok(())
}
