//! What holds for every decision, whoever the partners are: nobody who is out is chosen, nobody gets more than fits, a
//! batch is as good as the best of all ways, and a record makes the same decision again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use proptest::{collection::vec, option, prelude::*};
use strum::IntoEnumIterator;
use uuid::Uuid;

use super::{Strategy, *};
use crate::{
    ids::{OpportunityId, PartnerId},
    money::{Currency, Money},
    partner::Tier,
    place::Place,
};

fn today() -> NaiveDate {
    "2026-03-02".parse().unwrap()
}

pub(super) fn terms(strategy: Strategy, seed: u64) -> Terms {
    Terms {
        rule: None,
        strategy,
        weights: Weights::default(),
        prior: Prior { acceptance: 600_000, wins: 300_000, reply_minutes: 600 },
        seed,
        now: "2026-03-02T12:00:00Z".parse().unwrap(),
        today: today(),
        at_once: 0,
        rates: Rates::default(),
    }
}

pub(super) fn chance(number: u128) -> Chance {
    Chance {
        opportunity: OpportunityId(Uuid::from_u128(number)),
        country: None,
        region: None,
        postal_code: None,
        place: None,
        place_from: None,
        products: Vec::new(),
        language: None,
        value: None,
        certification: None,
        protected_for: None,
        declined_by: BTreeSet::new(),
        had_by: BTreeSet::new(),
        conflicts: BTreeSet::new(),
    }
}

pub(super) fn partner(number: u128) -> Candidate {
    Candidate {
        partner: PartnerId(Uuid::from_u128(number)),
        is_active: true,
        can_answer: true,
        areas: Vec::new(),
        place: None,
        products: Vec::new(),
        languages: Vec::new(),
        certificates: Vec::new(),
        tier: Tier::Silver,
        ranking: 50,
        min_value: None,
        max_value: None,
        open: 0,
        open_limit: None,
        month: 0,
        month_limit: None,
        course: Course::default(),
        last_offered: None,
        idle_days: 30,
    }
}

fn words(count: usize) -> Vec<Word> {
    let mut vocabulary = Vocabulary::default();
    (0..count).map(|number| vocabulary.word(&number.to_string())).collect()
}

prop_compose! {
    /// Somewhere between Prague and Ostrava, or farther than matters.
    fn any_place()(
        latitude in 48_500_000..51_000_000, longitude in prop_oneof![14_000_000..18_500_000, Just(-81_000_000)],
    ) -> Place {
        Place::new(latitude, longitude).unwrap()
    }
}

prop_compose! {
    fn any_partner()(
        (is_active, can_answer) in (prop::bool::weighted(0.9), prop::bool::weighted(0.9)),
        places in vec((0..2_usize, option::of(2..4_usize), option::of("[16][0-9]?")), 0..3),
        (products, languages) in (vec(4..7_usize, 0..3), vec(7..9_usize, 0..2)),
        (proof, place) in (option::of(option::of(-1..2_i64)), option::of(any_place())),
        (tier, ranking) in (0..4_usize, 0..101_u32),
        (least, most) in (option::of(0..50_i64), option::of(30..100_i64)),
        (open, open_limit) in (0..4_u32, option::of(0..5_u32)),
        (month, month_limit) in (0..4_u32, option::of(0..5_u32)),
        (answered, accepted, minutes) in (0..40_u32, 0..40_u32, 0..9_000_u64),
        (last_offered, idle_days) in (option::of(0..2_000_000_000_i64), 0..60_u32),
    ) -> Candidate {
        let word = words(10);
        let money = |minor| Money::new(minor, Currency::Czk);
        let area = |(country, region, postal_prefix): (usize, Option<usize>, Option<String>)| Area {
            country: word[country],
            region: region.map(|region| word[region]),
            postal_prefix,
        };
        let proof = proof.map(|days| Certificate {
            name: word[9],
            valid_until: days.map(|days| today() + chrono::TimeDelta::days(days)),
        });
        Candidate {
            is_active,
            can_answer,
            areas: places.into_iter().map(area).collect(),
            place,
            products: products.into_iter().map(|at| word[at]).collect(),
            languages: languages.into_iter().map(|at| word[at]).collect(),
            certificates: proof.into_iter().collect(),
            tier: Tier::iter().nth(tier).unwrap(),
            ranking,
            min_value: least.map(money),
            max_value: most.map(money),
            open,
            open_limit,
            month,
            month_limit,
            course: Course {
                accepted: accepted.min(answered),
                answered,
                replies: answered,
                reply_minutes: minutes,
                ..Course::default()
            },
            last_offered,
            idle_days,
            ..partner(0)
        }
    }
}

