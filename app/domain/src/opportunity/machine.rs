//! The status machine: which move is possible from where, decided once for server and screens.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Origin, Status};
use crate::refusal::Refusal;

/// The fewest partners that collaborate.
pub const MIN_COLLABORATORS: usize = 2;

/// How long a distribution can be undone without giving a reason.
pub const UNDO_WINDOW: TimeDelta = TimeDelta::minutes(10);

/// The facts that a move depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Situation {
    /// Where it stands.
    pub status: Status,
    /// Where it came from.
    pub origin: Origin,
    /// What it returns to after a hold.
    pub held_from: Option<Status>,
    /// Several partners share it.
    pub collaboration: bool,
    /// A partner created it and staff have not approved it.
    pub awaiting_approval: bool,
    /// An account or a company name says whose need it is.
    pub customer_named: bool,
    /// When it was last distributed.
    pub delivered_at: Option<DateTime<Utc>>,
}

/// What somebody wants to happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// Staff offer it to one partner.
    Offer,
    /// It is offered to so many partners at once, and the first to accept has it.
    Broadcast {
        /// How many different partners.
        partners: usize,
    },
    /// Staff share it with so many partners, who manage it at once.
    Share {
        /// How many different partners.
        partners: usize,
    },
    /// Staff approve what a partner created.
    Approve,
    /// Staff reject what a partner created.
    Reject,
    /// The partner accepts.
    Accept,
    /// The partner declines.
    Decline {
        /// Partners whose offers stay open.
        others: usize,
    },
    /// The deadline passed.
    Expire {
        /// Partners whose offers stay open.
        others: usize,
    },
    /// Staff take it back from whoever has it.
    Recall,
    /// Staff take a distribution back within ten minutes.
    Undo,
    /// Staff keep what was declined, expired or returned.
    TakeBack,
    /// The lone managing partner gives it back.
    GiveBack,
    /// A collaborator leaves and so many stay.
    Leave {
        /// Partners that stay.
        staying: usize,
    },
    /// Staff pause it.
    Hold,
    /// Staff go on after a pause.
    Resume,
    /// Sold; told by staff or by the managing partner.
    Win {
        /// The managing partner says so.
        by_partner: bool,
    },
    /// Lost; told by staff or by the managing partner.
    Lose {
        /// A competitor sold it.
        out_sold: bool,
        /// The managing partner says so.
        by_partner: bool,
    },
    /// Staff open it again.
    Reopen,
}

/// What a change of status asks for before it can be saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a list of yes-or-no questions, each read alone")]
pub struct Needs {
    /// One partner.
    pub partner: bool,
    /// At least two partners.
    pub partners: bool,
    /// A reason in words.
    pub reason: bool,
    /// A loss reason.
    pub loss_reason: bool,
    /// The value it was sold for.
    pub actual_value: bool,
}

/// Decides a move: the status that follows, or why not.
#[expect(clippy::match_same_arms, reason = "one line per move reads as the table of the design")]
pub fn apply(facts: &Situation, wish: Move, now: DateTime<Utc>) -> Result<Status, Refusal> {
    use Status as S;

    let from = facts.status;
    let wrong = Err(Refusal::WrongStatus { from });
    match (wish, from) {
        (Move::Offer | Move::Broadcast { .. } | Move::Share { .. }, _)
            if facts.awaiting_approval =>
        {
            Err(Refusal::AwaitingApproval)
        }
        (
            Move::Offer | Move::Broadcast { .. },
            S::InProgress | S::Declined | S::Expired | S::Returned,
        ) => offer(facts, wish),
        (
            Move::Share { partners },
            S::InProgress | S::Declined | S::Expired | S::Returned | S::Delivered | S::Accepted,
        ) => share(facts, partners),
        (Move::Approve, S::InProgress) if facts.awaiting_approval => Ok(S::Accepted),
        (Move::Reject, S::InProgress) if facts.awaiting_approval => Ok(S::Rejected),
        (Move::Accept, S::Delivered) => Ok(S::Accepted),
        (Move::Decline { others }, S::Delivered) => Ok(without_one(others, S::Declined)),
        (Move::Accept | Move::Decline { .. }, S::OnHold)
            if facts.held_from == Some(S::Delivered) =>
        {
            Err(Refusal::OnHold)
        }
        (Move::Accept | Move::Decline { .. }, _) => Err(Refusal::AlreadyAnswered),
        (Move::Expire { others }, S::Delivered) => Ok(without_one(others, S::Expired)),
        (Move::Recall, S::Delivered | S::Accepted) => Ok(S::InProgress),
        (Move::Undo, S::Delivered | S::Accepted) => undo(facts, now),
        (Move::TakeBack, S::Declined | S::Expired | S::Returned) => Ok(S::InProgress),
        (Move::GiveBack, S::Accepted) => give_back(facts),
        (Move::Leave { staying }, S::Accepted) => leave(facts, staying),
        (Move::Hold, status) if status.is_open() && status != S::OnHold => Ok(S::OnHold),
        (Move::Resume, S::OnHold) => Ok(facts.held_from.unwrap_or(S::InProgress)),
        (Move::Win { by_partner: true }, S::Accepted) => alone(facts).map(|()| S::Won),
        (Move::Lose { out_sold, by_partner: true }, S::Accepted) => {
            alone(facts).map(|()| lost(out_sold))
        }
        (
            Move::Win { by_partner: false },
            S::InProgress | S::Accepted | S::Declined | S::Expired | S::Returned,
        ) => Ok(S::Won),
        (Move::Lose { out_sold, by_partner: false }, status) if status.is_open() => {
            Ok(lost(out_sold))
        }
        (Move::Reopen, S::Won | S::Canceled | S::OutSold | S::Rejected) => Ok(S::InProgress),
        _ => wrong,
    }
}

