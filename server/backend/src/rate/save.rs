//! A rate for a day, or another figure for one that was wrong. Decisions keep the rates that they were made by.

use domain::{
    invalid::Problem,
    policy::{Action, Relation, authorize},
    rate::{Rate, RateForm},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr,
};

use crate::{
    Context, Error,
    db::WriteTxn,
    entity::currency_rate::{ActiveModel, Column, Entity},
};

/// Adds it; with the version that was shown, corrects it.
pub async fn save_rate(cx: &Context, shown: Option<i32>, form: &RateForm) -> Result<(), Error> {
    authorize(&cx.actor, Action::ManageSettings, Relation::Own)?;
    let rate = form.check(cx.local(cx.now).date_naive())?;
    let txn = cx.db.begin_write().await?;
    match shown {
        None => add(&txn, cx, rate).await.map_err(taken)?,
        Some(version) => {
            if !correct(&txn, cx, rate, version).await? {
                return Err(Error::Stale);
            }
        }
    }
    txn.commit().await
}

/// The database allows one rate of a currency for a day.
fn taken(error: Error) -> Error {
    if error.is_unique_violation() { Error::field("valid_from", Problem::Taken) } else { error }
}

/// A rate for a day that has none.
pub(super) async fn add(txn: &WriteTxn, cx: &Context, rate: Rate) -> Result<(), Error> {
    let row = ActiveModel {
        currency: Set(rate.currency.to_string()),
        valid_from: Set(rate.valid_from),
        millionths: Set(rate.millionths),
        version: Set(1),
        created_at: Set(cx.now),
        created_by: Set(cx.user_id()),
        updated_at: Set(cx.now),
        updated_by: Set(cx.user_id()),
    };
    Entity::insert(row).exec_without_returning(txn).await?;
    Ok(())
}

/// Another figure, if it is still the one that was seen.
pub(super) async fn correct(
    txn: &WriteTxn,
    cx: &Context,
    rate: Rate,
    version: i32,
) -> Result<bool, Error> {
    let written = Entity::update_many()
        .col_expr(Column::Millionths, Expr::value(rate.millionths))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(cx.now))
        .col_expr(Column::UpdatedBy, Expr::value(cx.user_id()))
        .filter(Column::Currency.eq(rate.currency.as_ref()))
        .filter(Column::ValidFrom.eq(rate.valid_from))
        .filter(Column::Version.eq(version))
        .exec(txn)
        .await?;
    Ok(written.rows_affected == 1)
}
