//! Two accounts become one: what is protected under the name of the one that goes is protected under the other.

use std::collections::BTreeMap;

use domain::{ids::PartnerId, policy::Actor, refusal::Refusal, registration::State};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
    sea_query::{OnConflict, SimpleExpr},
};
use uuid::Uuid;

use super::protection::account_key;
use crate::{
    Context, Error,
    assignment::names,
    db::WriteTxn,
    entity::{
        deal_registration::{self, Column as R},
        opportunity,
        protection::{ActiveModel, Column, Entity, Model},
    },
};

/// Moves the protections from one account to the other, or refuses when both are protected for the same product.
///
/// `moved` are the opportunities that belonged to the one that goes; their rows point to `stays` already. So whoever
/// approves a registration of one of them at this moment is done, or finds the new account.
pub(crate) async fn move_account(
    txn: &WriteTxn,
    cx: &Context,
    stays: Uuid,
    goes: Uuid,
    moved: &[Uuid],
) -> Result<(), Error> {
    let (ours, theirs) = (account_key(stays), account_key(goes));
    // What has lapsed protects nobody, whether the timer has come or not.
    Entity::delete_many()
        .filter(Column::CustomerKey.is_in([&ours, &theirs]))
        .filter(Column::Until.lt(cx.now))
        .exec(txn)
        .await?;
    let of_both = opportunity::Entity::visible_to(&cx.actor)
        .select_only()
        .column(opportunity::Column::Id)
        .filter(opportunity::Column::AccountId.eq(stays))
        .into_query();
    let came = || R::OpportunityId.is_in(moved.iter().copied());
    let kept =
        held(txn, cx, &ours, R::OpportunityId.in_subquery(of_both).and(came().not())).await?;
    for (product, second) in held(txn, cx, &theirs, came()).await? {
        if let Some(first) = kept.get(&product).filter(|first| **first != second) {
            return Err(both(txn, *first, second).await?);
        }
    }
    rename(txn, &theirs, &ours).await
}

/// Which registration holds each product now: under the account's own name, or for one of these opportunities under
/// another name of the customer (a number, a domain).
async fn held(
    txn: &WriteTxn,
    cx: &Context,
    key: &str,
    opportunities: SimpleExpr,
) -> Result<BTreeMap<String, Uuid>, Error> {
    let registrations = deal_registration::Entity::visible_to(&cx.actor)
        .select_only()
        .column(R::Id)
        .filter(R::State.eq(State::Approved.as_ref()))
        .filter(opportunities)
        .into_query();
    let rows = Entity::visible_to(&cx.actor)
        .filter(Column::Until.gte(cx.now))
        .filter(
            Condition::any()
                .add(Column::CustomerKey.eq(key))
                .add(Column::RegistrationId.in_subquery(registrations)),
        )
        .order_by_asc(Column::ProductKey)
        .all(txn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.product_key, row.registration_id)).collect())
}

/// Row by row under the new name, so that an approval at the same moment is found and not broken: a statement that fails
/// would end the transaction on PostgreSQL.
async fn rename(txn: &WriteTxn, from: &str, to: &str) -> Result<(), Error> {
    let rows: Vec<Model> = Entity::visible_to(&Actor::System)
        .filter(Column::CustomerKey.eq(from))
        .order_by_asc(Column::ProductKey)
        .all(txn)
        .await?;
    for row in rows {
        let mut key = OnConflict::columns([Column::CustomerKey, Column::ProductKey]);
        let renamed = ActiveModel {
            customer_key: Set(to.to_owned()),
            product_key: Set(row.product_key),
            registration_id: Set(row.registration_id),
            until: Set(row.until),
        };
        let written = Entity::insert(renamed)
            .on_conflict(key.do_nothing().to_owned())
            .exec_without_returning(txn)
            .await?;
        if written == 0 {
            return Err(Error::Stale);
        }
    }
    Entity::delete_many().filter(Column::CustomerKey.eq(from)).exec(txn).await?;
    Ok(())
}

/// The refusal that names for whom both are protected.
async fn both(txn: &WriteTxn, first: Uuid, second: Uuid) -> Result<Error, Error> {
    let rows: Vec<(Uuid, Uuid)> = deal_registration::Entity::visible_to(&Actor::System)
        .select_only()
        .columns([R::Id, R::PartnerId])
        .filter(R::Id.is_in([first, second]))
        .into_tuple()
        .all(txn)
        .await?;
    let partner = |id: Uuid| rows.iter().find(|(row, _)| *row == id).map(|(_, partner)| *partner);
    let (Some(first), Some(second)) = (partner(first), partner(second)) else {
        return Ok(Error::Stale);
    };
    Ok(Error::Refused(Refusal::BothProtected {
        first: names::partner(txn, PartnerId(first)).await?,
        second: names::partner(txn, PartnerId(second)).await?,
    }))
}