fn lost(out_sold: bool) -> Status {
    if out_sold { Status::OutSold } else { Status::Canceled }
}

fn customer(facts: &Situation) -> Result<(), Refusal> {
    if facts.customer_named { Ok(()) } else { Err(Refusal::CustomerMissing) }
}

/// Several are asked at once, or one.
fn offer(facts: &Situation, wish: Move) -> Result<Status, Refusal> {
    customer(facts)?;
    match wish {
        Move::Broadcast { partners } if partners < 2 => Err(Refusal::TooFewPartners),
        _ => Ok(Status::Delivered),
    }
}

/// One of those who were asked said no, or nothing: while others can answer it stays with them.
fn without_one(others: usize, alone: Status) -> Status {
    if others > 0 { Status::Delivered } else { alone }
}

fn share(facts: &Situation, partners: usize) -> Result<Status, Refusal> {
    customer(facts)?;
    if partners < MIN_COLLABORATORS { Err(Refusal::TooFewPartners) } else { Ok(Status::Accepted) }
}

/// An accepted exclusive offer is the partner's; only a sharing, which asked nobody, can be undone then.
fn undo(facts: &Situation, now: DateTime<Utc>) -> Result<Status, Refusal> {
    let shared_or_unanswered = facts.status == Status::Delivered || facts.collaboration;
    if !shared_or_unanswered {
        return Err(Refusal::AlreadyAnswered);
    }
    match facts.delivered_at {
        Some(at) if now <= at + UNDO_WINDOW => Ok(Status::InProgress),
        Some(_) | None => Err(Refusal::UndoTooLate),
    }
}

fn give_back(facts: &Situation) -> Result<Status, Refusal> {
    if facts.origin == Origin::Partner {
        return Err(Refusal::OwnOpportunity);
    }
    alone(facts).map(|()| Status::Returned)
}

fn leave(facts: &Situation, staying: usize) -> Result<Status, Refusal> {
    if !facts.collaboration {
        return Err(Refusal::NotManaging);
    }
    // Nobody left to manage it: it rests with staff, never in silence.
    Ok(if staying == 0 { Status::Returned } else { Status::Accepted })
}

fn alone(facts: &Situation) -> Result<(), Refusal> {
    if facts.collaboration { Err(Refusal::Collaborating) } else { Ok(()) }
}

/// The move that staff mean when they choose a status; `None` when it is the present one and nothing moves.
///
/// `partners` is how many partners are chosen for collaboration, when that is ticked.
pub fn move_to(
    facts: &Situation,
    target: Status,
    partners: Option<usize>,
) -> Result<Option<Move>, Refusal> {
    use Status as S;

    let from = facts.status;
    let meant = match (from, target) {
        (S::OnHold, target) if Some(target) == facts.held_from => Move::Resume,
        (S::Accepted, S::Accepted) if partners.is_some() => {
            Move::Share { partners: partners.unwrap_or_default() }
        }
        (from, target) if from == target => return Ok(None),
        (S::Won | S::Canceled | S::OutSold | S::Rejected, S::InProgress) => Move::Reopen,
        (S::Declined | S::Expired | S::Returned, S::InProgress) => Move::TakeBack,
        (S::Delivered | S::Accepted, S::InProgress) => Move::Recall,
        (_, S::Delivered) => Move::Offer,
        (_, S::Accepted) if facts.awaiting_approval => Move::Approve,
        (_, S::Accepted) => Move::Share { partners: partners.ok_or(Refusal::CollaborationOff)? },
        (_, S::OnHold) => Move::Hold,
        (_, S::Won) => Move::Win { by_partner: false },
        (_, S::OutSold | S::Canceled) => {
            Move::Lose { out_sold: target == S::OutSold, by_partner: false }
        }
        (_, S::Rejected) if facts.awaiting_approval => Move::Reject,
        _ => return Err(Refusal::WrongStatus { from }),
    };
    Ok(Some(meant))
}

/// The statuses that staff may choose now, the present one first. What the choice still lacks (a partner, a reason) is asked
/// beside it, so a status is offered when it can become legal in this very form.
#[must_use]
pub fn targets(facts: &Situation, now: DateTime<Utc>) -> Vec<Status> {
    use strum::IntoEnumIterator;

    let could_be = Situation { customer_named: true, ..*facts };
    let mut list = vec![facts.status];
    list.extend(Status::iter().filter(|target| {
        *target != facts.status
            && matches!(
                move_to(&could_be, *target, Some(MIN_COLLABORATORS)),
                Ok(Some(wish)) if apply(&could_be, wish, now).is_ok()
            )
    }));
    list
}

/// What the move asks for beside it.
#[must_use]
pub fn needs(wish: Move) -> Needs {
    let none = Needs::default();
    match wish {
        Move::Offer => Needs { partner: true, ..none },
        Move::Broadcast { .. } | Move::Share { .. } => Needs { partners: true, ..none },
        Move::Reject | Move::Recall | Move::Reopen => Needs { reason: true, ..none },
        Move::Win { .. } => Needs { actual_value: true, ..none },
        Move::Lose { .. } => Needs { loss_reason: true, ..none },
        Move::Approve
        | Move::Accept
        | Move::Decline { .. }
        | Move::Expire { .. }
        | Move::Undo
        | Move::TakeBack
        | Move::GiveBack
        | Move::Leave { .. }
        | Move::Hold
        | Move::Resume => none,
    }
}

#[cfg(test)]
#[path = "machine_tests.rs"]
mod tests;
