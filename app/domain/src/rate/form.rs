//! A rate as it is typed, and the page on which rates are kept.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{BASE, Rate, parse};
use crate::{
    invalid::{Collector, FieldError, Problem},
    lang::Lang,
    money::Currency,
    opportunity::date,
};

/// What is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields of Rate")]
pub struct RateForm {
    pub currency: String,
    pub valid_from: String,
    pub rate: String,
}

impl RateForm {
    /// Reads it. What holds from a day that has not come yet is not known yet.
    pub fn check(&self, today: NaiveDate) -> Result<Rate, Vec<FieldError>> {
        let mut c = Collector::default();
        let currency = self.currency.trim().parse::<Currency>().ok();
        let currency = currency.filter(|currency| *currency != BASE).ok_or(Problem::Choice);
        let currency = c.take("currency", currency);
        let day = date(&self.valid_from).and_then(|day| match day {
            None => Err(Problem::Required),
            Some(day) if day > today => Err(Problem::TooFar { days: 0 }),
            Some(day) => Ok(day),
        });
        let valid_from = c.take("valid_from", day);
        let millionths = c.take("rate", parse(&self.rate));
        match (currency, valid_from, millionths) {
            (Some(currency), Some(valid_from), Some(millionths)) => {
                Ok(Rate { currency, valid_from, millionths })
            }
            _ => Err(c.into_errors()),
        }
    }

    /// As it is shown.
    #[must_use]
    pub fn of(rate: &Rate, lang: Lang) -> Self {
        Self {
            currency: rate.currency.to_string(),
            valid_from: rate.valid_from.to_string(),
            rate: super::digits(lang, rate.millionths),
        }
    }
}

/// The rates that hold from one day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateDay {
    /// The day.
    pub day: NaiveDate,
    /// One for each currency that has one from this day on.
    pub rates: Vec<Rate>,
}

/// The page of rates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatesPage {
    /// What holds today.
    pub now: Vec<Rate>,
    /// Some days, the newest first.
    pub days: Vec<RateDay>,
    /// There are days before this one.
    pub older: Option<NaiveDate>,
    /// The optimistic lock of the rate that is corrected; `None` is a new one.
    pub version: Option<i32>,
    /// What the form shows.
    pub form: RateForm,
}

/// What was taken over from a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Its day.
    pub day: NaiveDate,
    /// Rates that there were none of.
    pub new: u32,
    /// Rates that were others before.
    pub corrected: u32,
    /// Rates that are as they were.
    pub same: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        "2026-11-24".parse().unwrap()
    }

    fn typed(currency: &str, valid_from: &str, rate: &str) -> RateForm {
        RateForm {
            currency: currency.to_owned(),
            valid_from: valid_from.to_owned(),
            rate: rate.to_owned(),
        }
    }

    #[test]
    fn what_is_shown_is_read_as_the_same() {
        let rate = typed("EUR", "2026-11-24", "24,105").check(today()).unwrap();
        for lang in [Lang::Cs, Lang::En] {
            assert_eq!(RateForm::of(&rate, lang).check(today()), Ok(rate));
        }
    }

    #[test]
    fn what_makes_no_rate_is_said_at_its_field() {
        let wrong = |form: RateForm| {
            let errors = form.check(today()).unwrap_err();
            errors.into_iter().map(|error| error.field).collect::<Vec<_>>()
        };
        assert_eq!(wrong(typed("CZK", "2026-11-24", "1")), ["currency"]);
        assert_eq!(wrong(typed("XYZ", "2026-11-25", "0")), ["currency", "valid_from", "rate"]);
        assert_eq!(wrong(typed("EUR", "", "")), ["valid_from", "rate"]);
    }
}
