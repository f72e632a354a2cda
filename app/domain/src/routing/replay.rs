//! Past decisions made again with other weights: who would have been asked, as far as their records know.
//!
//! Weights change no eligibility, so who was out stays out; and each decision is looked at alone: that a partner would
//! have had more to do by the next one is not carried over. It is an estimate.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Strategy, WHOLE, Weights,
    decision::{Decision, Ranked},
    rule_form,
    score::PART_COUNT,
};
use crate::{
    LocalTime,
    assignment::State,
    ids::PartnerId,
    invalid::{Collector, FieldError, Problem},
    opportunity::Named,
};

/// How many days can be looked back.
pub const REPLAY_DAYS: [u32; 4] = [7, 30, 90, 365];

/// Most decisions that are made again at a time, the newest.
pub const REPLAY_MAX: u64 = 1_000;

/// What is asked for, as it stands in the address. What is missing is taken as usual.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReplayForm {
    /// One of [`REPLAY_DAYS`].
    pub days: String,
    /// How to choose.
    pub strategy: String,
    /// The weights as typed, in the order of [`super::Part`].
    pub weights: Vec<String>,
}

/// The same, read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReplayTerms {
    /// So many days back.
    pub days: u32,
    /// How to choose.
    pub strategy: Strategy,
    /// What counts how much.
    pub weights: Weights,
}

impl ReplayForm {
    /// Reads it.
    pub fn check(&self) -> Result<ReplayTerms, Vec<FieldError>> {
        let mut c = Collector::default();
        let days = match self.days.trim() {
            "" => Ok(REPLAY_DAYS[1]),
            typed => {
                typed.parse().ok().filter(|days| REPLAY_DAYS.contains(days)).ok_or(Problem::Choice)
            }
        };
        let days = c.take("days", days).unwrap_or(REPLAY_DAYS[1]);
        let strategy = match self.strategy.trim() {
            "" => Ok(Strategy::default()),
            word => match word.parse() {
                Ok(Strategy::Batch) | Err(_) => Err(Problem::Choice),
                Ok(strategy) => Ok(strategy),
            },
        };
        let strategy = c.take("strategy", strategy).unwrap_or_default();
        let weights = if self.is_plain() {
            Weights::default()
        } else {
            let mut typed = [""; PART_COUNT];
            for (place, value) in typed.iter_mut().zip(&self.weights) {
                *place = value;
            }
            rule_form::weights(typed, &mut c)
        };
        let errors = c.into_errors();
        if errors.is_empty() { Ok(ReplayTerms { days, strategy, weights }) } else { Err(errors) }
    }

    /// The weight of one part as it is shown: as typed, and where nothing is, the usual one.
    #[must_use]
    pub fn weight(&self, place: usize) -> String {
        let typed = self.weights.get(place).filter(|_| !self.is_plain());
        let usual = Weights::default().0.get(place).copied().unwrap_or_default();
        typed.cloned().unwrap_or_else(|| usual.to_string())
    }

    /// No weight was typed.
    fn is_plain(&self) -> bool {
        self.weights.iter().all(|typed| typed.trim().is_empty())
    }
}

/// One side of the comparison: what was decided, or what would have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Outlook {
    /// How unevenly offers are spread over those who could be chosen (Gini), parts per million: nought is evenly.
    pub gini: u32,
    /// Expected minutes to an answer, on average.
    pub minutes: u64,
    /// Expected wins, in millionths of one.
    pub wins: u64,
}

/// What came of making decisions again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Replayed {
    /// Who was chosen and who would be, for each decision in its order; `None` where nobody was.
    pub pairs: Vec<Option<(PartnerId, PartnerId)>>,
    /// How many offers each that could be chosen got, and would have.
    pub counts: BTreeMap<PartnerId, (u32, u32)>,
    /// As it was.
    pub was: Outlook,
    /// As it would be.
    pub would: Outlook,
    /// Decisions whose record does not hold all who could be chosen.
    pub cut: u32,
}

/// Makes them again.
#[must_use]
pub fn replay(decisions: &[Decision], terms: &ReplayTerms) -> Replayed {
    let mut of = Replayed::default();
    let mut sums = [[0_u64; 2]; 2];
    for decision in decisions {
        let other =
            Decision { strategy: terms.strategy, weights: terms.weights, ..decision.clone() };
        let (was, would) = (chosen(decision), other.recomputed());
        let (Some(was), Some(would)) = (was, chosen(&would)) else {
            of.pairs.push(None);
            continue;
        };
        for one in &decision.shortlist {
            of.counts.entry(one.partner).or_default();
        }
        of.counts.entry(was.partner).or_default().0 += 1;
        of.counts.entry(would.partner).or_default().1 += 1;
        of.pairs.push(Some((was.partner, would.partner)));
        for (sum, one) in sums.iter_mut().zip([was, would]) {
            let expected = one.evidence.expected(&decision.prior);
            sum[0] = sum[0].saturating_add(expected.minutes);
            sum[1] = sum[1].saturating_add(expected.wins);
        }
        let kept = u32::try_from(decision.shortlist.len()).unwrap_or(u32::MAX);
        of.cut += u32::from(decision.eligible > kept);
    }
    let count = of.pairs.iter().flatten().count() as u64;
    let outlook = |gini, [minutes, wins]: [u64; 2]| Outlook {
        gini,
        minutes: minutes.checked_div(count).unwrap_or_default(),
        wins,
    };
    of.was = outlook(gini(of.counts.values().map(|(was, _)| *was)), sums[0]);
    of.would = outlook(gini(of.counts.values().map(|(_, would)| *would)), sums[1]);
    of
}

