//! One page of rows, found by the keys of its first row and never by counting rows before it.

use domain::opportunity::{Direction, Sort};
use sea_orm::{
    DbBackend, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, SimpleExpr},
};

use super::{
    PAGE,
    cursor::Cursor,
    filter::{self, Filter, Place},
};
use crate::{
    Context, Error,
    entity::opportunity::{Column, Entity, Line},
};

/// One row more than a page shows, to know whether there is another one.
const FETCHED: u64 = PAGE as u64 + 1;

/// Rows with the places behind and before them.
#[derive(Debug)]
pub(super) struct Page {
    pub rows: Vec<Line>,
    pub next: Option<String>,
    pub previous: Option<String>,
}

/// Fetches the page out of so many rows that match. When nothing is left behind or before a place, the first page is shown:
/// an empty page would lead nowhere.
pub(super) async fn fetch(cx: &Context, filter: &Filter, matching: u64) -> Result<Page, Error> {
    let page = fetch_at(cx, filter, &filter.place, matching).await?;
    if page.rows.is_empty() && filter.place != Place::First {
        return fetch_at(cx, filter, &Place::First, matching).await;
    }
    Ok(page)
}

async fn fetch_at(
    cx: &Context,
    filter: &Filter,
    place: &Place,
    matching: u64,
) -> Result<Page, Error> {
    let mut rows = match passed(cx, filter, place, matching).await? {
        Some(rows) => rows,
        None => lines(cx, select(cx, filter, place)).await?,
    };
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

async fn lines(cx: &Context, rows: Select<Entity>) -> Result<Vec<Line>, Error> {
    Ok(rows.into_partial_model().all(cx.db.read()).await?)
}

/// The query of a page.
pub(super) fn select(cx: &Context, filter: &Filter, place: &Place) -> Select<Entity> {
    at(filter, place, filter.rows(cx)).limit(FETCHED)
}

/// The page as it is found on SQLite where much matches: all that match are not fetched and put in order for a page of them,
/// but the order of the list is followed until the page is full. It is followed for as many rows as match, so that what
/// matches in one place far away costs twice its price and not the whole view. None where it would be, or was, no shorter
/// way; PostgreSQL weighs both by itself.
async fn passed(
    cx: &Context,
    filter: &Filter,
    place: &Place,
    matching: u64,
) -> Result<Option<Vec<Line>>, Error> {
    let is_much = matching >= FETCHED && cx.db.backend() == DbBackend::Sqlite;
    let Some(rows) = filter.rows_along(cx).filter(|_| is_much) else { return Ok(None) };
    let view = at(filter, place, filter::view(cx, filter.view));
    let end = lines(cx, view.offset(matching).limit(1)).await?;
    let rows = lines(cx, along(filter, place, rows, end.first())).await?;
    Ok((end.is_empty() || rows.len() as u64 == FETCHED).then_some(rows))
}

/// The query of a page that passes rows only until one of the view.
pub(super) fn along(
    filter: &Filter,
    place: &Place,
    rows: Select<Entity>,
    end: Option<&Line>,
) -> Select<Entity> {
    let mut rows = at(filter, place, rows);
    if let Some(end) = end {
        rows = rows.filter(beyond(&Cursor::of(filter.sort, end), !is_ascending(filter, place)));
    }
    rows.limit(FETCHED)
}

/// Rows from a place on, nearest first.
fn at(filter: &Filter, place: &Place, mut rows: Select<Entity>) -> Select<Entity> {
    let ascending = is_ascending(filter, place);
    let order = if ascending { Order::Asc } else { Order::Desc };
    if let Place::After(cursor) | Place::Before(cursor) = place {
        rows = rows.filter(beyond(cursor, ascending));
    }
    for column in columns(filter.sort) {
        rows = rows.order_by(*column, order.clone());
    }
    rows
}

/// Whether keys grow along the way from a place.
fn is_ascending(filter: &Filter, place: &Place) -> bool {
    let backwards = matches!(place, Place::Before(_));
    (filter.direction == Direction::Asc) != backwards
}

/// All rows in the order of the list.
pub(super) fn in_order(filter: &Filter, rows: Select<Entity>) -> Select<Entity> {
    at(filter, &Place::First, rows)
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
