//! Server functions of accounts. Forms are plain: each answers with the page to go to.

use domain::{
    account::{AccountDetail, AccountForm, AccountRow, Listing, ListingQuery},
    account_merge::{MergeForm, MergeView},
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

/// Two that may be one company, side by side.
#[server(endpoint = "account/compare")]
pub async fn compare_accounts(first: AccountId, second: AccountId) -> Result<MergeView, AppError> {
    let cx = context().await?;
    backend::account::compare(&cx, first, second).await.answer()
}

/// Makes one of two.
#[server(endpoint = "account/merge")]
pub async fn merge_accounts(
    first: AccountId,
    first_version: i32,
    second: AccountId,
    second_version: i32,
    #[server(default)] form: MergeForm,
) -> Result<(), AppError> {
    let cx = context().await?;
    let (first, second) = ((first, first_version), (second, second_version));
    let id = backend::account::merge(&cx, first, second, &form).await.answer()?;
    leptos_axum::redirect(&format!("/staff/accounts/{id}?done=changed"));
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