/// The one that was chosen, with why.
fn chosen(decision: &Decision) -> Option<Ranked> {
    let chosen = decision.chosen?;
    decision.shortlist.iter().find(|one| one.partner == chosen).copied()
}

/// The Gini coefficient in parts per million.
fn gini(counts: impl Iterator<Item = u32>) -> u32 {
    let mut counts: Vec<u64> = counts.map(u64::from).collect();
    counts.sort_unstable();
    let (n, sum) = (counts.len() as u64, counts.iter().sum::<u64>());
    let weighted: u64 = (1..).zip(&counts).map(|(place, count): (u64, _)| place * count).sum();
    // 2 Σ place·count / (n Σ count) − (n + 1) / n, on one line of fractions.
    let whole = u64::from(WHOLE);
    let parts = (2 * weighted).saturating_sub((n + 1) * sum) * whole;
    parts.checked_div(n * sum).and_then(|parts| u32::try_from(parts).ok()).unwrap_or_default()
}

/// One partner in the comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplayPartner {
    /// Who.
    pub partner: Named<PartnerId>,
    /// Offers that it got.
    pub was: u32,
    /// Offers that it would have got.
    pub would: u32,
}

/// One decision that would have been another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplayRow {
    /// When it was decided.
    pub at: LocalTime,
    /// Reference of the opportunity.
    pub reference: String,
    /// Its topic.
    pub topic: String,
    /// Who was asked.
    pub was: Named<PartnerId>,
    /// How it stands with the one who took it; where nobody did, with who was asked.
    pub state: Option<State>,
    /// Who would have been asked.
    pub would: Named<PartnerId>,
}

/// What is shown of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReplayResult {
    /// Decisions that were made again.
    pub decisions: u32,
    /// There were more in the time; only the newest were looked at.
    pub is_limited: bool,
    /// Decisions that would have been others.
    pub changed: u32,
    /// Decisions whose record does not hold all who could be chosen.
    pub cut: u32,
    /// As it was, expected in the same way.
    pub was: Outlook,
    /// As it would be.
    pub would: Outlook,
    /// How many were accepted by one of those who were asked, as it happened.
    pub accepted: u32,
    /// How many opportunities were won, as it happened.
    pub won: u32,
    /// Minutes to an answer on average, as it happened; `None` while nobody has answered.
    pub minutes: Option<u64>,
    /// Who got what, those with the greatest difference first.
    pub partners: Vec<ReplayPartner>,
    /// How many partners are not in the list: they got and would get the least.
    pub more_partners: u32,
    /// Some decisions that would have been others, the newest first.
    pub rows: Vec<ReplayRow>,
}

/// The page: what was asked for, and the answer or what is wrong with the question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplayPage {
    /// As it was asked.
    pub form: ReplayForm,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
    /// The answer.
    pub result: Option<ReplayResult>,
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            decide,
            facts::{Candidate, Course},
            properties::{chance, partner, terms},
        },
        *,
    };

    fn asked(weights: [u16; PART_COUNT]) -> ReplayTerms {
        ReplayTerms { days: 30, strategy: Strategy::Best, weights: Weights(weights) }
    }

    /// One is quick and seldom wins, the other is slow and always does.
    fn decisions() -> Vec<Decision> {
        let quick = Course { replies: 90, reply_minutes: 90, ..Course::default() };
        let quick = Course { closed: 90, accepted: 90, answered: 90, ..quick };
        let slow = Course { won: 90, reply_minutes: 900_000, ..quick };
        let both = [(1, quick), (2, slow)];
        let partners = both.map(|(id, course)| Candidate { course, ..partner(id) });
        let mut terms = terms(Strategy::Best, 1);
        terms.weights = Weights([0, 0, 0, 0, 0, 0, 1, 0, 0]);
        (1..=10).map(|number| decide(&chance(number), &partners, &terms)).collect()
    }

    #[test]
    fn the_same_terms_give_the_same_decisions() {
        let of = replay(&decisions(), &asked([0, 0, 0, 0, 0, 0, 1, 0, 0]));
        assert_eq!(of.pairs.len(), 10);
        assert!(of.pairs.iter().flatten().all(|(was, would)| was == would));
        assert_eq!((of.was, of.cut), (of.would, 0));
    }

    #[test]
    fn other_weights_show_what_they_would_bring_and_cost() {
        let of = replay(&decisions(), &asked([0, 0, 0, 0, 0, 1, 0, 0, 0]));
        assert!(of.pairs.iter().flatten().all(|(was, would)| was != would));
        assert!(of.would.wins > of.was.wins && of.would.minutes > of.was.minutes);
        assert!(of.would.wins <= 10 * u64::from(WHOLE));
    }

    #[test]
    fn spread_is_nought_where_all_get_the_same() {
        assert_eq!(gini([3, 3, 3].into_iter()), 0);
        assert_eq!(gini([0, 0, 0, 4].into_iter()), 750_000);
        assert_eq!(gini([].into_iter()), 0);
        assert_eq!(gini([0, 0].into_iter()), 0);
    }

    #[test]
    fn an_address_is_read_or_refused_at_its_field() {
        assert_eq!(
            ReplayForm::default().check(),
            Ok(ReplayTerms { days: 30, strategy: Strategy::Best, weights: Weights::default() })
        );
        let mut form = ReplayForm { weights: vec!["5".to_owned(); 9], ..ReplayForm::default() };
        assert_eq!(form.check().unwrap().weights, Weights([5; 9]));
        form.days = "31".to_owned();
        form.strategy = "batch".to_owned();
        form.weights[2] = "101".to_owned();
        let fields: Vec<_> = form.check().unwrap_err().into_iter().map(|e| e.field).collect();
        assert_eq!(fields, ["days", "strategy", "weight_products"]);
    }
}
