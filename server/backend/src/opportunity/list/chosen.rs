//! Whom the filters of the list mean: the record that was chosen, else all that are called as somebody typed; of nobody
//! there are none.

use domain::{
    ids::{AccountId, PartnerId},
    opportunity::ListQuery,
};

use crate::{Context, Error, account, partner};

/// The partners.
pub(super) async fn partners(
    cx: &Context,
    query: &ListQuery,
) -> Result<Option<Vec<PartnerId>>, Error> {
    let (id, name) = (query.partner.parse::<PartnerId>().ok(), query.partner_name.trim());
    if name.is_empty() {
        return Ok(id.map(|id| vec![id]));
    }
    let called = partner::namesakes(cx.db.read(), cx, name).await?;
    Ok(Some(meant(id, called)))
}

/// The accounts.
pub(super) async fn accounts(
    cx: &Context,
    query: &ListQuery,
) -> Result<Option<Vec<AccountId>>, Error> {
    let (id, name) = (query.account.parse::<AccountId>().ok(), query.account_name.trim());
    if name.is_empty() {
        return Ok(id.map(|id| vec![id]));
    }
    let called = account::namesakes(cx.db.read(), cx, name).await?;
    Ok(Some(meant(id, called.into_iter().map(|one| one.id).collect())))
}

/// The chosen one, unless its name was typed over after it was chosen.
fn meant<T: PartialEq>(chosen: Option<T>, called: Vec<T>) -> Vec<T> {
    match chosen.filter(|id| called.contains(id)) {
        Some(id) => vec![id],
        None => called,
    }
}
