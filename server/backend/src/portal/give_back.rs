//! The lone managing partner gives back what it accepted; it rests with staff, who are told.

use domain::{
    choice::List,
    ids::OpportunityId,
    opportunity::{Move, ReasonForm, apply},
    policy::Action,
    timeline::Event,
};
use sea_orm::sea_query::Expr;

use super::managed::Managed;
use crate::{
    Context, Error, assignment::moved, choice, entity::assignment::Column, fold::nfc, mail::Notice,
    opportunity::row,
};

/// Gives it back, with the reason.
pub async fn give_back(cx: &Context, id: OpportunityId, form: ReasonForm) -> Result<(), Error> {
    let form = ReasonForm { text: nfc(&form.text), ..form };
    let txn = cx.db.begin_write().await?;
    let managed = Managed::to_change(&txn, cx, id, Action::ReturnOpportunity).await?;
    let reason = form.check(List::Return, &choice::all(&txn, cx).await?)?;
    let status = apply(&row::situation(&managed.opportunity)?, Move::GiveBack, cx.now)?;
    let state = managed.state()?.give_back()?;

    moved::to_status(&txn, cx, &managed.opportunity, status, |update| update).await?;
    managed
        .end(&txn, cx, state, |update| {
            update
                .col_expr(Column::ReturnReason, Expr::value(reason.code.to_string()))
                .col_expr(Column::ReasonText, Expr::value(reason.text.clone()))
        })
        .await?;

    let partner = managed.partner_name(&txn).await?;
    let event = Event::Returned {
        partner: partner.clone(),
        reason: reason.code.clone(),
        text: reason.text.clone(),
    };
    managed.record(&txn, cx, event).await?;
    let notice = Notice::Returned {
        reference: managed.opportunity.reference.clone(),
        topic: managed.opportunity.topic.clone(),
        partner,
        text: reason.text,
    };
    managed.tell_owner(&txn, cx, notice).await?;
    txn.commit().await
}
