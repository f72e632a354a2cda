//! Rules: which opportunities they are for, how a partner is chosen, and what follows when it says no.

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumIter, EnumString};

use super::{facts::Rates, score::Weights};
use crate::{
    ids::{RoutingRuleId, UserId},
    money::Money,
};

/// Most partners that are asked one after another.
pub const WATERFALL_MAX: u8 = 10;

/// How a partner is chosen among those who can be.
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
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Strategy {
    /// The highest score.
    #[default]
    Best,
    /// By lot, with chances proportional to the score.
    Weighted,
    /// Whoever was offered something the longest ago.
    RoundRobin,
    /// Many opportunities at once, so that their scores together are the highest.
    Batch,
}

/// Most partners that are asked at once.
pub const AT_ONCE_MAX: u8 = 50;

/// Whom several partners that fit are asked after.
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
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Asking {
    /// One after another: the next one when one says no.
    #[default]
    InTurn,
    /// All at once: the first to accept has it.
    AtOnce,
}

/// When a rule decides.
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
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Trigger {
    /// When one of the vendor's people asks for it.
    #[default]
    Request,
    /// As soon as an opportunity is created, from the form or from a file; and when somebody asks for it.
    Creation,
}

/// Which opportunities a rule is for. What is empty asks for nothing. Words are folded.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Conditions {
    /// At least this much.
    pub value_from: Option<Money>,
    /// Less than this.
    pub value_below: Option<Money>,
    /// One of these countries.
    pub countries: Vec<String>,
    /// At least one of these products.
    pub products: Vec<String>,
    /// One of these sources.
    pub sources: Vec<String>,
    /// One of these industries of the customer.
    pub segments: Vec<String>,
}

/// What rules look at. Words are folded.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the fields of Conditions")]
pub struct Subject {
    pub value: Option<Money>,
    pub country: Option<String>,
    pub products: Vec<String>,
    pub source: Option<String>,
    pub segment: Option<String>,
}

impl Conditions {
    /// Whether the rule is for it. What is not known meets no condition.
    #[must_use]
    pub fn hold(&self, subject: &Subject, rates: &Rates) -> bool {
        let one_of = |list: &[String], word: &Option<String>| {
            list.is_empty() || word.as_ref().is_some_and(|word| list.contains(word))
        };
        let compared = |limit: Money| subject.value.and_then(|value| rates.compared(value, limit));
        let reaches = |limit| compared(limit).is_some_and(|(value, limit)| value >= limit);
        let stays_below = |limit| compared(limit).is_some_and(|(value, limit)| value < limit);
        self.value_from.is_none_or(reaches)
            && self.value_below.is_none_or(stays_below)
            && one_of(&self.countries, &subject.country)
            && one_of(&self.sources, &subject.source)
            && one_of(&self.segments, &subject.segment)
            && (self.products.is_empty()
                || subject.products.iter().any(|name| self.products.contains(name)))
    }
}

/// One version of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Which.
    pub id: RoutingRuleId,
    /// Its version.
    pub version: i32,
    /// When it decides.
    pub trigger: Trigger,
    /// What it is for.
    pub conditions: Conditions,
    /// How it chooses.
    pub strategy: Strategy,
    /// What counts how much.
    pub weights: Weights,
    /// The certification that it asks for, folded.
    pub certification: Option<String>,
    /// Hours of work for an answer, instead of the partner's own.
    pub accept_hours: Option<i32>,
    /// How several partners are asked.
    pub asking: Asking,
    /// How many partners are asked, the first included.
    pub waterfall: u8,
    /// Who decides when nobody is left.
    pub fallback: Option<UserId>,
}

impl Rule {
    /// The first of the ordered rules that is for it.
    #[must_use]
    pub fn first<'a>(rules: &'a [Self], subject: &Subject, rates: &Rates) -> Option<&'a Self> {
        rules.iter().find(|rule| rule.conditions.hold(subject, rates))
    }
}
