//! Pages of lists that are sorted and searched by name: keyset paging and folded search.
//!
//! A cursor is the id of the row at the edge of a page; its place is looked up again, so a page begins
//! where the row stands now.

use domain::account::{Listing, ListingQuery};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, ExprTrait, Order, QueryFilter, QueryOrder,
    QuerySelect, Select,
    sea_query::{Expr, LikeExpr, SimpleExpr},
};
use uuid::Uuid;

use crate::{Error, picked};

/// Rows on a page.
pub(crate) const PAGE: usize = 50;
/// Choices under a picker.
pub(crate) const CHOICES: u64 = 10;

/// Where a page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Edge {
    /// At the beginning of the list.
    Start,
    /// Behind the row with this sort key and id.
    After(String, Uuid),
    /// Before it.
    Before(String, Uuid),
}

impl Edge {
    /// The edge that the query names. `keys` gives sort keys and ids of the rows that the actor may
    /// see. A row that is gone means the beginning.
    pub async fn of<E, S>(
        db: &impl ConnectionTrait,
        query: &ListingQuery,
        keys: Select<E>,
        (sort, id): (S, impl ColumnTrait),
    ) -> Result<Self, Error>
    where
        E: sea_orm::EntityTrait,
        S: ColumnTrait,
    {
        let (cursor, make): (&str, fn(String, Uuid) -> Self) =
            match (query.after.trim(), query.before.trim()) {
                ("", "") => return Ok(Self::Start),
                ("", before) => (before, Self::Before),
                (after, _) => (after, Self::After),
            };
        let Ok(cursor) = cursor.parse::<Uuid>() else { return Ok(Self::Start) };
        let key: Option<String> = keys
            .select_only()
            .expr(Expr::col(sort.as_column_ref()))
            .filter(id.eq(cursor))
            .into_tuple()
            .one(db)
            .await?;
        Ok(key.map_or(Self::Start, |key| make(key, cursor)))
    }

    /// Cuts the list to one page and one row more, which says whether the list goes on.
    pub fn cut<Q: QueryFilter + QueryOrder + QuerySelect>(
        &self,
        select: Q,
        (sort, id): (impl ColumnTrait, impl ColumnTrait),
    ) -> Q {
        let (select, order) = match self {
            Self::Start => (select, Order::Asc),
            Self::After(key, row) => {
                let behind = sort.gt(key).or(sort.eq(key).and(id.gt(*row)));
                (QueryFilter::filter(select, behind), Order::Asc)
            }
            Self::Before(key, row) => {
                let before = sort.lt(key).or(sort.eq(key).and(id.lt(*row)));
                (QueryFilter::filter(select, before), Order::Desc)
            }
        };
        select.order_by(sort, order.clone()).order_by(id, order).limit(PAGE as u64 + 1)
    }

    /// The page with its cursors, from the rows that [`Edge::cut`] let through.
    pub fn page<T>(&self, mut rows: Vec<T>, total: u64, id: impl Fn(&T) -> Uuid) -> Listing<T> {
        let goes_on = rows.len() > PAGE;
        rows.truncate(PAGE);
        let backwards = matches!(self, Self::Before(..));
        if backwards {
            rows.reverse();
        }
        let cursor = |row: Option<&T>, there_is: bool| {
            row.filter(|_| there_is).map(|row| id(row).to_string())
        };
        let (next, previous) = match self {
            Self::Start => (goes_on, false),
            Self::After(..) => (goes_on, true),
            Self::Before(..) => (true, goes_on),
        };
        Listing {
            next: cursor(rows.last(), next),
            previous: cursor(rows.first(), previous),
            rows,
            total,
        }
    }
}

/// `column` contains the text as it is.
pub(crate) fn contains(column: impl ColumnTrait, text: &str) -> SimpleExpr {
    like(column, &["%", &escaped(text), "%"].concat())
}

/// `column` begins with the text.
pub(crate) fn begins(column: impl ColumnTrait, text: &str) -> SimpleExpr {
    like(column, &[&escaped(text), "%"].concat())
}

/// A word of `column` begins with the text.
pub(crate) fn has_word(column: impl ColumnTrait, text: &str) -> SimpleExpr {
    begins(column, text).or(like(column, &["% ", &escaped(text), "%"].concat()))
}

fn like(column: impl ColumnTrait, pattern: &str) -> SimpleExpr {
    Expr::col(column.as_column_ref()).like(LikeExpr::new(pattern).escape('\\'))
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// All words of a search, each found by `one`. Folded; at most eight, because each costs a look at every row.
pub(crate) fn all_words(q: &str, one: impl Fn(&str) -> Condition) -> Condition {
    picked::key(q)
        .split_whitespace()
        .take(8)
        .map(|word| one(word.trim_matches(',')))
        .fold(Condition::all(), Condition::add)
}

/// The digits of a search that is nothing but a number in groups: `452 74 649`.
pub(crate) fn number(q: &str) -> Option<String> {
    let digits: String = q.chars().filter(|c| !c.is_whitespace()).collect();
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(range: std::ops::Range<u128>) -> Vec<Uuid> {
        range.map(Uuid::from_u128).collect()
    }

    #[test]
    fn the_first_of_several_pages_has_a_next_one_only() {
        let page = Edge::Start.page(rows(0..51), 120, |id| *id);

        assert_eq!(page.rows.len(), 50);
        assert_eq!(page.next, Some(Uuid::from_u128(49).to_string()));
        assert_eq!(page.previous, None);
    }

    #[test]
    fn going_back_turns_the_rows_round() {
        let edge = Edge::Before("x".to_owned(), Uuid::from_u128(60));
        let page = edge.page(rows(10..61).into_iter().rev().collect(), 120, |id| *id);

        assert_eq!(page.rows, rows(11..61));
        assert_eq!(page.previous, Some(Uuid::from_u128(11).to_string()));
        assert_eq!(page.next, Some(Uuid::from_u128(60).to_string()));
    }

    #[test]
    fn an_empty_page_leads_nowhere() {
        let edge = Edge::After("x".to_owned(), Uuid::nil());
        assert_eq!(edge.page(Vec::<Uuid>::new(), 0, |id| *id).previous, None);
    }

    #[test]
    fn wildcards_are_letters() {
        assert_eq!(escaped(r"100%_\"), r"100\%\_\\");
    }

    #[test]
    fn a_number_may_be_typed_in_groups() {
        assert_eq!(number("452 74 649"), Some("45274649".to_owned()));
        assert_eq!(number("3M"), None);
        assert_eq!(number(" "), None);
    }
}
