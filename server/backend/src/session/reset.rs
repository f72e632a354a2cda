//! A forgotten password: a link by mail, which works once and within an hour.

use chrono::TimeDelta;
use domain::{ids::UserId, invalid::Problem, text};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{ClientInfo, has_departed, throttle, token};
use crate::{
    Context, Error,
    entity::{invitation, user_account},
    mail::{self, Notice, To},
    picked,
};

/// How long the link is good for.
const VALID: TimeDelta = TimeDelta::hours(1);
/// What an invitation is called that only changes a password.
pub(super) const RESET: &str = "reset";

/// Mails a link to whoever has this address. The answer is the same and takes the same time whether anybody has it: the mail
/// is written afterwards.
pub async fn request_reset(cx: &Context, email: &str, client: &ClientInfo) -> Result<(), Error> {
    text::email(email)
        .and_then(|email| email.ok_or(Problem::Required))
        .map_err(|problem| Error::field("email", problem))?;
    let folded = picked::key(email);
    throttle::admit(cx, &throttle::reset_key(&folded), client.address)
        .await?
        .map_err(|problem| Error::field("email", problem))?;
    let cx = cx.clone();
    tokio::spawn(async move {
        if let Err(error) = send(&cx, &folded).await {
            tracing::error!(%error, "could not write the link to a new password");
        }
    });
    Ok(())
}

async fn send(cx: &Context, folded: &str) -> Result<(), Error> {
    let txn = cx.db.begin_write().await?;
    let person = user_account::Entity::with_email(folded)
        .filter(user_account::Column::DeactivatedAt.is_null())
        // Who was invited and never came has an invitation.
        .filter(user_account::Column::PasswordHash.is_not_null())
        .one(&txn)
        .await?;
    let Some(person) = person else { return Ok(()) };
    if has_departed(&txn, person.partner_id).await? {
        return Ok(());
    }
    invitation::Entity::update_many()
        .col_expr(invitation::Column::RevokedAt, Expr::value(cx.now))
        .filter(invitation::Column::UserId.eq(person.id))
        .filter(invitation::Column::UsedAt.is_null())
        .filter(invitation::Column::RevokedAt.is_null())
        .exec(&txn)
        .await?;
    let secret = cx.new_token();
    let row = invitation::ActiveModel {
        id: Set(cx.new_id()),
        token_hash: Set(token::hash(&secret)),
        purpose: Set(RESET.to_owned()),
        user_id: Set(Some(person.id)),
        expires_at: Set(cx.now + VALID),
        created_at: Set(cx.now),
        ..invitation::ActiveModel::default()
    };
    invitation::Entity::insert(row).exec_without_returning(&txn).await?;
    let link = cx.settings.url(&format!("/reset/{secret}"));
    mail::notify(&txn, cx, To::User(UserId(person.id)), Notice::PasswordReset { link }).await?;
    txn.commit().await
}
