//! Writes the account and the contact that a line needs.

use domain::ids::{AccountId, ContactId};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

use super::{
    columns::Column,
    line::Cells,
    parties::{AccountDeed, ContactDeed, Parties},
};
use crate::{
    Context, Error, account, contact,
    db::WriteTxn,
    entity::{account as accounts, contact as contacts},
    fold,
    opportunity::search_text,
};

/// Writes what is missing of both.
pub async fn both(
    txn: &WriteTxn,
    cx: &Context,
    parties: Parties,
    cells: &Cells<'_>,
) -> Result<(), Error> {
    let Parties { account, contact, account_deed, contact_deed } = parties;
    match (account, account_deed) {
        (None, _) | (_, AccountDeed::Nothing) => {}
        (Some(account), AccountDeed::Make(input)) => {
            account::row::insert_as(txn, cx, account.id, *input).await?;
        }
        (Some(account), AccountDeed::Number(number)) => {
            give_number(txn, cx, account.id, number).await?;
        }
    }
    let Some(id) = contact else { return Ok(()) };
    if let ContactDeed::Make { input, account, .. } = contact_deed {
        contact::row::insert_as(txn, cx, id, *input, account).await?;
    }
    describe(txn, cx, id, cells).await
}

async fn give_number(
    txn: &WriteTxn,
    cx: &Context,
    account: AccountId,
    number: String,
) -> Result<(), Error> {
    use accounts::Column;

    let written = accounts::Entity::update_many()
        .col_expr(Column::RegistrationNumber, Expr::value(number))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(cx.now))
        .col_expr(Column::UpdatedBy, Expr::value(cx.user_id()))
        .filter(Column::Id.eq(account.0))
        .filter(Column::RegistrationNumber.is_null())
        .exec(txn)
        .await?;
    if written.rows_affected == 0 {
        return Err(Error::Stale);
    }
    // The list finds what is known of it by its number, too.
    search_text::refresh(txn, cx, account).await
}

/// How the line says the contact is reached. Only what is not known yet is filled in.
async fn describe(
    txn: &WriteTxn,
    cx: &Context,
    id: ContactId,
    cells: &Cells<'_>,
) -> Result<(), Error> {
    use contacts::Column as C;

    let cell = |column| cells.get(&column).copied().unwrap_or_default();
    let email = domain::text::email(cell(Column::ContactEmail)).ok().flatten();
    let phone = domain::text::phone(cell(Column::ContactPhone)).ok().flatten();
    let ways = [
        (C::Email, email.map(|email| fold::nfc(&email)), Some(C::EmailFolded)),
        (C::Phone, phone, None),
    ];
    for (column, value, folded) in ways {
        let Some(value) = value else { continue };
        let mut update = contacts::Entity::update_many();
        if let Some(folded) = folded {
            update = update.col_expr(folded, Expr::value(fold::fold(&value)));
        }
        update
            .col_expr(column, Expr::value(value))
            .col_expr(C::Version, Expr::col(C::Version).add(1))
            .col_expr(C::UpdatedAt, Expr::value(cx.now))
            .col_expr(C::UpdatedBy, Expr::value(cx.user_id()))
            .filter(C::Id.eq(id.0))
            .filter(column.is_null())
            .exec(txn)
            .await?;
    }
    Ok(())
}
