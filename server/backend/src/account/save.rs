//! A changed account.

use domain::{
    account::{AccountForm, AccountInput},
    ids::AccountId,
    policy::{Action, Denied, Relation, authorize},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr,
};

use super::{row, similar};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::{
        account::{Column, Entity, Model},
        partner,
    },
    fold, opportunity,
};

/// Stores what was typed, if the record is still the one that the form was made from.
pub async fn save(
    cx: &Context,
    id: AccountId,
    version: i32,
    form: &AccountForm,
) -> Result<(), Error> {
    authorize(&cx.actor, Action::WriteCustomers, Relation::Own)?;
    let input = form.check()?;
    let txn = cx.db.begin_write().await?;
    let row = Entity::visible_to(&cx.actor)
        .filter(Column::Id.eq(id.0))
        .one(&txn)
        .await?
        .ok_or(Denied::Hidden)?;
    if row.version != version {
        return Err(Error::Stale);
    }
    // Only what identifies a company can make it look like another one; a new street cannot.
    if form.not_duplicate != "on" && identity_changed(&row, &input) {
        let similar = similar::of(&txn, cx, &input, Some(id)).await?;
        if !similar.is_empty() {
            return Err(Error::Similar(similar));
        }
    }
    store(&txn, cx, &row, input).await?;
    // A partner's form shows these values too: one that was opened before is old now.
    partner::Entity::update_many()
        .col_expr(partner::Column::Version, Expr::col(partner::Column::Version).add(1))
        .filter(partner::Column::AccountId.eq(id.0))
        .exec(&txn)
        .await?;
    txn.commit().await
}

/// Writes the values over the row that was read.
pub(crate) async fn store(
    txn: &WriteTxn,
    cx: &Context,
    row: &Model,
    input: AccountInput,
) -> Result<(), Error> {
    // The list of opportunities finds them by these words.
    let is_called_otherwise =
        row.name != fold::nfc(&input.name) || row.registration_number != input.registration_number;
    let mut values = row::values(input);
    values.updated_at = Set(cx.now);
    values.updated_by = Set(cx.user_id());
    let written = Entity::update_many()
        .set(values)
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(row.id))
        .filter(Column::Version.eq(row.version))
        .exec(txn)
        .await?;
    if written.rows_affected != 1 {
        return Err(Error::Stale);
    }
    if is_called_otherwise {
        opportunity::search_text::refresh(txn, cx, AccountId(row.id)).await?;
    }
    Ok(())
}

fn identity_changed(row: &Model, input: &AccountInput) -> bool {
    row.name != fold::nfc(&input.name)
        || row.registration_number != input.registration_number
        || row.domain != input.domain
}
