//! A new account.

use domain::{
    account::AccountForm,
    ids::AccountId,
    policy::{Action, Relation, authorize},
};

use super::{row, similar};
use crate::{Context, Error};

/// Stores a new account, unless others look the same and nobody said that they are not.
pub async fn create(cx: &Context, form: &AccountForm) -> Result<AccountId, Error> {
    authorize(&cx.actor, Action::WriteCustomers, Relation::Own)?;
    let input = form.check()?;
    let txn = cx.db.begin_write().await?;
    if form.not_duplicate != "on" {
        let similar = similar::of(&txn, cx, &input, None).await?;
        if !similar.is_empty() {
            return Err(Error::Similar(similar));
        }
    }
    let id = row::insert(&txn, cx, input).await?;
    txn.commit().await?;
    Ok(id)
}
