//! From the token in the cookie back to the person, on every request.

use chrono::TimeDelta;
use domain::{lang::Lang, person::Theme, policy::Actor};
use jiff::tz::TimeZone;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use super::token;
use crate::{
    Backend, Context, Error,
    entity::{partner, session, user_account},
    person, zone,
};

/// `last_seen_at` is written at most so often: a page makes many requests, and each write is a commit.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(1);

/// Who holds a valid token.
#[derive(Debug, Clone)]
pub struct Who {
    /// The person as the policy sees them, with their role of this very moment.
    pub actor: Actor,
    /// Names the session; not secret.
    pub session: Uuid,
    /// Chosen language, if any.
    pub lang: Option<Lang>,
    /// Chosen colours.
    pub theme: Theme,
    /// Their time zone: their own, else their company's, else ours.
    pub zone: TimeZone,
}

/// The person behind a token; `None` when the session is over or the person may not sign in any more.
pub async fn resolve(backend: &Backend, secret: &str) -> Result<Option<Who>, Error> {
    let cx = backend.system();
    let found = session::Entity::with_token(&token::hash(secret))
        .find_also_related(user_account::Entity)
        .one(cx.db.read())
        .await?;
    let Some((session, Some(user))) = found else { return Ok(None) };
    let over = session.expires_at <= cx.now
        || session.idle_expires_at <= cx.now
        || session.created_at < user.sessions_valid_from
        || user.deactivated_at.is_some();
    if over {
        return Ok(None);
    }
    let company = company(&cx, &user).await?;
    if company.as_ref().is_some_and(|company| company.status == "ended") {
        return Ok(None);
    }
    if cx.now - session.last_seen_at >= SEEN_EVERY {
        // A page that can be read should not fail because somebody else is writing.
        if let Err(error) = touch(&cx, &session).await {
            tracing::warn!(%error, "could not note when a session was last seen");
        }
    }
    let zone_name = user.time_zone.clone().or(company.map(|company| company.time_zone));
    Ok(Some(Who {
        actor: person::row::actor(&user)?,
        session: session.id,
        lang: user.language.as_deref().and_then(|code| code.parse().ok()),
        theme: user.theme.as_deref().and_then(|word| word.parse().ok()).unwrap_or_default(),
        zone: zone_name.and_then(|name| zone::named(&name)).unwrap_or_else(zone::home),
    }))
}

async fn company(
    cx: &Context,
    user: &user_account::Model,
) -> Result<Option<partner::Model>, Error> {
    let Some(id) = user.partner_id else { return Ok(None) };
    Ok(partner::Entity::visible_to(&cx.actor)
        .filter(partner::Column::Id.eq(id))
        .one(cx.db.read())
        .await?)
}

async fn touch(cx: &Context, session: &session::Model) -> Result<(), Error> {
    // Everybody's page does it once a minute, and nothing that is remembered changes with it.
    let txn = cx.db.begin_write().await?.uncounted();
    let idle = session.expires_at.min(cx.now + cx.settings.session_idle);
    session::Entity::update_many()
        .col_expr(session::Column::LastSeenAt, Expr::value(cx.now))
        .col_expr(session::Column::IdleExpiresAt, Expr::value(idle))
        .filter(session::Column::TokenHash.eq(&session.token_hash))
        .exec(&txn)
        .await?;
    txn.commit().await
}
