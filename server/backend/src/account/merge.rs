//! Two records of one company become one, and nothing of either is lost.

use domain::{
    account_merge::{MergeForm, MergeSide, MergeView, Which},
    ids::{AccountId, OpportunityId},
    policy::{Action, Denied, Relation, authorize},
    refusal::Refusal,
    timeline::{Audience, Event},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use super::{merged, row, save};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::{
        account::{Column, Entity, Model},
        contact, opportunity, partner,
    },
    opportunity::search_text,
    registration,
    timeline::{self, Entry},
};

/// Both side by side, for the choice.
pub async fn compare(
    cx: &Context,
    first: AccountId,
    second: AccountId,
) -> Result<MergeView, Error> {
    authorize(&cx.actor, Action::MergeAccounts, Relation::Own)?;
    if first == second {
        return Err(Denied::Hidden.into());
    }
    Ok(MergeView { first: side(cx, first).await?, second: side(cx, second).await? })
}

async fn side(cx: &Context, id: AccountId) -> Result<MergeSide, Error> {
    let db = cx.db.read();
    let row = Entity::visible_to(&cx.actor)
        .filter(Column::Id.eq(id.0))
        .one(db)
        .await?
        .ok_or(Denied::Hidden)?;
    let contacts = contact::Entity::visible_to(&cx.actor)
        .filter(contact::Column::AccountId.eq(id.0))
        .count(db)
        .await?;
    let opportunities = opportunity::Entity::visible_to(&cx.actor)
        .filter(opportunity::Column::AccountId.eq(id.0))
        .count(db)
        .await?;
    Ok(MergeSide {
        id,
        version: row.version,
        form: row::form(&row),
        contact_count: contacts,
        opportunity_count: opportunities,
        is_partner: is_partner(db, cx, row.id).await?,
        created_at: cx.local(row.created_at),
    })
}

/// Makes one of two, each as it was read with its version. Contacts, opportunities with their protections, the
/// partner profile and the customers that a partner looks after go over to the one that stays, which keeps what the other
/// one said as well. Answers which one that is.
pub async fn merge(
    cx: &Context,
    first: (AccountId, i32),
    second: (AccountId, i32),
    form: &MergeForm,
) -> Result<AccountId, Error> {
    authorize(&cx.actor, Action::MergeAccounts, Relation::Own)?;
    let txn = cx.db.begin_write().await?;
    let (a, b) = both(&txn, cx, first, second).await?;
    let (which, merged) = form.check(&row::form(&a), &row::form(&b))?;
    let (stays, goes) = if which == Which::First { (a, b) } else { (b, a) };
    let input = merged.check()?;
    if is_partner(&txn, cx, stays.id).await? && is_partner(&txn, cx, goes.id).await? {
        return Err(Refusal::BothPartners.into());
    }

    let moved = hand_over(&txn, cx, &stays, &goes).await?;
    save::store(&txn, cx, &stays, input).await?;
    search_text::refresh(&txn, cx, AccountId(stays.id)).await?;
    merged::keep(&txn, cx, (&stays, &goes), &merged).await?;
    remove(&txn, &goes).await?;
    for id in moved {
        let event = Event::Edited { fields: vec!["account_name".to_owned()] };
        timeline::record(&txn, cx, OpportunityId(id), Entry::of(event, Audience::Staff)).await?;
    }
    txn.commit().await?;
    Ok(AccountId(stays.id))
}

/// Both rows, locked in one order, so that two who merge the same pair do not wait for each other.
async fn both(
    txn: &WriteTxn,
    cx: &Context,
    first: (AccountId, i32),
    second: (AccountId, i32),
) -> Result<(Model, Model), Error> {
    let rows = Entity::visible_to(&cx.actor)
        .filter(Column::Id.is_in([first.0.0, second.0.0]))
        .order_by_asc(Column::Id)
        .lock_exclusive()
        .all(txn)
        .await?;
    let find = |(id, version): (AccountId, i32)| {
        let row = rows.iter().find(|row| row.id == id.0).ok_or(Denied::Hidden)?;
        if row.version == version { Ok(row.clone()) } else { Err(Error::Stale) }
    };
    if first.0 == second.0 {
        return Err(Denied::Hidden.into());
    }
    Ok((find(first)?, find(second)?))
}

async fn is_partner(db: &impl ConnectionTrait, cx: &Context, account: Uuid) -> Result<bool, Error> {
    let count = partner::Entity::visible_to(&cx.actor)
        .filter(partner::Column::AccountId.eq(account))
        .count(db)
        .await?;
    Ok(count > 0)
}

/// Points everything at the one that stays. Answers the opportunities that have another customer now.
async fn hand_over(
    txn: &WriteTxn,
    cx: &Context,
    stays: &Model,
    goes: &Model,
) -> Result<Vec<Uuid>, Error> {
    let moved: Vec<Uuid> = opportunity::Entity::visible_to(&cx.actor)
        .select_only()
        .column(opportunity::Column::Id)
        .filter(opportunity::Column::AccountId.eq(goes.id))
        .order_by_asc(opportunity::Column::Id)
        .into_tuple()
        .all(txn)
        .await?;
    // A form that was opened before is old now: its version says so.
    opportunity::Entity::update_many()
        .col_expr(opportunity::Column::AccountId, Expr::value(stays.id))
        .col_expr(opportunity::Column::Version, Expr::col(opportunity::Column::Version).add(1))
        .filter(opportunity::Column::AccountId.eq(goes.id))
        .exec(txn)
        .await?;
    registration::move_account(txn, cx, stays.id, goes.id, &moved).await?;
    contact::Entity::update_many()
        .col_expr(contact::Column::AccountId, Expr::value(stays.id))
        .col_expr(contact::Column::Version, Expr::col(contact::Column::Version).add(1))
        .filter(contact::Column::AccountId.eq(goes.id))
        .exec(txn)
        .await?;
    partner::Entity::update_many()
        .col_expr(partner::Column::AccountId, Expr::value(stays.id))
        .filter(partner::Column::AccountId.eq(goes.id))
        .exec(txn)
        .await?;
    // The partner's form shows values of its account, which change now.
    partner::Entity::update_many()
        .col_expr(partner::Column::Version, Expr::col(partner::Column::Version).add(1))
        .filter(partner::Column::AccountId.eq(stays.id))
        .exec(txn)
        .await?;
    if stays.managing_partner_id.is_none() {
        Entity::update_many()
            .col_expr(Column::ManagingPartnerId, Expr::value(goes.managing_partner_id))
            .filter(Column::Id.eq(stays.id))
            .exec(txn)
            .await?;
    }
    Ok(moved)
}

/// The empty record goes, if it is still the one that was read.
async fn remove(txn: &WriteTxn, goes: &Model) -> Result<(), Error> {
    let gone = Entity::delete_many()
        .filter(Column::Id.eq(goes.id))
        .filter(Column::Version.eq(goes.version))
        .exec(txn)
        .await?;
    if gone.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}
