//! Receipts of what the reader may read.

use std::collections::HashMap;

use domain::{
    ids::ReceiptId,
    policy::{Action, Denied, authorize},
    receipt::{Document, Kind, ReceiptRow, ReceiptView},
    reference,
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, sea_query::Expr};
use uuid::Uuid;

use crate::{
    Context, Error,
    entity::{
        opportunity,
        receipt::{Column, Entity, Model},
    },
    registration,
};

/// One of them.
pub async fn show(cx: &Context, id: ReceiptId) -> Result<ReceiptView, Error> {
    let row = Entity::visible_to(&cx.actor).filter(Column::Id.eq(id.0)).one(cx.db.read()).await?;
    let row = row.ok_or(Denied::Hidden)?;
    let action = match kind(&row)? {
        Kind::Acceptance => Action::ReadOpportunity,
        Kind::Registration | Kind::Protection => Action::ReadRegistrations,
    };
    may(cx, opportunity::Column::Id.eq(row.opportunity_id), action).await?;
    let statement =
        serde_json::from_str(&row.payload).map_err(|_| inconsistent(&row, "payload"))?;
    Ok(ReceiptView {
        at: cx.local(row.at),
        document: Document { statement, key_id: row.key_id, signature: row.signature },
    })
}

/// All of one opportunity, the newest first.
pub async fn of_opportunity(cx: &Context, reference: &str) -> Result<Vec<ReceiptRow>, Error> {
    let reference = reference::parse(reference).ok_or(Denied::Hidden)?;
    let id = may(cx, opportunity::Column::Reference.eq(reference), Action::ReadOpportunity).await?;
    rows(cx, id).await
}

/// The same for whoever has asked the policy about the opportunity.
pub(crate) async fn rows(cx: &Context, opportunity: Uuid) -> Result<Vec<ReceiptRow>, Error> {
    read(cx.db.read(), cx, Column::OpportunityId.eq(opportunity)).await
}

/// All of several opportunities, each under its own, for whoever has asked the policy about them.
pub(crate) async fn of_opportunities(
    cx: &Context,
    opportunities: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<ReceiptRow>>, Error> {
    let rows = Entity::visible_to(&cx.actor)
        .filter(Column::OpportunityId.is_in(opportunities))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .all(cx.db.read())
        .await?;
    let mut found: HashMap<Uuid, Vec<ReceiptRow>> = HashMap::new();
    for row in rows {
        found.entry(row.opportunity_id).or_default().push(line(cx, &row)?);
    }
    Ok(found)
}

async fn read(
    db: &impl ConnectionTrait,
    cx: &Context,
    which: Expr,
) -> Result<Vec<ReceiptRow>, Error> {
    let rows = Entity::visible_to(&cx.actor)
        .filter(which)
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .all(db)
        .await?;
    rows.iter().map(|row| line(cx, row)).collect()
}

fn line(cx: &Context, row: &Model) -> Result<ReceiptRow, Error> {
    Ok(ReceiptRow { id: ReceiptId(row.id), kind: kind(row)?, at: cx.local(row.at) })
}

/// Asks the policy about the opportunity. Answers its id.
async fn may(cx: &Context, which: Expr, action: Action) -> Result<Uuid, Error> {
    let db = cx.db.read();
    let opportunity = opportunity::Entity::visible_to(&cx.actor)
        .filter(which)
        .one(db)
        .await?
        .ok_or(Denied::Hidden)?;
    let relation = registration::relation(db, cx, &opportunity).await?;
    authorize(&cx.actor, action, relation)?;
    Ok(opportunity.id)
}

fn kind(row: &Model) -> Result<Kind, Error> {
    row.kind.parse().map_err(|_| inconsistent(row, "kind"))
}

fn inconsistent(row: &Model, what: &str) -> Error {
    Error::Inconsistent { table: "receipt", id: row.id, what: format!("{what} cannot be read") }
}
