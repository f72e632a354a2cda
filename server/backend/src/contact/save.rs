//! A changed contact.

use domain::{
    contact::{ContactForm, ContactInput},
    ids::{AccountId, ContactId},
    policy::{Action, Denied, Relation, authorize},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr,
};

use super::{
    create::{check, of_account},
    row,
};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::contact::{Column, Entity, Model},
};

/// Stores what was typed, if the record is still the one that the form was made from.
pub async fn save(
    cx: &Context,
    id: ContactId,
    version: i32,
    form: &ContactForm,
) -> Result<(), Error> {
    authorize(&cx.actor, Action::WriteCustomers, Relation::Own)?;
    let (input, picked) = check(form)?;
    let txn = cx.db.begin_write().await?;
    let row = Entity::visible_to(&cx.actor)
        .filter(Column::Id.eq(id.0))
        .one(&txn)
        .await?
        .ok_or(Denied::Hidden)?;
    if row.version != version {
        return Err(Error::Stale);
    }
    let account = of_account(&txn, cx, &picked).await?;
    store(&txn, cx, &row, input, account).await?;
    txn.commit().await
}

/// Writes the values over the row that was read.
pub(crate) async fn store(
    txn: &WriteTxn,
    cx: &Context,
    row: &Model,
    input: ContactInput,
    account: Option<AccountId>,
) -> Result<(), Error> {
    let mut values = row::values(input, account);
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
    Ok(())
}