prop_compose! {
    fn any_partners(most: usize)(list in vec(any_partner(), 0..most)) -> Vec<Candidate> {
        let numbered = (1_u128..).zip(list).map(|(number, one)| Candidate {
            partner: PartnerId(Uuid::from_u128(number)),
            ..one
        });
        numbered.collect()
    }
}

prop_compose! {
    fn any_chance()(
        country in option::of(0..2_usize),
        region in option::of(2..4_usize),
        postal_code in option::of("[16][0-9]{4}"),
        products in vec(4..7_usize, 0..3),
        language in option::of(7..9_usize),
        value in option::of(0..100_i64),
        (certified, place) in (any::<bool>(), option::of(any_place())),
        protected_for in option::weighted(0.1, 1..20_u128),
        declined_by in vec(1..20_u128, 0..4),
        had_by in vec(1..20_u128, 0..4),
        conflicts in vec(1..20_u128, 0..4),
        number in any::<u128>(),
    ) -> Chance {
        let word = words(10);
        let partners = |ids: Vec<u128>| ids.into_iter().map(|id| PartnerId(Uuid::from_u128(id)));
        Chance {
            country: country.map(|at| word[at]),
            region: region.map(|at| word[at]),
            postal_code,
            place,
            products: products.into_iter().map(|at| word[at]).collect(),
            language: language.map(|at| word[at]),
            value: value.map(|minor| Money::new(minor, Currency::Czk)),
            certification: certified.then(|| word[9]),
            protected_for: protected_for.map(|id| PartnerId(Uuid::from_u128(id))),
            declined_by: partners(declined_by).collect(),
            had_by: partners(had_by).collect(),
            conflicts: partners(conflicts).collect(),
            ..chance(number)
        }
    }
}

fn any_strategy() -> impl proptest::strategy::Strategy<Value = Strategy> {
    prop::sample::select(Strategy::iter().collect::<Vec<_>>())
}

/// Written down again in the plainest way, without sharing a line with the engine.
fn may_be_asked(chance: &Chance, one: &Candidate) -> bool {
    let id = one.partner;
    let sells = one.products.is_empty()
        || chance.products.is_empty()
        || chance.products.iter().any(|word| one.products.contains(word));
    let speaks = match chance.language {
        Some(language) => one.languages.is_empty() || one.languages.contains(&language),
        None => true,
    };
    let proved = chance.certification.is_none()
        || one.certificates.iter().any(|proof| proof.valid_until.is_none_or(|day| day >= today()));
    let worth = chance.value.is_none_or(|value| {
        one.min_value.is_none_or(|least| least.minor <= value.minor)
            && one.max_value.is_none_or(|most| most.minor >= value.minor)
    });
    let room = one.open_limit.is_none_or(|limit| one.open < limit)
        && one.month_limit.is_none_or(|limit| one.month < limit);
    let near = chance.country.is_none()
        || one.areas.is_empty()
        || one.areas.iter().any(|area| {
            let code = chance.postal_code.as_deref().unwrap_or_default();
            Some(area.country) == chance.country
                && match &area.postal_prefix {
                    Some(prefix) => !code.is_empty() && code.starts_with(prefix),
                    None => area.region.is_none() || area.region == chance.region,
                }
        });
    let free = chance.protected_for.is_none_or(|holder| holder == id)
        && !chance.declined_by.contains(&id)
        && !chance.had_by.contains(&id)
        && !chance.conflicts.contains(&id);
    one.is_active && one.can_answer && sells && speaks && proved && worth && room && near && free
}

