//! The opportunity was closed: what was asked for it or protected it ends with it.

use domain::{policy::Actor, registration::Step};
use sea_orm::{ColumnTrait, QueryFilter, sea_query::Expr};

use super::{
    protection,
    request::{Request, Told, facts},
    submit::HELD,
};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::{
        deal_registration::{Column, Entity},
        opportunity,
    },
};

/// Ends all of it, in the transaction that closes the opportunity.
pub(crate) async fn close(
    txn: &WriteTxn,
    cx: &Context,
    opportunity: &opportunity::Model,
    won: bool,
) -> Result<(), Error> {
    // Whoever closes it need not see the registrations: they end in any case.
    let rows = Entity::visible_to(&Actor::System)
        .filter(Column::OpportunityId.eq(opportunity.id))
        .filter(Column::State.is_in(HELD))
        .all(txn)
        .await?;
    for row in rows {
        let protected = facts(&row)?.protects(cx.now);
        let step = if won && protected { Step::Convert } else { Step::Close };
        let request = Request { opportunity: opportunity.clone(), row };
        let state = request
            .take(txn, cx, step, |update| {
                update
                    .col_expr(Column::EndedAt, Expr::value(cx.now))
                    .col_expr(Column::AskedAt, Expr::value(None::<chrono::DateTime<chrono::Utc>>))
            })
            .await?;
        protection::release(txn, request.row.id).await?;
        request.record(txn, cx, state, Told::default()).await?;
    }
    Ok(())
}
