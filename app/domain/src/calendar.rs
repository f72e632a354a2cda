//! Working days: weekends and public holidays of the Czech Republic and of Slovakia, computed for any year.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumIter, EnumString};

/// Whose holidays count.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Default,
    Serialize,
    Deserialize,
    Display,
    AsRefStr,
    EnumIter,
    EnumString,
)]
#[serde(rename_all = "UPPERCASE")]
#[strum(serialize_all = "UPPERCASE")]
pub enum Calendar {
    /// The Czech Republic: act 245/2000 Coll., as amended by act 359/2015 Coll. (Good Friday).
    #[default]
    Cz,
    /// Slovakia: days off by act 241/1993 Coll. as in force since 2025 (1 September and 17 November are days of work).
    Sk,
}

/// Month and day of the holidays that have a fixed date.
const CZECH: [(u32, u32); 11] = [
    (1, 1),
    (5, 1),
    (5, 8),
    (7, 5),
    (7, 6),
    (9, 28),
    (10, 28),
    (11, 17),
    (12, 24),
    (12, 25),
    (12, 26),
];
const SLOVAK: [(u32, u32); 11] = [
    (1, 1),
    (1, 6),
    (5, 1),
    (5, 8),
    (7, 5),
    (8, 29),
    (9, 15),
    (11, 1),
    (12, 24),
    (12, 25),
    (12, 26),
];
/// Holidays on which Slovakia worked in 2026 and in no other year.
const SLOVAK_WORKED_IN_2026: [(u32, u32); 2] = [(5, 8), (9, 15)];

impl Calendar {
    /// Whether people work on this day.
    #[must_use]
    pub fn is_working_day(self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.is_holiday(day)
    }

    /// Whether the day is a public holiday.
    #[must_use]
    pub fn is_holiday(self, day: NaiveDate) -> bool {
        let fixed: &[(u32, u32)] = match self {
            Self::Cz => &CZECH,
            Self::Sk => &SLOVAK,
        };
        let from_easter = (day - easter_sunday(day.year())).num_days();
        let date = (day.month(), day.day());
        let worked =
            self == Self::Sk && day.year() == 2026 && SLOVAK_WORKED_IN_2026.contains(&date);
        // Good Friday and Easter Monday.
        matches!(from_easter, -2 | 1) || (fixed.contains(&date) && !worked)
    }

    /// The day on which `days` working days after `from` are over; none leave `from` as it is.
    #[must_use]
    pub fn after_working_days(self, from: NaiveDate, days: u32) -> NaiveDate {
        let mut day = from;
        let mut left = days;
        while left > 0 {
            let Some(next) = day.checked_add_days(Days::new(1)) else { return day };
            day = next;
            left -= u32::from(self.is_working_day(day));
        }
        day
    }

    /// When a clock that starts at `from` has run for `span`: it runs all day on working days and stands still on all
    /// others. Both are local times; a clock that stands still at first starts with the next working day.
    #[must_use]
    pub fn working_deadline(self, from: NaiveDateTime, span: TimeDelta) -> NaiveDateTime {
        let (mut at, mut left) = (from, span);
        loop {
            let Some(midnight) = next_midnight(at) else { return at };
            if self.is_working_day(at.date()) {
                let today = midnight - at;
                if left <= today {
                    return at + left;
                }
                left -= today;
            }
            at = midnight;
        }
    }

    /// How long such a clock runs between two local times; nothing when `until` comes first.
    #[must_use]
    pub fn working_time(self, from: NaiveDateTime, until: NaiveDateTime) -> TimeDelta {
        let (mut at, mut ran) = (from, TimeDelta::zero());
        while at < until {
            let Some(midnight) = next_midnight(at) else { return ran };
            let end = midnight.min(until);
            if self.is_working_day(at.date()) {
                ran += end - at;
            }
            at = end;
        }
        ran
    }
}

/// The end of the day; `None` at the end of all days.
fn next_midnight(at: NaiveDateTime) -> Option<NaiveDateTime> {
    Some(at.date().succ_opt()?.and_time(NaiveTime::MIN))
}

