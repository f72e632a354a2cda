//! One page of rows, found by the keys of its first row and never by counting rows before it.

use domain::opportunity::{Direction, Sort};
use sea_orm::{
    ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, SimpleExpr},
};

use super::{
    PAGE,
    cursor::Cursor,
    filter::{Filter, Place},
};
use crate::{
    Context, Error,
    entity::opportunity::{Column, Entity, Line},
};

/// Rows with the places behind and before them.
#[derive(Debug)]
pub(super) struct Page {
    pub rows: Vec<Line>,
    pub next: Option<String>,
    pub previous: Option<String>,
}

/// Fetches the page. When nothing is left behind or before a place, the first page is shown: an
/// empty page would lead nowhere.
pub(super) async fn fetch(cx: &Context, filter: &Filter) -> Result<Page, Error> {
    let page = fetch_at(cx, filter, &filter.place).await?;
    if page.rows.is_empty() && filter.place != Place::First {
        return fetch_at(cx, filter, &Place::First).await;
    }
    Ok(page)
}

async fn fetch_at(cx: &Context, filter: &Filter, place: &Place) -> Result<Page, Error> {
    let mut rows = select(cx, filter, place).into_partial_model::<Line>().all(cx.db.read()).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let backwards = matches!(place, Place::Before(_));
    if backwards {
        rows.reverse();
    }
    let (more_behind, more_before) = match place {
        Place::First => (more, false),
        Place::After(_) => (more, true),
        Place::Before(_) => (true, more),
    };
    let place_of = |row: Option<&Line>| row.map(|row| Cursor::of(filter.sort, row).write());
    Ok(Page {
        next: place_of(rows.last()).filter(|_| more_behind),
        previous: place_of(rows.first()).filter(|_| more_before),
        rows,
    })
}

/// The query of a page, with one row more than it shows, to know whether there is another one.
pub(super) fn select(cx: &Context, filter: &Filter, place: &Place) -> Select<Entity> {
    let backwards = matches!(place, Place::Before(_));
    let ascending = (filter.direction == Direction::Asc) != backwards;
    let order = if ascending { Order::Asc } else { Order::Desc };
    let mut rows = filter.rows(cx);
    if let Place::After(cursor) | Place::Before(cursor) = place {
        rows = rows.filter(beyond(cursor, ascending));
    }
    for column in columns(filter.sort) {
        rows = rows.order_by(*column, order.clone());
    }
    rows.limit(PAGE as u64 + 1)
}

/// All rows in the order of the list.
pub(super) fn in_order(filter: &Filter, mut rows: Select<Entity>) -> Select<Entity> {
    let order = if filter.direction == Direction::Asc { Order::Asc } else { Order::Desc };
    for column in columns(filter.sort) {
        rows = rows.order_by(*column, order.clone());
    }
    rows
}

/// The columns of the index behind each sort, in its order.
fn columns(sort: Sort) -> &'static [Column] {
    match sort {
        Sort::Activity => &[Column::LastActivityAt, Column::Id],
        Sort::Value => &[Column::Currency, Column::ValueSort, Column::Id],
        Sort::Close => &[Column::CloseSort, Column::Id],
        Sort::Topic => &[Column::TopicSort, Column::Id],
        Sort::Reference => &[Column::Reference],
    }
}

/// Compares all keys at once, as both databases do by index: `(a, b) > (x, y)`.
fn beyond(cursor: &Cursor, ascending: bool) -> SimpleExpr {
    let (sort, keys): (Sort, Vec<SimpleExpr>) = match cursor.clone() {
        Cursor::Activity { at, id } => (Sort::Activity, vec![at.into(), id.into()]),
        Cursor::Value { currency, value, id } => {
            (Sort::Value, vec![currency.into(), value.into(), id.into()])
        }
        Cursor::Close { on, id } => (Sort::Close, vec![on.into(), id.into()]),
        Cursor::Topic { key, id } => (Sort::Topic, vec![key.into(), id.into()]),
        Cursor::Reference { reference } => (Sort::Reference, vec![reference.into()]),
    };
    let row = columns(sort).iter().map(|column| Expr::col((Entity, *column)));
    let (row, keys) = (Expr::tuple(row), Expr::tuple(keys));
    if ascending { row.gt(keys) } else { row.lt(keys) }
}
