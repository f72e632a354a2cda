//! Throws away what is over: sessions, attempts to sign in, typed text that was kept for an error page.

use chrono::TimeDelta;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    Context, Error,
    entity::{answer_link, form_echo, session, sign_in_throttle},
};

/// Longer than any window of the throttle and than anybody looks at an error page.
const KEPT: TimeDelta = TimeDelta::hours(1);

/// Whoever opens a link of long ago is still told what became of the offer.
const LINKS_KEPT: TimeDelta = TimeDelta::days(90);

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
    let links = answer_link::Entity::delete_many()
        .filter(answer_link::Column::ExpiresAt.lt(cx.now - LINKS_KEPT))
        .exec(&txn)
        .await?;
    txn.commit().await?;
    let gone = [sessions, attempts, echoes, links];
    Ok(gone.iter().map(|deleted| deleted.rows_affected).sum())
}
