//! Begins a session.

use domain::ids::UserId;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{ClientInfo, SignedIn, token};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::{session, user_account},
};

/// Longest name of a device that is kept.
const USER_AGENT_MAX: usize = 200;

/// Opens a session with a fresh token and ends the one that the device had before.
pub(super) async fn open(
    txn: &WriteTxn,
    cx: &Context,
    user: UserId,
    client: &ClientInfo,
) -> Result<SignedIn, Error> {
    if let Some(previous) = &client.previous {
        session::Entity::delete_many()
            .filter(session::Column::TokenHash.eq(token::hash(previous)))
            .exec(txn)
            .await?;
    }
    let secret = cx.new_token();
    let expires_at = cx.now + cx.settings.session_longest;
    let row = session::ActiveModel {
        token_hash: Set(token::hash(&secret)),
        id: Set(cx.new_id()),
        user_id: Set(user.0),
        created_at: Set(cx.now),
        last_seen_at: Set(cx.now),
        idle_expires_at: Set(expires_at.min(cx.now + cx.settings.session_idle)),
        expires_at: Set(expires_at),
        user_agent: Set(client.user_agent.as_deref().map(shortened)),
        remote_address: Set(client.address.map(|address| address.to_string())),
    };
    session::Entity::insert(row).exec_without_returning(txn).await?;
    user_account::Entity::update_many()
        .col_expr(user_account::Column::LastSignInAt, Expr::value(cx.now))
        .filter(user_account::Column::Id.eq(user.0))
        .exec(txn)
        .await?;
    Ok(SignedIn { token: secret, expires_at })
}

fn shortened(user_agent: &str) -> String {
    user_agent.chars().filter(|c| !c.is_control()).take(USER_AGENT_MAX).collect()
}
