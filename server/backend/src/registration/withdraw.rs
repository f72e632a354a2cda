//! A partner takes its request back while nobody has decided, also when it has lost the opportunity meanwhile: until then
//! the request counts towards its quota.

use domain::{ids::RegistrationId, registration::Step};
use sea_orm::sea_query::Expr;

use super::request::{Request, Told};
use crate::{Context, Error, entity::deal_registration::Column, mail::VendorNews};

/// Takes it back. Answers the reference of the opportunity.
pub async fn withdraw(cx: &Context, id: RegistrationId) -> Result<String, Error> {
    let txn = cx.db.begin_write().await?;
    let request = Request::to_take_back(&txn, cx, id).await?;
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
