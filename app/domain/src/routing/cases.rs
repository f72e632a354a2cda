//! Single cases of what routing promises: chance is as fair as it says, nobody waits for ever, who is new is no worse
//! than others, records fit, values are compared, rules have an order.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::{
    properties::{chance, partner, terms},
    *,
};
use crate::{
    ids::PartnerId,
    money::{Currency, Money},
    place::Place,
    rate::{Rate, currencies},
};

#[test]
fn chance_is_proportional_to_the_score() {
    const DRAWS: u32 = 20_000;
    let rankings = [0, 25, 50, 75, 100];
    let partners: Vec<Candidate> = (1_u128..)
        .zip(rankings)
        .map(|(number, ranking)| Candidate { ranking, ..partner(number) })
        .collect();
    let mut terms = terms(Strategy::Weighted, 0);
    terms.weights = Weights([1, 3, 0, 0, 0, 0, 0, 0, 0]);
    let mut drawn = [0_u32; 5];
    for seed in 0..DRAWS {
        terms.seed = seed.into();
        let chosen = decide(&chance(1), &partners, &terms).chosen.unwrap();
        drawn[usize::try_from(chosen.0.as_u128()).unwrap() - 1] += 1;
    }
    let scores: Vec<f64> = partners
        .iter()
        .map(|one| {
            let list = decide(&chance(1), &partners, &terms).shortlist;
            f64::from(list.iter().find(|ranked| ranked.partner == one.partner).unwrap().total)
        })
        .collect();
    let sum: f64 = scores.iter().sum();
    let squares = scores.iter().zip(drawn).map(|(score, count)| {
        let expected = f64::from(DRAWS) * score / sum;
        (f64::from(count) - expected).powi(2) / expected
    });
    let chi_square: f64 = squares.sum();
    // 99.9 % of fair draws with four degrees of freedom are below.
    assert!(chi_square < 18.47, "{chi_square}: {drawn:?} for {scores:?}");
}

#[test]
fn nobody_starves_when_it_goes_round() {
    let partners: Vec<Candidate> = (1..=20)
        .map(|number| Candidate {
            ranking: if number == 1 { 100 } else { 0 },
            last_offered: (number % 3 == 0).then_some(1_000),
            ..partner(number)
        })
        .collect();
    let chances: Vec<Chance> = (1..=100).map(chance).collect();
    let decisions = decide_all(&chances, &partners, &terms(Strategy::RoundRobin, 7));
    for round in decisions.chunks(20) {
        let asked: BTreeSet<_> = round.iter().filter_map(|decision| decision.chosen).collect();
        assert_eq!(asked.len(), 20);
    }
}

#[test]
fn a_selection_by_lot_does_not_go_to_one_partner() {
    let partners: Vec<Candidate> = (1..=4).map(partner).collect();
    let chances: Vec<Chance> = (1..=400).map(chance).collect();
    let mut drawn: BTreeMap<PartnerId, u32> = BTreeMap::new();
    for decision in decide_all(&chances, &partners, &terms(Strategy::Weighted, 7)) {
        *drawn.entry(decision.chosen.unwrap()).or_default() += 1;
    }
    assert!(
        drawn.len() == 4 && drawn.values().all(|count| (60..=140).contains(count)),
        "{drawn:?}"
    );
}

#[test]
fn what_one_group_took_is_gone_for_the_next() {
    let partners: Vec<Candidate> =
        (1..=2).map(|number| Candidate { open_limit: Some(1), ..partner(number) }).collect();
    let group = |ids: std::ops::RangeInclusive<u128>, how| {
        (ids.map(chance).collect::<Vec<_>>(), terms(how, 7))
    };
    let groups = [group(1..=1, Strategy::Best), group(2..=3, Strategy::Batch)];
    let decided: Vec<Option<PartnerId>> =
        decide_groups(&groups, &partners).into_iter().flatten().map(|one| one.chosen).collect();
    let asked: BTreeSet<PartnerId> = decided.iter().copied().flatten().collect();
    assert!(decided[0].is_some());
    assert_eq!((asked.len(), decided.iter().flatten().count()), (2, 2), "{decided:?}");
}

