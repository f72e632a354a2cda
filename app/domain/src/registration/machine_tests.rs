//! The table of steps, each refusal, and what no sequence of steps can break.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use strum::IntoEnumIterator;
use uuid::Uuid;

use super::*;
use crate::{ids::UserId, partner::Tier, refusal::Refusal};

fn noon() -> DateTime<Utc> {
    "2026-03-02T12:00:00Z".parse().unwrap()
}

fn person(number: u128) -> UserId {
    UserId(Uuid::from_u128(number))
}

fn at(state: State) -> Facts {
    // Its end is so near that it can be extended.
    let protected_until = (state == State::Approved).then(|| noon() + EXTEND_WITHIN);
    Facts { state, decided_by: Some(person(1)), appealed: false, extensions: 0, protected_until }
}

/// Every step, from where it is possible and where it leads.
fn table() -> Vec<(Step, Vec<State>, State)> {
    use State as S;
    let open = vec![S::Submitted, S::InReview, S::InfoRequested];
    vec![
        (Step::Review, vec![S::Submitted], S::InReview),
        (Step::Ask, vec![S::InReview], S::InfoRequested),
        (Step::Answer, vec![S::InfoRequested], S::InReview),
        (Step::Approve, vec![S::InReview], S::Approved),
        (Step::Reject, vec![S::InReview], S::Rejected),
        (Step::Withdraw, open.clone(), S::Withdrawn),
        (Step::Appeal, vec![S::Rejected], S::InReview),
        (Step::Extend, vec![S::Approved], S::Approved),
        (Step::Revoke, vec![S::Approved], S::Revoked),
        (Step::Expire, vec![], S::Expired),
        (Step::Convert, vec![S::Approved], S::Converted),
        (Step::Close, [open, vec![S::Approved]].concat(), S::Closed),
    ]
}

#[test]
fn every_step_is_possible_where_the_table_says_and_nowhere_else() {
    assert_eq!(table().len(), Step::iter().count());
    for (step, froms, to) in table() {
        for from in State::iter() {
            let answer = apply(&at(from), step, Some(person(2)), noon());
            if froms.contains(&from) {
                assert_eq!(answer, Ok(to), "{step:?} from {from}");
            } else if (step, from) != (Step::Expire, State::Approved) {
                assert_eq!(
                    answer,
                    Err(Refusal::RegistrationState { from }),
                    "{step:?} from {from}"
                );
            }
        }
    }
}

#[test]
fn protection_lasts_until_its_last_instant_and_ends_after_it() {
    let facts = at(State::Approved);
    let until = facts.protected_until.unwrap();
    let late = until + TimeDelta::milliseconds(1);

    assert_eq!(apply(&facts, Step::Extend, Some(person(2)), until), Ok(State::Approved));
    assert_eq!(apply(&facts, Step::Convert, None, until), Ok(State::Converted));
    assert!(apply(&facts, Step::Expire, None, until).is_err());
    assert_eq!(apply(&facts, Step::Extend, Some(person(2)), late), Err(Refusal::ProtectionOver));
    assert_eq!(apply(&facts, Step::Expire, None, late), Ok(State::Expired));
    assert!(apply(&facts, Step::Convert, None, late).is_err());
}

#[test]
fn an_appeal_is_made_once_and_decided_by_somebody_else() {
    let again = Facts { appealed: true, ..at(State::InReview) };
    for step in [Step::Approve, Step::Reject] {
        assert_eq!(apply(&again, step, Some(person(1)), noon()), Err(Refusal::SamePerson));
        assert!(apply(&again, step, Some(person(2)), noon()).is_ok());
    }
    let rejected = Facts { appealed: true, ..at(State::Rejected) };
    assert_eq!(
        apply(&rejected, Step::Appeal, Some(person(2)), noon()),
        Err(Refusal::AppealedBefore)
    );
}

#[test]
fn a_protection_is_extended_twice() {
    let used = Facts { extensions: EXTENSIONS, ..at(State::Approved) };
    assert_eq!(apply(&used, Step::Extend, Some(person(2)), noon()), Err(Refusal::ExtensionsUsed));
    let once = Facts { extensions: 1, ..used };
    assert!(apply(&once, Step::Extend, Some(person(2)), noon()).is_ok());
}

#[test]
fn a_protection_is_extended_when_its_end_is_near() {
    let facts = at(State::Approved);
    let early = noon() - TimeDelta::milliseconds(1);
    let from = noon().date_naive();

    let later = apply(&facts, Step::Extend, Some(person(2)), early);
    assert_eq!(later, Err(Refusal::ExtendLater { from }));
    assert_eq!(facts.extends_later(early), Some(noon()));
    assert_eq!(apply(&facts, Step::Extend, Some(person(2)), noon()), Ok(State::Approved));
    let used = Facts { extensions: EXTENSIONS, ..facts };
    assert_eq!(apply(&used, Step::Extend, Some(person(2)), early), Err(Refusal::ExtensionsUsed));
    assert_eq!(used.extends_later(early), None);
}

#[test]
fn a_higher_tier_may_register_more() {
    let quotas: Vec<u32> = Tier::iter().map(quota).collect();
    assert_eq!(quotas, [5, 15, 40, 100]);
}

proptest! {
    /// Whatever people try in whatever order: what has ended stays ended, nobody is protected without a date,
    /// an appeal happens once, and protection is extended twice at most.
    #[test]
    fn no_sequence_of_steps_breaks_the_rules(
        steps in proptest::collection::vec((0..Step::iter().count(), 1_u128..4, 0_i64..60), 1..60)
    ) {
        let mut now = noon();
        let mut facts = Facts { decided_by: None, ..at(State::Submitted) };
        let mut appeals = 0;
        for (step, who, days) in steps {
            let step = Step::iter().nth(step).unwrap();
            now += TimeDelta::days(days);
            let before = facts;
            let Ok(state) = apply(&facts, step, Some(person(who)), now) else { continue };
            let ended = !(before.state.is_open()
                || matches!(before.state, State::Approved | State::Rejected));
            prop_assert!(!ended, "{step:?} from {}", before.state);
            facts.state = state;
            match step {
                Step::Approve => {
                    facts.decided_by = Some(person(who));
                    facts.protected_until = Some(now + PROTECTION);
                }
                Step::Reject => facts.decided_by = Some(person(who)),
                Step::Appeal => {
                    facts.appealed = true;
                    appeals += 1;
                }
                Step::Extend => {
                    facts.extensions += 1;
                    facts.protected_until = facts.protected_until.map(|until| until + EXTENSION);
                }
                _ => {}
            }
            if before.appealed && matches!(step, Step::Approve | Step::Reject) {
                prop_assert_ne!(before.decided_by, Some(person(who)));
            }
            prop_assert!(appeals <= 1);
            prop_assert!(facts.extensions <= EXTENSIONS);
            prop_assert!(state != State::Approved || facts.protected_until.is_some());
        }
    }
}
