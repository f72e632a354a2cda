//! A new partner.

use domain::{
    account::AccountInput,
    ids::{AccountId, PartnerId},
    invalid::Problem,
    partner::{PartnerForm, PartnerInput, PartnerStatus},
    policy::{Action, Relation, authorize},
    refusal::Refusal,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};

use super::row;
use crate::{
    Context, Error, account,
    db::WriteTxn,
    entity::{account as company, partner},
};

/// Stores a new partner on a new account, or on the one with its registration number. An account that is
/// there keeps what is known of it; only gaps are filled.
///
/// It cannot be active at once, because it has nobody yet who could accept: invite its people first.
pub async fn create(cx: &Context, form: &PartnerForm) -> Result<PartnerId, Error> {
    authorize(&cx.actor, Action::WritePartners, Relation::Own)?;
    let input = row::check(form)?;
    if input.status == PartnerStatus::Active {
        return Err(Error::field("status", Problem::Refused(Refusal::NoRecipient)));
    }
    if input.default_recipient.is_some() {
        return Err(Error::field("default_recipient", Problem::Choice));
    }
    let txn = cx.db.begin_write().await?;
    let account = account_of(&txn, cx, &input).await?;
    let id = cx.new_id();
    let row = partner::ActiveModel {
        id: Set(id),
        account_id: Set(account.0),
        version: Set(1),
        created_at: Set(cx.now),
        created_by: Set(cx.user_id()),
        updated_at: Set(cx.now),
        updated_by: Set(cx.user_id()),
        ..row::values(&input)
    };
    match partner::Entity::insert(row).exec_without_returning(&txn).await.map_err(Error::from) {
        Ok(_) => {}
        // Somebody made the same account a partner at this very moment.
        Err(error) if error.is_unique_violation() => return Err(taken()),
        Err(error) => return Err(error),
    }
    txn.commit().await?;
    Ok(PartnerId(id))
}

fn taken() -> Error {
    Error::field("registration_number", Problem::Taken)
}

async fn account_of(
    txn: &WriteTxn,
    cx: &Context,
    input: &PartnerInput,
) -> Result<AccountId, Error> {
    let Some(number) = &input.registration_number else {
        return account::row::insert(txn, cx, row::account_input(input, None)).await;
    };
    let known = company::Entity::visible_to(&cx.actor)
        .filter(company::Column::RegistrationNumber.eq(number))
        .order_by_asc(company::Column::CreatedAt)
        .order_by_asc(company::Column::Id)
        .one(txn)
        .await?;
    let Some(known) = known else {
        return account::row::insert(txn, cx, row::account_input(input, None)).await;
    };
    let partners = partner::Entity::visible_to(&cx.actor)
        .filter(partner::Column::AccountId.eq(known.id))
        .count(txn)
        .await?;
    if partners > 0 {
        return Err(taken());
    }
    let filled = AccountInput {
        name: known.name.clone(),
        city: known.city.clone().or_else(|| input.city.clone()),
        region: known.region.clone().or_else(|| input.region.clone()),
        place: account::row::place(&known).or(input.place),
        domain: known.domain.clone().or_else(|| input.domain.clone()),
        ..row::account_input(input, Some(&known))
    };
    account::store(txn, cx, &known, filled).await?;
    Ok(AccountId(known.id))
}
