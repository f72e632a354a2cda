//! Working time in Prague in the spring of 2026, counted minute by minute.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc, Weekday};

/// Easter, the first and the eighth of May.
const FREE: [(u32, u32); 4] = [(4, 3), (4, 6), (5, 1), (5, 8)];

/// When a clock that runs on working days has run for `span`.
pub fn after(from: DateTime<Utc>, span: TimeDelta) -> DateTime<Utc> {
    let (mut at, mut left) = (from, span);
    while left > TimeDelta::zero() {
        let step = to_next_minute(at).min(left);
        if runs(at) {
            left -= step;
            at += step;
        } else {
            at += to_next_minute(at);
        }
    }
    at
}

/// How long such a clock runs between the two.
pub fn between(from: DateTime<Utc>, until: DateTime<Utc>) -> TimeDelta {
    let (mut at, mut ran) = (from, TimeDelta::zero());
    while at < until {
        let step = to_next_minute(at).min(until - at);
        if runs(at) {
            ran += step;
        }
        at += step;
    }
    ran
}

fn to_next_minute(at: DateTime<Utc>) -> TimeDelta {
    TimeDelta::milliseconds(60_000 - at.timestamp_millis().rem_euclid(60_000))
}

fn runs(at: DateTime<Utc>) -> bool {
    let day = day_in_prague(at);
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    !weekend && !FREE.contains(&(day.month(), day.day()))
}

fn day_in_prague(at: DateTime<Utc>) -> NaiveDate {
    let summer: DateTime<Utc> = "2026-03-29T01:00:00Z".parse().unwrap();
    (at + TimeDelta::hours(if at < summer { 1 } else { 2 })).date_naive()
}
