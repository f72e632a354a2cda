//! What an approval holds: the customer under each of its names, times the products. The primary key of the table is
//! what makes a second approval impossible.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::{
    ids::{OpportunityId, PartnerId},
    opportunity::Named,
    policy::Actor,
    refusal::Refusal,
    registration::{Protection, State},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::{
    customer::Customer,
    request::{Request, products},
};
use crate::{
    Context, Error,
    account::is_public_domain,
    assignment::names,
    db::WriteTxn,
    entity::{
        deal_registration::{self, Model},
        protection::{ActiveModel, Column, Entity},
    },
    fold,
};

/// The products of a request, each as it is compared.
pub(super) fn goods(row: &Model) -> Result<BTreeSet<String>, Error> {
    Ok(products(row)?.iter().map(|name| fold::words([name.as_str()])).collect())
}

/// The key of a customer whose account is known.
pub(super) fn account_key(account: Uuid) -> String {
    format!("account:{account}")
}

/// The key of a domain that belongs to one company.
pub(super) fn domain_key(domain: Option<&str>) -> Option<String> {
    domain.filter(|domain| !is_public_domain(domain)).map(|domain| format!("domain:{domain}"))
}

/// Holds all of it until then, or says who holds some of it.
pub(super) async fn take(
    txn: &WriteTxn,
    cx: &Context,
    (request, customer): (&Request, &Customer),
    until: DateTime<Utc>,
) -> Result<(), Error> {
    let customers = customer.keys();
    let goods = goods(&request.row)?;
    // What has lapsed protects nobody, whether the timer has come or not.
    Entity::delete_many()
        .filter(Column::CustomerKey.is_in(&customers))
        .filter(Column::ProductKey.is_in(&goods))
        .filter(Column::Until.lt(cx.now))
        .exec(txn)
        .await?;
    // Always in the same order: two approvals at once wait for each other once and not for ever.
    for customer_key in &customers {
        for product_key in &goods {
            let row = ActiveModel {
                customer_key: Set(customer_key.clone()),
                product_key: Set(product_key.clone()),
                registration_id: Set(request.row.id),
                until: Set(until),
            };
            // ON CONFLICT and not a failed statement: that would end the transaction on PostgreSQL.
            let mut key = OnConflict::columns([Column::CustomerKey, Column::ProductKey]);
            let written = Entity::insert(row)
                .on_conflict(key.do_nothing().to_owned())
                .exec_without_returning(txn)
                .await?;
            if written == 0 {
                return Err(held(txn, cx, customer_key, product_key).await?);
            }
        }
    }
    Ok(())
}

/// The refusal that names who holds it and until when.
async fn held(txn: &WriteTxn, cx: &Context, customer: &str, product: &str) -> Result<Error, Error> {
    let holder = Entity::visible_to(&cx.actor)
        .filter(Column::CustomerKey.eq(customer))
        .filter(Column::ProductKey.eq(product))
        .find_also_related(deal_registration::Entity)
        .one(txn)
        .await?;
    let Some((held, Some(by))) = holder else { return Ok(Error::Stale) };
    Ok(Error::Refused(Refusal::CustomerProtected {
        until: cx.local(held.until).date_naive(),
        partner: names::partner(txn, PartnerId(by.partner_id)).await?,
    }))
}

/// Gives back what a registration held.
pub(super) async fn release(txn: &WriteTxn, registration: Uuid) -> Result<(), Error> {
    Entity::delete_many().filter(Column::RegistrationId.eq(registration)).exec(txn).await?;
    Ok(())
}

/// Holds it longer. Answers how many rows there were.
pub(super) async fn prolong(
    txn: &WriteTxn,
    registration: Uuid,
    until: DateTime<Utc>,
) -> Result<u64, Error> {
    let written = Entity::update_many()
        .col_expr(Column::Until, Expr::value(until))
        .filter(Column::RegistrationId.eq(registration))
        .exec(txn)
        .await?;
    Ok(written.rows_affected)
}

/// Who has the exclusive right to the opportunity now, and until when. The database lets no second one be approved.
pub(crate) async fn holder(
    db: &impl ConnectionTrait,
    cx: &Context,
    opportunity: OpportunityId,
) -> Result<Option<(PartnerId, DateTime<Utc>)>, Error> {
    use deal_registration::Column;

    let row = deal_registration::Entity::visible_to(&Actor::System)
        .filter(Column::OpportunityId.eq(opportunity.0))
        .filter(Column::State.eq(State::Approved.as_ref()))
        .filter(Column::ProtectedUntil.gte(cx.now))
        .one(db)
        .await?;
    Ok(row.and_then(|row| Some((PartnerId(row.partner_id), row.protected_until?))))
}

/// The same in words: the company's name, and the last day in the reader's zone.
pub(crate) async fn told(
    db: &impl ConnectionTrait,
    cx: &Context,
    opportunity: OpportunityId,
) -> Result<Option<Protection>, Error> {
    let Some((id, until)) = holder(db, cx, opportunity).await? else { return Ok(None) };
    let name = names::partner(db, id).await?;
    Ok(Some(Protection { partner: Named { id, name }, until: cx.local(until).date_naive() }))
}

/// Why nobody but one partner can have the opportunity now: it is protected for somebody else than `partner`.
pub(crate) async fn for_somebody_else(
    db: &impl ConnectionTrait,
    cx: &Context,
    opportunity: OpportunityId,
    partner: PartnerId,
) -> Result<Option<Refusal>, Error> {
    let protection = told(db, cx, opportunity).await?;
    Ok(protection.filter(|held| held.partner.id != partner).map(Refusal::from))
}
