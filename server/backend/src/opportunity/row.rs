//! An opportunity's row read as the domain's words, and found through the scope of who asks.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use domain::{
    assignment::Clock,
    choice::Code,
    ids::OpportunityId,
    money::{Currency, Money},
    opportunity::{Situation, Status},
    policy::{Actor, Denied, Relation},
};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::holds::Holds;
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::opportunity::{Column, Entity, Line, Model},
};

/// Reads the row to change it. On PostgreSQL it stays locked until the commit, so that whoever saves
/// at the same moment sees a newer version and not a failure; on SQLite there is one writer anyway.
pub(crate) async fn to_change(
    txn: &WriteTxn,
    cx: &Context,
    id: OpportunityId,
) -> Result<Model, Error> {
    let row =
        Entity::visible_to(&cx.actor).filter(Column::Id.eq(id.0)).lock_exclusive().one(txn).await?;
    Ok(row.ok_or(Denied::Hidden)?)
}

/// How one of the vendor's people stands to it. Partner people have no business with the pages of
/// staff, whatever they have with the opportunity.
pub(crate) fn relation_of_staff(actor: &Actor, row: &Model) -> Relation {
    match *actor {
        Actor::Staff { user, .. } if row.owner_id.is_none_or(|owner| owner == user.0) => {
            Relation::Own
        }
        Actor::System => Relation::Own,
        Actor::Staff { .. } => Relation::Colleagues,
        Actor::Anonymous | Actor::Partner { .. } => Relation::Foreign,
    }
}

/// A word of the domain as it is stored.
pub(crate) fn word<T: FromStr>(id: Uuid, column: &'static str, text: &str) -> Result<T, Error> {
    text.parse().map_err(|_| Error::Inconsistent {
        table: "opportunity",
        id,
        what: format!("{column} is {text:?}"),
    })
}

/// Where it stands.
pub(crate) fn status(row: &Model) -> Result<Status, Error> {
    word(row.id, "status", &row.status)
}

/// Where it goes on after a hold.
pub(crate) fn held_from(row: &Model) -> Result<Option<Status>, Error> {
    row.held_from.as_deref().map(|text| word(row.id, "held_from", text)).transpose()
}

/// Why it was lost.
pub(crate) fn loss_reason(row: &Model) -> Result<Option<Code>, Error> {
    let code = row.status_reason_code.as_deref();
    code.map(|text| word(row.id, "status_reason_code", text)).transpose()
}

/// The facts that the status machine decides by.
pub(crate) fn situation(row: &Model) -> Result<Situation, Error> {
    Ok(Situation {
        status: status(row)?,
        origin: word(row.id, "origin", &row.origin)?,
        held_from: held_from(row)?,
        collaboration: row.partner_collaboration,
        awaiting_approval: row.awaiting_approval,
        customer_named: row.account_id.is_some() || row.lead_company.is_some(),
        delivered_at: row.delivered_at,
    })
}

/// An amount of it as it is stored: without its currency.
pub(crate) fn money(id: Uuid, currency: &str, minor: Option<i64>) -> Result<Option<Money>, Error> {
    let currency = word(id, "currency", currency)?;
    Ok(minor.map(|minor| Money::new(minor, currency)))
}

/// The currency of its amounts.
pub(crate) fn currency(row: &Model) -> Result<Currency, Error> {
    word(row.id, "currency", &row.currency)
}

/// What it may bring.
pub(crate) fn estimated_value(row: &Model) -> Result<Option<Money>, Error> {
    money(row.id, &row.currency, row.estimated_value)
}

/// What it brought.
pub(crate) fn actual_value(row: &Model) -> Result<Option<Money>, Error> {
    money(row.id, &row.currency, row.actual_value)
}

/// Its product lines.
pub(crate) fn products(row: &Model) -> Result<Vec<String>, Error> {
    serde_json::from_str(&row.products).map_err(|_| Error::Inconsistent {
        table: "opportunity",
        id: row.id,
        what: "products are no list".to_owned(),
    })
}

/// What the clock of an offer is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Offer<'a> {
    id: Uuid,
    status: &'a str,
    held_from: Option<&'a str>,
    held_at: Option<DateTime<Utc>>,
    accept_by: Option<DateTime<Utc>>,
    delivered_at: Option<DateTime<Utc>>,
}

impl<'a> From<&'a Model> for Offer<'a> {
    fn from(row: &'a Model) -> Self {
        let Model { id, status, held_from, held_at, accept_by, delivered_at, .. } = row;
        let (held_at, accept_by, delivered_at) = (*held_at, *accept_by, *delivered_at);
        Self { id: *id, status, held_from: held_from.as_deref(), held_at, accept_by, delivered_at }
    }
}

impl<'a> From<&'a Line> for Offer<'a> {
    fn from(row: &'a Line) -> Self {
        let Line { id, status, held_from, held_at, accept_by, delivered_at, .. } = row;
        let (held_at, accept_by, delivered_at) = (*held_at, *accept_by, *delivered_at);
        Self { id: *id, status, held_from: held_from.as_deref(), held_at, accept_by, delivered_at }
    }
}

impl Offer<'_> {
    /// Whether it waits for its answer, on hold or not.
    fn is_open(self) -> bool {
        let delivered = Status::Delivered.as_ref();
        self.status == delivered || self.held_from == Some(delivered)
    }

    fn running_deadline(self) -> Option<DateTime<Utc>> {
        self.accept_by.filter(|_| self.is_open())
    }
}

/// The deadline of an offer that waits for its answer, also while it is on hold.
pub(crate) fn running_deadline(row: &Model) -> Option<DateTime<Utc>> {
    Offer::from(row).running_deadline()
}

/// Whether an offer waits for its answer, on hold or not.
pub(crate) fn is_offered<'a>(offer: impl Into<Offer<'a>>) -> bool {
    offer.into().is_open()
}

/// The clock of such an offer as both sides see it. On hold it shows what is left after resuming.
pub(crate) fn clock<'a>(cx: &Context, offer: impl Into<Offer<'a>>, holds: &Holds) -> Option<Clock> {
    let offer = offer.into();
    let until = offer.running_deadline()?;
    let at = offer.held_at.unwrap_or(cx.now);
    let start = offer.delivered_at.map_or(at, |from| holds.beginning(offer.id, from));
    Some(Clock {
        seconds_left: (until - at).num_seconds(),
        seconds_total: (until - start).num_seconds(),
        until: cx.local(until),
        paused: offer.held_at.is_some(),
    })
}
