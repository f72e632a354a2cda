//! How long automatic distribution thinks, every decision explained: 1,000 opportunities over 10,000 partners, and 10.
//! Reading facts from the database is not in it. Run by `cargo xtask bench`.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement prints its result")]

use std::{
    collections::BTreeSet,
    fs,
    hint::black_box,
    time::{Duration, Instant},
};

use chrono::{Days, NaiveDate};
use domain::{
    ids::{OpportunityId, PartnerId},
    money::{Currency, Money},
    partner::Tier,
    place::Place,
    rate::Rate,
    routing::{
        Area, Candidate, Certificate, Chance, Course, Prior, Rates, Strategy, Terms, Vocabulary,
        Weights, Word, decide_all,
    },
};
use uuid::Uuid;

const PARTNERS: u32 = 10_000;
const RUNS: usize = 5;

fn main() {
    let mut words = Vocabulary::default();
    let partners: Vec<Candidate> = (1..=PARTNERS).map(|n| partner(n, &mut words)).collect();
    let chances: Vec<Chance> = (1..=1_000).map(|n| chance(n, &mut words)).collect();
    println!("automatic distribution over {PARTNERS} partners, median of {RUNS} runs");
    for strategy in [Strategy::Best, Strategy::Weighted, Strategy::RoundRobin, Strategy::Batch] {
        let terms = terms(strategy, &partners);
        for count in [10, 1_000] {
            let mut runs: Vec<(Duration, usize)> = (0..RUNS)
                .map(|_| {
                    let begin = Instant::now();
                    let decisions = decide_all(black_box(&chances[..count]), &partners, &terms);
                    let took = begin.elapsed();
                    (took, decisions.iter().filter(|one| one.chosen.is_some()).count())
                })
                .collect();
            runs.sort_unstable();
            let (took, found) = runs[RUNS / 2];
            let millis = took.as_secs_f64() * 1e3;
            println!(
                "{strategy}: {count} opportunities in {millis:.0} ms, {found} found a partner"
            );
        }
    }
    if let Some(megabytes) = peak_memory() {
        println!("memory at most: {megabytes} MB");
    }
}

/// Of this process so far, where the system tells (Linux).
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? * 1024 / 1_000_000)
}

/// Numbers that look as if they had no order, and are the same every time.
fn mixed(number: u32, what: u32) -> u32 {
    let mut mixed = number.wrapping_mul(0x9E37_79B1) ^ what.wrapping_mul(0x85EB_CA77);
    mixed ^= mixed >> 15;
    mixed = mixed.wrapping_mul(0x2C1B_3C6D);
    mixed ^ (mixed >> 13)
}

fn some(kind: &str, number: u32, of: u32, words: &mut Vocabulary) -> Word {
    words.word(&format!("{kind} {}", number % of))
}

/// A point in or near the Czech Republic.
fn place(north: u32, east: u32) -> Option<Place> {
    let latitude = i32::try_from(48_500_000 + north % 2_500_000).ok()?;
    Place::new(latitude, i32::try_from(12_000_000 + east % 7_000_000).ok()?)
}

fn partner(number: u32, words: &mut Vocabulary) -> Candidate {
    let at = |what| mixed(number, what);
    let areas = (0..3).map(|n| Area {
        country: some("country", at(n) % 7, 5, words),
        region: (at(n + 10) % 2 == 0).then(|| some("region", at(n + 20), 14, words)),
        postal_prefix: (at(n + 30) % 3 == 0).then(|| (1 + at(n + 40) % 7).to_string()),
    });
    let areas = areas.collect();
    let accepted = at(60) % 40;
    let won = accepted / 3;
    Candidate {
        partner: PartnerId(Uuid::from_u128(number.into())),
        is_active: at(50) % 20 != 0,
        can_answer: at(51) % 25 != 0,
        areas,
        place: place(at(110), at(111)),
        products: (0..4).map(|n| some("product", at(n + 70), 12, words)).collect(),
        languages: (0..2).map(|n| some("language", at(n + 80), 4, words)).collect(),
        certificates: vec![Certificate {
            name: some("certificate", at(90), 5, words),
            valid_until: today().checked_add_days(Days::new((at(91) % 300).into())),
        }],
        tier: [Tier::Registered, Tier::Silver, Tier::Gold][(at(92) % 3) as usize],
        ranking: at(93) % 101,
        min_value: (at(94) % 4 == 0).then(|| Money::new(10_000_000, Currency::Czk)),
        max_value: (at(95) % 4 == 0).then(|| Money::new(4_000_000, Currency::Eur)),
        open: at(96) % 8,
        open_limit: Some(10),
        month: at(97) % 8,
        month_limit: Some(20),
        course: Course {
            accepted,
            answered: accepted + at(98) % 20,
            won,
            closed: won + at(99) % 10,
            replies: accepted,
            reply_minutes: u64::from(accepted) * u64::from(at(100) % 3_000),
        },
        last_offered: (at(101) % 5 != 0).then(|| 1_700_000_000 + i64::from(at(102) % 9_999_999)),
        idle_days: at(103) % 120,
    }
}

fn chance(number: u32, words: &mut Vocabulary) -> Chance {
    let at = |what: u32| mixed(number, what + 1_000);
    let some_partner = |what| PartnerId(Uuid::from_u128((1 + at(what) % PARTNERS).into()));
    Chance {
        opportunity: OpportunityId(Uuid::from_u128(number.into())),
        country: Some(some("country", at(0) % 7, 5, words)),
        region: Some(some("region", at(1), 14, words)),
        postal_code: Some((10_000 + at(2) % 70_000).to_string()),
        place: place(at(13), at(14)),
        place_from: None,
        products: (0..2).map(|n| some("product", at(n + 3), 12, words)).collect(),
        language: Some(some("language", at(6), 4, words)),
        value: Some(Money::new(1_000_000 + i64::from(at(7) % 200_000_000), Currency::Czk)),
        certification: (at(8) % 4 == 0).then(|| some("certificate", at(9), 5, words)),
        protected_for: None,
        declined_by: BTreeSet::from([some_partner(10)]),
        had_by: BTreeSet::from([some_partner(11)]),
        conflicts: BTreeSet::from([some_partner(12)]),
    }
}

fn terms(strategy: Strategy, partners: &[Candidate]) -> Terms {
    Terms {
        rule: None,
        strategy,
        weights: Weights::default(),
        prior: Prior::of(partners.iter().map(|one| &one.course)),
        seed: 7,
        now: today().and_hms_opt(12, 0, 0).unwrap().and_utc(),
        today: today(),
        at_once: 0,
        rates: Rates::new([Rate {
            currency: Currency::Eur,
            valid_from: "2026-03-02".parse().unwrap_or_default(),
            millionths: 25_000_000,
        }]),
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
}
