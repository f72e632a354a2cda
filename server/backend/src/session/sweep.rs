//! Throws away what is over: sessions, attempts to sign in, typed text that was kept for an error page.

use chrono::TimeDelta;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    Context, Error,
    entity::{form_echo, session, sign_in_throttle},
};

/// Longer than any window of the throttle and than anybody looks at an error page.
const KEPT: TimeDelta = TimeDelta::hours(1);

/// For a timer, every few minutes. Answers how many rows went.
pub async fn sweep(cx: &Context) -> Result<u64, Error> {
    let txn = cx.db.begin_write().await?;
    let sessions = session::Entity::delete_many()
        .filter(session::Column::IdleExpiresAt.lte(cx.now))
        .exec(&txn)
        .await?;
    let attempts = sign_in_throttle::Entity::delete_many()
        .filter(sign_in_throttle::Column::WindowStartedAt.lt(cx.now - KEPT))
        .exec(&txn)
        .await?;
    let echoes = form_echo::Entity::delete_many()
        .filter(form_echo::Column::CreatedAt.lt(cx.now - KEPT))
        .exec(&txn)
        .await?;
    txn.commit().await?;
    Ok(sessions.rows_affected + attempts.rows_affected + echoes.rows_affected)
}
