//! A partner shows that it works on what is protected, and is protected longer.

use chrono::{DateTime, Utc};
use domain::{
    format,
    ids::RegistrationId,
    policy::Action,
    registration::{EXTENSION, ExtendForm, Step},
    timeline::Event,
};
use sea_orm::{ExprTrait, sea_query::Expr};

use super::{
    protection,
    request::{Request, inconsistent},
};
use crate::{Context, Error, entity::deal_registration::Column, fold::nfc};

/// Extends the protection. Answers the reference of the opportunity.
pub async fn extend(cx: &Context, id: RegistrationId, form: ExtendForm) -> Result<String, Error> {
    let txn = cx.db.begin_write().await?;
    let request = Request::to_change(&txn, cx, id, Action::RegisterDeal).await?;
    let day = |at: DateTime<Utc>| cx.local(at).date_naive();
    let form = ExtendForm { evidence: nfc(&form.evidence), ..form };
    let proof = form.check(day(request.row.submitted_at), day(cx.now))?;
    // A registration without an end is refused by the machine below.
    let until = request.row.protected_until.unwrap_or(cx.now) + EXTENSION;
    request
        .take(&txn, cx, Step::Extend, |update| {
            update
                .col_expr(Column::ProtectedUntil, Expr::value(until))
                .col_expr(Column::ExtensionCount, Expr::col(Column::ExtensionCount).add(1))
                .col_expr(Column::WarnedDays, Expr::value(0))
        })
        .await?;
    if protection::prolong(&txn, request.row.id, until).await? == 0 {
        return Err(inconsistent(&request.row, "approved and protects nothing".to_owned()));
    }
    let event = Event::RegistrationExtended {
        registration: request.row.reference.clone(),
        until: cx.local(until),
        evidence: [format::date(cx.lang, proof.on), proof.evidence].join(" – "),
    };
    request.record_event(&txn, cx, event).await?;
    txn.commit().await?;
    Ok(request.opportunity.reference)
}
