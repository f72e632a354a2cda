//! Instants in the time zones of people: stored in UTC, read and typed locally.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset, Utc};
use domain::LocalTime;
use jiff::{Timestamp, civil, tz::TimeZone};

/// The zone of everybody who has not chosen another one.
pub const HOME: &str = "Europe/Prague";

/// [`HOME`], or UTC on a machine that has no time zones at all.
pub fn home() -> TimeZone {
    named(HOME).unwrap_or(TimeZone::UTC)
}

/// The zone of an IANA name such as `Europe/Prague`; `None` for anything else.
pub fn named(name: &str) -> Option<TimeZone> {
    TimeZone::get(name).ok()
}

/// An instant as it is read in a zone.
pub fn local(at: DateTime<Utc>, zone: &TimeZone) -> LocalTime {
    let seconds = Timestamp::from_second(at.timestamp())
        .map_or(0, |timestamp| zone.to_offset(timestamp).seconds());
    at.with_timezone(&FixedOffset::east_opt(seconds).unwrap_or_else(|| Utc.fix()))
}

/// The instant of a local time. What does not exist in spring is read an hour later, what exists
/// twice in autumn the first time (RFC 5545, 3.3.5).
pub fn instant(typed: NaiveDateTime, zone: &TimeZone) -> Option<DateTime<Utc>> {
    let civil: civil::DateTime = typed.format("%Y-%m-%dT%H:%M:%S").to_string().parse().ok()?;
    let timestamp = zone.to_ambiguous_zoned_datetime(civil).compatible().ok()?.timestamp();
    DateTime::from_timestamp(timestamp.as_second(), 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn prague_has_summer_time() {
        let winter: DateTime<Utc> = "2026-11-23T15:05:00Z".parse().unwrap();
        let summer: DateTime<Utc> = "2026-07-01T15:05:00Z".parse().unwrap();

        assert_eq!(local(winter, &home()).to_rfc3339(), "2026-11-23T16:05:00+01:00");
        assert_eq!(local(summer, &home()).to_rfc3339(), "2026-07-01T17:05:00+02:00");
    }

    #[test]
    fn a_local_time_is_read_back() {
        let at = instant(typed("2026-11-23T16:05:00"), &home()).unwrap();

        assert_eq!(at.to_rfc3339(), "2026-11-23T15:05:00+00:00");
    }

    #[test]
    fn the_hour_that_does_not_exist_is_the_next_and_the_doubled_one_the_first() {
        let gap = instant(typed("2026-03-29T02:30:00"), &home()).unwrap();
        let fold = instant(typed("2026-10-25T02:30:00"), &home()).unwrap();

        assert_eq!(gap.to_rfc3339(), "2026-03-29T01:30:00+00:00");
        assert_eq!(fold.to_rfc3339(), "2026-10-25T00:30:00+00:00");
    }

    #[test]
    fn only_known_names_are_zones() {
        assert!(named("Europe/Bratislava").is_some());
        assert!(named("Praha").is_none());
    }
}
