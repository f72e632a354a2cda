//! The lone managing partner closes what it manages: sold, or lost.

use domain::{
    choice::Code,
    ids::OpportunityId,
    opportunity::{FinishForm, Move, Status, apply},
    policy::Action,
    timeline::Event,
};
use sea_orm::sea_query::Expr;

use super::managed::Managed;
use crate::{
    Context, Error,
    assignment::{
        moved::{self, Column},
        report,
    },
    choice,
    db::WriteTxn,
    entity::assignment,
    fold::nfc,
    mail::Notice,
    opportunity::row,
    registration,
};

/// Sold, and for how much.
pub async fn win(cx: &Context, id: OpportunityId, form: FinishForm) -> Result<(), Error> {
    let txn = cx.db.begin_write().await?;
    let managed = Managed::to_change(&txn, cx, id, Action::FinishOpportunity).await?;
    let value = form.check_win(row::currency(&managed.opportunity)?)?;
    let status = decide(cx, &managed, Move::Win { by_partner: true })?;

    moved::to_status(&txn, cx, &managed.opportunity, status, |update| {
        update
            .col_expr(Column::ClosedAt, Expr::value(cx.now))
            .col_expr(Column::ActualValue, Expr::value(value.minor))
    })
    .await?;
    complete(txn, cx, &managed, Event::Won { value: Some(value) }, true).await
}

/// Lost, and why.
pub async fn lose(cx: &Context, id: OpportunityId, form: FinishForm) -> Result<(), Error> {
    let form = FinishForm { text: nfc(&form.text), ..form };
    let txn = cx.db.begin_write().await?;
    let managed = Managed::to_change(&txn, cx, id, Action::FinishOpportunity).await?;
    let reason = form.check_loss(&choice::all(&txn, cx).await?)?;
    let out_sold = reason.code == Code::COMPETITOR;
    let status = decide(cx, &managed, Move::Lose { out_sold, by_partner: true })?;

    moved::to_status(&txn, cx, &managed.opportunity, status, |update| {
        update
            .col_expr(Column::ClosedAt, Expr::value(cx.now))
            .col_expr(Column::StatusReasonCode, Expr::value(reason.code.to_string()))
            .col_expr(Column::StatusNote, Expr::value(reason.text.clone()))
    })
    .await?;
    let event = Event::Lost { status, reason: reason.code, text: reason.text };
    complete(txn, cx, &managed, event, false).await
}

fn decide(cx: &Context, managed: &Managed, wish: Move) -> Result<Status, Error> {
    Ok(apply(&row::situation(&managed.opportunity)?, wish, cx.now)?)
}

async fn complete(
    txn: WriteTxn,
    cx: &Context,
    managed: &Managed,
    event: Event,
    won: bool,
) -> Result<(), Error> {
    managed
        .end(&txn, cx, managed.state()?.complete()?, |update| {
            update.col_expr(assignment::Column::FirstUpdateAt, report::first_report_at(cx))
        })
        .await?;
    managed.record(&txn, cx, event).await?;
    registration::close(&txn, cx, &managed.opportunity, won).await?;
    let notice = Notice::Finished {
        reference: managed.opportunity.reference.clone(),
        topic: managed.opportunity.topic.clone(),
        partner: managed.partner_name(&txn).await?,
        won,
    };
    managed.tell_owner(&txn, cx, notice).await?;
    txn.commit().await
}
