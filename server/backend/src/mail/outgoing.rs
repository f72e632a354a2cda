//! Settings > Outgoing mail: what left, what waits, and links to pass on by hand.

use std::collections::HashSet;

use domain::{
    ids::MailId,
    mail::OutgoingMail,
    policy::{Action, Actor, Relation, StaffRole, authorize},
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use super::notice::{PARTNER_INVITATION, PASSWORD_RESET, STAFF_INVITATION};
use crate::{
    Context, Error,
    entity::{
        invitation,
        outbox::{Column, Entity, Model},
    },
    session::token,
};

/// How the path of such a link begins.
pub(crate) const ANSWER: &str = "/answer/";
/// How many digits the secret of a link has.
const SECRET: usize = 64;
/// Nobody reads further back.
const NEWEST: u64 = 200;

/// The newest messages first. A link is a sign-in: invitations of the vendor's people and new passwords are for
/// administrators only, and a link that has been used is not shown any more. With which link a partner answers is no business
/// of the vendor's.
pub async fn outgoing(cx: &Context) -> Result<Vec<OutgoingMail>, Error> {
    authorize(&cx.actor, Action::ReadOutgoingMail, Relation::Own)?;
    let mut select = Entity::visible_to(&cx.actor);
    if !sees_staff_links(&cx.actor) {
        select = select.filter(Column::Template.is_not_in([STAFF_INVITATION, PASSWORD_RESET]));
    }
    let rows = select
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .limit(NEWEST)
        .all(cx.db.read())
        .await?;
    let open = open_links(cx, &rows).await?;
    rows.into_iter().map(|row| told(cx, row, &open)).collect()
}

fn sees_staff_links(actor: &Actor) -> bool {
    match actor {
        Actor::System | Actor::Staff { role: StaffRole::Admin, .. } => true,
        Actor::Staff { role: StaffRole::Manager | StaffRole::Seller, .. }
        | Actor::Partner { .. }
        | Actor::Anonymous => false,
    }
}

/// The secrets of its links: whoever has one signs in, or answers an offer.
pub(super) fn secrets_of(message: &Model) -> Vec<String> {
    let sign_in = link_of(message).filter(|_| is_invitation(message));
    let sign_in = sign_in.and_then(|link| link.rsplit('/').next().map(str::to_owned));
    sign_in.into_iter().chain(answers_in(&message.text)).collect()
}

/// The secrets of the links in a text that answer an offer. What people typed may look like the beginning of one.
fn answers_in(text: &str) -> Vec<String> {
    let secret = |rest: &str| {
        let digits = rest.get(..SECRET)?;
        digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then(|| digits.to_owned())
    };
    text.split(ANSWER).skip(1).filter_map(secret).collect()
}

/// Whether the message holds a link that signs in.
fn is_invitation(message: &Model) -> bool {
    matches!(message.template.as_str(), STAFF_INVITATION | PARTNER_INVITATION | PASSWORD_RESET)
}

/// The link of a message.
fn link_of(message: &Model) -> Option<String> {
    let payload: serde_json::Value = serde_json::from_str(&message.payload).ok()?;
    Some(payload.get("link")?.as_str()?.to_owned())
}

fn token_hash(link: &str) -> String {
    token::hash(link.rsplit('/').next().unwrap_or_default())
}

/// Hashes of the links among the messages that can still be used.
async fn open_links(cx: &Context, rows: &[Model]) -> Result<HashSet<String>, Error> {
    let hashes: Vec<String> = rows
        .iter()
        .filter(|row| is_invitation(row))
        .filter_map(link_of)
        .map(|link| token_hash(&link))
        .collect();
    let open = invitation::Entity::visible_to(&cx.actor)
        .select_only()
        .column(invitation::Column::TokenHash)
        .filter(invitation::Column::TokenHash.is_in(hashes))
        .filter(invitation::Column::UsedAt.is_null())
        .filter(invitation::Column::RevokedAt.is_null())
        .filter(invitation::Column::ExpiresAt.gt(cx.now))
        .into_tuple()
        .all(cx.db.read())
        .await?;
    Ok(open.into_iter().collect())
}

/// The text without these secrets.
pub(super) fn without(text: &str, secrets: &[String]) -> String {
    secrets.iter().fold(text.to_owned(), |text, secret| text.replace(secret.as_str(), "…"))
}

/// The text without the secret of a link that answers an offer.
fn without_answer(text: &str) -> String {
    without(text, &answers_in(text))
}

fn told(cx: &Context, row: Model, open: &HashSet<String>) -> Result<OutgoingMail, Error> {
    let link = link_of(&row).filter(|link| is_invitation(&row) && open.contains(&token_hash(link)));
    let state = row.state.parse().map_err(|_| Error::Inconsistent {
        table: "outbox",
        id: row.id,
        what: format!("the state {}", row.state),
    })?;
    Ok(OutgoingMail {
        id: MailId(row.id),
        to: row.recipient_email,
        subject: row.subject,
        text: without_answer(&row.text),
        link,
        state,
        created_at: cx.local(row.created_at),
        sent_at: row.sent_at.map(|at| cx.local(at)),
        last_error: row.last_error,
    })
}