/// Easter Sunday in the Gregorian calendar, by the anonymous algorithm (Nature, 20 April 1876; as in J. Meeus,
/// Astronomical Algorithms, chapter 8). The names of the variables are those of the source.
#[expect(clippy::many_single_char_names, reason = "the names of the published algorithm")]
fn easter_sunday(year: i32) -> NaiveDate {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let f = (b + 8).div_euclid(25);
    let g = (b - f + 1).div_euclid(3);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c.div_euclid(4), c.rem_euclid(4));
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l).div_euclid(451);
    let month_and_day = h + l - 7 * m + 114;
    let (month, day) = (month_and_day.div_euclid(31), month_and_day.rem_euclid(31) + 1);
    let ymd = (u32::try_from(month), u32::try_from(day));
    let (Ok(month), Ok(day)) = ymd else { return NaiveDate::MIN };
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or(NaiveDate::MIN)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use strum::IntoEnumIterator;

    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    /// Any minute of ten years in either country, and up to thirty days of work.
    fn clocks() -> impl Strategy<Value = (Calendar, NaiveDateTime, TimeDelta)> {
        let calendar = prop::sample::select(Calendar::iter().collect::<Vec<_>>());
        let start = (0_i64..5_259_600)
            .prop_map(|minutes| at("2024-01-01T00:00:00") + TimeDelta::minutes(minutes));
        let span = (1_i64..43_200).prop_map(TimeDelta::minutes);
        (calendar, start, span)
    }

    proptest! {
        #[test]
        fn what_a_deadline_gives_is_what_lies_before_it((calendar, from, span) in clocks()) {
            let deadline = calendar.working_deadline(from, span);
            prop_assert_eq!(calendar.working_time(from, deadline), span);
            prop_assert!(deadline - from >= span);
        }

        #[test]
        fn no_deadline_lies_within_a_day_off((calendar, from, span) in clocks()) {
            let deadline = calendar.working_deadline(from, span);
            // The very beginning of a day off is the end of the working day before it.
            let last = deadline - TimeDelta::seconds(1);
            prop_assert!(calendar.is_working_day(last.date()));
        }

        #[test]
        fn a_clock_that_stood_still_goes_on_where_it_stopped(
            (calendar, from, span) in clocks(),
            share in 0_i32..100,
        ) {
            let until = calendar.working_deadline(from, span);
            let stop = calendar.working_deadline(from, span * share / 100);
            let left = calendar.working_time(stop, until);
            prop_assert_eq!(calendar.working_deadline(stop, left), until);
        }

        #[test]
        fn more_time_never_ends_earlier((calendar, from, span) in clocks(), more in 0_i64..9_000) {
            let longer = span + TimeDelta::minutes(more);
            let ends = |span| calendar.working_deadline(from, span);
            prop_assert!(ends(longer) >= ends(span));
        }
    }

    #[test]
    fn a_clock_stands_still_on_days_off() {
        let cz = |from, hours| Calendar::Cz.working_deadline(at(from), TimeDelta::hours(hours));
        // Within the week it is a plain clock.
        assert_eq!(cz("2026-03-02T13:00:00", 48), at("2026-03-04T13:00:00"));
        // Friday noon and two days: Saturday and Sunday do not count.
        assert_eq!(cz("2026-03-06T12:00:00", 48), at("2026-03-10T12:00:00"));
        // What comes on Saturday starts on Monday; the end of Friday is the end of the week's work.
        assert_eq!(cz("2026-03-07T15:00:00", 24), at("2026-03-10T00:00:00"));
        assert_eq!(cz("2026-03-05T00:00:00", 48), at("2026-03-07T00:00:00"));
        // Over Easter: Good Friday and Easter Monday stand still too.
        assert_eq!(cz("2026-04-02T12:00:00", 24), at("2026-04-07T12:00:00"));
    }

    #[test]
    fn each_country_has_its_own_days_off() {
        let end = |calendar: Calendar| {
            calendar.working_deadline(at("2026-11-16T12:00:00"), TimeDelta::hours(24))
        };
        assert_eq!(end(Calendar::Cz), at("2026-11-18T12:00:00"));
        assert_eq!(end(Calendar::Sk), at("2026-11-17T12:00:00"));
    }

    #[test]
    fn days_off_take_no_time() {
        let cz = Calendar::Cz;
        let weekend = (at("2026-03-07T00:00:00"), at("2026-03-09T00:00:00"));
        assert_eq!(cz.working_time(weekend.0, weekend.1), TimeDelta::zero());
        assert_eq!(cz.working_time(weekend.1, weekend.0), TimeDelta::zero());
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Dates of Easter Sunday as published by the Astronomical Society of South Australia.
    #[test]
    fn easter() {
        for (year, sunday) in [
            (1961, "1961-04-02"),
            (2000, "2000-04-23"),
            (2024, "2024-03-31"),
            (2025, "2025-04-20"),
            (2026, "2026-04-05"),
            (2027, "2027-03-28"),
            (2038, "2038-04-25"),
            (2285, "2285-03-22"),
        ] {
            assert_eq!(easter_sunday(year), day(sunday));
        }
    }

    #[test]
    fn holidays_differ_between_the_two_countries() {
        for (holiday, cz, sk) in [
            ("2026-01-01", true, true),
            ("2026-01-06", false, true),
            ("2026-04-03", true, true),
            ("2026-04-06", true, true),
            ("2026-07-06", true, false),
            ("2026-08-29", false, true),
            ("2026-09-28", true, false),
            ("2026-10-28", true, false),
            ("2026-05-08", true, false),
            ("2027-05-08", true, true),
            ("2026-11-17", true, false),
            ("2026-12-24", true, true),
            ("2026-11-23", false, false),
        ] {
            assert_eq!(Calendar::Cz.is_holiday(day(holiday)), cz, "{holiday}");
            assert_eq!(Calendar::Sk.is_holiday(day(holiday)), sk, "{holiday}");
        }
    }

    #[test]
    fn working_days_jump_over_weekends_and_holidays() {
        let cz = Calendar::Cz;
        assert_eq!(cz.after_working_days(day("2026-11-23"), 0), day("2026-11-23"));
        assert_eq!(cz.after_working_days(day("2026-11-20"), 1), day("2026-11-23"));
        // Thursday before Easter: Friday and Monday are off.
        assert_eq!(cz.after_working_days(day("2026-04-02"), 1), day("2026-04-07"));
        assert_eq!(cz.after_working_days(day("2026-12-23"), 2), day("2026-12-29"));
    }
}
