//! Chooses: sorts out who cannot be chosen, scores the others, and puts them in the order of the strategy.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    batch,
    decision::{Decision, OUT_MAX, Out, Ranked, SHORTLIST, place},
    draw,
    eligible::{Obstacle, Obstacles},
    facts::{Candidate, Chance, Rates},
    rule::Strategy,
    score::{Evidence, Prior, Weights},
};
use crate::ids::{PartnerId, RoutingRuleId};

/// What holds for all opportunities that are decided together.
#[derive(Debug, Clone)]
pub struct Terms {
    /// The rule and its version.
    pub rule: Option<(RoutingRuleId, i32)>,
    /// How to choose.
    pub strategy: Strategy,
    /// What counts how much.
    pub weights: Weights,
    /// The average of the programme.
    pub prior: Prior,
    /// What chance goes by.
    pub seed: u64,
    /// When.
    pub now: DateTime<Utc>,
    /// The day, for what is valid until a day.
    pub today: NaiveDate,
    /// How many are asked at once; less than two is one.
    pub at_once: u8,
    /// What currencies are worth on that day.
    pub rates: Rates,
}

/// Decides on one opportunity.
#[must_use]
pub fn decide(chance: &Chance, partners: &[Candidate], terms: &Terms) -> Decision {
    let (mut decision, _) = survey(chance, partners, terms, SHORTLIST);
    decision.chosen = decision.shortlist.first().map(|one| one.partner);
    let several = decision.shortlist.len().min(terms.at_once.into());
    if several > 1 {
        decision.at_once = u8::try_from(several).unwrap_or(u8::MAX);
    }
    decision
}

/// Decides on several in their order; each sees what those before it took. A batch is decided as a whole, unless each is
/// offered to several at once: that has no optimum, and a rule of that kind is not written any more.
#[must_use]
pub fn decide_all(chances: &[Chance], partners: &[Candidate], terms: &Terms) -> Vec<Decision> {
    if terms.strategy == Strategy::Batch && terms.at_once < 2 {
        return together(chances, partners, terms);
    }
    let mut partners = partners.to_vec();
    let places = places(&partners);
    let mut decisions = Vec::with_capacity(chances.len());
    for chance in chances {
        // With one seed for all of them the same partner would win every draw.
        let seed = draw::number(terms.seed, chance.opportunity.0);
        let decision = decide(chance, &partners, &Terms { seed, ..terms.clone() });
        for taken in decision.asked().iter().filter_map(|id| places.get(id)) {
            partners[*taken].take_one(terms.now.timestamp());
        }
        decisions.push(decision);
    }
    decisions
}

/// Decides one group after another, each by terms of its own; each sees what those before it took.
#[must_use]
pub fn decide_groups(
    groups: &[(Vec<Chance>, Terms)],
    partners: &[Candidate],
) -> Vec<Vec<Decision>> {
    let mut partners = partners.to_vec();
    let places = places(&partners);
    let mut all = Vec::with_capacity(groups.len());
    for (chances, terms) in groups {
        let decisions = decide_all(chances, &partners, terms);
        for taken in decisions.iter().flat_map(Decision::asked).filter_map(|id| places.get(&id)) {
            partners[*taken].take_one(terms.now.timestamp());
        }
        all.push(decisions);
    }
    all
}

fn places(partners: &[Candidate]) -> HashMap<PartnerId, usize> {
    partners.iter().enumerate().map(|(place, partner)| (partner.partner, place)).collect()
}

fn together(chances: &[Chance], partners: &[Candidate], terms: &Terms) -> Vec<Decision> {
    let is_exact = chances.len() <= batch::EXACT_UP_TO;
    // With the best n of each for n opportunities nothing is lost: the others can take at most n − 1 of them. Every
    // one of them has room, or it would not be eligible.
    let reach = chances.len().clamp(SHORTLIST, batch::EXACT_UP_TO);
    let places = places(partners);
    let room: Vec<usize> = partners
        .iter()
        .map(|one| one.room().map_or(chances.len(), |n| usize::try_from(n).unwrap_or(usize::MAX)))
        .collect();
    let mut decisions = Vec::with_capacity(chances.len());
    let mut pairs = Vec::with_capacity(chances.len());
    for chance in chances {
        let (decision, all) = survey(chance, partners, terms, reach);
        pairs.push(all.iter().map(|one| (places[&one.partner], one.total)).collect());
        decisions.push((decision, all));
    }
    let chosen = batch::optimum(&pairs, &room);
    let filled = decisions.into_iter().zip(chosen).map(|((mut decision, all), place)| {
        decision.is_exact = Some(is_exact);
        decision.chosen = place.map(|place| partners[place].partner);
        keep_chosen(&mut decision, &all);
        decision
    });
    filled.collect()
}

/// The one that was chosen is on the list, however long the list could have been.
fn keep_chosen(decision: &mut Decision, all: &[Ranked]) {
    let Some(chosen) = decision.chosen else { return };
    if decision.shortlist.iter().any(|one| one.partner == chosen) {
        return;
    }
    if let Some(found) = all.iter().find(|one| one.partner == chosen) {
        decision.shortlist.pop();
        decision.shortlist.push(*found);
    }
}

/// Everybody looked at; nobody chosen yet. Answers the first `reach` besides.
fn survey(
    chance: &Chance,
    partners: &[Candidate],
    terms: &Terms,
    reach: usize,
) -> (Decision, Vec<Ranked>) {
    let mut keyed = Vec::new();
    let mut out = Vec::new();
    let mut reasons: BTreeMap<Obstacle, u32> = BTreeMap::new();
    for partner in partners {
        let obstacles = Obstacles::between(chance, partner, terms.today, &terms.rates);
        if obstacles.is_empty() {
            let evidence = Evidence::between(chance, partner);
            let total = evidence.total(&terms.weights, &terms.prior);
            let one = Ranked { partner: partner.partner, evidence, total };
            keyed.push((place(terms.strategy, terms.seed, &one), one));
            continue;
        }
        for obstacle in obstacles.iter() {
            *reasons.entry(obstacle).or_default() += 1;
        }
        if out.len() < OUT_MAX {
            out.push(Out { partner: partner.partner, obstacles });
        }
    }
    let eligible = u32::try_from(keyed.len()).unwrap_or(u32::MAX);
    if keyed.len() > reach {
        keyed.select_nth_unstable_by_key(reach, |(key, _)| *key);
        keyed.truncate(reach);
    }
    keyed.sort_unstable_by_key(|(key, _)| *key);
    let all: Vec<Ranked> = keyed.into_iter().map(|(_, one)| one).collect();
    let decision = Decision {
        opportunity: chance.opportunity,
        place_from: chance.place_from,
        rule: terms.rule,
        strategy: terms.strategy,
        weights: terms.weights,
        prior: terms.prior,
        rates: terms.rates.between(chance.value, partners),
        seed: terms.seed,
        chosen: None,
        at_once: 0,
        is_exact: None,
        shortlist: all.iter().take(SHORTLIST).copied().collect(),
        eligible,
        out,
        reasons: reasons.into_iter().collect(),
    };
    (decision, all)
}
