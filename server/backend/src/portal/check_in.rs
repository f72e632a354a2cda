//! The partner says how it goes without changing anything; who is stuck is heard of by the owner.

use domain::{
    ids::OpportunityId, opportunity::CheckInForm, policy::Action, timeline::CheckIn,
    timeline::Event,
};
use sea_orm::sea_query::Expr;

use super::managed::Managed;
use crate::{Context, Error, entity::assignment::Column, fold::nfc, mail::Notice};

/// Stores what the company says of its work. Answers the opportunity's reference.
pub async fn check_in(cx: &Context, id: OpportunityId, form: CheckInForm) -> Result<String, Error> {
    let form = CheckInForm { text: nfc(&form.text), ..form };

    let txn = cx.db.begin_write().await?;
    let managed = Managed::to_change(&txn, cx, id, Action::UpdateProgress).await?;
    let said = form.check(cx.local(cx.now).date_naive())?;
    let is_stuck = said.kind == CheckIn::Stuck;

    managed
        .reported(&txn, cx, |update| {
            update
                .col_expr(Column::WaitingUntil, Expr::value(said.until))
                .col_expr(Column::NeedsHelp, Expr::value(is_stuck))
        })
        .await?;
    let event = Event::CheckedIn { kind: said.kind, until: said.until, text: said.text.clone() };
    managed.record(&txn, cx, event).await?;
    if is_stuck {
        let notice = Notice::NeedsHelp {
            reference: managed.opportunity.reference.clone(),
            topic: managed.opportunity.topic.clone(),
            partner: managed.partner_name(&txn).await?,
            text: said.text,
        };
        managed.tell_owner(&txn, cx, notice).await?;
    }
    txn.commit().await?;
    Ok(managed.opportunity.reference)
}
