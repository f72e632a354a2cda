//! What the company brought, before the vendor approves it, and what was rejected.

use std::collections::{HashMap, HashSet};

use domain::{
    choice::List,
    ids::OpportunityId,
    opportunity::{BroughtDetail, BroughtRow, PartnerOpportunity},
    policy::{Action, Denied, Relation, may},
    receipt::ReceiptRow,
};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{card::place, customer::customer};
use crate::{
    Context, Error,
    assignment::names,
    choice,
    entity::{
        account, info_request,
        opportunity::{Column, Entity, Model, is_closed_unasked},
    },
    info, note,
    opportunity::{decide_by, row},
    timeline_read,
};

/// How many rejected ones are shown.
const REJECTED_MAX: u64 = 10;
/// How many waiting ones are shown; nobody has more.
const WAITING_MAX: u64 = 200;

/// Those that wait for approval, the latest first.
pub(super) async fn waiting(cx: &Context) -> Result<Vec<BroughtRow>, Error> {
    let awaiting = Condition::all().add(Column::AwaitingApproval.eq(true));
    rows(cx, awaiting, WAITING_MAX).await
}

/// The last ones that were rejected, or closed without an approval.
pub(super) async fn rejected(cx: &Context) -> Result<Vec<BroughtRow>, Error> {
    rows(cx, is_closed_unasked(), REJECTED_MAX).await
}

async fn rows(cx: &Context, which: Condition, most: u64) -> Result<Vec<BroughtRow>, Error> {
    let Some(partner) = cx.actor.partner() else { return Ok(Vec::new()) };
    let found = Entity::revealed_to(&cx.actor)
        .filter(Column::OriginPartnerId.eq(partner.0))
        .filter(which)
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .limit(most)
        .all(cx.db.read())
        .await?;
    let asked = asked(cx, &found).await?;
    let accounts = accounts(cx, &found).await?;
    let line = |row: Model| {
        let account = row.account_id.and_then(|id| accounts.get(&id).cloned());
        Ok(BroughtRow {
            value: row::estimated_value(&row)?,
            created_at: cx.local(row.created_at),
            is_asked: asked.contains(&row.id),
            status: row::status(&row)?,
            account: account.or(row.lead_company),
            reference: row.reference,
            topic: row.topic,
        })
    };
    found.into_iter().map(line).collect()
}

/// About which of them the vendor waits for an answer.
async fn asked(cx: &Context, rows: &[Model]) -> Result<HashSet<Uuid>, Error> {
    use info_request::Column;

    if rows.is_empty() {
        return Ok(HashSet::new());
    }
    let ids: Vec<Uuid> = info_request::Entity::visible_to(&cx.actor)
        .select_only()
        .column(Column::OpportunityId)
        .filter(Column::OpportunityId.is_in(rows.iter().map(|row| row.id)))
        .filter(Column::AnsweredAt.is_null())
        .into_tuple()
        .all(cx.db.read())
        .await?;
    Ok(ids.into_iter().collect())
}

async fn accounts(cx: &Context, rows: &[Model]) -> Result<HashMap<Uuid, String>, Error> {
    use account::Column;

    if rows.is_empty() {
        return Ok(HashMap::new());
    }
    let names: Vec<(Uuid, String)> = account::Entity::visible_to(&cx.actor)
        .select_only()
        .columns([Column::Id, Column::Name])
        .filter(Column::Id.is_in(rows.iter().filter_map(|row| row.account_id)))
        .into_tuple()
        .all(cx.db.read())
        .await?;
    Ok(names.into_iter().collect())
}

/// The page of one. The caller has asked the policy.
pub(super) async fn detail(
    cx: &Context,
    id: Uuid,
    receipts: Vec<ReceiptRow>,
) -> Result<PartnerOpportunity, Error> {
    let db = cx.db.read();
    let row = Entity::revealed_to(&cx.actor)
        .filter(Column::Id.eq(id))
        .one(db)
        .await?
        .ok_or(Denied::Hidden)?;
    let can = |action| may(&cx.actor, action, Relation::Brought);
    let may_note = can(Action::WriteNote);
    let asked = info::open(db, cx, OpportunityId(id)).await?;
    let question = match &asked {
        Some(asked) => Some(info::question(db, cx, asked).await?),
        None => None,
    };
    let author = names::people(db, &cx.actor, row.created_by).await?.into_values().next();
    let choices = choice::all(db, cx).await?;
    let loss = row::loss_reason(&row)?;
    Ok(PartnerOpportunity::Brought(Box::new(BroughtDetail {
        id: OpportunityId(id),
        status: row::status(&row)?,
        may_complete: question.is_some() && can(Action::CompleteOpportunity),
        question,
        decide_by: decide_by::of(db, cx, &row).await?,
        value: row::estimated_value(&row)?,
        close_on: row.estimated_close_on,
        customer: customer(db, &cx.actor, &row).await?,
        products: row::products(&row)?,
        place: place(row.city.as_deref(), row.region.as_deref()),
        created_at: cx.local(row.created_at),
        created_by: author,
        may_note,
        mentionable: if may_note { note::mentionable(cx, &row).await? } else { Vec::new() },
        timeline: timeline_read::items_with(cx, OpportunityId(id), &receipts).await?,
        receipts,
        loss: loss.map(|code| choices.called(List::Loss, &code, cx.lang)),
        reason: row.status_note,
        reference: row.reference,
        topic: row.topic,
        situation: row.situation,
        needs: row.needs,
        solution: row.solution,
    })))
}
