//! A number with the list that it was counted from.

use chrono::NaiveDate;
use domain::{
    dashboard::Figure,
    money::Currency,
    opportunity::{Count, ListQuery, Occasion},
};

use crate::{Context, Error, opportunity::list};

/// Names and values of a list's URL.
pub(super) type Pairs = Vec<(&'static str, String)>;

/// The days that the page is about; it ends now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    /// Its first day.
    pub since: NaiveDate,
}

impl Period {
    /// What happened in it.
    pub fn of(self, occasion: Occasion) -> Pairs {
        query(&[("event", occasion.as_ref()), ("since", &self.since.to_string())])
    }

    /// What happened in it with one partner.
    pub fn with(self, occasion: Occasion, partner: impl ToString) -> Pairs {
        let mut pairs = self.of(occasion);
        pairs.push(("partner", partner.to_string()));
        pairs
    }

    /// What one partner sold in it for this currency.
    pub fn sold(self, partner: impl ToString, currency: Currency) -> Pairs {
        let mut pairs = self.with(Occasion::Won, partner);
        pairs.push(("currency", currency.to_string()));
        pairs
    }
}

/// What is true now.
pub(super) fn now(occasion: Occasion) -> Pairs {
    query(&[("event", occasion.as_ref())])
}

/// Owned pairs.
pub(super) fn query(pairs: &[(&'static str, &str)]) -> Pairs {
    pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
}

/// Counts the list of these pairs.
pub(super) async fn of(cx: &Context, pairs: Pairs) -> Result<Figure, Error> {
    let count = list::count(cx, &asked(&pairs)).await?;
    Ok(Figure { count, query: written(&pairs) })
}

/// A number that was counted together with others.
pub(super) fn counted(count: u64, pairs: &Pairs) -> Figure {
    Figure { count: Count::Exactly(count), query: written(pairs) }
}

/// Words, ids and days only, which stand in a URL as they are.
fn written(pairs: &Pairs) -> String {
    let parts: Vec<_> =
        pairs.iter().map(|(name, value)| [name, value.as_str()].join("=")).collect();
    parts.join("&")
}

/// What the list reads from such a URL.
pub(super) fn asked(pairs: &Pairs) -> ListQuery {
    let mut query = ListQuery::default();
    for (name, value) in pairs {
        let field = match *name {
            "view" => &mut query.view,
            "status" => &mut query.status,
            "owner" => &mut query.owner,
            "partner" => &mut query.partner,
            "event" => &mut query.event,
            "since" => &mut query.since,
            "reason" => &mut query.reason,
            "currency" => &mut query.currency,
            _ => continue,
        };
        field.clone_from(value);
    }
    query
}
