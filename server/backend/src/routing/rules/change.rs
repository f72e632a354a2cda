//! Puts a draft into use, takes a rule out of use, and changes the order. Nothing to change is no error.

use domain::{
    ids::RoutingRuleId,
    policy::{Action, Denied, Relation, authorize},
};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use super::{ACTIVE, DRAFT, RETIRED, all};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::{routing_rule as rule, routing_rule_version as version},
};

/// The draft is what the rule says from now on, if it is still the one that was shown with this version of the rule.
pub async fn activate_rule(cx: &Context, id: RoutingRuleId, shown: i32) -> Result<(), Error> {
    let txn = begin(cx).await?;
    let known = all(&txn).await?;
    let found = known.iter().find(|one| one.id() == id).ok_or(Denied::Hidden)?;
    if found.in_state(DRAFT).is_none() {
        return Ok(());
    }
    if found.row.version != shown {
        return Err(Error::Stale);
    }
    touch(&txn, cx, id.0).await?;
    turn(&txn, id.0, ACTIVE, RETIRED).await?;
    turn(&txn, id.0, DRAFT, ACTIVE).await?;
    txn.commit().await
}

/// It is not looked at any more. What it said is kept, and saving it again makes a draft of it.
pub async fn switch_rule_off(cx: &Context, id: RoutingRuleId) -> Result<(), Error> {
    let txn = begin(cx).await?;
    let known = all(&txn).await?;
    let found = known.iter().find(|one| one.id() == id).ok_or(Denied::Hidden)?;
    if found.active().is_none() {
        return Ok(());
    }
    touch(&txn, cx, id.0).await?;
    turn(&txn, id.0, ACTIVE, RETIRED).await?;
    txn.commit().await
}

/// It is looked at before the one that stood above it.
pub async fn move_rule_up(cx: &Context, id: RoutingRuleId) -> Result<(), Error> {
    let txn = begin(cx).await?;
    let known = all(&txn).await?;
    let mut order: Vec<Uuid> = known.iter().map(|one| one.row.id).collect();
    let place = order.iter().position(|one| *one == id.0).ok_or(Denied::Hidden)?;
    if place == 0 {
        return Ok(());
    }
    order.swap(place, place - 1);
    for (place, rule) in order.into_iter().enumerate() {
        rule::Entity::update_many()
            .col_expr(rule::Column::Position, Expr::value(i32::try_from(place).unwrap_or(i32::MAX)))
            .filter(rule::Column::Id.eq(rule))
            .exec(&txn)
            .await?;
    }
    touch(&txn, cx, id.0).await?;
    txn.commit().await
}

/// With all rules locked, always in the same order, so that what is read next stays so until the commit.
async fn begin(cx: &Context) -> Result<WriteTxn, Error> {
    authorize(&cx.actor, Action::ManageRouting, Relation::Own)?;
    let txn = cx.db.begin_write().await?;
    rule::Entity::visible_to(&cx.actor)
        .order_by_asc(rule::Column::Id)
        .lock_exclusive()
        .all(&txn)
        .await?;
    Ok(txn)
}

async fn touch(txn: &WriteTxn, cx: &Context, id: Uuid) -> Result<(), Error> {
    rule::Entity::update_many()
        .col_expr(rule::Column::Version, Expr::col(rule::Column::Version).add(1))
        .col_expr(rule::Column::UpdatedAt, Expr::value(cx.now))
        .col_expr(rule::Column::UpdatedBy, Expr::value(cx.user_id()))
        .filter(rule::Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}

async fn turn(txn: &WriteTxn, id: Uuid, from: &str, to: &str) -> Result<(), Error> {
    version::Entity::update_many()
        .col_expr(version::Column::State, Expr::value(to))
        .filter(version::Column::RuleId.eq(id))
        .filter(version::Column::State.eq(from))
        .exec(txn)
        .await?;
    Ok(())
}
