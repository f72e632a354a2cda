//! How many rows there are and what they are worth, without reading more than is worth knowing.

use domain::{
    money::{Currency, Money},
    opportunity::{Count, View, ViewCount},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, Func, Query, SelectStatement, SimpleExpr, UnionType},
};
use strum::IntoEnumIterator;

use super::{
    COUNTED,
    filter::{self, Filter},
};
use crate::{Context, Error, entity::opportunity::Column};

/// All that match, and the sums of their estimated values per currency.
pub(super) async fn total(cx: &Context, filter: &Filter) -> Result<(Count, Vec<Money>), Error> {
    let rows = cx.db.read().query_all(&by_currency(cx, filter)).await?;
    let mut count = 0;
    let mut sums = Vec::new();
    for row in rows {
        let currency: String = row.try_get_by_index(0)?;
        let rows: i64 = row.try_get_by_index(1)?;
        let sum: Option<i64> = row.try_get_by_index(2)?;
        count += u64::try_from(rows).unwrap_or_default();
        if let (Ok(currency), Some(minor)) = (currency.parse::<Currency>(), sum) {
            sums.push(Money::new(minor, currency));
        }
    }
    sums.sort_by_key(|money| money.currency);
    Ok((counted(count), sums))
}

/// One line per currency. A whole view is read currency by currency along its index by value, which
/// needs neither the rows nor a table to group them in (2 ms instead of 17 for 10,000 rows on
/// SQLite); what is filtered is found once and grouped.
pub(super) fn by_currency(cx: &Context, filter: &Filter) -> SelectStatement {
    if !filter.is_whole_view() {
        let found = filter.rows(cx).select_only().columns([Column::Currency, Column::ValueSort]);
        return summed(found.limit(COUNTED + 1).into_query(), Expr::col("currency"))
            .group_by_col("currency")
            .to_owned();
    }
    let mut lines = Currency::all().map(|currency| {
        let rows = filter
            .rows(cx)
            .select_only()
            .column(Column::ValueSort)
            .filter(Column::Currency.eq(currency.as_ref()))
            .limit(COUNTED + 1);
        summed(rows.into_query(), Expr::val(currency.as_ref()).cast_as("text"))
    });
    let mut all = lines.next().unwrap_or_default();
    for line in lines {
        all.union(UnionType::All, line);
    }
    all
}

/// Name, count and sum. `value_sort` is the value, or negative where there is none.
fn summed(rows: SelectStatement, currency: SimpleExpr) -> SelectStatement {
    let value = || Expr::col("value_sort");
    let known: SimpleExpr = Expr::case(value().gte(0), value()).into();
    Query::select()
        .expr(currency)
        .expr(Expr::cust("count(*)"))
        .expr(Func::cast_as(Func::sum(known), "bigint"))
        .from_subquery(rows, "counted")
        .to_owned()
}

/// How many match.
pub(super) async fn count(cx: &Context, filter: &Filter) -> Result<Count, Error> {
    let row = cx.db.read().query_one(&of_filter(cx, filter)).await?;
    let rows: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok(counted(u64::try_from(rows).unwrap_or_default()))
}

pub(super) fn of_filter(cx: &Context, filter: &Filter) -> SelectStatement {
    let rows = filter.rows(cx).select_only().expr(Expr::val(1)).limit(COUNTED + 1).into_query();
    Query::select().expr(Expr::cust("count(*)")).from_subquery(rows, "counted").to_owned()
}

/// Rows of each view, in one query.
pub(super) async fn views(cx: &Context) -> Result<Vec<ViewCount>, Error> {
    let mut all = Query::select();
    for view in View::iter() {
        all.expr(SimpleExpr::SubQuery(None, Box::new(of_view(cx, view).into())));
    }
    let row = cx.db.read().query_one(&all).await?;
    let Some(row) = row else { return Ok(Vec::new()) };
    View::iter()
        .enumerate()
        .map(|(at, view)| {
            let rows: i64 = row.try_get_by_index(at)?;
            Ok(ViewCount { view, count: counted(u64::try_from(rows).unwrap_or_default()) })
        })
        .collect()
}

pub(super) fn of_view(cx: &Context, view: View) -> SelectStatement {
    let counted =
        filter::view(cx, view).select_only().expr(Expr::val(1)).limit(COUNTED + 1).into_query();
    Query::select().expr(Expr::cust("count(*)")).from_subquery(counted, "counted").to_owned()
}

fn counted(rows: u64) -> Count {
    if rows > COUNTED { Count::AtLeast(COUNTED) } else { Count::Exactly(rows) }
}
