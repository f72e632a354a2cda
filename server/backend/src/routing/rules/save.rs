//! Writes the draft of a rule. What is in use stays in use until the draft is.

use domain::{
    ids::RoutingRuleId,
    invalid::Problem,
    policy::{Action, Denied, Relation, authorize},
    routing::{RuleForm, RuleSettings},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr,
};
use uuid::Uuid;

use super::{DRAFT, Known, all};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::{routing_rule as rule, routing_rule_version as version},
    fold,
    partner::row::json,
    person,
};

/// Makes a new rule at the end of the list, or writes the draft of the one that was shown.
pub async fn save_rule(
    cx: &Context,
    shown: Option<(RoutingRuleId, i32)>,
    form: &RuleForm,
) -> Result<RoutingRuleId, Error> {
    authorize(&cx.actor, Action::ManageRouting, Relation::Own)?;
    let form = normal(form);
    let (name, settings) = form.check()?;
    let txn = cx.db.begin_write().await?;
    if let Some(user) = settings.fallback {
        let people = person::vendor_deciders(&txn).await?;
        if !people.iter().any(|one| one.id == user.0) {
            return Err(Error::field("fallback", Problem::Choice));
        }
    }
    let known = all(&txn).await?;
    let (id, number) = match shown {
        None => (add(&txn, cx, name, known.len()).await?, 1),
        Some((id, seen)) => {
            let found = known.iter().find(|one| one.id() == id).ok_or(Denied::Hidden)?;
            rename(&txn, cx, id.0, seen, name).await?;
            (id.0, clear_draft(&txn, found).await?)
        }
    };
    draft(&txn, cx, id, number, &settings).await?;
    txn.commit().await?;
    Ok(RoutingRuleId(id))
}

/// Words that look alike are alike.
fn normal(form: &RuleForm) -> RuleForm {
    RuleForm {
        name: fold::nfc(&form.name),
        countries: fold::nfc(&form.countries),
        products: fold::nfc(&form.products),
        sources: fold::nfc(&form.sources),
        segments: fold::nfc(&form.segments),
        certification: fold::nfc(&form.certification),
        ..form.clone()
    }
}

async fn add(txn: &WriteTxn, cx: &Context, name: String, count: usize) -> Result<Uuid, Error> {
    let id = cx.new_id();
    let row = rule::ActiveModel {
        id: Set(id),
        name: Set(name),
        position: Set(i32::try_from(count).unwrap_or(i32::MAX)),
        version: Set(1),
        created_at: Set(cx.now),
        created_by: Set(cx.user_id()),
        updated_at: Set(cx.now),
        updated_by: Set(cx.user_id()),
    };
    rule::Entity::insert(row).exec_without_returning(txn).await?;
    Ok(id)
}

/// Of two people who change it at once one comes late.
async fn rename(
    txn: &WriteTxn,
    cx: &Context,
    id: Uuid,
    seen: i32,
    name: String,
) -> Result<(), Error> {
    let written = rule::Entity::update_many()
        .col_expr(rule::Column::Name, Expr::value(name))
        .col_expr(rule::Column::Version, Expr::col(rule::Column::Version).add(1))
        .col_expr(rule::Column::UpdatedAt, Expr::value(cx.now))
        .col_expr(rule::Column::UpdatedBy, Expr::value(cx.user_id()))
        .filter(rule::Column::Id.eq(id))
        .filter(rule::Column::Version.eq(seen))
        .exec(txn)
        .await?;
    if written.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Nobody decided by a draft, so it is written anew. Answers the number of the next version.
async fn clear_draft(txn: &WriteTxn, found: &Known) -> Result<i32, Error> {
    version::Entity::delete_many()
        .filter(version::Column::RuleId.eq(found.row.id))
        .filter(version::Column::State.eq(DRAFT))
        .exec(txn)
        .await?;
    let kept = found.versions.iter().filter(|version| version.state != DRAFT);
    Ok(kept.map(|version| version.number).max().unwrap_or_default() + 1)
}

async fn draft(
    txn: &WriteTxn,
    cx: &Context,
    rule_id: Uuid,
    number: i32,
    settings: &RuleSettings,
) -> Result<(), Error> {
    let row = version::ActiveModel {
        id: Set(cx.new_id()),
        rule_id: Set(rule_id),
        number: Set(number),
        state: Set(DRAFT.to_owned()),
        settings: Set(json(settings)),
        created_at: Set(cx.now),
        created_by: Set(cx.user_id()),
    };
    version::Entity::insert(row).exec_without_returning(txn).await?;
    Ok(())
}
