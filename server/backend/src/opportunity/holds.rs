//! When opportunities were on hold: time that a partner's clock does not count, because it stood still.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use domain::policy::Actor;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    Error,
    entity::timeline_entry::{Column, Entity},
    many,
};

/// What stops the clocks, as the timeline calls it.
const HELD: &str = "held";
/// What lets them go on.
const RESUMED: &str = "resumed";

/// What happened when to the clocks of an opportunity.
pub(super) type Moved = (Uuid, String, DateTime<Utc>);

/// From when to when a clock stood still.
pub(super) type Hold = (DateTime<Utc>, DateTime<Utc>);

/// From when to when each opportunity was on hold and went on. A hold that lasts is not among them.
#[derive(Debug, Default)]
pub(crate) struct Holds(HashMap<Uuid, Vec<Hold>>);

impl Holds {
    /// Those of these opportunities, in one query; without any opportunity nothing is asked.
    pub async fn of(
        db: &impl ConnectionTrait,
        opportunities: impl IntoIterator<Item = Uuid>,
    ) -> Result<Self, Error> {
        Ok(Self::read(moves(db, opportunities, [HELD, RESUMED]).await?))
    }

    /// Whoever closes it on hold lets nothing go on; the next hold begins anew.
    fn read(moves: Vec<Moved>) -> Self {
        let mut holds = Self::default();
        let mut began = HashMap::new();
        for (id, kind, at) in moves {
            if kind == HELD {
                began.insert(id, at);
            } else if let Some(began) = began.remove(&id) {
                holds.0.entry(id).or_default().push((began, at));
            }
        }
        holds
    }

    /// When a clock that began at `from` would have begun, had it never stood still.
    pub fn beginning(&self, opportunity: Uuid, from: DateTime<Utc>) -> DateTime<Utc> {
        let holds = self.0.get(&opportunity).into_iter().flatten();
        let stood = holds.map(|(began, ended)| (*ended - from.max(*began)).max(TimeDelta::zero()));
        from + stood.sum::<TimeDelta>()
    }
}

/// What of these kinds happened to these opportunities, of each in its order. In one query; without any opportunity
/// nothing is asked.
pub(super) async fn moves(
    db: &impl ConnectionTrait,
    opportunities: impl IntoIterator<Item = Uuid>,
    kinds: impl IntoIterator<Item = &str>,
) -> Result<Vec<Moved>, Error> {
    let ids = many::ids(opportunities);
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    // Read without the actor's scope: it says nothing but how long a clock ran that they may see.
    Ok(Entity::visible_to(&Actor::System)
        .select_only()
        .columns([Column::OpportunityId, Column::Kind, Column::At])
        .filter(Column::OpportunityId.is_in(ids))
        .filter(Column::Kind.is_in(kinds))
        .order_by_asc(Column::OpportunityId)
        .order_by_asc(Column::Seq)
        .into_tuple()
        .all(db)
        .await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: u32) -> DateTime<Utc> {
        format!("2026-03-{day:02}T12:00:00Z").parse().unwrap()
    }

    #[test]
    fn a_clock_leaves_out_the_holds_after_its_beginning() {
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let days = [(HELD, 2), (RESUMED, 4), (HELD, 6), (HELD, 7), (RESUMED, 10)];
        let holds = Holds::read(days.map(|(kind, day)| (one, kind.to_owned(), at(day))).into());
        assert_eq!(holds.beginning(one, at(1)), at(6), "two days and three");
        assert_eq!(holds.beginning(one, at(3)), at(7), "one day and three");
        assert_eq!(holds.beginning(one, at(4)), at(7));
        assert_eq!(holds.beginning(one, at(11)), at(11));
        assert_eq!(holds.beginning(other, at(1)), at(1));
    }

    #[test]
    fn a_hold_that_lasts_is_not_left_out_twice() {
        let one = Uuid::from_u128(1);
        let holds = Holds::read(vec![(one, HELD.to_owned(), at(2))]);
        assert_eq!(holds.beginning(one, at(1)), at(1));
    }
}
