//! What is kept of a decision: enough to explain it and to make the choice among those who fitted again, in at most 16 kB.

use serde::{Deserialize, Serialize};

use super::{
    draw,
    eligible::{Obstacle, Obstacles},
    facts::PlaceFrom,
    rule::Strategy,
    score::{Evidence, Prior, Weights},
};
use crate::{
    ids::{OpportunityId, PartnerId, RoutingRuleId},
    rate::Rate,
};

/// How many of the eligible are kept, in the order in which they would be asked.
pub const SHORTLIST: usize = 64;
/// How many of those who are out are kept by name; of the others, the reasons are counted.
pub const OUT_MAX: usize = 40;

/// One who could be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranked {
    /// Who.
    pub partner: PartnerId,
    /// Why.
    pub evidence: Evidence,
    /// The score, parts per million.
    pub total: u32,
}

/// One who could not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Out {
    /// Who.
    pub partner: PartnerId,
    /// Why not.
    pub obstacles: Obstacles,
}

/// Who was chosen out of whom, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What was distributed.
    pub opportunity: OpportunityId,
    /// From where the customer's country was known; records of before do not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_from: Option<PlaceFrom>,
    /// The rule and its version; `None` where no rule was for it.
    pub rule: Option<(RoutingRuleId, i32)>,
    /// How was chosen.
    pub strategy: Strategy,
    /// What counted how much.
    pub weights: Weights,
    /// The average that small numbers were smoothed with.
    pub prior: Prior,
    /// The rates by which values in different currencies were compared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rates: Vec<Rate>,
    /// What chance went by.
    pub seed: u64,
    /// Who; `None` when nobody could be.
    pub chosen: Option<PartnerId>,
    /// The first so many of the list were asked at once; nought where one was asked.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub at_once: u8,
    /// For a batch: whether its optimum is exact, or too many were to be distributed at once.
    pub is_exact: Option<bool>,
    /// The first of those who could be chosen, in their order.
    pub shortlist: Vec<Ranked>,
    /// How many could be chosen.
    pub eligible: u32,
    /// The first of those who could not, in the order of the directory.
    pub out: Vec<Out>,
    /// How many could not, by reason; one partner may have several.
    pub reasons: Vec<(Obstacle, u32)>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_nought(number: &u8) -> bool {
    *number == 0
}

impl Decision {
    /// Who is asked first: who was chosen, or several at once.
    #[must_use]
    pub fn asked(&self) -> Vec<PartnerId> {
        if self.at_once == 0 {
            return self.chosen.into_iter().collect();
        }
        self.shortlist.iter().take(self.at_once.into()).map(|one| one.partner).collect()
    }

    /// The same decision, made again from what is kept of it. Equal to the original, or somebody changed the record.
    ///
    /// Scores, order and choice are made again, of the first [`SHORTLIST`]. Who fitted and who did not is taken as it is kept.
    ///
    /// A choice of a batch depends on what else was in it; of that, the scores and the order are made again.
    #[must_use]
    pub fn recomputed(&self) -> Self {
        let total = |one: &Ranked| one.evidence.total(&self.weights, &self.prior);
        let mut shortlist: Vec<Ranked> =
            self.shortlist.iter().map(|one| Ranked { total: total(one), ..*one }).collect();
        shortlist.sort_by_key(|one| place(self.strategy, self.seed, one));
        let first = shortlist.first().map(|one| one.partner);
        let chosen = match self.strategy {
            Strategy::Batch => self.chosen,
            Strategy::Best | Strategy::Weighted | Strategy::RoundRobin => first,
        };
        Self { chosen, shortlist, ..self.clone() }
    }

    /// Who is asked next: the first on the list who is none of these.
    #[must_use]
    pub fn next_after(&self, asked: &[PartnerId]) -> Option<PartnerId> {
        let mut partners = self.shortlist.iter().map(|one| one.partner);
        partners.find(|partner| !asked.contains(partner))
    }
}

/// Where in the order somebody stands; less is earlier. It depends on nobody else, so that a part of the list has the
/// order of the whole.
pub(super) fn place(strategy: Strategy, seed: u64, one: &Ranked) -> (u64, u64, PartnerId) {
    let id = one.partner;
    let tie = draw::number(seed, id.0);
    let first = match strategy {
        Strategy::Best | Strategy::Batch => u64::from(u32::MAX - one.total),
        Strategy::Weighted => draw::race(seed, id.0, one.total),
        Strategy::RoundRobin => {
            let last = one.evidence.last_offered;
            last.map_or(0, |at| u64::try_from(at).unwrap_or_default().saturating_add(1))
        }
    };
    (first, tie, id)
}
