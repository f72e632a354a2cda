//! A person between their row and the words of the business.

use chrono::{DateTime, Utc};
use domain::{
    ids::{PartnerId, UserId},
    person::{PersonRow, Role},
    policy::Actor,
};

use crate::{Context, Error, entity::user_account::Model};

/// The role, on either side. The database allows no other pairs of kind and role.
pub(crate) fn role(row: &Model) -> Result<Role, Error> {
    let unknown = |_| inconsistent(row, format!("{} with the role {}", row.kind, row.role));
    match row.kind.as_str() {
        "staff" => row.role.parse().map(Role::Staff).map_err(unknown),
        "partner" => row.role.parse().map(Role::Partner).map_err(unknown),
        other => Err(inconsistent(row, format!("of the kind {other}"))),
    }
}

/// The person as the policy sees them.
pub(crate) fn actor(row: &Model) -> Result<Actor, Error> {
    let user = UserId(row.id);
    match (role(row)?, row.partner_id) {
        (Role::Staff(role), None) => Ok(Actor::Staff { user, role }),
        (Role::Partner(role), Some(partner)) => {
            Ok(Actor::Partner { user, partner: PartnerId(partner), role })
        }
        (Role::Staff(_), Some(_)) | (Role::Partner(_), None) => {
            Err(inconsistent(row, "on both sides or on none".to_owned()))
        }
    }
}

/// One line of a list; `seen` is the last request of any open session.
pub(crate) fn line(
    cx: &Context,
    row: &Model,
    seen: Option<DateTime<Utc>>,
) -> Result<PersonRow, Error> {
    Ok(PersonRow {
        id: UserId(row.id),
        name: row.name.clone(),
        email: row.email.clone(),
        role: role(row)?,
        is_active: row.deactivated_at.is_none(),
        is_invited: row.password_hash.is_none() && row.deactivated_at.is_none(),
        last_seen_at: seen.max(row.last_sign_in_at).map(|at| cx.local(at)),
    })
}

fn inconsistent(row: &Model, what: String) -> Error {
    Error::Inconsistent { table: "user_account", id: row.id, what }
}
