//! Who saw the customer of what, and when first: logged before it is shown.

use std::collections::HashSet;

use domain::{
    ids::{OpportunityId, PartnerId},
    timeline::{Audience, Event},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use crate::{
    Context, Error,
    assignment::names,
    db::WriteTxn,
    entity::{assignment, reveal},
    timeline::{self, Entry},
};

/// Logs that the actor sees the customers of these assignments, as far as it is news. Reads only, when it is not.
pub(super) async fn log(cx: &Context, rows: &[assignment::Model]) -> Result<(), Error> {
    let Some(user) = cx.user_id() else { return Ok(()) };
    let seen: HashSet<Uuid> = reveal::Entity::visible_to(&cx.actor)
        .select_only()
        .column(reveal::Column::AssignmentId)
        .filter(reveal::Column::AssignmentId.is_in(rows.iter().map(|row| row.id)))
        .filter(reveal::Column::UserId.eq(user))
        .into_tuple()
        .all(cx.db.read())
        .await?
        .into_iter()
        .collect();
    let news: Vec<&assignment::Model> = rows.iter().filter(|row| !seen.contains(&row.id)).collect();
    if news.is_empty() {
        return Ok(());
    }

    let txn = cx.db.begin_write().await?;
    for row in news {
        let entry =
            reveal::ActiveModel { assignment_id: Set(row.id), user_id: Set(user), at: Set(cx.now) };
        reveal::Entity::insert(entry)
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(&txn)
            .await?;
        first_of_company(&txn, cx, row).await?;
    }
    txn.commit().await
}

/// The first look of anybody in the company stands on the timeline, for the vendor.
async fn first_of_company(
    txn: &WriteTxn,
    cx: &Context,
    row: &assignment::Model,
) -> Result<(), Error> {
    use assignment::Column;

    if row.revealed_at.is_some() {
        return Ok(());
    }
    let first = assignment::Entity::update_many()
        .col_expr(Column::RevealedAt, Expr::value(cx.now))
        .filter(Column::Id.eq(row.id))
        .filter(Column::RevealedAt.is_null())
        .exec(txn)
        .await?;
    if first.rows_affected == 1 {
        let partner = names::partner(txn, PartnerId(row.partner_id)).await?;
        let entry = Entry::of(Event::Revealed { partner }, Audience::Staff);
        timeline::record(txn, cx, OpportunityId(row.opportunity_id), entry).await?;
    }
    Ok(())
}
