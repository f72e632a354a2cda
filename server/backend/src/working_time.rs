//! The clocks of one partner: how long it has for what, counted on the working days of its country, in its own zone.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Timelike as _, Utc};
use domain::{calendar::Calendar, ids::PartnerId};
use jiff::tz::TimeZone;

use crate::{Error, entity::partner, zone};

/// Beyond this a deadline that somebody typed is no matter of working days any more.
const FAR: TimeDelta = TimeDelta::days(366);

/// The share of a clock, in percent, at which somebody is reminded first.
pub(crate) const HALF: i32 = 50;

/// What was agreed with a partner about time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Terms {
    zone: TimeZone,
    calendar: Calendar,
    accept_hours: i32,
    first_update_days: i32,
}

impl Terms {
    /// As its profile says.
    pub fn of(row: &partner::Model) -> Result<Self, Error> {
        let time = (row.accept_hours, row.first_update_days);
        Self::agreed(row.id.into(), &row.time_zone, &row.calendar, time)
    }

    /// By the names of its zone and its calendar, with so many hours for an answer and days for the first report.
    pub fn agreed(
        of: PartnerId,
        zone: &str,
        calendar: &str,
        (accept_hours, first_update_days): (i32, i32),
    ) -> Result<Self, Error> {
        Ok(Self {
            zone: zone::named(zone).unwrap_or_else(zone::home),
            calendar: calendar.parse().map_err(|_| Error::Inconsistent {
                table: "partner",
                id: of.0,
                what: format!("calendar is {calendar:?}"),
            })?,
            accept_hours,
            first_update_days,
        })
    }

    /// Until when an offer made at `from` is to be answered.
    pub fn accept_by(&self, from: DateTime<Utc>) -> DateTime<Utc> {
        self.after(from, TimeDelta::hours(self.accept_hours.into()))
    }

    /// The same where somebody gave other hours.
    pub fn accept_within(&self, hours: Option<i32>, from: DateTime<Utc>) -> DateTime<Utc> {
        self.after(from, TimeDelta::hours(hours.unwrap_or(self.accept_hours).into()))
    }

    /// Until when the first report is due on what the partner has from `from` on.
    pub fn first_update_by(&self, from: DateTime<Utc>) -> DateTime<Utc> {
        self.after(from, TimeDelta::days(self.first_update_days.into()))
    }

    /// A deadline that stood still from `held` on and runs again from `now` on.
    pub fn resumed(
        &self,
        deadline: DateTime<Utc>,
        held: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> DateTime<Utc> {
        match self.between(held, deadline) {
            Some(left) => self.after(now, left),
            None => deadline + (now - held),
        }
    }

    /// The instant at which `percent` of a clock is over.
    pub fn share(&self, from: DateTime<Utc>, until: DateTime<Utc>, percent: i32) -> DateTime<Utc> {
        match self.between(from, until) {
            Some(whole) => self.after(from, whole * percent / 100),
            None => from + (until - from) * percent / 100,
        }
    }

    fn after(&self, from: DateTime<Utc>, span: TimeDelta) -> DateTime<Utc> {
        let end = self.calendar.working_deadline(self.local(from), span);
        let below_a_second = TimeDelta::nanoseconds(end.nanosecond().into());
        zone::instant(end, &self.zone).map_or(from + span, |at| at + below_a_second)
    }

    /// Working time between two instants. `None` where there is none: somebody typed a deadline into a day off, into
    /// the past or into another year, and such a clock runs all the time.
    fn between(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Option<TimeDelta> {
        if until - from > FAR {
            return None;
        }
        let time = self.calendar.working_time(self.local(from), self.local(until));
        (time > TimeDelta::zero()).then_some(time)
    }

    fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        zone::local(at, &self.zone).naive_local()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn terms() -> Terms {
        Terms { zone: zone::home(), calendar: Calendar::Cz, accept_hours: 48, first_update_days: 5 }
    }

    #[test]
    fn a_clock_counts_the_days_of_the_partner_and_not_of_greenwich() {
        // Friday 23.30 UTC is Saturday in Prague: the clock starts on Monday.
        assert_eq!(terms().accept_by(at("2026-03-06T23:30:00Z")), at("2026-03-10T23:00:00Z"));
        assert_eq!(terms().accept_by(at("2026-03-06T22:30:00Z")), at("2026-03-10T22:30:00Z"));
        // Over the night on which summer time begins the day has its hour back.
        assert_eq!(terms().accept_by(at("2026-03-27T12:00:00Z")), at("2026-03-31T11:00:00Z"));
    }

    #[test]
    fn the_first_report_is_due_after_working_days() {
        assert_eq!(terms().first_update_by(at("2026-03-04T14:00:00Z")), at("2026-03-11T14:00:00Z"));
    }

    #[test]
    fn what_was_left_is_left_after_a_hold() {
        let (deadline, held) = (at("2026-03-04T12:00:00Z"), at("2026-03-03T12:00:00Z"));
        let resumed = |now: &str| terms().resumed(deadline, held, at(now));
        assert_eq!(resumed("2026-03-05T12:00:00Z"), at("2026-03-06T12:00:00Z"));
        assert_eq!(resumed("2026-03-06T12:00:00Z"), at("2026-03-09T12:00:00Z"));
    }

    #[test]
    fn a_deadline_that_was_typed_into_a_day_off_runs_plainly() {
        let (from, until) = (at("2026-03-07T08:00:00Z"), at("2026-03-08T08:00:00Z"));
        assert_eq!(terms().share(from, until, 50), at("2026-03-07T20:00:00Z"));
        let resumed = terms().resumed(until, from, from + TimeDelta::days(1));
        assert_eq!(resumed, until + TimeDelta::days(1));
        let far = at("9999-01-01T00:00:00Z");
        assert!(terms().share(from, far, 50) > at("5000-01-01T00:00:00Z"));
    }
}
