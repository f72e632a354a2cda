//! A partner takes its request back while nobody has decided.

use domain::{ids::RegistrationId, policy::Action, registration::Step};
use sea_orm::sea_query::Expr;

use super::request::{Request, Told};
use crate::{Context, Error, entity::deal_registration::Column, mail::VendorNews};

/// Takes it back. Answers the reference of the opportunity.
pub async fn withdraw(cx: &Context, id: RegistrationId) -> Result<String, Error> {
    let txn = cx.db.begin_write().await?;
    let request = Request::to_change(&txn, cx, id, Action::RegisterDeal).await?;
    let state = request
        .take(&txn, cx, Step::Withdraw, |update| {
            update
                .col_expr(Column::EndedAt, Expr::value(cx.now))
                .col_expr(Column::AskedAt, Expr::value(None::<chrono::DateTime<chrono::Utc>>))
        })
        .await?;
    request.record(&txn, cx, state, Told::default()).await?;
    request.tell_deciders(&txn, cx, VendorNews::Withdrawn, None).await?;
    txn.commit().await?;
    Ok(request.opportunity.reference)
}
