//! Gives people another role. It holds from the next request on, and open pages fetch again.

use domain::{
    ids::UserId,
    invalid::Problem,
    person::Role,
    policy::{Action, Actor, Denied, Relation, authorize},
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

use super::{
    row,
    set_active::{Side, keep_an_administrator, pass_on_offers, peers_of},
};
use crate::{
    Context, Error,
    changes::Change,
    db::WriteTxn,
    entity::user_account::{Column, Entity, Model},
};

/// Gives one of the vendor's people another role. The last administrator stays one.
pub async fn set_role(cx: &Context, user: UserId, role: &str) -> Result<(), Error> {
    authorize(&cx.actor, Action::ManageStaff, Relation::Own)?;
    let txn = cx.db.begin_write().await?;
    change_role(&txn, cx, (Side::Staff, user), role).await?;
    txn.commit().await
}

/// The same for both sides, once the policy has said yes. Nothing to change is no error.
pub(crate) async fn change_role(
    txn: &WriteTxn,
    cx: &Context,
    (side, user): (Side, UserId),
    role: &str,
) -> Result<(), Error> {
    let row = Entity::visible_to(&cx.actor)
        .filter(Column::Id.eq(user.0))
        .filter(Column::PartnerId.is_null().eq(side == Side::Staff))
        .one(txn)
        .await?
        .ok_or(Denied::Hidden)?;
    let wanted = read(side, role)?;
    let present = row::role(&row)?;
    if wanted == present {
        return Ok(());
    }
    // Nobody gives or takes what is above their own.
    if exceeds(&cx.actor, wanted) || exceeds(&cx.actor, present) {
        return Err(Denied::Forbidden.into());
    }
    let peers = peers_of(&row).all(txn).await?;
    let others: Vec<&Model> = peers.iter().filter(|peer| peer.id != row.id).collect();
    let word = word(wanted);
    if row.deactivated_at.is_none() {
        keep_an_administrator(&row, &others)?;
    }
    if !can_answer(wanted) {
        pass_on_offers(txn, cx, &row, &others).await?;
    }
    let written = Entity::update_many()
        .col_expr(Column::Role, Expr::value(word))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(cx.now))
        .col_expr(Column::UpdatedBy, Expr::value(cx.user_id()))
        .filter(Column::Id.eq(row.id))
        .filter(Column::Version.eq(row.version))
        .exec(txn)
        .await?;
    if written.rows_affected != 1 {
        return Err(Error::Stale);
    }
    txn.tell(Change::Everything);
    Ok(())
}

fn read(side: Side, role: &str) -> Result<Role, Error> {
    let role = match side {
        Side::Staff => role.parse().map(Role::Staff),
        Side::Partner => role.parse().map(Role::Partner),
    };
    role.map_err(|_| Error::field("role", Problem::Choice))
}

fn word(role: Role) -> String {
    match role {
        Role::Staff(role) => role.to_string(),
        Role::Partner(role) => role.to_string(),
    }
}

/// Whether somebody on the same side has less than this role. The vendor's people may give all roles at partners.
pub(crate) fn exceeds(actor: &Actor, role: Role) -> bool {
    match (*actor, role) {
        (Actor::Staff { role: own, .. }, Role::Staff(role)) => role > own,
        (Actor::Partner { role: own, .. }, Role::Partner(role)) => role > own,
        (Actor::Partner { .. }, Role::Staff(_)) | (Actor::Anonymous, _) => true,
        (Actor::System, _) | (Actor::Staff { .. }, Role::Partner(_)) => false,
    }
}

fn can_answer(role: Role) -> bool {
    use domain::policy::PartnerRole::{Administrator, Manager};
    matches!(role, Role::Partner(Administrator | Manager))
}
