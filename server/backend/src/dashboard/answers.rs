//! How long partners took to answer offers: medians by nearest rank, computed by the database.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::dashboard::AnswerTime;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, Func, Order, Query, SelectStatement, SimpleExpr, UnionType},
};
use uuid::Uuid;

use crate::{
    Context, Error,
    entity::assignment::{Column, Entity},
    opportunity::list::occasion,
};

/// Of all answers since then; `None` when there was none.
pub(super) async fn overall(
    cx: &Context,
    since: DateTime<Utc>,
) -> Result<Option<AnswerTime>, Error> {
    let rows = cx.db.read().query_all(&ranks(cx, since)).await?;
    let seconds: Vec<i64> =
        rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?;
    Ok(match seconds.as_slice() {
        [] => None,
        [first, ..] => {
            Some(AnswerTime { median: *first, p90: seconds.last().copied().unwrap_or(*first) })
        }
    })
}

/// The median of each partner that answered since then.
pub(super) async fn by_partner(
    cx: &Context,
    since: DateTime<Utc>,
) -> Result<HashMap<Uuid, i64>, Error> {
    let rows = cx.db.read().query_all(&medians(cx, since)).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}

/// How many opportunities each partner answered since then.
pub(super) async fn how_many(
    cx: &Context,
    since: DateTime<Utc>,
) -> Result<Vec<(Uuid, i64)>, Error> {
    let rows = cx.db.read().query_all(&counts(cx, since)).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}

/// Partner, and how many opportunities it answered.
pub(super) fn counts(cx: &Context, since: DateTime<Utc>) -> SelectStatement {
    Query::select()
        .column("partner_id")
        .expr(Func::count_distinct(Expr::col("opportunity_id")))
        .from_subquery(answers(cx, since), "answered")
        .group_by_col("partner_id")
        .take()
}

/// The answers at the middle and at nine tenths, which may be one and the same.
pub(super) fn ranks(cx: &Context, since: DateTime<Utc>) -> SelectStatement {
    let ranked = ranked(answers(cx, since), "");
    let at = Condition::any()
        .add(Expr::cust("place = (answers + 1) / 2"))
        .add(Expr::cust("place = (answers * 9 + 9) / 10"));
    Query::select()
        .column("seconds")
        .from_subquery(ranked, "ranked")
        .cond_where(at)
        .order_by("place", Order::Asc)
        .take()
}

/// The answer in the middle of each partner's.
pub(super) fn medians(cx: &Context, since: DateTime<Utc>) -> SelectStatement {
    Query::select()
        .columns(["partner_id", "seconds"])
        .from_subquery(ranked(answers(cx, since), "PARTITION BY partner_id"), "ranked")
        .and_where(Expr::cust("place = (answers + 1) / 2"))
        .take()
}

/// Each answer with its place among the others and how many there are.
fn ranked(answers: SelectStatement, among: &'static str) -> SelectStatement {
    let place = ["row_number() OVER (", among, " ORDER BY seconds)"].concat();
    let all = ["count(*) OVER (", among, ")"].concat();
    Query::select()
        .columns(["partner_id", "seconds"])
        .expr_as(Expr::cust(place), "place")
        .expr_as(Expr::cust(all), "answers")
        .from_subquery(answers, "answered")
        .take()
}

/// Partner, opportunity and seconds of each yes and no, each found along its index and only then put into order.
fn answers(cx: &Context, since: DateTime<Utc>) -> SelectStatement {
    let found = |condition: Condition| {
        Entity::visible_to(&cx.actor)
            .select_only()
            .columns([Column::PartnerId, Column::OpportunityId])
            .expr_as(seconds(cx.db.backend()), "seconds")
            .filter(condition)
            .filter(Column::OfferedAt.is_not_null())
            .into_query()
    };
    let no = found(occasion::refused(since));
    found(occasion::taken(since)).union(UnionType::All, no).take()
}

fn seconds(backend: DbBackend) -> SimpleExpr {
    Expr::cust(match backend {
        DbBackend::Sqlite => "unixepoch(answered_at) - unixepoch(offered_at)",
        _ => "CAST(extract(epoch FROM answered_at - offered_at) AS bigint)",
    })
}
