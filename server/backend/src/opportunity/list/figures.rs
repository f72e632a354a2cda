//! How many rows there are and what they are worth, without reading more than is worth knowing.

use domain::{
    money::{Currency, Money},
    opportunity::{Count, View, ViewCount},
};
use sea_orm::{
    ConnectionTrait, ExprTrait, QuerySelect, QueryTrait,
    sea_query::{Alias, Expr, Func, Query, SelectStatement, SimpleExpr},
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

/// One line per currency over the rows that are counted. `value_sort` stands in the index, so no row
/// has to be fetched; it is negative where there is no value.
pub(super) fn by_currency(cx: &Context, filter: &Filter) -> SelectStatement {
    let counted = filter
        .rows(cx)
        .select_only()
        .column(Column::Currency)
        .column(Column::ValueSort)
        .limit(COUNTED + 1)
        .into_query();
    let value = || Expr::col("value_sort");
    let known: SimpleExpr = Expr::case(value().gte(0), value()).into();
    Query::select()
        .column("currency")
        .expr(Expr::col("currency").count())
        .expr(Func::cast_as(Func::sum(known), Alias::new("bigint")))
        .from_subquery(counted, "counted")
        .group_by_col("currency")
        .to_owned()
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
