//! A new password by somebody who knows the old one.

use domain::{invalid::Problem, policy::Denied};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use super::throttle;
use crate::{
    Context, Error,
    changes::Change,
    entity::{session, user_account},
    password,
};

/// What is typed to change a password.
#[derive(Clone)]
pub struct PasswordChange {
    /// The present one; field `old_password`.
    pub old: String,
    /// The new one; field `password`.
    pub new: String,
    /// The new one once more; field `password_again`.
    pub again: String,
}

/// Changes the password of the person who asks and ends all their sessions but `keep`, the one in
/// which they ask.
pub async fn change_password(
    cx: &Context,
    keep: Uuid,
    change: &PasswordChange,
) -> Result<(), Error> {
    let user = cx.actor.user().ok_or(Denied::SignedOut)?;
    let row = user_account::Entity::visible_to(&cx.actor)
        .filter(user_account::Column::Id.eq(user.0))
        .one(cx.db.read())
        .await?
        .ok_or(Denied::SignedOut)?;
    password::check_new(&change.new, &change.again, &[&row.email, &row.name])?;

    // An unattended screen must not become a place to guess at.
    let account_key = throttle::account_key(&row.email_folded);
    throttle::admit(cx, &account_key, None)
        .await?
        .map_err(|problem| Error::field("old_password", problem))?;
    if !password::verify(&change.old, row.password_hash.clone()).await? {
        return Err(Error::field("old_password", Problem::Credentials));
    }
    let hash = password::hash(&change.new).await?;

    let txn = cx.db.begin_write().await?;
    let written = user_account::Entity::update_many()
        .col_expr(user_account::Column::PasswordHash, Expr::value(hash))
        .col_expr(user_account::Column::Version, Expr::col(user_account::Column::Version).add(1))
        .col_expr(user_account::Column::UpdatedAt, Expr::value(cx.now))
        .col_expr(user_account::Column::UpdatedBy, Expr::value(user.0))
        .filter(user_account::Column::Id.eq(user.0))
        .filter(user_account::Column::Version.eq(row.version))
        .exec(&txn)
        .await?;
    if written.rows_affected != 1 {
        return Err(Error::Stale);
    }
    session::Entity::delete_many()
        .filter(session::Column::UserId.eq(user.0))
        .filter(session::Column::Id.ne(keep))
        .exec(&txn)
        .await?;
    txn.tell(Change::Sessions { user });
    throttle::forgive(&txn, &account_key, None).await?;
    txn.commit().await
}
