//! The machines as a pure model, written from the product's rules and not from the code under test.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use domain::opportunity::Status;

use super::{
    command::{Command, Partner},
    days,
};

/// How long a partner has for an answer.
const ACCEPT_WITHIN: TimeDelta = TimeDelta::hours(48);
/// How long a distribution can be undone.
const UNDO_WITHIN: TimeDelta = TimeDelta::minutes(10);

/// What a command comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It happened: one event.
    Done,
    /// Nothing was to be done, and nothing was.
    Nothing,
    /// No, and nothing changed.
    Refused,
}

/// What one partner sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    Nothing,
    Offer,
    Managed,
    Former,
}

#[derive(Debug, Clone)]
pub struct Model {
    pub status: Status,
    pub offered: Option<(Partner, DateTime<Utc>)>,
    /// Those who have it.
    pub managing: BTreeSet<Partner>,
    pub shared: bool,
    /// Those who had it when it was closed.
    closers: BTreeSet<Partner>,
    held: Option<(Status, DateTime<Utc>)>,
    delivered_at: Option<DateTime<Utc>>,
    /// Everybody who was ever told of it.
    known: BTreeSet<Partner>,
}

impl Model {
    pub fn new() -> Self {
        Self {
            status: Status::InProgress,
            offered: None,
            managing: BTreeSet::new(),
            shared: false,
            closers: BTreeSet::new(),
            held: None,
            delivered_at: None,
            known: BTreeSet::new(),
        }
    }

    /// Where it goes on after the hold, or where it stands.
    pub fn underlying(&self) -> Status {
        self.held.map_or(self.status, |(from, _)| from)
    }

    /// Somebody it is with: asked, managing, or the first of all.
    pub fn holder(&self) -> Partner {
        let asked = self.offered.map(|(to, _)| to);
        asked.or(self.managing.first().copied()).or(self.closers.first().copied()).unwrap_or(0)
    }

    pub fn sight_of(&self, partner: Partner, now: DateTime<Utc>) -> Sight {
        let on_hold = self.status == Status::OnHold;
        match self.offered {
            Some((to, until)) if to == partner && (on_hold || now <= until) => Sight::Offer,
            _ if self.managing.contains(&partner) || self.closers.contains(&partner) => {
                Sight::Managed
            }
            _ if self.known.contains(&partner) => Sight::Former,
            _ => Sight::Nothing,
        }
    }

    pub fn apply(&mut self, command: &Command, now: DateTime<Utc>) -> Outcome {
        match command {
            Command::Offer(partner) => self.offer(*partner, now),
            Command::Share(partners) => self.share(partners, now),
            Command::ToStaff => self.keep(now),
            Command::Recall => {
                let has = matches!(self.status, Status::Delivered | Status::Accepted);
                self.when(has, Self::rest)
            }
            Command::Undo => {
                let recent = self.delivered_at.is_some_and(|at| now <= at + UNDO_WITHIN);
                let undoable = self.status == Status::Delivered
                    || self.status == Status::Accepted && self.shared;
                self.when(undoable && recent, Self::rest)
            }
            Command::Hold if self.status == Status::OnHold => Outcome::Nothing,
            Command::Hold => self.when(self.status.is_open(), |m| {
                m.held = Some((m.status, now));
                m.status = Status::OnHold;
            }),
            Command::Resume => self.resume(now),
            Command::StaffWin | Command::StaffLose => self.staff_close(command),
            Command::Expire => match self.offered {
                Some((_, until)) if self.status == Status::Delivered && until < now => {
                    self.when(true, |m| m.come_back(Status::Expired))
                }
                _ => Outcome::Nothing,
            },
            Command::Wait(_) => Outcome::Nothing,
            _ => self.partner(command, now),
        }
    }

    fn partner(&mut self, command: &Command, now: DateTime<Utc>) -> Outcome {
        let offered_to = |p: Partner, m: &Self| {
            m.status == Status::Delivered
                && m.offered.is_some_and(|(to, until)| to == p && now <= until)
        };
        let works = |p: Partner, m: &Self| m.status == Status::Accepted && m.managing.contains(&p);
        let alone = |p: Partner, m: &Self| works(p, m) && !m.shared;
        match *command {
            Command::Accept(p) | Command::AcceptByLink(p) => self.when(offered_to(p, self), |m| {
                m.status = Status::Accepted;
                m.offered = None;
                m.managing = BTreeSet::from([p]);
            }),
            Command::Decline(p) | Command::DeclineByLink(p) => {
                self.when(offered_to(p, self), |m| m.come_back(Status::Declined))
            }
            Command::Progress(p, value) => {
                self.when(works(p, self) && !(value && self.shared), |_| ())
            }
            Command::CheckIn(p) => self.when(works(p, self), |_| ()),
            Command::Assign(p) => self.when(alone(p, self), |_| ()),
            Command::Win(p) => self.when(alone(p, self), |m| m.close(Status::Won)),
            Command::Lose(p) => self.when(alone(p, self), |m| m.close(Status::Canceled)),
            Command::GiveBack(p) => self.when(alone(p, self), |m| m.come_back(Status::Returned)),
            Command::Leave(p) => self.when(works(p, self) && self.shared, |m| {
                m.managing.remove(&p);
                if m.managing.is_empty() {
                    m.come_back(Status::Returned);
                }
            }),
            Command::Note(p) => {
                let reads = self.managing.contains(&p) || self.closers.contains(&p);
                self.when(reads, |_| ())
            }
            _ => Outcome::Nothing,
        }
    }

