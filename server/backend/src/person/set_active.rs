//! Lets people in and out. Out is at once: sessions, links and open pages end with the commit.

use domain::{
    ids::UserId,
    policy::{Action, Denied, PartnerRole, Relation, StaffRole, authorize},
    refusal::Refusal,
};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, LockType},
};

use super::invite::revoke_links;
use crate::{
    Context, Error,
    changes::Change,
    db::WriteTxn,
    entity::{
        partner,
        user_account::{Column, Entity, Model},
    },
    session,
};

/// Which people a use case is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Staff,
    Partner,
}

/// Lets one of the vendor's people in or out. The last administrator stays.
pub async fn set_active(cx: &Context, user: UserId, active: bool) -> Result<(), Error> {
    authorize(&cx.actor, Action::ManageStaff, Relation::Own)?;
    let txn = cx.db.begin_write().await?;
    change_activity(&txn, cx, (Side::Staff, user), active).await?;
    txn.commit().await
}

/// The same for both sides, once the policy has said yes. Nothing to change is no error.
pub(crate) async fn change_activity(
    txn: &WriteTxn,
    cx: &Context,
    (side, user): (Side, UserId),
    active: bool,
) -> Result<(), Error> {
    let row = Entity::visible_to(&cx.actor)
        .filter(Column::Id.eq(user.0))
        .filter(Column::PartnerId.is_null().eq(side == Side::Staff))
        .one(txn)
        .await?
        .ok_or(Denied::Hidden)?;
    if row.deactivated_at.is_none() == active {
        return Ok(());
    }
    if !active {
        let peers = peers_of(&row).all(txn).await?;
        let others: Vec<&Model> = peers.iter().filter(|peer| peer.id != row.id).collect();
        keep_an_administrator(&row, &others)?;
        if cx.actor.user() == Some(user) {
            return Err(Refusal::Oneself.into());
        }
        pass_on_offers(txn, cx, &row, &others).await?;
        revoke_links(txn, cx, user).await?;
        session::end_all(txn, cx, user).await?;
        txn.tell(Change::Everything);
    }
    let since = (!active).then_some(cx.now);
    let written = Entity::update_many()
        .col_expr(Column::DeactivatedAt, Expr::value(since))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(cx.now))
        .col_expr(Column::UpdatedBy, Expr::value(cx.user_id()))
        .filter(Column::Id.eq(row.id))
        .filter(Column::Version.eq(row.version))
        .exec(txn)
        .await?;
    if written.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// The active people on the same side who have come, the longest there first. Locked together, so that
/// two administrators cannot put each other out at the same instant. Not against rows that only point to them: whoever
/// writes a mail to one of them may hold the partner already that waits for us.
pub(super) fn peers_of(row: &Model) -> Select<Entity> {
    let company = match row.partner_id {
        Some(partner) => Column::PartnerId.eq(partner),
        None => Column::PartnerId.is_null(),
    };
    Entity::visible_to(&domain::policy::Actor::System)
        .filter(company)
        .filter(Column::DeactivatedAt.is_null())
        .filter(Column::PasswordHash.is_not_null())
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .lock(LockType::NoKeyUpdate)
}

fn is_administrator(person: &Model) -> bool {
    let top = match person.partner_id {
        None => StaffRole::Admin.to_string(),
        Some(_) => PartnerRole::Administrator.to_string(),
    };
    person.role == top
}

pub(super) fn keep_an_administrator(row: &Model, others: &[&Model]) -> Result<(), Refusal> {
    let counts = is_administrator(row) && row.password_hash.is_some();
    if counts && !others.iter().any(|other| is_administrator(other)) {
        return Err(Refusal::LastAdministrator);
    }
    Ok(())
}

/// Offers to the company reach somebody: its default recipient is replaced by the administrator, else
/// the manager, who has been there longest.
pub(super) async fn pass_on_offers(
    txn: &WriteTxn,
    cx: &Context,
    row: &Model,
    others: &[&Model],
) -> Result<(), Error> {
    let company = partner::Entity::visible_to(&cx.actor)
        .filter(partner::Column::DefaultRecipientId.eq(row.id))
        .one(txn)
        .await?;
    let Some(company) = company else { return Ok(()) };
    let manager = PartnerRole::Manager.to_string();
    let heir = others
        .iter()
        .find(|other| is_administrator(other))
        .or_else(|| others.iter().find(|other| other.role == manager))
        .map(|other| other.id);
    if heir.is_none() && company.status == "active" {
        return Err(Refusal::NoRecipient.into());
    }
    let written = partner::Entity::update_many()
        .col_expr(partner::Column::DefaultRecipientId, Expr::value(heir))
        .col_expr(partner::Column::Version, Expr::col(partner::Column::Version).add(1))
        .col_expr(partner::Column::UpdatedAt, Expr::value(cx.now))
        .col_expr(partner::Column::UpdatedBy, Expr::value(cx.user_id()))
        .filter(partner::Column::Id.eq(company.id))
        .filter(partner::Column::Version.eq(company.version))
        .exec(txn)
        .await?;
    if written.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}