#[test]
fn who_is_new_is_taken_for_the_average() {
    let prior = terms(Strategy::Best, 1).prior;
    let decision = decide(&chance(1), &[partner(1)], &terms(Strategy::Best, 1));
    let parts = decision.shortlist[0].evidence.parts(&prior);
    assert_eq!((parts[4], parts[5], parts[6]), (prior.acceptance, prior.wins, WHOLE / 2));

    let lucky = Course { accepted: 1, answered: 1, ..Course::default() };
    let proven = Course { accepted: 90, answered: 100, ..Course::default() };
    let both = [(2, lucky), (3, proven)].map(|(id, course)| Candidate { course, ..partner(id) });
    let decision = decide(&chance(1), &both, &terms(Strategy::Best, 1));
    assert_eq!(decision.chosen, Some(PartnerId(Uuid::from_u128(3))), "one case proves little");
}

#[test]
fn the_largest_record_fits() {
    let far = |number: u128| PartnerId(Uuid::from_u128(u128::MAX - number));
    let partners: Vec<Candidate> = (0..3_000)
        .map(|number| Candidate {
            partner: far(number),
            is_active: number % 2 == 0,
            open: 99_999,
            open_limit: Some(100_000),
            month: 9,
            course: Course {
                accepted: 99_999,
                answered: 99_999,
                won: 99_999,
                closed: 99_999,
                replies: 99_999,
                reply_minutes: 99_999_999,
            },
            last_offered: Some(1_999_999_999),
            place: Place::new(-90_000_000, 180_000_000),
            min_value: Some(Money::new(
                1,
                currencies().nth(usize::try_from(number).unwrap() % 7).unwrap(),
            )),
            ..partner(0)
        })
        .collect();
    let mut terms = terms(Strategy::Weighted, u64::MAX);
    let rate = |currency| Rate { currency, valid_from: terms.today, millionths: 999_999_999_999 };
    terms.rates = Rates::new(currencies().map(rate));
    let value = Some(Money::new(i64::MAX, Currency::Czk));
    let place = Place::new(90_000_000, 0);
    let decision = decide(&Chance { place, value, ..chance(u128::MAX) }, &partners, &terms);
    assert_eq!(decision.rates.len(), 7);
    assert_eq!(decision.shortlist.len(), SHORTLIST);
    let bytes = serde_json::to_vec(&decision).unwrap().len();
    assert!(bytes <= 16 * 1024, "{bytes}");
    assert_eq!(decision.recomputed(), decision);
}

/// The part for the territory, and the distance that it is from.
fn nearness(chance: &Chance, one: &Candidate) -> (u32, Option<u32>) {
    let terms = terms(Strategy::Best, 1);
    let decision = decide(chance, std::slice::from_ref(one), &terms);
    let evidence = decision.shortlist[0].evidence;
    (evidence.parts(&terms.prior)[3], evidence.kilometres)
}

#[test]
fn who_is_on_the_map_fits_by_distance_and_who_is_not_by_its_territory() {
    let mut words = Vocabulary::default();
    let (czech, slovak) = (words.word("cz"), words.word("sk"));
    let area = |country| Area { country, region: None, postal_prefix: Some("76".to_owned()) };
    let town = Place::new(49_224_400, 17_662_700);
    let zlin = Chance {
        country: Some(czech),
        postal_code: Some("76001".to_owned()),
        place: town,
        ..chance(1)
    };
    let at = |place| Candidate { areas: vec![area(czech)], place, ..partner(1) };
    let brno = at(Place::new(49_195_100, 16_606_800));
    let madrid = at(Place::new(40_416_800, -3_703_800));
    assert_eq!(nearness(&zlin, &at(town)), (WHOLE, Some(0)));
    assert_eq!(nearness(&zlin, &brno), (WHOLE / 400 * (400 - 77), Some(77)));
    assert_eq!(nearness(&zlin, &madrid), (0, Some(1949)));

    let by_prefix = (WHOLE / 100 * 85, None);
    assert_eq!(nearness(&zlin, &at(None)), by_prefix);
    assert_eq!(nearness(&Chance { place: None, ..zlin.clone() }, &brno), by_prefix);

    let abroad = Candidate { areas: vec![area(slovak)], ..at(town) };
    let decision = decide(&zlin, &[abroad], &terms(Strategy::Best, 1));
    assert!(decision.out[0].obstacles.contains(Obstacle::Territory), "however near it is");
}

