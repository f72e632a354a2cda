//! Rules of the lists, for lists of any length and order.

use proptest::prelude::*;

use super::*;
use crate::choice::Labels;

fn choice(code: &str, position: i32, is_active: bool) -> Choice {
    Choice {
        list: List::Decline,
        code: code.parse().unwrap(),
        labels: Labels { cs: Some(format!("{code} cs")), en: None },
        position,
        is_active,
        probability: None,
        version: 1,
    }
}

/// Codes of the program and others, some of them retired, `other` always there.
fn lists() -> impl Strategy<Value = Choices> {
    prop::collection::btree_map("[a-z][a-z0-9_]{1,8}", (any::<i8>(), any::<bool>()), 0..8).prop_map(
        |lines| {
            let mut lines: Vec<Choice> = lines
                .into_iter()
                .filter(|(code, _)| code != "other")
                .map(|(code, (position, is_active))| choice(&code, position.into(), is_active))
                .collect();
            lines.push(choice("other", 1_000, true));
            Choices::new(lines)
        },
    )
}

proptest! {
    #[test]
    fn what_is_offered_can_be_chosen_and_nothing_else(list in lists()) {
        let offered = list.offered(List::Decline, Lang::Cs);
        for choice in list.of(List::Decline) {
            let read = list.read(List::Decline, choice.code.as_ref(), None);
            let is_offered = offered.iter().any(|offer| offer.code == choice.code);
            prop_assert_eq!(is_offered, choice.is_active);
            let expected = if is_offered { Ok(choice.code.clone()) } else { Err(Problem::Retired) };
            prop_assert_eq!(read, expected);
            // Another list does not know it.
            prop_assert_eq!(list.read(List::Loss, choice.code.as_ref(), None), Err(Problem::Choice));
        }
    }

    #[test]
    fn what_a_record_has_stays_with_it(list in lists()) {
        for choice in list.of(List::Decline) {
            let kept = choice.code.as_ref();
            prop_assert_eq!(list.read(List::Decline, kept, Some(kept)), Ok(choice.code.clone()));
            let offered = list.offered_beside(List::Decline, Some(&choice.code), Lang::Cs);
            prop_assert!(offered.iter().any(|offer| offer.code == choice.code));
        }
    }

    #[test]
    fn however_many_are_retired_one_is_left(list in lists(), order in any::<prop::sample::Index>()) {
        let mut lines: Vec<Choice> = list.of(List::Decline).cloned().collect();
        let first = order.index(lines.len());
        lines.rotate_left(first);
        for at in 0..lines.len() {
            let code = lines[at].code.clone();
            if Choices::new(lines.clone()).may_retire(List::Decline, &code).is_ok() {
                lines[at].is_active = false;
            }
        }
        let left = Choices::new(lines).offered(List::Decline, Lang::Cs);
        prop_assert_eq!(left.len(), 1);
        prop_assert_eq!(&left[0].code, &Code::OTHER);
    }

    #[test]
    fn neighbours_are_neighbours_both_ways(list in lists()) {
        for choice in list.of(List::Decline) {
            if let Some(next) = list.neighbour(List::Decline, &choice.code, false) {
                let back = list.neighbour(List::Decline, &next.code, true);
                prop_assert_eq!(back, Some(choice));
                prop_assert!(next.position >= choice.position);
            }
        }
    }
}

#[test]
fn a_label_is_the_administrators_where_there_is_one() {
    let list = Choices::new(vec![choice("no_capacity", 1, true)]);
    let code: Code = "no_capacity".parse().unwrap();
    let told = |lang| list.called(List::Decline, &code, lang).label;
    assert_eq!(told(Lang::Cs).as_deref(), Some("no_capacity cs"));
    assert_eq!(told(Lang::En), None);
    assert_eq!(list.called(List::Loss, &code, Lang::Cs).label, None);
}

#[test]
fn the_last_stage_stays() {
    let stage = |code: &str, is_active| Choice { list: List::Stage, ..choice(code, 1, is_active) };
    let list = Choices::new(vec![stage("qualify", true), stage("close", false)]);
    let may = |code: &str| list.may_retire(List::Stage, &code.parse().unwrap());
    assert_eq!(may("qualify"), Err(Refusal::LastChoice));
    assert_eq!(may("close"), Ok(()));
}

#[test]
fn a_retired_stage_counts_where_a_sale_stands_in_it() {
    let stage = |code: &str, position, is_active| Choice {
        list: List::Stage,
        ..choice(code, position, is_active)
    };
    let list = Choices::new(vec![
        stage("qualify", 1, true),
        stage("demo", 2, false),
        stage("close", 3, true),
    ]);
    let leg = |code: &str| list.leg(&code.parse().unwrap(), Lang::Cs);
    assert_eq!((leg("close").at, leg("close").of), (2, 2));
    assert_eq!((leg("demo").at, leg("demo").of), (2, 3));
    assert_eq!((leg("never").at, leg("never").of), (0, 2));
    assert_eq!(list.first(List::Stage).unwrap().as_ref(), "qualify");
}

#[test]
fn the_probability_follows_the_stage_until_somebody_sets_another_one() {
    let stage = |code: &str, probability| Choice {
        list: List::Stage,
        probability,
        ..choice(code, 1, true)
    };
    let list = Choices::new(vec![
        stage("qualify", Some(10)),
        stage("propose", Some(60)),
        stage("close", None),
    ]);
    let after =
        |old: &str, new: &str, stored| list.probability_after(old, &new.parse().unwrap(), stored);
    assert_eq!(after("qualify", "propose", Some(10)), Some(60));
    assert_eq!(after("", "propose", None), Some(60));
    assert_eq!(after("close", "propose", None), Some(60));
    assert_eq!(after("qualify", "propose", Some(25)), Some(25));
    assert_eq!(after("qualify", "close", Some(10)), None);
    assert_eq!(after("qualify", "close", Some(25)), Some(25));
    assert_eq!(after("qualify", "qualify", None), None);
}

#[test]
fn nothing_chosen_is_asked_for() {
    let list = Choices::new(vec![choice("no_capacity", 1, true)]);
    assert_eq!(list.read(List::Decline, " ", None), Err(Problem::Required));
    assert_eq!(list.read(List::Decline, "Bad luck", None), Err(Problem::Choice));
}
