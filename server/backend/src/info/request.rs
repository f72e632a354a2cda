//! The question as it is stored: found, put, answered, closed.

use domain::{
    ids::{OpportunityId, PartnerId},
    opportunity::{AskedField, InfoQuestion},
    policy::{Actor, Denied},
    refusal::Refusal,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use crate::{
    Context, Error,
    assignment::names,
    db::WriteTxn,
    entity::info_request::{ActiveModel, Column, Entity, Model},
    registration,
};

/// What the actor may know of the question that waits for an answer, if there is one.
pub(crate) async fn open(
    db: &impl ConnectionTrait,
    cx: &Context,
    opportunity: OpportunityId,
) -> Result<Option<Model>, Error> {
    Ok(Entity::visible_to(&cx.actor)
        .filter(Column::OpportunityId.eq(opportunity.0))
        .filter(Column::AnsweredAt.is_null())
        .one(db)
        .await?)
}

/// The question as a page shows it.
pub(crate) async fn question(
    db: &impl ConnectionTrait,
    cx: &Context,
    row: &Model,
) -> Result<InfoQuestion, Error> {
    let mut people = names::people(db, &cx.actor, [row.asked_by]).await?;
    Ok(InfoQuestion {
        fields: fields(row)?,
        question: row.question.clone(),
        asked_at: cx.local(row.asked_at),
        asked_by: people.remove(&row.asked_by),
    })
}

/// The fields that it names.
pub(super) fn fields(row: &Model) -> Result<Vec<AskedField>, Error> {
    serde_json::from_str(&row.fields).map_err(|error| Error::Inconsistent {
        table: "info_request",
        id: row.id,
        what: error.to_string(),
    })
}

/// Asks, unless somebody has asked already.
pub(super) async fn put(
    txn: &WriteTxn,
    cx: &Context,
    opportunity: OpportunityId,
    partner: PartnerId,
    fields: &[AskedField],
    question: &str,
) -> Result<(), Error> {
    let row = ActiveModel {
        id: Set(cx.new_id()),
        opportunity_id: Set(opportunity.0),
        partner_id: Set(partner.0),
        fields: Set(serde_json::to_string(fields).unwrap_or_default()),
        question: Set(question.to_owned()),
        asked_at: Set(cx.now),
        asked_by: Set(cx.user_id().ok_or(Denied::Forbidden)?),
        ..ActiveModel::default()
    };
    let written = Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(txn)
        .await?;
    if written == 1 { Ok(()) } else { Err(Refusal::AlreadyAsked.into()) }
}

/// Answers it, unless somebody did or the vendor decided meanwhile.
pub(super) async fn settle(
    txn: &WriteTxn,
    cx: &Context,
    row: &Model,
    answer: Option<&str>,
) -> Result<(), Error> {
    let written = Entity::update_many()
        .col_expr(Column::AnsweredAt, Expr::value(Some(cx.now)))
        .col_expr(Column::AnsweredBy, Expr::value(cx.user_id()))
        .col_expr(Column::Answer, Expr::value(answer.map(str::to_owned)))
        .filter(Column::Id.eq(row.id))
        .filter(Column::AnsweredAt.is_null())
        .exec(txn)
        .await?;
    if written.rows_affected != 1 {
        return Err(Refusal::NothingAsked.into());
    }
    registration::go_on(txn, cx, row.opportunity_id, row.asked_at).await
}

/// Nobody waits for an answer any more, because the vendor has decided. Without a question nothing happens.
pub(crate) async fn close(
    txn: &WriteTxn,
    cx: &Context,
    opportunity: OpportunityId,
) -> Result<(), Error> {
    let open = Entity::visible_to(&Actor::System)
        .filter(Column::OpportunityId.eq(opportunity.0))
        .filter(Column::AnsweredAt.is_null())
        .one(txn)
        .await?;
    let Some(asked) = open else { return Ok(()) };
    Entity::update_many()
        .col_expr(Column::AnsweredAt, Expr::value(Some(cx.now)))
        .filter(Column::Id.eq(asked.id))
        .filter(Column::AnsweredAt.is_null())
        .exec(txn)
        .await?;
    registration::go_on(txn, cx, opportunity.0, asked.asked_at).await
}
