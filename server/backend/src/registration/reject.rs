//! Staff refuse a request, or end a right that they gave; both with a reason.

use domain::{
    ids::RegistrationId,
    opportunity::ReasonForm,
    policy::Action,
    registration::{Reason, State, Step},
};
use sea_orm::sea_query::Expr;

use super::{
    protection,
    request::{Request, Told},
};
use crate::{
    Context, Error, db::WriteTxn, entity::deal_registration::Column, fold::nfc,
    mail::RegistrationNews,
};

/// Refuses it.
pub async fn reject(cx: &Context, id: RegistrationId, form: ReasonForm) -> Result<(), Error> {
    let txn = cx.db.begin_write().await?;
    let request = Request::to_change(&txn, cx, id, Action::DecideRegistration).await?;
    let told = read(form)?;
    let state = request
        .take(&txn, cx, Step::Reject, |update| {
            update
                .col_expr(Column::DecidedAt, Expr::value(cx.now))
                .col_expr(Column::DecidedBy, Expr::value(cx.user_id()))
                .col_expr(Column::ReasonCode, Expr::value(code(&told)))
                .col_expr(Column::ReasonText, Expr::value(told.text.clone()))
        })
        .await?;
    request.confirm(&txn, cx, state, &told).await?;
    tell(&txn, cx, &request, state, told).await?;
    txn.commit().await
}

/// Ends the right before its time.
pub async fn revoke(cx: &Context, id: RegistrationId, form: ReasonForm) -> Result<(), Error> {
    let txn = cx.db.begin_write().await?;
    let request = Request::to_change(&txn, cx, id, Action::DecideRegistration).await?;
    let told = read(form)?;
    let state = request
        .take(&txn, cx, Step::Revoke, |update| {
            update
                .col_expr(Column::EndedAt, Expr::value(cx.now))
                .col_expr(Column::ReasonCode, Expr::value(code(&told)))
                .col_expr(Column::ReasonText, Expr::value(told.text.clone()))
        })
        .await?;
    protection::release(&txn, request.row.id).await?;
    tell(&txn, cx, &request, state, told).await?;
    txn.commit().await
}

fn read(form: ReasonForm) -> Result<Told, Error> {
    let form = ReasonForm { text: nfc(&form.text), ..form };
    let reason = form.check_fixed(&Reason::Other)?;
    Ok(Told { reason: Some(reason.code), text: reason.text, until: None })
}

fn code(told: &Told) -> Option<String> {
    told.reason.map(|reason| reason.to_string())
}

async fn tell(
    txn: &WriteTxn,
    cx: &Context,
    request: &Request,
    state: State,
    told: Told,
) -> Result<(), Error> {
    request.record(txn, cx, state, told.clone()).await?;
    let decided = RegistrationNews::Decided { state, until: None, text: told.text };
    request.tell_partner(txn, cx, decided).await
}
