//! How many rows there are and what they are worth. Sums are exact; counting views stops where nobody reads further.

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
pub(super) async fn total(cx: &Context, filter: &Filter) -> Result<(u64, Vec<Money>), Error> {
    let rows = cx.db.read().query_all(&by_currency(cx, filter)).await?;
    let mut count = 0;
    let mut sums = Vec::new();
    for row in rows {
        let currency: String = row.try_get_by_index(0)?;
        let rows: i64 = row.try_get_by_index(1)?;
        let millions: Option<i64> = row.try_get_by_index(2)?;
        let rest: Option<i64> = row.try_get_by_index(3)?;
        count += u64::try_from(rows).unwrap_or_default();
        if let (Ok(currency), Some(millions), Some(rest)) = (currency.parse(), millions, rest) {
            sums.push(Money::new(joined(millions, rest), currency));
        }
    }
    sums.sort_by_key(|money| money.currency);
    Ok((count, sums))
}

/// A sum from its two parts; one that no amount can express is the largest amount.
fn joined(millions: i64, rest: i64) -> i64 {
    let sum = i128::from(millions) * i128::from(MILLION) + i128::from(rest);
    i64::try_from(sum).unwrap_or(i64::MAX)
}

/// Amounts are added up in two parts: ten thousand of the largest ones are more than databases add up in one.
const MILLION: i64 = 1_000_000;

/// A limit that cuts nothing off. It makes SQLite find the rows along the filter's index and group them after that; without
/// it an index by currency is taken, and every row is read (200,000 rows: 40 ms instead of 100).
pub(crate) const EVERY: u64 = i64::MAX.unsigned_abs();

/// One line per currency. A whole view is read currency by currency along its index by value, which
/// needs neither the rows nor a table to group them in (2 ms instead of 17 for 10,000 rows on
/// SQLite); what is filtered is found once and grouped.
pub(super) fn by_currency(cx: &Context, filter: &Filter) -> SelectStatement {
    if !filter.is_whole_view() {
        let found = filter.rows(cx).select_only().columns([Column::Currency, Column::ValueSort]);
        return summed(found.limit(EVERY).into_query(), Expr::col("currency"))
            .group_by_col("currency")
            .to_owned();
    }
    let mut lines = Currency::all().map(|currency| {
        let rows = filter
            .rows(cx)
            .select_only()
            .column(Column::ValueSort)
            .filter(Column::Currency.eq(currency.as_ref()))
            .limit(EVERY);
        summed(rows.into_query(), Expr::val(currency.as_ref()).cast_as("text"))
    });
    let mut all = lines.next().unwrap_or_default();
    for line in lines {
        all.union(UnionType::All, line);
    }
    all
}

/// Name, count, and the sum in millions and what is left of them. `value_sort` is the value, or negative where there is
/// none.
fn summed(rows: SelectStatement, currency: SimpleExpr) -> SelectStatement {
    let value = || Expr::col("value_sort");
    let sum = |part: SimpleExpr| {
        let known: SimpleExpr = Expr::case(value().gte(0), part).into();
        Func::cast_as(Func::sum(known), "bigint")
    };
    Query::select()
        .expr(currency)
        .expr(Expr::cust("count(*)"))
        .expr(sum(value().div(MILLION)))
        .expr(sum(value().modulo(MILLION)))
        .from_subquery(rows, "counted")
        .to_owned()
}

/// How many match.
pub(super) async fn count(cx: &Context, filter: &Filter) -> Result<Count, Error> {
    let row = cx.db.read().query_one(&of_filter(cx, filter)).await?;
    let rows: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok(counted(u64::try_from(rows).unwrap_or_default()))
}

/// The other views in which the same search and filters find something.
pub(super) async fn elsewhere(cx: &Context, filter: &Filter) -> Result<Vec<ViewCount>, Error> {
    let mut found = Vec::new();
    if !filter.narrows_a_view() {
        return Ok(found);
    }
    for view in View::iter().filter(|view| *view != filter.view) {
        let count = count(cx, &filter.in_view(view)).await?;
        if count != Count::Exactly(0) {
            found.push(ViewCount { view, count });
        }
    }
    Ok(found)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_beyond_all_amounts_are_the_largest_one() {
        assert_eq!(joined(2, 5), 2_000_005);
        assert_eq!(joined(0, 12_345_678), 12_345_678);
        assert_eq!(joined(10_000 * 1_000_000_000, 0), i64::MAX);
    }
}
