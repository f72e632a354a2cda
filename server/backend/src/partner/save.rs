//! A changed partner.

use domain::{
    ids::PartnerId,
    invalid::Problem,
    partner::{PartnerForm, PartnerStatus},
    policy::{Action, Denied, Relation, authorize},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter,
    sea_query::Expr,
};

use super::{recipient, row};
use crate::{
    Context, Error, account,
    changes::Change,
    db::WriteTxn,
    entity::{account as company, partner},
};

/// Stores what was typed, in the profile and in the account behind it, if the record is still the one
/// that the form was made from.
pub async fn save(
    cx: &Context,
    id: PartnerId,
    version: i32,
    form: &PartnerForm,
) -> Result<(), Error> {
    authorize(&cx.actor, Action::WritePartners, Relation::Own)?;
    let input = row::check(form)?;
    let txn = cx.db.begin_write().await?;
    let found = partner::Entity::visible_to(&cx.actor)
        .find_also_related(company::Entity)
        .filter(partner::Column::Id.eq(id.0))
        .one(&txn)
        .await?
        .ok_or(Denied::Hidden)?;
    let (row, account) = row::with_account(found)?;
    if row.version != version {
        return Err(Error::Stale);
    }
    if let Some(number) = &input.registration_number {
        refuse_number_of_another(&txn, cx, &account, number).await?;
    }
    let recipient = recipient::choose(&txn, id, input.status, input.default_recipient).await?;

    // The account first: its new name goes to the opportunities, and whoever distributes locks those before the partner.
    account::store(&txn, cx, &account, row::account_input(&input, Some(&account))).await?;
    let mut values = row::values(&input);
    values.default_recipient_id = Set(recipient.map(|user| user.0));
    values.updated_at = Set(cx.now);
    values.updated_by = Set(cx.user_id());
    let written = partner::Entity::update_many()
        .set(values)
        .col_expr(partner::Column::Version, Expr::col(partner::Column::Version).add(1))
        .filter(partner::Column::Id.eq(id.0))
        .filter(partner::Column::Version.eq(version))
        .exec(&txn)
        .await?;
    if written.rows_affected != 1 {
        return Err(Error::Stale);
    }
    if input.status == PartnerStatus::Ended {
        // Its people are outside from now on: their open pages have to find out.
        txn.tell(Change::Everything);
    }
    txn.commit().await
}

async fn refuse_number_of_another(
    txn: &WriteTxn,
    cx: &Context,
    account: &company::Model,
    number: &str,
) -> Result<(), Error> {
    let others = company::Entity::visible_to(&cx.actor)
        .filter(company::Column::RegistrationNumber.eq(number))
        .filter(company::Column::Id.ne(account.id))
        .count(txn)
        .await?;
    if others > 0 {
        return Err(Error::field("registration_number", Problem::Taken));
    }
    Ok(())
}
