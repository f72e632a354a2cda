//! A place in a sorted list: the sort keys of a row, so that the next page begins behind it whatever
//! is inserted meanwhile.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, NaiveDate, Utc};
use domain::opportunity::Sort;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::entity::opportunity::Line;

/// The keys in the order of the index, the row's id last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "s", rename_all = "snake_case")]
pub(super) enum Cursor {
    Activity { at: DateTime<Utc>, id: Uuid },
    Value { currency: String, value: i64, id: Uuid },
    Close { on: NaiveDate, id: Uuid },
    Topic { key: String, id: Uuid },
    Reference { reference: String },
}

impl Cursor {
    /// The place of a row.
    pub fn of(sort: Sort, row: &Line) -> Self {
        let id = row.id;
        match sort {
            Sort::Activity => Self::Activity { at: row.last_activity_at, id },
            Sort::Value => {
                Self::Value { currency: row.currency.clone(), value: row.value_sort, id }
            }
            Sort::Close => Self::Close { on: row.close_sort, id },
            Sort::Topic => Self::Topic { key: row.topic_sort.clone(), id },
            Sort::Reference => Self::Reference { reference: row.reference.clone() },
        }
    }

    /// As it stands in the URL.
    pub fn write(&self) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }

    /// Reads it from the URL; one of another sort or a broken one is none.
    pub fn read(text: &str, sort: Sort) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let cursor: Self = serde_json::from_slice(&bytes).ok()?;
        (cursor.sort() == sort).then_some(cursor)
    }

    fn sort(&self) -> Sort {
        match self {
            Self::Activity { .. } => Sort::Activity,
            Self::Value { .. } => Sort::Value,
            Self::Close { .. } => Sort::Close,
            Self::Topic { .. } => Sort::Topic,
            Self::Reference { .. } => Sort::Reference,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_back_under_its_own_sort_only() {
        let place = Cursor::Topic { key: "linka\u{1}linka".into(), id: Uuid::from_u128(7) };

        assert_eq!(Cursor::read(&place.write(), Sort::Topic), Some(place.clone()));
        assert_eq!(Cursor::read(&place.write(), Sort::Value), None);
        assert_eq!(Cursor::read("nonsense", Sort::Topic), None);
    }
}
