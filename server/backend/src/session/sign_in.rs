//! E-mail and password become a session.

use domain::{ids::UserId, invalid::Problem};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter};

use super::{ClientInfo, SignedIn, open, throttle};
use crate::{
    Context, Error,
    entity::{partner, user_account},
    password, picked,
};

/// Signs in. Unknown address, wrong password, deactivated person and departed partner get one answer
/// after the same work, so that nobody learns who has an account.
pub async fn sign_in(
    cx: &Context,
    email: &str,
    password: &str,
    client: &ClientInfo,
) -> Result<SignedIn, Error> {
    let folded = picked::key(email);
    let account_key = throttle::account_key(&folded);
    throttle::admit(cx, &account_key, client.address)
        .await?
        .map_err(|problem| Error::field("email", problem))?;

    let user = user_account::Entity::with_email(&folded).one(cx.db.read()).await?;
    let hash = user.as_ref().and_then(|user| user.password_hash.clone());
    let fits = password::verify(password, hash).await?;
    let wrong = || Error::field("email", Problem::Credentials);
    let user = user.filter(|_| fits).ok_or_else(wrong)?;

    let txn = cx.db.begin_write().await?;
    // Read again: the person may have been deactivated while the password was checked.
    let still = user_account::Entity::with_email(&folded)
        .filter(user_account::Column::DeactivatedAt.is_null())
        .filter(user_account::Column::PasswordHash.eq(user.password_hash))
        .one(&txn)
        .await?
        .ok_or_else(wrong)?;
    if has_departed(&txn, still.partner_id).await? {
        return Err(wrong());
    }
    throttle::forgive(&txn, &account_key, client.address).await?;
    let signed_in = open::open(&txn, cx, UserId(still.id), client).await?;
    txn.commit().await?;
    Ok(signed_in)
}

/// Whether the partner's programme is over: then its people are outside.
pub(crate) async fn has_departed(
    db: &impl sea_orm::ConnectionTrait,
    partner: Option<uuid::Uuid>,
) -> Result<bool, Error> {
    let Some(partner) = partner else { return Ok(false) };
    let ended = partner::Entity::visible_to(&domain::policy::Actor::System)
        .filter(partner::Column::Id.eq(partner))
        .filter(partner::Column::Status.eq("ended"))
        .count(db)
        .await?;
    Ok(ended > 0)
}
