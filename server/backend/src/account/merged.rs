//! What was merged into an account: everything that both records said before, and where the other one's address leads.

use domain::{account::AccountForm, account_merge::MergedRecord, ids::AccountId, policy::Actor};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, SimpleExpr},
};
use uuid::Uuid;

use super::row;
use crate::{
    Context, Error,
    assignment::names,
    db::WriteTxn,
    entity::{
        account,
        merged_account::{ActiveModel, Column, Entity, Model},
    },
};

/// Keeps both records as they are: the one that goes under its id, and the one that stays if it says something else from
/// now on. What became part of the one that goes before goes with it.
pub(super) async fn keep(
    txn: &WriteTxn,
    cx: &Context,
    (stays, goes): (&account::Model, &account::Model),
    merged: &AccountForm,
) -> Result<(), Error> {
    Entity::update_many()
        .col_expr(Column::AccountId, Expr::value(stays.id))
        .filter(Column::AccountId.eq(goes.id))
        .exec(txn)
        .await?;
    let mut kept = vec![as_it_is(cx, goes.id, stays.id, goes)?];
    if row::form(stays) != *merged {
        kept.push(as_it_is(cx, cx.new_id(), stays.id, stays)?);
    }
    Entity::insert_many(kept).exec_without_returning(txn).await?;
    Ok(())
}

fn as_it_is(
    cx: &Context,
    id: Uuid,
    stays: Uuid,
    record: &account::Model,
) -> Result<ActiveModel, Error> {
    let form = serde_json::to_string(&row::form(record));
    Ok(ActiveModel {
        id: Set(id),
        account_id: Set(stays),
        name_folded: Set(record.name_folded.clone()),
        registration_number: Set(record.registration_number.clone()),
        vat_id: Set(record.vat_id.clone()),
        domain: Set(record.domain.clone()),
        form: Set(form.map_err(|error| unreadable(record.id, &error))?),
        managing_partner_id: Set(record.managing_partner_id),
        created_at: Set(record.created_at),
        merged_at: Set(cx.now),
        merged_by: Set(cx.user_id()),
    })
}

/// The records that became part of the account, the latest first.
pub(super) async fn of_account(cx: &Context, id: AccountId) -> Result<Vec<MergedRecord>, Error> {
    let db = cx.db.read();
    let rows = Entity::visible_to(&cx.actor)
        .filter(Column::AccountId.eq(id.0))
        .order_by_desc(Column::MergedAt)
        .order_by_desc(Column::Id)
        .all(db)
        .await?;
    let people = names::people(db, &cx.actor, rows.iter().filter_map(|row| row.merged_by)).await?;
    let partners =
        names::partners(db, rows.iter().filter_map(|row| row.managing_partner_id)).await?;
    let record = |row: Model| {
        let form: AccountForm =
            serde_json::from_str(&row.form).map_err(|error| unreadable(row.id, &error))?;
        Ok(MergedRecord {
            form,
            managing_partner: row.managing_partner_id.and_then(|id| partners.get(&id).cloned()),
            created_at: cx.local(row.created_at),
            merged_at: cx.local(row.merged_at),
            merged_by: row.merged_by.and_then(|id| people.get(&id).cloned()),
        })
    };
    rows.into_iter().map(record).collect()
}

/// The account that a record became part of.
pub(super) async fn heir(cx: &Context, id: AccountId) -> Result<Option<AccountId>, Error> {
    let row = Entity::visible_to(&cx.actor).filter(Column::Id.eq(id.0)).one(cx.db.read()).await?;
    Ok(row.map(|row| AccountId(row.account_id)))
}

/// The accounts of which such records became part: for whoever looks a company up by what it was called before.
pub(super) async fn heirs(
    db: &impl ConnectionTrait,
    actor: &Actor,
    which: SimpleExpr,
) -> Result<Vec<Uuid>, Error> {
    let ids = Entity::visible_to(actor)
        .select_only()
        .column(Column::AccountId)
        .distinct()
        .filter(which)
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids)
}

fn unreadable(id: Uuid, error: &serde_json::Error) -> Error {
    Error::Inconsistent { table: "merged_account", id, what: error.to_string() }
}
