//! A decision as people read it: names for ids, and shares for parts. A partner reads of itself only.

use serde::{Deserialize, Serialize};

use super::{Course, Obstacle, PART_COUNT, PlaceFrom, Strategy, Weights};
use crate::{
    LocalTime, assignment::State, ids::PartnerId, opportunity::Named, partner::Territory,
    rate::Rate,
};

/// Why a partner was chosen, or would be; for the vendor's people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// When it was decided.
    pub at: LocalTime,
    /// By whom; `None` is the portal by itself.
    pub by: Option<String>,
    /// From where the customer's country was known; records of before do not say it.
    pub place_from: Option<PlaceFrom>,
    /// Name and version of the rule; `None` is how everything goes that no rule is for.
    pub rule: Option<(String, i32)>,
    /// How was chosen.
    pub strategy: Strategy,
    /// What counted how much.
    pub weights: Weights,
    /// The rates by which values in different currencies were compared.
    pub rates: Vec<Rate>,
    /// So many were asked at once, and the first to accept has it; nought where one was asked.
    pub at_once: u8,
    /// Who was chosen; `None` while nobody is.
    pub chosen: Option<PartnerId>,
    /// The first of those who fit, in their order.
    pub ranked: Vec<Shown>,
    /// How many fit.
    pub eligible: u32,
    /// The first of those who do not; of the others only the reasons are counted.
    pub out: Vec<ShownOut>,
    /// How many do not, by reason.
    pub reasons: Vec<(Obstacle, u32)>,
    /// Who is asked next if the partner says no, in this order.
    pub next: Vec<Named<PartnerId>>,
    /// Who was asked by it so far, in that order; empty for a suggestion.
    pub asked: Vec<Asked>,
}

impl Explanation {
    /// Whether it was undone or recalled: an offer of it was taken back, and nobody has it.
    #[must_use]
    pub fn is_taken_back(&self) -> bool {
        let no = |state| matches!(state, State::Recalled | State::Declined | State::Expired);
        self.asked.iter().any(|one| one.state == State::Recalled)
            && self.asked.iter().all(|one| no(one.state))
    }
}

/// One who was asked, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Who.
    pub partner: Named<PartnerId>,
    /// What became of the offer.
    pub state: State,
}

/// One who fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Who.
    pub partner: Named<PartnerId>,
    /// The score, parts per million.
    pub total: u32,
    /// What it is made of, in the order of [`super::Part`], parts per million.
    pub parts: [u32; PART_COUNT],
    /// How many cases its rates are from: the score mixes few with the average.
    pub course: Course,
    /// How far it is to the customer, where that is known.
    pub kilometres: Option<u32>,
}

/// One who does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownOut {
    /// Who.
    pub partner: Named<PartnerId>,
    /// Why not.
    pub obstacles: Vec<Obstacle>,
}

/// Why a partner was chosen, in its own terms: what of its own profile it was that fits.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Fit {
    /// The narrowest of its territories that the customer is in.
    pub territory: Option<Territory>,
    /// Those of its products that the customer needs.
    pub products: Vec<String>,
}
