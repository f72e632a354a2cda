//! Server functions of accounts. Forms are plain: each answers with the page to go to.

use domain::{
    account::{AccountDetail, AccountForm, AccountRow, Listing, ListingQuery},
    ids::AccountId,
};
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::request::{Answer, context};

/// A page of the list.
#[server(endpoint = "account/list")]
pub async fn list_accounts(query: ListingQuery) -> Result<Listing<AccountRow>, AppError> {
    let cx = context().await?;
    backend::account::list(&cx, &query).await.answer()
}

/// One account.
#[server(endpoint = "account/show")]
pub async fn show_account(id: AccountId) -> Result<AccountDetail, AppError> {
    let cx = context().await?;
    backend::account::show(&cx, id).await.answer()
}

/// Creates one.
#[server(endpoint = "account/create")]
pub async fn create_account(form: AccountForm) -> Result<(), AppError> {
    let cx = context().await?;
    let id = backend::account::create(&cx, &form).await.answer()?;
    leptos_axum::redirect(&format!("/staff/accounts/{id}?done=saved"));
    Ok(())
}

/// Changes one.
#[server(endpoint = "account/save")]
pub async fn save_account(id: AccountId, version: i32, form: AccountForm) -> Result<(), AppError> {
    let cx = context().await?;
    backend::account::save(&cx, id, version, &form).await.answer()?;
    leptos_axum::redirect(&format!("/staff/accounts/{id}?done=saved"));
    Ok(())
}
