//! A partner shows that it works on what is protected, and is protected longer. That is earned: when the end is near, by
//! work that counted for no extension before.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::RegistrationId,
    policy::Action,
    refusal::Refusal,
    registration::{EXTENSION, ExtendForm, Step},
    timeline::Event,
};
use sea_orm::{ExprTrait, sea_query::Expr};

use super::{
    protection,
    request::{Request, facts, inconsistent},
};
use crate::{
    Context, Error,
    entity::deal_registration::{Column, Model},
    fold::nfc,
    mail::VendorNews,
    timeline_read,
};

/// Extends the protection and tells the vendor. Answers the reference of the opportunity.
pub async fn extend(cx: &Context, id: RegistrationId, form: ExtendForm) -> Result<String, Error> {
    let txn = cx.db.begin_write().await?;
    let mut request = Request::to_change(&txn, cx, id, Action::RegisterDeal).await?;
    is_near(cx, &request.row)?;
    let form = ExtendForm { evidence: nfc(&form.evidence), ..form };
    let proof = form.check(first_day(cx, &request.row), cx.local(cx.now).date_naive())?;
    // A registration without an end is refused by the machine below.
    let until = request.row.protected_until.unwrap_or(cx.now) + EXTENSION;
    request
        .take(&txn, cx, Step::Extend, |update| {
            update
                .col_expr(Column::ProtectedUntil, Expr::value(until))
                .col_expr(Column::ExtensionCount, Expr::col(Column::ExtensionCount).add(1))
                .col_expr(Column::ExtendedAt, Expr::value(cx.now))
                .col_expr(Column::WarnedDays, Expr::value(0))
        })
        .await?;
    if protection::prolong(&txn, request.row.id, until).await? == 0 {
        return Err(inconsistent(&request.row, "approved and protects nothing".to_owned()));
    }
    request.row.protected_until = Some(until);
    let event = Event::RegistrationExtended {
        registration: request.row.reference.clone(),
        until: cx.local(until),
        evidence: timeline_read::with_day(proof.on, &proof.evidence),
    };
    request.record_event(&txn, cx, event).await?;
    request.tell_deciders(&txn, cx, VendorNews::Extended, Some(proof.evidence)).await?;
    txn.commit().await?;
    Ok(request.opportunity.reference)
}

/// The machine says it, too, but knows no zones: here the day is the partner's.
fn is_near(cx: &Context, row: &Model) -> Result<(), Error> {
    match facts(row)?.extends_later(cx.now) {
        Some(from) => Err(Refusal::ExtendLater { from: cx.local(from).date_naive() }.into()),
        None => Ok(()),
    }
}

/// The first day whose work counts: that of the approval, afterwards the one after the last extension, so that nothing
/// counts twice.
fn first_day(cx: &Context, row: &Model) -> NaiveDate {
    let day = |at: DateTime<Utc>| cx.local(at).date_naive();
    match row.extended_at.map(day) {
        Some(last) => last.succ_opt().unwrap_or(last),
        None => day(row.decided_at.unwrap_or(row.submitted_at)),
    }
}
