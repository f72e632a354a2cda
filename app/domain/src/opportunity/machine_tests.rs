//! The transition table, each refusal, and what no sequence of moves can break.

use proptest::prelude::*;
use strum::IntoEnumIterator;

use super::*;

fn noon() -> DateTime<Utc> {
    "2026-03-02T12:00:00Z".parse().unwrap()
}

fn at(status: Status) -> Situation {
    Situation {
        status,
        origin: Origin::Staff,
        held_from: (status == Status::OnHold).then_some(Status::Delivered),
        collaboration: false,
        awaiting_approval: false,
        customer_named: true,
        delivered_at: Some(noon()),
    }
}

const LOSS: Move = Move::Lose { out_sold: false, by_partner: false };
const PARTNER_LOSS: Move = Move::Lose { out_sold: false, by_partner: true };

/// Every move in the columns of the founding document, and from where it is possible.
fn table() -> Vec<(Move, Vec<Status>, Status)> {
    use Status as S;
    let resting = vec![S::Declined, S::Expired, S::Returned];
    let with_staff = [vec![S::InProgress], resting.clone()].concat();
    let open = [with_staff.clone(), vec![S::OnHold, S::Delivered, S::Accepted]].concat();
    vec![
        (Move::Offer, with_staff.clone(), S::Delivered),
        (
            Move::Share { partners: 2 },
            [with_staff.clone(), vec![S::Delivered, S::Accepted]].concat(),
            S::Accepted,
        ),
        (Move::Approve, vec![], S::Accepted),
        (Move::Reject, vec![], S::Rejected),
        (Move::Accept, vec![S::Delivered], S::Accepted),
        (Move::Broadcast { partners: 2 }, with_staff.clone(), S::Delivered),
        (Move::Decline { others: 0 }, vec![S::Delivered], S::Declined),
        (Move::Decline { others: 1 }, vec![S::Delivered], S::Delivered),
        (Move::Expire { others: 0 }, vec![S::Delivered], S::Expired),
        (Move::Expire { others: 9 }, vec![S::Delivered], S::Delivered),
        (Move::Recall, vec![S::Delivered, S::Accepted], S::InProgress),
        (Move::Undo, vec![S::Delivered], S::InProgress),
        (Move::TakeBack, resting, S::InProgress),
        (Move::GiveBack, vec![S::Accepted], S::Returned),
        (Move::Leave { staying: 1 }, vec![], S::Accepted),
        (Move::Hold, [with_staff.clone(), vec![S::Delivered, S::Accepted]].concat(), S::OnHold),
        (Move::Resume, vec![S::OnHold], S::Delivered),
        (Move::Win { by_partner: true }, vec![S::Accepted], S::Won),
        (PARTNER_LOSS, vec![S::Accepted], S::Canceled),
        (Move::Lose { out_sold: true, by_partner: true }, vec![S::Accepted], S::OutSold),
        (Move::Win { by_partner: false }, [with_staff, vec![S::Accepted]].concat(), S::Won),
        (LOSS, open, S::Canceled),
        (Move::Reopen, vec![S::Won, S::Canceled, S::OutSold, S::Rejected], S::InProgress),
    ]
}

#[test]
fn each_move_works_from_exactly_the_statuses_of_the_table() {
    for (wish, froms, to) in table() {
        for from in Status::iter() {
            let answer = apply(&at(from), wish, noon());
            if froms.contains(&from) {
                assert_eq!(answer, Ok(to), "{wish:?} from {from}");
            } else {
                assert!(answer.is_err(), "{wish:?} from {from} gave {answer:?}");
            }
        }
    }
}

#[test]
fn a_customer_has_to_be_named_before_anybody_is_asked() {
    let nobody = Situation { customer_named: false, ..at(Status::InProgress) };
    assert_eq!(apply(&nobody, Move::Offer, noon()), Err(Refusal::CustomerMissing));
    assert_eq!(apply(&nobody, Move::Share { partners: 2 }, noon()), Err(Refusal::CustomerMissing));
}

#[test]
fn one_partner_alone_does_not_collaborate() {
    let facts = at(Status::InProgress);
    assert_eq!(apply(&facts, Move::Share { partners: 1 }, noon()), Err(Refusal::TooFewPartners));
    let alone = apply(&facts, Move::Broadcast { partners: 1 }, noon());
    assert_eq!(alone, Err(Refusal::TooFewPartners), "one partner alone is asked by an offer");
}

#[test]
fn while_partners_collaborate_only_staff_close_and_collaborators_leave() {
    let shared = Situation { collaboration: true, ..at(Status::Accepted) };
    for wish in [Move::Win { by_partner: true }, PARTNER_LOSS, Move::GiveBack] {
        assert_eq!(apply(&shared, wish, noon()), Err(Refusal::Collaborating), "{wish:?}");
    }
    assert_eq!(apply(&shared, Move::Win { by_partner: false }, noon()), Ok(Status::Won));
    assert_eq!(apply(&shared, Move::Leave { staying: 1 }, noon()), Ok(Status::Accepted));
    assert_eq!(apply(&shared, Move::Leave { staying: 0 }, noon()), Ok(Status::Returned));
    assert_eq!(
        apply(&at(Status::Accepted), Move::Leave { staying: 0 }, noon()),
        Err(Refusal::NotManaging)
    );
}