proptest! {
    #[test]
    fn nobody_who_is_out_is_on_the_list_and_nobody_is_forgotten(
        chance in any_chance(), partners in any_partners(30), how in any_strategy(), seed in any::<u64>(),
    ) {
        let decision = decide(&chance, &partners, &terms(how, seed));
        let expected: BTreeSet<PartnerId> = partners
            .iter()
            .filter(|one| may_be_asked(&chance, one))
            .map(|one| one.partner)
            .collect();
        let listed: BTreeSet<PartnerId> =
            decision.shortlist.iter().map(|one| one.partner).collect();
        prop_assert_eq!(&listed, &expected);
        prop_assert_eq!(decision.chosen.is_some(), !expected.is_empty());
        prop_assert!(decision.chosen.is_none_or(|id| expected.contains(&id)));
        prop_assert!(decision.out.iter().all(|out| out.obstacles.iter().next().is_some()));
        prop_assert_eq!(decision.out.len() + decision.shortlist.len(), partners.len());
    }

    #[test]
    fn a_record_makes_the_same_decision_again(
        chances in vec(any_chance(), 1..6), partners in any_partners(30),
        how in any_strategy(), seed in any::<u64>(),
    ) {
        let terms = terms(how, seed);
        for decision in decide_all(&chances, &partners, &terms) {
            let stored = serde_json::to_string(&decision).unwrap();
            let read: Decision = serde_json::from_str(&stored).unwrap();
            prop_assert_eq!(&read, &decision);
            prop_assert_eq!(read.recomputed(), decision);
        }
        let again = serde_json::to_vec(&decide_all(&chances, &partners, &terms)).unwrap();
        prop_assert_eq!(serde_json::to_vec(&decide_all(&chances, &partners, &terms)).unwrap(), again);
    }

    #[test]
    fn nobody_gets_more_than_fits(
        chances in vec(any_chance(), 1..12), partners in any_partners(12),
        how in any_strategy(), seed in any::<u64>(),
    ) {
        let mut taken: BTreeMap<PartnerId, u32> = BTreeMap::new();
        for decision in decide_all(&chances, &partners, &terms(how, seed)) {
            if let Some(id) = decision.chosen {
                *taken.entry(id).or_default() += 1;
            }
        }
        for one in &partners {
            let count = taken.get(&one.partner).copied().unwrap_or_default();
            prop_assert!(one.room().is_none_or(|room| count <= room));
        }
    }

    #[test]
    fn each_part_is_between_nothing_and_all(
        chance in any_chance(), partners in any_partners(10), weights in any::<[u16; PART_COUNT]>(),
    ) {
        let mut terms = terms(Strategy::Best, 1);
        terms.weights = Weights(weights);
        for one in decide(&chance, &partners, &terms).shortlist {
            prop_assert!(one.evidence.parts(&terms.prior).iter().all(|part| *part <= WHOLE));
            prop_assert!(one.total <= WHOLE);
        }
    }

    #[test]
    fn who_is_nearer_never_fits_worse(
        customer in any_place(), seats in (any_place(), any_place()),
    ) {
        let terms = terms(Strategy::Best, 1);
        let part = |seat: Place| {
            let asked = Chance { place: Some(customer), ..chance(1) };
            let one = Candidate { place: Some(seat), ..partner(1) };
            decide(&asked, &[one], &terms).shortlist[0].evidence.parts(&terms.prior)[3]
        };
        let (one, other) = seats;
        let is_farther = one.kilometres_to(customer) > other.kilometres_to(customer);
        prop_assert!(is_farther || part(one) >= part(other));
    }

    #[test]
    fn a_batch_is_as_good_as_the_best_of_all_ways(
        scores in vec(vec(option::weighted(0.7, 1..1_000_u32), 4), 1..6),
        room in vec(0..3_usize, 4),
    ) {
        let pairs: Vec<Vec<(usize, u32)>> = scores
            .iter()
            .map(|row| row.iter().enumerate().filter_map(|(at, s)| s.map(|s| (at, s))).collect())
            .collect();
        let chosen = optimum(&pairs, &room);
        let mut left = room.clone();
        let mut value = (0, 0);
        for (row, place) in scores.iter().zip(chosen) {
            if let Some(place) = place {
                prop_assert!(left[place] > 0);
                left[place] -= 1;
                value = (value.0 + 1, value.1 + row[place].unwrap());
            }
        }
        prop_assert_eq!(value, best_of_all(&scores, &room));
    }
}

/// How many go out at most, and with which sum, by trying everything.
fn best_of_all(scores: &[Vec<Option<u32>>], room: &[usize]) -> (u32, u32) {
    let Some((first, rest)) = scores.split_first() else { return (0, 0) };
    let mut best = best_of_all(rest, room);
    for (place, score) in first.iter().enumerate() {
        let Some(score) = score.filter(|_| room[place] > 0) else { continue };
        let mut left = room.to_vec();
        left[place] -= 1;
        let (count, sum) = best_of_all(rest, &left);
        best = best.max((count + 1, sum + score));
    }
    best
}
