//! How far away a deadline and a day of closing may lie. What is further is a slip of the finger: 2206 for 2026.

use chrono::{DateTime, Months, NaiveDate, TimeDelta, Utc};

use crate::invalid::Problem;

/// The most days that a partner may have for an answer.
pub const ACCEPT_DAYS: u32 = 365;
/// The most days to a closing, and since one: ten years.
pub const CLOSE_DAYS: u32 = 3650;

/// The day, if it is at most ten years from today, or ago.
pub fn close_day(day: NaiveDate, today: NaiveDate) -> Result<NaiveDate, Problem> {
    // Leap years included: the same day in ten years is allowed.
    let years = Months::new(120);
    let is_after = today.checked_add_months(years).is_some_and(|last| day > last);
    let is_before = today.checked_sub_months(years).is_some_and(|first| day < first);
    if is_after || is_before { Err(Problem::TooFar { days: CLOSE_DAYS }) } else { Ok(day) }
}

/// The day of a closing that is still to come: today or later, and within ten years.
pub fn planned_close(day: NaiveDate, today: NaiveDate) -> Result<NaiveDate, Problem> {
    let day = close_day(day, today)?;
    if day < today { Err(Problem::Past) } else { Ok(day) }
}

/// The deadline of an offer, if it lies in the future and within a year.
pub fn accept_by(at: DateTime<Utc>, now: DateTime<Utc>) -> Result<DateTime<Utc>, Problem> {
    if at <= now {
        Err(Problem::NotFuture)
    } else if at - now > TimeDelta::days(ACCEPT_DAYS.into()) {
        Err(Problem::TooFar { days: ACCEPT_DAYS })
    } else {
        Ok(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_years_and_no_day_more() {
        let today: NaiveDate = "2026-11-24".parse().unwrap();
        for (day, is_near) in [
            ("2036-11-24", true),
            ("2036-11-25", false),
            ("2099-01-01", false),
            ("2016-11-24", true),
            ("2016-11-23", false),
            ("1999-01-01", false),
        ] {
            let day = day.parse().unwrap();
            let far = Err(Problem::TooFar { days: 3650 });
            assert_eq!(close_day(day, today), if is_near { Ok(day) } else { far }, "{day}");
        }
    }

    #[test]
    fn what_is_planned_is_not_over() {
        let today: NaiveDate = "2026-11-24".parse().unwrap();
        let yesterday = today.pred_opt().unwrap();
        assert_eq!(planned_close(today, today), Ok(today));
        assert_eq!(planned_close(yesterday, today), Err(Problem::Past));
        let far = Err(Problem::TooFar { days: 3650 });
        assert_eq!(planned_close("1999-01-01".parse().unwrap(), today), far);
    }

    #[test]
    fn an_answer_within_a_year() {
        let now: DateTime<Utc> = "2026-11-24T10:00:00Z".parse().unwrap();
        let far = Err(Problem::TooFar { days: 365 });
        for (at, answer) in [
            ("2026-11-24T10:00:00Z", Some(Err(Problem::NotFuture))),
            ("2026-11-24T10:00:01Z", None),
            ("2027-11-24T10:00:00Z", None),
            ("2027-11-24T10:00:01Z", Some(far)),
        ] {
            let at = at.parse().unwrap();
            assert_eq!(accept_by(at, now), answer.unwrap_or(Ok(at)), "{at}");
        }
    }
}
