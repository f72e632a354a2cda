//! The way in on the first start: a link for the first administrator.

use chrono::TimeDelta;
use domain::policy::{Actor, Denied};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    sea_query::Expr,
};

use super::token;
use crate::{
    Context, Error,
    entity::{invitation, user_account},
};

/// The link is printed by every start until it is used, so it need not live long.
const SETUP_LIVES: TimeDelta = TimeDelta::hours(24);

/// A new token for `/setup/{token}` while there is no staff user; `None` afterwards. It replaces the one
/// of the last start, which cannot be read back from its hash.
pub async fn setup_link(cx: &Context) -> Result<Option<String>, Error> {
    if cx.actor != Actor::System {
        return Err(Denied::Forbidden.into());
    }
    let txn = cx.db.begin_write().await?;
    if has_staff(&txn).await? {
        return Ok(None);
    }
    invitation::Entity::update_many()
        .col_expr(invitation::Column::RevokedAt, Expr::value(cx.now))
        .filter(invitation::Column::Purpose.eq("setup"))
        .filter(invitation::Column::UsedAt.is_null())
        .filter(invitation::Column::RevokedAt.is_null())
        .exec(&txn)
        .await?;
    let secret = cx.new_token();
    let row = invitation::ActiveModel {
        id: Set(cx.new_id()),
        token_hash: Set(token::hash(&secret)),
        purpose: Set("setup".to_owned()),
        expires_at: Set(cx.now + SETUP_LIVES),
        created_at: Set(cx.now),
        ..invitation::ActiveModel::default()
    };
    invitation::Entity::insert(row).exec_without_returning(&txn).await?;
    txn.commit().await?;
    Ok(Some(secret))
}

/// Whether any of the vendor's people exist, deactivated ones included.
pub(super) async fn has_staff(db: &impl ConnectionTrait) -> Result<bool, Error> {
    let count = user_account::Entity::visible_to(&Actor::System)
        .filter(user_account::Column::Kind.eq("staff"))
        .count(db)
        .await?;
    Ok(count > 0)
}