#[test]
fn a_record_from_before_distances_is_read_and_stays_as_it_was() {
    let stored = r#"[["gold",70,[2,1],500000],[3,4,1,2,4,600],[2,10,30,null]]"#;
    let evidence: Evidence = serde_json::from_str(stored).unwrap();
    assert_eq!((evidence.closeness, evidence.kilometres), (500_000, None));
    assert_eq!(serde_json::to_string(&evidence).unwrap(), stored);

    let near = Evidence { kilometres: Some(23), ..evidence };
    let text = serde_json::to_string(&near).unwrap();
    assert_eq!(text, r#"[["gold",70,[2,1],500000],[3,4,1,2,4,600],[2,10,30,null],23]"#);
    assert_eq!(serde_json::from_str::<Evidence>(&text).unwrap(), near);
}

#[test]
fn values_are_compared_by_the_rates_of_the_day() {
    let dear = Candidate { min_value: Some(Money::new(100_000, Currency::Eur)), ..partner(1) };
    let asked = Chance { value: Some(Money::new(2_000_000, Currency::Czk)), ..chance(1) };
    let mut terms = terms(Strategy::Best, 1);
    let reason = |terms: &Terms| {
        let decision = decide(&asked, std::slice::from_ref(&dear), terms);
        decision.out.first().and_then(|out| out.obstacles.iter().next())
    };
    assert_eq!(reason(&terms), Some(Obstacle::NoRate));
    let euro = |millionths| Rate { currency: Currency::Eur, valid_from: terms.today, millionths };
    let (dear_euro, cheap_euro) = (euro(25_000_000), euro(19_000_000));
    terms.rates = Rates::new([dear_euro]);
    assert_eq!(reason(&terms), Some(Obstacle::ValueBelow));
    terms.rates = Rates::new([cheap_euro]);
    assert_eq!(reason(&terms), None);
}

#[test]
fn a_decision_keeps_the_rates_that_it_used_and_no_others() {
    let mut terms = terms(Strategy::Best, 1);
    let rate = |currency| Rate { currency, valid_from: terms.today, millionths: 20_000_000 };
    terms.rates = Rates::new([rate(Currency::Eur), rate(Currency::Usd)]);
    let in_euro = Candidate { max_value: Some(Money::new(1, Currency::Eur)), ..partner(1) };
    let rates = |value: Option<Money>, partners: &[Candidate]| {
        decide(&Chance { value, ..chance(1) }, partners, &terms).rates
    };
    let crowns = Some(Money::new(2_000_000, Currency::Czk));
    assert_eq!(rates(crowns, std::slice::from_ref(&in_euro)), [rate(Currency::Eur)]);
    assert!(rates(crowns, &[partner(1)]).is_empty());
    assert!(rates(None, std::slice::from_ref(&in_euro)).is_empty());
    assert!(rates(Some(Money::new(5, Currency::Eur)), &[in_euro]).is_empty());
}

#[test]
fn several_are_asked_at_once_as_far_as_there_are_several() {
    let partners: Vec<Candidate> = (1..=4).map(partner).collect();
    let terms = Terms { at_once: 3, ..terms(Strategy::Best, 1) };
    let asked = |partners: &[Candidate]| {
        let decision = decide(&chance(1), partners, &terms);
        assert_eq!(decision.recomputed(), decision);
        assert_eq!(decision.asked().first().copied(), decision.chosen);
        decision.asked().len()
    };
    assert_eq!([asked(&partners), asked(&partners[..2])], [3, 2]);
    assert_eq!([asked(&partners[..1]), asked(&[])], [1, 0]);
    let one_each: Vec<Candidate> =
        partners.iter().map(|one| Candidate { open_limit: Some(1), ..one.clone() }).collect();
    let both = decide_all(&[chance(1), chance(2)], &one_each, &terms);
    assert_eq!([both[0].asked().len(), both[1].asked().len()], [3, 1], "an offer takes its place");
}

#[test]
fn all_who_are_asked_at_once_are_taken_for_the_next_group() {
    let partners: Vec<Candidate> =
        (1..=3).map(|number| Candidate { open_limit: Some(1), ..partner(number) }).collect();
    let several = Terms { at_once: 2, ..terms(Strategy::Best, 7) };
    let groups =
        [(vec![chance(1)], several), (vec![chance(2), chance(3)], terms(Strategy::Batch, 7))];
    let decided = decide_groups(&groups, &partners);
    let asked: Vec<PartnerId> = decided.iter().flatten().flat_map(Decision::asked).collect();
    let different: BTreeSet<PartnerId> = asked.iter().copied().collect();
    assert_eq!(decided[0][0].asked().len(), 2);
    assert_eq!((asked.len(), different.len()), (3, 3), "{asked:?}");
}

#[test]
fn a_batch_that_is_offered_to_several_at_once_keeps_them_all() {
    let partners: Vec<Candidate> = (1..=4).map(partner).collect();
    let terms = Terms { at_once: 3, ..terms(Strategy::Batch, 7) };
    for decision in decide_all(&[chance(1), chance(2)], &partners, &terms) {
        assert_eq!(decision.asked().len(), 3);
        assert_eq!(decision.recomputed(), decision);
    }
}

#[test]
fn a_selection_beyond_the_exact_one_takes_no_more_than_fits_and_says_so() {
    const ROOM: u32 = 50;
    let partners: Vec<Candidate> =
        (1..=4).map(|number| Candidate { open_limit: Some(ROOM), ..partner(number) }).collect();
    let chances: Vec<Chance> = (1..=EXACT_UP_TO as u128 + 1).map(chance).collect();
    let mut taken: BTreeMap<PartnerId, u32> = BTreeMap::new();
    for decision in decide_all(&chances, &partners, &terms(Strategy::Batch, 7)) {
        assert_eq!(decision.is_exact, Some(false));
        if let Some(id) = decision.chosen {
            *taken.entry(id).or_default() += 1;
        }
    }
    assert_eq!(taken.values().copied().collect::<Vec<_>>(), [ROOM; 4]);
}

#[test]
fn who_was_chosen_is_on_the_list_however_long_it_could_have_been() {
    let count = SHORTLIST as u128 + 40;
    let partners: Vec<Candidate> =
        (1..=count).map(|number| Candidate { open_limit: Some(1), ..partner(number) }).collect();
    let chances: Vec<Chance> = (1..=count).map(chance).collect();
    let decisions = decide_all(&chances, &partners, &terms(Strategy::Batch, 7));
    let mut chosen = BTreeSet::new();
    for decision in &decisions {
        let id = decision.chosen.expect("there is room for all");
        assert!(decision.shortlist.iter().any(|one| one.partner == id));
        assert_eq!(decision.shortlist.len(), SHORTLIST);
        assert_eq!(&decision.recomputed(), decision);
        chosen.insert(id);
    }
    assert_eq!(chosen.len(), decisions.len());
}

fn rule(version: i32, conditions: Conditions) -> Rule {
    Rule {
        id: Uuid::from_u128(1).into(),
        version,
        trigger: Trigger::Request,
        conditions,
        strategy: Strategy::Best,
        weights: Weights::default(),
        certification: None,
        accept_hours: None,
        asking: Asking::InTurn,
        waterfall: 3,
        fallback: None,
    }
}

#[test]
fn a_rule_asks_where_it_comes_from_and_what_the_customer_does() {
    let words = |word: &str| vec![word.to_owned()];
    let fair = Conditions { sources: words("veletrh"), ..Conditions::default() };
    let metal = Conditions { segments: words("kovo"), ..Conditions::default() };
    let rules = [rule(1, fair), rule(2, metal)];
    let first = |source: Option<&str>, segment: Option<&str>| {
        let subject = Subject {
            source: source.map(str::to_owned),
            segment: segment.map(str::to_owned),
            ..Subject::default()
        };
        Rule::first(&rules, &subject, &Rates::default()).map(|rule| rule.version)
    };
    assert_eq!(first(Some("veletrh"), Some("kovo")), Some(1));
    assert_eq!(first(Some("web"), Some("kovo")), Some(2));
    assert_eq!(first(None, Some("kovo")), Some(2));
    assert_eq!(first(Some("web"), Some("potraviny")), None);
    assert_eq!(first(None, None), None);
}

#[test]
fn the_first_rule_that_is_for_it_is_taken() {
    let dear = Conditions {
        value_from: Some(Money::new(500, Currency::Czk)),
        countries: vec!["sk".to_owned()],
        ..Conditions::default()
    };
    let sold = Conditions { products: vec!["erp".to_owned()], ..Conditions::default() };
    let rules = [rule(1, dear), rule(2, sold), rule(3, Conditions::default())];
    let first = |value: Option<i64>, country: &str, products: &[&str]| {
        let subject = Subject {
            value: value.map(|minor| Money::new(minor, Currency::Czk)),
            country: Some(country.to_owned()),
            products: products.iter().map(ToString::to_string).collect(),
            ..Subject::default()
        };
        Rule::first(&rules, &subject, &Rates::default()).map(|rule| rule.version)
    };
    assert_eq!(first(Some(500), "sk", &[]), Some(1));
    assert_eq!(first(Some(499), "sk", &["crm", "erp"]), Some(2));
    assert_eq!(first(None, "sk", &[]), Some(3));
    assert_eq!(first(Some(500), "cz", &["erp"]), Some(2));
}
