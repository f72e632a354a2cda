//! A partner wants a rejection looked at again, once and by somebody else. The request is open again then, and counts
//! towards the quota like any other.

use domain::{
    ids::RegistrationId,
    policy::Action,
    refusal::Refusal,
    registration::Step,
    text::{self, REASON_MAX},
    timeline::Event,
};
use sea_orm::sea_query::Expr;

use super::{deadline, request::Request, submit::has_quota};
use crate::{
    Context, Error, entity::deal_registration::Column, fold::nfc, mail::VendorNews,
    opportunity::row,
};

/// Appeals; the vendor has as long for it as for the first decision. Answers the reference of the opportunity.
pub async fn appeal(cx: &Context, id: RegistrationId, words: &str) -> Result<String, Error> {
    let txn = cx.db.begin_write().await?;
    let mut request = Request::to_change(&txn, cx, id, Action::RegisterDeal).await?;
    let words = text::required_block(&nfc(words), REASON_MAX)
        .map_err(|problem| Error::field("appeal", problem))?;
    let status = row::status(&request.opportunity)?;
    if !status.is_open() {
        return Err(Refusal::WrongStatus { from: status }.into());
    }
    has_quota(&txn, request.partner()).await?;
    let decide_by = deadline::fresh(cx.now);
    request
        .take(&txn, cx, Step::Appeal, |update| {
            update
                .col_expr(Column::AppealedAt, Expr::value(cx.now))
                .col_expr(Column::AppealText, Expr::value(words.clone()))
                .col_expr(Column::DecideBy, Expr::value(decide_by))
                .col_expr(Column::Escalated, Expr::value(false))
        })
        .await?;
    request.row.decide_by = decide_by;
    let registration = request.row.reference.clone();
    let event = Event::RegistrationAppealed { registration, text: words.clone() };
    request.record_event(&txn, cx, event).await?;
    request.tell_deciders(&txn, cx, VendorNews::Appealed, Some(words)).await?;
    txn.commit().await?;
    Ok(request.opportunity.reference)
}
