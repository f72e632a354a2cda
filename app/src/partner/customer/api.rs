//! Server functions of a partner's own customers: plain forms, after which the server sends the customer's page.

use domain::{
    ids::{AccountId, ContactId},
    opportunity::{CustomerForm, PersonForm, ReachForm},
};
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::{
    partner::CUSTOMERS,
    request::{Answer, context},
};

/// Changes where the customer is.
#[server(endpoint = "portal/save_customer")]
pub async fn save_customer(
    id: AccountId,
    version: i32,
    #[server(default)] form: CustomerForm,
) -> Result<(), AppError> {
    let cx = context().await?;
    backend::portal::save_customer(&cx, id, version, &form).await.answer()?;
    leptos_axum::redirect(&saved_path(id));
    Ok(())
}

/// Changes how one of its people is reached.
#[server(endpoint = "portal/save_customer_person")]
pub async fn save_customer_person(
    id: AccountId,
    person: ContactId,
    version: i32,
    #[server(default)] form: ReachForm,
) -> Result<(), AppError> {
    let cx = context().await?;
    backend::portal::save_person(&cx, id, person, version, &form).await.answer()?;
    leptos_axum::redirect(&saved_path(id));
    Ok(())
}

/// Adds one of its people.
#[server(endpoint = "portal/add_customer_person")]
pub async fn add_customer_person(
    id: AccountId,
    #[server(default)] form: PersonForm,
) -> Result<(), AppError> {
    let cx = context().await?;
    backend::portal::add_person(&cx, id, &form).await.answer()?;
    leptos_axum::redirect(&saved_path(id));
    Ok(())
}

/// The customer's page, which says that it is done.
#[cfg(feature = "ssr")]
fn saved_path(id: AccountId) -> String {
    [CUSTOMERS, "/", &id.to_string(), "?done=saved"].concat()
}