#[test]
fn what_a_partner_created_is_approved_or_rejected_and_never_returned() {
    let created =
        Situation { origin: Origin::Partner, awaiting_approval: true, ..at(Status::InProgress) };
    assert_eq!(apply(&created, Move::Approve, noon()), Ok(Status::Accepted));
    assert_eq!(apply(&created, Move::Reject, noon()), Ok(Status::Rejected));
    assert_eq!(apply(&created, Move::Offer, noon()), Err(Refusal::AwaitingApproval));
    let managed = Situation { origin: Origin::Partner, ..at(Status::Accepted) };
    assert_eq!(apply(&managed, Move::GiveBack, noon()), Err(Refusal::OwnOpportunity));
}

#[test]
fn undo_ends_after_ten_minutes_and_with_the_partners_answer() {
    let facts = at(Status::Delivered);
    assert_eq!(apply(&facts, Move::Undo, noon() + UNDO_WINDOW), Ok(Status::InProgress));
    let late = noon() + UNDO_WINDOW + TimeDelta::seconds(1);
    assert_eq!(apply(&facts, Move::Undo, late), Err(Refusal::UndoTooLate));
    assert_eq!(apply(&at(Status::Accepted), Move::Undo, noon()), Err(Refusal::AlreadyAnswered));
    let shared = Situation { collaboration: true, ..at(Status::Accepted) };
    assert_eq!(apply(&shared, Move::Undo, noon()), Ok(Status::InProgress));
}

#[test]
fn an_offer_on_hold_waits() {
    assert_eq!(apply(&at(Status::OnHold), Move::Accept, noon()), Err(Refusal::OnHold));
    assert_eq!(
        apply(&at(Status::OnHold), Move::Decline { others: 0 }, noon()),
        Err(Refusal::OnHold)
    );
}

#[test]
fn staff_are_offered_only_what_can_become_legal() {
    use Status as S;
    assert_eq!(
        targets(&at(S::InProgress), noon()),
        [S::InProgress, S::OnHold, S::Delivered, S::Accepted, S::Won, S::Canceled, S::OutSold]
    );
    assert_eq!(
        targets(&at(S::Delivered), noon()),
        [S::Delivered, S::InProgress, S::OnHold, S::Accepted, S::Canceled, S::OutSold]
    );
    assert_eq!(targets(&at(S::OnHold), noon()), [S::OnHold, S::Delivered, S::Canceled, S::OutSold]);
    assert_eq!(targets(&at(S::Won), noon()), [S::Won, S::InProgress]);
    let created =
        Situation { awaiting_approval: true, origin: Origin::Partner, ..at(S::InProgress) };
    assert!(targets(&created, noon()).contains(&S::Rejected));
    assert!(!targets(&created, noon()).contains(&S::Delivered));
}

#[test]
fn without_collaboration_accepted_is_the_partners_word() {
    let wish = move_to(&at(Status::InProgress), Status::Accepted, None);
    assert_eq!(wish, Err(Refusal::CollaborationOff));
}

#[test]
fn only_what_changes_something_asks_for_something() {
    assert!(needs(Move::Offer).partner && needs(Move::Share { partners: 0 }).partners);
    assert!(needs(Move::Recall).reason && needs(Move::Reject).reason && needs(Move::Reopen).reason);
    assert!(needs(LOSS).loss_reason && needs(Move::Win { by_partner: false }).actual_value);
    assert_eq!(needs(Move::Resume), Needs::default());
}

proptest! {
    /// Choosing an offered status always leads to exactly that status.
    #[test]
    fn a_chosen_status_is_reached(
        from in proptest::sample::select(Status::iter().collect::<Vec<_>>()),
        collaboration: bool,
        awaiting: bool,
    ) {
        let facts = Situation {
            collaboration,
            awaiting_approval: awaiting && from == Status::InProgress,
            ..at(from)
        };
        for target in targets(&facts, noon()).into_iter().skip(1) {
            let wish = move_to(&facts, target, Some(2)).unwrap().unwrap();
            prop_assert_eq!(apply(&facts, wish, noon()), Ok(target));
        }
    }

    /// Nothing but reopening leaves a closed opportunity, whatever is tried.
    #[test]
    fn closed_stays_closed(
        from in proptest::sample::select(vec![Status::Won, Status::Canceled, Status::OutSold, Status::Rejected]),
        collaboration: bool,
    ) {
        let facts = Situation { collaboration, ..at(from) };
        for (wish, _, _) in table().into_iter().filter(|(w, _, _)| *w != Move::Reopen) {
            prop_assert!(apply(&facts, wish, noon()).is_err());
        }
    }
}
