//! What stands behind an invitation or set-up link.

use domain::{person::LinkView, policy::Actor, refusal::Refusal};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};

use super::{me::partner_name, reset::RESET, token};
use crate::{
    Context, Error,
    entity::{invitation, user_account},
};

/// Shows whom the link is for. Used, expired and replaced links are refused alike.
pub async fn link(cx: &Context, secret: &str) -> Result<LinkView, Error> {
    let invitation = open_invitation(cx.db.read(), cx, secret).await?;
    let Some(user) = invitation.user_id else {
        return Ok(LinkView {
            email: String::new(),
            name: String::new(),
            partner: None,
            first_admin: true,
            new_password: false,
        });
    };
    let person = invited(cx.db.read(), user).await?;
    Ok(LinkView {
        email: person.email,
        name: person.name,
        partner: match person.partner_id {
            Some(partner) => Some(partner_name(cx, partner).await?),
            None => None,
        },
        first_admin: false,
        new_password: invitation.purpose == RESET,
    })
}

/// The invitation of a token that can still be used.
pub(super) async fn open_invitation(
    db: &impl ConnectionTrait,
    cx: &Context,
    secret: &str,
) -> Result<invitation::Model, Error> {
    Ok(invitation::Entity::with_token(&token::hash(secret))
        .filter(invitation::Column::UsedAt.is_null())
        .filter(invitation::Column::RevokedAt.is_null())
        .filter(invitation::Column::ExpiresAt.gt(cx.now))
        .one(db)
        .await?
        .ok_or(Refusal::LinkSpent)?)
}

/// The person whom an invitation is for, while they may come.
pub(super) async fn invited(
    db: &impl ConnectionTrait,
    user: uuid::Uuid,
) -> Result<user_account::Model, Error> {
    Ok(user_account::Entity::visible_to(&Actor::System)
        .filter(user_account::Column::Id.eq(user))
        .filter(user_account::Column::DeactivatedAt.is_null())
        .one(db)
        .await?
        .ok_or(Refusal::LinkSpent)?)
}
