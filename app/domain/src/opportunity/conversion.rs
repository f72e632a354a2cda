//! What becomes of the figures of a record whose currency changes: nothing is converted unasked.

use strum::{AsRefStr, Display, EnumString};

use super::OpportunityForm;
use crate::{
    money::{Currency, Money},
    rate::{Rate, Unconvertible, convert},
};

/// What is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display, AsRefStr, EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Conversion {
    /// The digits stay.
    Keep,
    /// They are converted at the rate of the day.
    Convert,
}

/// The texts of a form that are in question.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields of OpportunityForm")]
pub struct Figures<'a> {
    pub currency: &'a str,
    pub estimated_value: &'a str,
    pub actual_value: &'a str,
}

impl<'a> Figures<'a> {
    /// Those of a form.
    #[must_use]
    pub fn of(form: &'a OpportunityForm) -> Self {
        Self {
            currency: &form.currency,
            estimated_value: &form.estimated_value,
            actual_value: &form.actual_value,
        }
    }

    fn currency(self) -> Option<Currency> {
        match self.currency.trim() {
            "" => Some(Currency::default()),
            code => code.parse().ok(),
        }
    }
}

/// Amounts whose digits were left as they are while their currency changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsettled {
    /// The new currency.
    pub to: Currency,
    /// The estimated value in the old one, if it was left.
    pub estimated_value: Option<Money>,
    /// The actual value in the old one, if it was left.
    pub actual_value: Option<Money>,
}

impl Unsettled {
    /// What is to be asked; `None` when the currency is the same, or no figure was left: one that was typed with the new
    /// currency counts as typed, and nothing is nothing in any currency.
    #[must_use]
    pub fn between(before: Figures<'_>, typed: Figures<'_>) -> Option<Self> {
        let (from, to) = (before.currency()?, typed.currency()?);
        if from == to {
            return None;
        }
        let read = |text: &str| Money::parse(text, from);
        let left = |before: &str, typed: &str| {
            let stored = read(before).ok().flatten().filter(|money| money.minor != 0);
            stored.filter(|stored| read(typed) == Ok(Some(*stored)))
        };
        let estimated_value = left(before.estimated_value, typed.estimated_value);
        // An actual value that is not sent stays.
        let actual = if typed.actual_value.trim().is_empty() {
            before.actual_value
        } else {
            typed.actual_value
        };
        let actual_value = left(before.actual_value, actual);
        let found = Self { to, estimated_value, actual_value };
        found.amounts().next().is_some().then_some(found)
    }

    /// The amounts that were left.
    pub fn amounts(self) -> impl Iterator<Item = Money> {
        self.estimated_value.into_iter().chain(self.actual_value)
    }

    /// The old currency.
    #[must_use]
    pub fn from(self) -> Option<Currency> {
        self.amounts().next().map(|money| money.currency)
    }

    /// One of its amounts in the new currency.
    pub fn convert(self, money: Money, rates: &[Rate]) -> Result<Money, Unconvertible> {
        convert(money, self.to, rates)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(
        currency: &'static str,
        estimated: &'static str,
        actual: &'static str,
    ) -> Figures<'static> {
        Figures { currency, estimated_value: estimated, actual_value: actual }
    }

    fn found(before: Figures<'_>, typed: Figures<'_>) -> Option<(Option<i64>, Option<i64>)> {
        let minor = |money: Option<Money>| money.map(|money| money.minor);
        Unsettled::between(before, typed)
            .map(|found| (minor(found.estimated_value), minor(found.actual_value)))
    }

    #[test]
    fn what_was_left_is_asked_about() {
        let before = figures("CZK", "1 234,50", "");
        assert_eq!(found(before, figures("EUR", "1234.5", "")), Some((Some(123_450), None)));
        assert_eq!(found(before, figures("JPY", "1 234,50", "")), Some((Some(123_450), None)));
        assert_eq!(found(figures("", "5", ""), figures("EUR", "5", "")), Some((Some(500), None)));
        let won = figures("CZK", "10", "20");
        assert_eq!(found(won, figures("EUR", "11", "20")), Some((None, Some(2_000))));
        assert_eq!(found(won, figures("EUR", "10", "")), Some((Some(1_000), Some(2_000))));
    }

    #[test]
    fn what_was_typed_counts_and_nothing_stays_nothing() {
        let before = figures("CZK", "1 234,50", "");
        assert_eq!(found(before, figures("CZK", "1 234,50", "")), None);
        assert_eq!(found(before, figures("EUR", "48", "")), None);
        assert_eq!(found(before, figures("EUR", "", "")), None);
        assert_eq!(found(before, figures("EUR", "dost", "")), None);
        assert_eq!(found(before, figures("XYZ", "1 234,50", "")), None);
        assert_eq!(found(figures("CZK", "0", ""), figures("EUR", "0", "")), None);
        assert_eq!(found(figures("CZK", "", ""), figures("EUR", "", "")), None);
    }
}
