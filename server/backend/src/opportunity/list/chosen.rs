//! Whom the filters of the list mean: the record that was chosen, or the one that is called as somebody typed.

use domain::{
    ids::{AccountId, PartnerId},
    opportunity::{ListQuery, Picked},
};
use uuid::Uuid;

use crate::{Context, Error, account, partner};

/// The partner. A name of nobody means nobody, whose opportunities are none.
pub(super) async fn partner(cx: &Context, query: &ListQuery) -> Result<Option<PartnerId>, Error> {
    let (id, name) = (query.partner.parse::<PartnerId>().ok(), query.partner_name.trim());
    let picked = match (id, name) {
        (id, "") => return Ok(id),
        (Some(id), name) => Picked::Id(id, name.to_owned()),
        (None, name) => Picked::Name(name.to_owned()),
    };
    let found = partner::resolve(cx.db.read(), cx, &picked).await?;
    Ok(Some(found.ok().flatten().unwrap_or(PartnerId(Uuid::nil()))))
}

/// The account that was chosen, else all that are called so; of nobody there are none.
pub(super) async fn accounts(
    cx: &Context,
    query: &ListQuery,
) -> Result<Option<Vec<AccountId>>, Error> {
    let (id, name) = (query.account.parse::<AccountId>().ok(), query.account_name.trim());
    if name.is_empty() {
        return Ok(id.map(|id| vec![id]));
    }
    let called = account::namesakes(cx.db.read(), cx, name).await?;
    let called: Vec<AccountId> = called.into_iter().map(|one| one.id).collect();
    let chosen = id.filter(|id| called.contains(id));
    Ok(Some(chosen.map_or(called, |id| vec![id])))
}
