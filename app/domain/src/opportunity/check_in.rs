//! How a partner says it goes, as it is typed and as it is checked.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::partner_form::required_choice;
use crate::{
    invalid::{Collector, FieldError, Problem},
    text::{self, REASON_MAX},
    timeline::CheckIn,
};

/// A customer can be waited for so many days at most before the partner says again how it goes.
pub const WAIT_DAYS_MAX: u32 = 180;

/// What is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CheckInForm {
    /// [`CheckIn`].
    pub kind: String,
    /// Until when the customer is waited for (ISO date).
    pub until: String,
    /// In words; required when the partner is stuck.
    pub text: String,
}

/// What was said, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckInReport {
    /// How it goes.
    pub kind: CheckIn,
    /// Until when the customer is waited for, only then.
    pub until: Option<NaiveDate>,
    /// In words.
    pub text: Option<String>,
}

impl CheckInForm {
    /// Checks every field. Who waits says until when, at most [`WAIT_DAYS_MAX`] days from `today`; who is stuck says why.
    pub fn check(&self, today: NaiveDate) -> Result<CheckInReport, Vec<FieldError>> {
        let mut c = Collector::default();
        let kind = c.take("kind", required_choice(&self.kind));
        let until = match kind {
            Some(CheckIn::Waiting) => c.take("until", later(&self.until, today)),
            _ => None,
        };
        let text = match kind {
            Some(CheckIn::Stuck) => c.take("text", text::required_block(&self.text, REASON_MAX)),
            _ => c.take("text", text::block(&self.text, REASON_MAX)).flatten(),
        };
        match kind {
            Some(kind) if c.is_empty() => Ok(CheckInReport { kind, until, text }),
            _ => Err(c.into_errors()),
        }
    }
}

fn later(typed: &str, today: NaiveDate) -> Result<NaiveDate, Problem> {
    let day = super::form::date(typed)?.ok_or(Problem::Required)?;
    if day <= today {
        return Err(Problem::NotFuture);
    }
    let last = today.checked_add_days(Days::new(WAIT_DAYS_MAX.into()));
    if last.is_some_and(|last| day > last) {
        return Err(Problem::TooFar { days: WAIT_DAYS_MAX });
    }
    Ok(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        "2026-03-02".parse().unwrap()
    }

    fn check(kind: &str, until: &str, text: &str) -> Result<CheckInReport, Vec<(String, Problem)>> {
        let form = CheckInForm { kind: kind.into(), until: until.into(), text: text.into() };
        form.check(today()).map_err(|errors| {
            errors.into_iter().map(|error| (error.field, error.problem)).collect()
        })
    }

    #[test]
    fn progress_needs_nothing_more() {
        let said = check("progressing", "", "").unwrap();
        assert_eq!(said, CheckInReport { kind: CheckIn::Progressing, until: None, text: None });
        assert_eq!(check("progressing", "nonsense", " ").unwrap().until, None);
    }

    #[test]
    fn waiting_has_an_end_that_is_neither_over_nor_far() {
        let wrong = |until: &str| check("waiting", until, "").unwrap_err();
        assert_eq!(wrong(""), [("until".to_owned(), Problem::Required)]);
        assert_eq!(wrong("zítra"), [("until".to_owned(), Problem::Date)]);
        assert_eq!(wrong("2026-03-02"), [("until".to_owned(), Problem::NotFuture)]);
        let far = Problem::TooFar { days: WAIT_DAYS_MAX };
        assert_eq!(wrong("2026-08-30"), [("until".to_owned(), far)]);
        assert_eq!(check("waiting", "2026-08-29", "").unwrap().until, "2026-08-29".parse().ok());
    }

    #[test]
    fn who_is_stuck_says_why_and_nobody_says_nothing() {
        assert_eq!(check("stuck", "", " "), Err(vec![("text".to_owned(), Problem::Required)]));
        assert_eq!(check("", "", ""), Err(vec![("kind".to_owned(), Problem::Required)]));
        assert_eq!(check("fine", "", ""), Err(vec![("kind".to_owned(), Problem::Choice)]));
    }
}