    fn when(&mut self, possible: bool, change: impl FnOnce(&mut Self)) -> Outcome {
        if !possible {
            return Outcome::Refused;
        }
        change(self);
        Outcome::Done
    }

    fn offer(&mut self, partner: Partner, now: DateTime<Utc>) -> Outcome {
        let waits = self.offered.map(|(to, _)| to) == Some(partner);
        match (self.status, self.underlying()) {
            (Status::Delivered, _) if waits => Outcome::Nothing,
            // Choosing the status from before the hold is going on.
            (Status::OnHold, Status::Delivered) if waits => self.resume(now),
            (status, _) => {
                let free = status == Status::InProgress || status.needs_decision();
                self.when(free, |m| {
                    m.status = Status::Delivered;
                    m.offered = Some((partner, days::after(now, ACCEPT_WITHIN)));
                    m.delivered_at = Some(now);
                    m.shared = false;
                    m.known.insert(partner);
                })
            }
        }
    }

    fn share(&mut self, partners: &BTreeSet<Partner>, now: DateTime<Utc>) -> Outcome {
        let as_now = self.shared && *partners == self.managing;
        match (self.status, self.underlying()) {
            (Status::Accepted, _) if as_now => Outcome::Nothing,
            (Status::OnHold, Status::Accepted) if as_now => self.resume(now),
            (status, _) => {
                let possible =
                    matches!(status, Status::InProgress | Status::Delivered | Status::Accepted)
                        || status.needs_decision();
                self.when(possible && partners.len() >= 2, |m| {
                    // Widening what somebody accepted alone is no distribution that could be undone.
                    m.delivered_at = match (m.status, m.shared) {
                        (Status::Accepted, true) => m.delivered_at,
                        (Status::Accepted, false) => None,
                        _ => Some(now),
                    };
                    m.status = Status::Accepted;
                    m.offered = None;
                    m.managing.clone_from(partners);
                    m.shared = true;
                    m.known.extend(partners);
                })
            }
        }
    }

    /// Staff take it to themselves.
    fn keep(&mut self, now: DateTime<Utc>) -> Outcome {
        match (self.status, self.underlying()) {
            (Status::InProgress, _) => Outcome::Nothing,
            (Status::OnHold, Status::InProgress) => self.resume(now),
            (Status::OnHold, _) => Outcome::Refused,
            _ => self.when(true, Self::rest),
        }
    }

    fn resume(&mut self, now: DateTime<Utc>) -> Outcome {
        let Some((from, since)) = self.held.take() else { return Outcome::Nothing };
        self.status = from;
        if let Some((_, until)) = &mut self.offered {
            // What had lapsed before the hold has lapsed after it.
            *until = match days::between(since, *until) {
                left if left > TimeDelta::zero() => days::after(now, left),
                _ => *until + (now - since),
            };
        }
        Outcome::Done
    }

    fn staff_close(&mut self, command: &Command) -> Outcome {
        let (target, possible) = match command {
            Command::StaffWin => (
                Status::Won,
                matches!(self.status, Status::InProgress | Status::Accepted)
                    || self.status.needs_decision(),
            ),
            _ => (Status::Canceled, self.status.is_open()),
        };
        if self.status == target {
            return Outcome::Nothing;
        }
        self.when(possible, |m| m.close(target))
    }

    /// With staff, and nobody else has it.
    fn rest(&mut self) {
        let known = std::mem::take(&mut self.known);
        *self = Self { known, ..Self::new() };
    }

    /// It rests until staff decide.
    fn come_back(&mut self, status: Status) {
        let delivered_at = self.delivered_at;
        self.rest();
        self.status = status;
        self.delivered_at = delivered_at;
    }

    fn close(&mut self, status: Status) {
        let closers = std::mem::take(&mut self.managing);
        self.rest();
        self.status = status;
        self.closers = closers;
    }
}
