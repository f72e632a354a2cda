//! What partners type, and its reading into checked values.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    choice::{Choices, Code, List},
    invalid::{Collector, FieldError, Problem},
    money::{Currency, Money},
    text::{self, NOTE_MAX, REASON_MAX},
};

/// What a partner reports.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProgressForm {
    /// A code of [`List::Stage`].
    pub stage: String,
    /// What is new.
    pub note: String,
    /// Estimated value as typed.
    pub value: String,
    /// Estimated close (ISO date).
    pub close_on: String,
}

/// Won or lost.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FinishForm {
    /// What it was sold for, as typed.
    pub actual_value: String,
    /// A code of [`List::Loss`].
    pub reason: String,
    /// In words; required when the reason is *other*.
    pub text: String,
}

/// A reason code and words: declining and returning.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReasonForm {
    /// The code.
    pub reason: String,
    /// In words; required when the reason is *other*.
    pub text: String,
}

/// A checked reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason<T = Code> {
    /// The code.
    pub code: T,
    /// In words.
    pub text: Option<String>,
}

impl ReasonForm {
    /// Reads code and words; words are required when the code is [`Code::OTHER`].
    pub fn check(&self, list: List, choices: &Choices) -> Result<Reason, Vec<FieldError>> {
        self.with_code(choices.read(list, &self.reason, None), &Code::OTHER)
    }

    /// The same where nobody keeps a list: one of the words of an enum.
    pub fn check_fixed<T: std::str::FromStr + PartialEq>(
        &self,
        other: &T,
    ) -> Result<Reason<T>, Vec<FieldError>> {
        self.with_code(required_choice(&self.reason), other)
    }

    fn with_code<T: PartialEq>(
        &self,
        code: Result<T, Problem>,
        other: &T,
    ) -> Result<Reason<T>, Vec<FieldError>> {
        let mut c = Collector::default();
        let code = c.take("reason", code);
        let text = c.take("text", text::block(&self.text, REASON_MAX)).flatten();
        if code.as_ref() == Some(other) && text.is_none() && c.is_empty() {
            c.add("text", Problem::Required);
        }
        match code {
            Some(code) if c.is_empty() => Ok(Reason { code, text }),
            _ => Err(c.into_errors()),
        }
    }
}

impl FinishForm {
    /// A sale needs the value that it was sold for.
    pub fn check_win(&self, currency: Currency) -> Result<Money, Vec<FieldError>> {
        Money::parse(&self.actual_value, currency)
            .and_then(|value| value.ok_or(Problem::Required))
            .map_err(|problem| vec![FieldError::new("actual_value", problem)])
    }

    /// A loss needs its reason.
    pub fn check_loss(&self, choices: &Choices) -> Result<Reason, Vec<FieldError>> {
        ReasonForm { reason: self.reason.clone(), text: self.text.clone() }
            .check(List::Loss, choices)
    }
}

/// What a partner reports, checked. `None` leaves a value as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of ProgressForm, checked")]
pub struct Progress {
    pub stage: Code,
    pub note: Option<String>,
    pub value: Option<Money>,
    pub close_on: Option<NaiveDate>,
}

impl ProgressForm {
    /// Checks every field; an empty value or day leaves what is stored.
    /// `kept` is the stage in which the sale stands.
    pub fn check(
        &self,
        currency: Currency,
        choices: &Choices,
        kept: &str,
    ) -> Result<Progress, Vec<FieldError>> {
        let mut c = Collector::default();
        let stage = c.take("stage", choices.read(List::Stage, &self.stage, Some(kept)));
        let note = c.take("note", text::block(&self.note, NOTE_MAX)).flatten();
        let value = c.take("value", Money::parse(&self.value, currency)).flatten();
        let close_on = c.take("close_on", super::form::date(&self.close_on)).flatten();
        match stage {
            Some(stage) if c.is_empty() => Ok(Progress { stage, note, value, close_on }),
            _ => Err(c.into_errors()),
        }
    }
}

/// One of the choices.
pub(super) fn required_choice<T: std::str::FromStr>(input: &str) -> Result<T, Problem> {
    match input.trim() {
        "" => Err(Problem::Required),
        text => text.parse().map_err(|_| Problem::Choice),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choice::{Choice, Labels};

    fn fields(errors: &[FieldError]) -> Vec<&str> {
        errors.iter().map(|e| e.field.as_str()).collect()
    }

    #[test]
    fn other_asks_for_words() {
        let form =
            |reason: &str, text: &str| ReasonForm { reason: reason.into(), text: text.into() };
        let line = |code: &str, is_active| Choice {
            list: List::Decline,
            code: code.parse().unwrap(),
            labels: Labels::default(),
            position: 1,
            is_active,
            probability: None,
            version: 1,
        };
        let choices = Choices::new(vec![
            line("no_capacity", true),
            line("too_far", false),
            line("other", true),
        ]);
        let check = |f: ReasonForm| f.check(List::Decline, &choices);
        assert!(check(form("no_capacity", "")).is_ok());
        assert_eq!(fields(&check(form("other", "  ")).unwrap_err()), ["text"]);
        assert_eq!(fields(&check(form("", "")).unwrap_err()), ["reason"]);
        assert_eq!(fields(&check(form("bad luck", "")).unwrap_err()), ["reason"]);
        assert_eq!(fields(&check(form("too_far", "Daleko.")).unwrap_err()), ["reason"]);
    }

    #[test]
    fn a_sale_has_a_value_and_zero_is_one() {
        let win = |v: &str| FinishForm { actual_value: v.into(), ..FinishForm::default() };
        assert!(win("").check_win(Currency::Czk).is_err());
        assert_eq!(win("0").check_win(Currency::Czk), Ok(Money::new(0, Currency::Czk)));
    }
}
