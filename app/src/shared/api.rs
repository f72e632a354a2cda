//! Server functions behind pickers: what is found while somebody types a name.

use domain::{ids::AccountId, lookup::Choice};
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::request::{Answer, context};

/// Accounts whose name or number begins like `q`.
#[server(endpoint = "account/lookup")]
pub async fn lookup_accounts(#[server(default)] q: String) -> Result<Vec<Choice>, AppError> {
    let cx = context().await?;
    backend::account::lookup(&cx, &q).await.answer()
}

/// Contacts whose name begins like `q`, of one account when it is given.
#[server(endpoint = "contact/lookup")]
pub async fn lookup_contacts(
    #[server(default)] q: String,
    #[server(default)] account: Option<AccountId>,
) -> Result<Vec<Choice>, AppError> {
    let cx = context().await?;
    backend::contact::lookup(&cx, &q, account).await.answer()
}

/// Active partners whose name begins like `q`.
#[server(endpoint = "partner/lookup")]
pub async fn lookup_partners(#[server(default)] q: String) -> Result<Vec<Choice>, AppError> {
    let cx = context().await?;
    backend::partner::lookup(&cx, &q).await.answer()
}
