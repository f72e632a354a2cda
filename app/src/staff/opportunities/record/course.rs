//! The status that may be chosen, and what the choice asks for.

use domain::{
    opportunity::{Draft, Needs, Origin, Situation, StaffOpportunity, Status, move_to, needs},
    registration::Protection,
};
use leptos::prelude::*;

use super::fields::Fields;

/// The facts that decide which statuses there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Course {
    facts: Situation,
    targets: Vec<Status>,
    protection: Option<Protection>,
}

impl From<&StaffOpportunity> for Course {
    fn from(record: &StaffOpportunity) -> Self {
        let facts = Situation {
            status: record.status,
            origin: record.origin,
            held_from: record.held_from,
            collaboration: record.collaboration,
            awaiting_approval: record.awaiting_approval,
            customer_named: true,
            delivered_at: None,
        };
        let protection = record.protection.clone();
        Self { facts, targets: record.targets.clone(), protection }
    }
}

impl From<&Draft> for Course {
    fn from(draft: &Draft) -> Self {
        let facts = Situation {
            status: Status::InProgress,
            origin: Origin::Staff,
            held_from: None,
            collaboration: false,
            awaiting_approval: false,
            customer_named: true,
            delivered_at: None,
        };
        Self { facts, targets: draft.targets.clone(), protection: None }
    }
}

/// What is asked for beside a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Asked {
    /// The status is another one than the present.
    pub moves: Option<Status>,
    /// What the machine wants.
    pub needs: Needs,
    /// A reason may be given.
    pub may_reason: bool,
    /// Why the sale was lost is asked by code.
    pub loss: bool,
}

impl Course {
    /// The choices, the present one first. One that was typed before and is no longer offered stays in sight.
    pub(super) fn choices(&self, typed: Option<Status>) -> Vec<Status> {
        let mut choices = self.targets.clone();
        choices.extend(typed.filter(|typed| !self.targets.contains(typed)));
        choices
    }

    /// What a choice asks for. A choice that is not possible yet asks for nothing; the server then says why.
    fn asked(&self, target: Status, partners: Option<usize>) -> Asked {
        let wish = move_to(&self.facts, target, partners).ok().flatten();
        let Some(wish) = wish else { return Asked::default() };
        let loss = target == Status::Canceled;
        Asked {
            moves: Some(target),
            needs: needs(wish),
            may_reason: matches!(target, Status::OnHold | Status::Canceled | Status::OutSold),
            loss,
        }
    }

    /// Who has it alone, whoever is chosen.
    pub(super) fn protection(&self) -> Option<&Protection> {
        self.protection.as_ref()
    }

    /// Whether nothing runs out now.
    pub(super) fn is_on_hold(&self) -> bool {
        self.facts.status == Status::OnHold
    }

    /// Whether staff may take it back now.
    pub(super) fn may_recall(&self) -> bool {
        matches!(self.facts.status, Status::Delivered | Status::Accepted)
            && self.targets.contains(&Status::InProgress)
    }
}

/// What the status in the form asks for.
pub(super) fn asked(f: Fields, course: Signal<Course>) -> Memo<Asked> {
    let status = f.line("status");
    Memo::new(move |_| {
        let Ok(target) = status.with(|status| status.parse()) else { return Asked::default() };
        let partners = f.collaboration.get().then(|| f.rows.with(Vec::len));
        course.with(|course| course.asked(target, partners))
    })
}
