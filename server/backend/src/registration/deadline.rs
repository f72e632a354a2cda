//! By when the vendor decides: three working days of its own country, which stand still while it waits for an answer.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use domain::{calendar::Calendar, registration::DECIDE_WITHIN};

use crate::zone;

/// The deadline of what comes in now.
pub(crate) fn fresh(now: DateTime<Utc>) -> DateTime<Utc> {
    running(now, TimeDelta::days(DECIDE_WITHIN.into()))
}

/// The deadline of what goes on now and stood still since `asked`.
pub(crate) fn resumed(
    deadline: DateTime<Utc>,
    asked: DateTime<Utc>,
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    running(now, Calendar::Cz.working_time(local(asked), local(deadline)))
}

/// The seconds of a clock of which those from now on are left, as a bar shows them: the same share of it is left as of its
/// working time, however long it stood still and whatever days off it has before it.
pub(crate) fn total(deadline: DateTime<Utc>, now: DateTime<Utc>) -> i64 {
    let whole = TimeDelta::days(DECIDE_WITHIN.into()).num_seconds();
    let left = Calendar::Cz.working_time(local(now), local(deadline)).num_seconds();
    if left <= 0 {
        return whole;
    }
    (deadline - now).num_seconds().saturating_mul(whole) / left
}

fn running(from: DateTime<Utc>, span: TimeDelta) -> DateTime<Utc> {
    let end = Calendar::Cz.working_deadline(local(from), span);
    zone::instant(end, &zone::home()).unwrap_or(from + span)
}

fn local(at: DateTime<Utc>) -> NaiveDateTime {
    zone::local(at, &zone::home()).naive_local()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn three_working_days_leave_out_the_weekend() {
        assert_eq!(fresh(at("2026-03-02T12:00:00Z")), at("2026-03-05T12:00:00Z"));
        assert_eq!(fresh(at("2026-03-05T12:00:00Z")), at("2026-03-10T12:00:00Z"));
    }

    #[test]
    fn what_was_left_is_left_after_the_answer() {
        let deadline = at("2026-03-05T12:00:00Z");
        let left = resumed(deadline, at("2026-03-04T12:00:00Z"), at("2026-03-10T08:00:00Z"));
        assert_eq!(left, at("2026-03-11T08:00:00Z"));
    }
    #[test]
    fn the_share_that_is_left_is_one_of_working_time() {
        let day = 24 * 3600;
        // Two of three days are left, whatever was before; then over a weekend; then none.
        let deadline = at("2026-03-12T12:00:00Z");
        assert_eq!(total(deadline, at("2026-03-10T12:00:00Z")), 3 * day);
        assert_eq!(total(at("2026-03-10T12:00:00Z"), at("2026-03-06T12:00:00Z")), 6 * day);
        assert_eq!(total(deadline, at("2026-03-13T12:00:00Z")), 3 * day);
    }
}
