//! Ends sessions.

use domain::{ids::UserId, policy::Denied};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::token;
use crate::{
    Context, Error,
    changes::Change,
    db::WriteTxn,
    entity::{session, user_account},
};

/// Ends the session of this token. One that is over already is no error.
pub async fn sign_out(cx: &Context, secret: &str) -> Result<(), Error> {
    let txn = cx.db.begin_write().await?;
    session::Entity::delete_many()
        .filter(session::Column::TokenHash.eq(token::hash(secret)))
        .exec(&txn)
        .await?;
    if let Some(user) = cx.actor.user() {
        txn.tell(Change::Sessions { user });
    }
    txn.commit().await
}

/// Ends all sessions of the person who asks, this one included.
pub async fn sign_out_everywhere(cx: &Context) -> Result<(), Error> {
    let user = cx.actor.user().ok_or(Denied::SignedOut)?;
    let txn = cx.db.begin_write().await?;
    end_all(&txn, cx, user).await?;
    txn.commit().await
}

/// Ends all sessions of somebody. A session that is just being opened elsewhere with the old password
/// is older than `sessions_valid_from` and ends too.
pub(crate) async fn end_all(txn: &WriteTxn, cx: &Context, user: UserId) -> Result<(), Error> {
    session::Entity::delete_many().filter(session::Column::UserId.eq(user.0)).exec(txn).await?;
    user_account::Entity::update_many()
        .col_expr(user_account::Column::SessionsValidFrom, Expr::value(cx.now))
        .filter(user_account::Column::Id.eq(user.0))
        .exec(txn)
        .await?;
    txn.tell(Change::Sessions { user });
    Ok(())
}
