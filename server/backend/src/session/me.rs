//! Who is signed in, and how they like to see the portal.

use domain::{
    ids::{PartnerId, UserId},
    lang::Lang,
    person::{Me, Theme},
    policy::{Actor, Denied},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};

use crate::{
    Context, Error,
    entity::{account, partner, session, user_account},
    person,
};

/// The person who asks, for the frame around every page.
pub async fn me(cx: &Context) -> Result<Me, Error> {
    let user = cx.actor.user().ok_or(Denied::SignedOut)?;
    let row = user_account::Entity::visible_to(&cx.actor)
        .filter(user_account::Column::Id.eq(user.0))
        .one(cx.db.read())
        .await?
        .ok_or(Denied::SignedOut)?;
    let session_count = session::Entity::visible_to(&cx.actor)
        .filter(session::Column::UserId.eq(user.0))
        .filter(session::Column::IdleExpiresAt.gt(cx.now))
        .count(cx.db.read())
        .await?;
    Ok(Me {
        id: UserId(row.id),
        role: person::row::role(&row)?,
        partner: match row.partner_id {
            Some(id) => Some((PartnerId(id), partner_name(cx, id).await?)),
            None => None,
        },
        language: row.language.as_deref().and_then(|code| code.parse().ok()),
        theme: row.theme.as_deref().and_then(|word| word.parse().ok()).unwrap_or_default(),
        session_count,
        name: row.name,
        email: row.email,
    })
}

/// What a partner is called: the name of its account.
pub(super) async fn partner_name(cx: &Context, partner: uuid::Uuid) -> Result<String, Error> {
    let name = partner::Entity::visible_to(&Actor::System)
        .find_also_related(account::Entity)
        .filter(partner::Column::Id.eq(partner))
        .one(cx.db.read())
        .await?
        .and_then(|(_, account)| account)
        .map(|account| account.name);
    Ok(name.unwrap_or_default())
}

/// Stores language and colours of the person who asks. `None` leaves the language to the device.
pub async fn set_preferences(cx: &Context, lang: Option<Lang>, theme: Theme) -> Result<(), Error> {
    let user = cx.actor.user().ok_or(Denied::SignedOut)?;
    let txn = cx.db.begin_write().await?;
    // No version here: the last click wins, and a form about the person must not go stale by it.
    user_account::Entity::update_many()
        .col_expr(user_account::Column::Language, Expr::value(lang.map(|lang| lang.to_string())))
        .col_expr(user_account::Column::Theme, Expr::value(theme.to_string()))
        .filter(user_account::Column::Id.eq(user.0))
        .exec(&txn)
        .await?;
    txn.commit().await
}
