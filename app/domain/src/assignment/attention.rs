//! What about a partner's work wants to be looked at: it is stuck, its first report is due, or nothing was heard of it.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Days without any event, acceptance included, after which a managed opportunity counts as silent: two working weeks.
pub const SILENT_DAYS: i64 = 14;
/// A deadline with less than this left is near, however long it was.
pub const NEAR: TimeDelta = TimeDelta::hours(8);

/// Whether less than a quarter of a deadline, or less than [`NEAR`], is left. All in seconds.
#[must_use]
pub fn is_near(left: i64, total: i64) -> bool {
    left < NEAR.num_seconds() || left.saturating_mul(4) < total
}

/// Why somebody should look at an accepted opportunity; the most pressing reason of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "attention", rename_all = "snake_case")]
pub enum Attention {
    /// The partner asked for help and has not gone on since.
    Stuck,
    /// The first report is due.
    FirstReport {
        /// Its time is over.
        late: bool,
    },
    /// Nothing was heard.
    Silent {
        /// For so many whole days.
        days: i64,
    },
}

/// What is known of the work on an accepted opportunity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    /// When the partner took it.
    pub accepted_at: DateTime<Utc>,
    /// When the clock of its first report began: then, or as much later as it stood still since.
    pub report_from: DateTime<Utc>,
    /// By when it has to report for the first time; `None` is no clock.
    pub first_report_by: Option<DateTime<Utc>>,
    /// It has reported.
    pub has_reported: bool,
    /// The last event of any kind that the reader may know of.
    pub last_event_at: DateTime<Utc>,
    /// The partner asked for help.
    pub needs_help: bool,
    /// The customer asked for time that is not over, or the opportunity is on hold: nobody has to say anything.
    pub may_be_silent: bool,
}

impl Work {
    /// The most pressing reason to look at it now.
    #[must_use]
    pub fn attention(&self, now: DateTime<Utc>) -> Option<Attention> {
        if self.needs_help {
            return Some(Attention::Stuck);
        }
        if self.may_be_silent {
            return None;
        }
        if let Some(by) = self.first_report_by.filter(|_| !self.has_reported) {
            let (left, total) = ((by - now).num_seconds(), (by - self.report_from).num_seconds());
            if is_near(left, total) {
                return Some(Attention::FirstReport { late: left < 0 });
            }
        }
        let days = (now - self.last_event_at.max(self.accepted_at)).num_days();
        (days >= SILENT_DAYS).then_some(Attention::Silent { days })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> DateTime<Utc> {
        "2026-03-02T12:00:00Z".parse().unwrap()
    }

    fn work() -> Work {
        Work {
            accepted_at: noon(),
            report_from: noon(),
            first_report_by: None,
            has_reported: false,
            last_event_at: noon(),
            needs_help: false,
            may_be_silent: false,
        }
    }

    fn after(days: i64, seconds: i64) -> DateTime<Utc> {
        noon() + TimeDelta::days(days) + TimeDelta::seconds(seconds)
    }

    #[test]
    fn a_deadline_is_near_in_its_last_quarter_or_its_last_eight_hours() {
        assert!(!is_near(40 * 3600, 48 * 3600));
        assert!(!is_near(12 * 3600, 48 * 3600), "a quarter is left");
        assert!(is_near(12 * 3600 - 1, 48 * 3600));
        assert!(is_near(8 * 3600 - 1, 8 * 3600));
        assert!(is_near(-1, 0));
    }

    #[test]
    fn silence_begins_on_the_fourteenth_day_after_the_last_event_of_any_kind() {
        assert_eq!(work().attention(after(14, -1)), None);
        assert_eq!(work().attention(after(14, 0)), Some(Attention::Silent { days: 14 }));
        let heard = Work { last_event_at: after(3, 0), ..work() };
        assert_eq!(heard.attention(after(16, 0)), None);
        assert_eq!(heard.attention(after(17, 0)), Some(Attention::Silent { days: 14 }));
        let older = Work { last_event_at: after(-30, 0), ..work() };
        assert_eq!(older.attention(after(13, 0)), None, "acceptance is an event");
    }

    #[test]
    fn who_may_be_silent_is_not_reminded_of_anything() {
        let waits = Work { may_be_silent: true, first_report_by: Some(after(2, 0)), ..work() };
        assert_eq!(waits.attention(after(40, 0)), None);
    }

    #[test]
    fn the_first_report_is_near_then_late_and_then_given() {
        let clock = Work { first_report_by: Some(after(4, 0)), ..work() };
        assert_eq!(clock.attention(after(2, 0)), None);
        assert_eq!(clock.attention(after(3, 1)), Some(Attention::FirstReport { late: false }));
        assert_eq!(clock.attention(after(4, 0)), Some(Attention::FirstReport { late: false }));
        assert_eq!(clock.attention(after(4, 1)), Some(Attention::FirstReport { late: true }));
        let held = Work { report_from: after(3, 0), ..clock };
        assert_eq!(held.attention(after(3, 1)), None, "nearly all of its day is left");
        let given = Work { has_reported: true, ..clock };
        assert_eq!(given.attention(after(4, 1)), None);
    }

    #[test]
    fn who_is_stuck_comes_first() {
        let stuck = Work { needs_help: true, may_be_silent: true, ..work() };
        assert_eq!(stuck.attention(after(40, 0)), Some(Attention::Stuck));
    }
}
