//! The dashboard of staff: what needs a decision, and how the work with partners goes.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumIter, EnumString};

use crate::{
    LocalTime,
    choice::Chosen,
    ids::PartnerId,
    money::Money,
    opportunity::{Count, Occasion},
};

/// The periods that are offered, in days; the second one is meant when none is chosen.
pub const PERIODS: [u32; 3] = [30, 90, 365];
/// Below so many settled offers a rate of a partner says nothing and is not shown.
pub const SAMPLE_MIN: u64 = 5;

/// The period that the URL asks for, in days.
#[must_use]
pub fn period(typed: &str) -> u32 {
    let asked = typed.trim().parse().ok();
    asked.filter(|days| PERIODS.contains(days)).unwrap_or(PERIODS[1])
}

/// A number and the list of exactly the opportunities that it was counted from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// How many.
    pub count: Count,
    /// Names and values of the list's URL, without anything that would have to be escaped.
    pub query: String,
}

impl Figure {
    /// The number itself; where counting stopped, the number at which it did.
    #[must_use]
    pub fn number(&self) -> u64 {
        match self.count {
            Count::Exactly(count) | Count::AtLeast(count) => count,
        }
    }
}

/// Why something waits for staff.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    Display,
    AsRefStr,
    EnumIter,
    EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Waits {
    /// The partner is stuck and asked for help.
    Stuck,
    /// The partner said no.
    Declined,
    /// The partner said nothing in time.
    Expired,
    /// The partner gave it back.
    Returned,
    /// The first report did not come in time.
    ReportLate,
    /// A partner brought it.
    Brought,
    /// A deal registration was submitted or is in review.
    Registration,
    /// Nothing was heard of it.
    Silent,
}

/// One opportunity that waits for staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingItem {
    /// Reference.
    pub reference: String,
    /// Topic.
    pub topic: String,
    /// Why.
    pub why: Waits,
    /// The partner that it is about, if there is one.
    pub partner: Option<String>,
    /// Since when.
    pub since: LocalTime,
    /// Estimated value.
    pub value: Option<Money>,
}

/// The whole dashboard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dashboard {
    /// The period in days, today included.
    pub days: u32,
    /// Its first day.
    pub since: NaiveDate,
    /// Today, its last one.
    pub today: NaiveDate,
    /// How many wait for what; reasons that nothing waits for are there with zero.
    pub waiting: Vec<(Waits, Figure)>,
    /// Those of them that have waited longest, each with one reason; what is only silent comes last.
    pub oldest: Vec<WaitingItem>,
    /// Offers that run out before the end of the day.
    pub expiring_today: Figure,
    /// What the reader owns.
    pub own: OwnFigures,
    /// For those who may read reports.
    pub reports: Option<Reports>,
}

/// What the reader owns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnFigures {
    /// Open.
    pub open: Figure,
    /// Declined, expired, returned or brought by a partner.
    pub decision: Figure,
    /// Offered and unanswered.
    pub delivered: Figure,
    /// Sold in the period.
    pub won: Figure,
}

/// Figures over all opportunities and partners, in the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reports {
    /// Created, delivered, accepted, won: how many each happened to in the period.
    pub funnel: Vec<(Occasion, Figure)>,
    /// Offers to one partner that were answered or ran out.
    pub settled: Figure,
    /// Those of them that were accepted.
    pub accepted: Figure,
    /// Those of them that were answered.
    pub answered: Figure,
    /// How long these answers took; `None` when there was none.
    pub answer: Option<AnswerTime>,
    /// Sold.
    pub won: Figure,
    /// What it brought, per currency.
    pub won_sums: Vec<Money>,
    /// Why offers were declined, the most frequent reason first.
    pub declines: Vec<(Chosen, Figure)>,
    /// Partners that were asked or sold something, the most sales first.
    pub partners: Vec<PartnerFigures>,
}

/// How long partners took to say yes or no, from being asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerTime {
    /// Half of the answers came within so many seconds (nearest rank).
    pub median: i64,
    /// Nine of ten did.
    pub p90: i64,
}

/// One partner in the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerFigures {
    /// Id.
    pub id: PartnerId,
    /// Name.
    pub name: String,
    /// Offers to it alone that were answered or ran out.
    pub settled: Figure,
    /// Those of them that it accepted.
    pub accepted: Figure,
    /// What was closed while it managed it.
    pub closed: Figure,
    /// What of that was sold.
    pub won: Figure,
    /// What that brought, per currency; a shared sale counts with each partner.
    pub sales: Vec<Sales>,
    /// Half of its answers came within so many seconds.
    pub median: Option<i64>,
    /// What it answered: where the median comes from.
    pub answered: Figure,
}

/// What a partner sold in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sales {
    /// What it brought.
    pub sum: Money,
    /// What was sold.
    pub sold: Figure,
}

/// A share in whole percent, rounded; `None` where the sample is smaller than `least` or empty.
#[must_use]
pub fn percent(part: &Figure, whole: &Figure, least: u64) -> Option<u64> {
    let (part, whole) = (part.number(), whole.number());
    (whole >= least.max(1)).then(|| (part * 200 + whole) / (whole * 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(count: u64) -> Figure {
        Figure { count: Count::Exactly(count), query: String::new() }
    }

    #[test]
    fn only_the_offered_periods_exist() {
        assert_eq!(period("30"), 30);
        assert_eq!(period(" 365 "), 365);
        assert_eq!(period(""), 90);
        assert_eq!(period("31"), 90);
        assert_eq!(period("-30"), 90);
    }

    #[test]
    fn shares_are_rounded_and_small_samples_say_nothing() {
        assert_eq!(percent(&figure(2), &figure(3), 1), Some(67));
        assert_eq!(percent(&figure(1), &figure(8), 1), Some(13));
        assert_eq!(percent(&figure(0), &figure(7), 5), Some(0));
        assert_eq!(percent(&figure(4), &figure(4), 5), None);
        assert_eq!(percent(&figure(0), &figure(0), 0), None);
    }
}
