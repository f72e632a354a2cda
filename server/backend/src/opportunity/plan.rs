//! What the form wants of status and partners, checked against the machine before anything is written.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::{
    assignment::State,
    choice::{Choices, Code, List},
    ids::PartnerId,
    invalid::{Collector, Problem},
    money::Money,
    opportunity::{ACCEPT_BY, Move, Situation, Status, StatusWish, apply, move_to, needs, reach},
    policy::Action,
    refusal::Refusal,
};
use sea_orm::ConnectionTrait;

use super::{
    candidate::{self, Candidate},
    form,
    holders::{Holders, Holding},
    row,
};
use crate::{Context, Error, choice, entity::opportunity::Model, zone};

/// A move with all that it needs.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub wish: Move,
    /// The status that follows.
    pub target: Status,
    /// Whom it is offered to.
    pub partner: Option<Candidate>,
    /// Who shares it, or who is asked at the same time.
    pub collaborators: Vec<Candidate>,
    pub accept_by: Option<DateTime<Utc>>,
    pub reason: Option<String>,
    pub override_reason: Option<String>,
    pub actual_value: Option<Money>,
    /// Why it is lost, as it was chosen.
    pub loss_reason: Option<Code>,
}

impl Plan {
    /// Why it is lost, when it is: what a competitor sold needs no choice.
    pub fn loss(&self) -> Option<Code> {
        match self.wish {
            Move::Lose { out_sold: true, .. } => Some(Code::COMPETITOR),
            Move::Lose { out_sold: false, .. } => {
                Some(self.loss_reason.clone().unwrap_or(Code::OTHER))
            }
            _ => None,
        }
    }
}

/// What the form wants of status and clock.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// The move, if there is one.
    pub plan: Option<Plan>,
    /// The deadline as it is to stand when nothing moves.
    pub accept_by: Option<DateTime<Utc>>,
}

/// The deed that the policy is asked about for a move.
pub(super) fn action(wish: Move) -> Action {
    match wish {
        Move::Offer
        | Move::Broadcast { .. }
        | Move::Share { .. }
        | Move::Approve
        | Move::Reject
        | Move::TakeBack
        | Move::Hold
        | Move::Resume => Action::DistributeOpportunity,
        Move::Recall | Move::Undo => Action::RecallOpportunity,
        Move::Win { by_partner: false } | Move::Lose { by_partner: false, .. } => {
            Action::CloseOpportunity
        }
        Move::Win { by_partner: true } | Move::Lose { by_partner: true, .. } => {
            Action::FinishOpportunity
        }
        Move::Reopen => Action::ReopenOpportunity,
        Move::Accept | Move::Decline { .. } | Move::Expire { .. } => Action::AnswerOffer,
        Move::GiveBack => Action::ReturnOpportunity,
        Move::Leave { .. } => Action::LeaveCollaboration,
    }
}

/// What the form chose, with its partners found.
struct Choice<'a> {
    wish: &'a StatusWish,
    partner: Option<Candidate>,
    collaborators: Vec<(String, Candidate)>,
}

/// Reads the wish; problems go to `errors`.
pub(super) async fn read(
    txn: &impl ConnectionTrait,
    cx: &Context,
    row: &Model,
    holders: &Holders,
    wish: &StatusWish,
    errors: &mut Collector,
) -> Result<Wanted, Error> {
    let nothing = Ok(Wanted::default());
    let partner = candidate::picked(txn, cx, "partner_name", &wish.partner, errors).await?;
    let collaborators = candidate::several(txn, cx, &wish.collaborators, errors).await?;
    if !errors.is_empty() {
        return nothing;
    }
    let choice = Choice { wish, partner, collaborators };
    let facts = row::situation(row)?;
    let wanted = match wanted_move(&facts, holders, &choice) {
        Ok(wanted) => wanted,
        Err(refusal) => {
            errors.add(field_of(&refusal), Problem::Refused(refusal));
            return nothing;
        }
    };
    partners_fit(&facts, holders, &choice, wanted, errors);
    let accept_by = deadline(cx, (row, holders), &choice, wanted, errors);
    let Some(wanted) = wanted else { return Ok(Wanted { plan: None, accept_by }) };

    asked_for(&choice, wanted, &choice::all(txn, cx).await?, errors);
    let target = match apply(&facts, wanted, cx.now) {
        Ok(target) => target,
        Err(refusal) => {
            errors.add(field_of(&refusal), Problem::Refused(refusal));
            return nothing;
        }
    };
    guards((txn, cx), (row, holders), &choice, wanted, errors).await?;
    Ok(Wanted { plan: Some(plan(choice, wanted, target, accept_by)), accept_by })
}

fn plan(choice: Choice<'_>, wish: Move, target: Status, deadline: Option<DateTime<Utc>>) -> Plan {
    Plan {
        wish,
        target,
        partner: choice.partner,
        collaborators: choice.collaborators.into_iter().map(|(_, partner)| partner).collect(),
        accept_by: deadline,
        reason: choice.wish.reason.clone(),
        override_reason: choice.wish.override_reason.clone(),
        actual_value: choice.wish.actual_value,
        loss_reason: choice.wish.loss_reason.clone(),
    }
}

/// The move that is meant. The same partners as before are nothing new.
fn wanted_move(
    facts: &Situation,
    holders: &Holders,
    choice: &Choice<'_>,
) -> Result<Option<Move>, Refusal> {
    let partners = choice.wish.collaboration.then_some(choice.collaborators.len());
    let wanted = move_to(facts, choice.wish.status, partners)?;
    let shared_already = facts.collaboration && facts.status == Status::Accepted;
    let nothing_new = matches!(wanted, Some(Move::Share { .. }))
        && shared_already
        && chosen(choice) == holders.sharing_ids();
    Ok(wanted.filter(|_| !nothing_new))
}

fn chosen(choice: &Choice<'_>) -> BTreeSet<PartnerId> {
    if !choice.wish.collaboration {
        return BTreeSet::new();
    }
    choice.collaborators.iter().map(|(_, partner)| partner.id).collect()
}

/// A partner that is named without being asked, or a list that is changed without being shared, would be
/// lost on saving; so the form says what is missing.
fn partners_fit(
    facts: &Situation,
    holders: &Holders,
    choice: &Choice<'_>,
    wanted: Option<Move>,
    errors: &mut Collector,
) {
    let status = choice.wish.status;
    let lets_go = matches!(wanted, Some(Move::Recall | Move::Reopen | Move::Share { .. }));
    let present = holders.alone().map(Holding::partner);
    let named = choice.partner.as_ref().map(|partner| partner.id);
    if wanted != Some(Move::Offer) && named != present && !(named.is_none() && lets_go) {
        let why = Refusal::WrongStatus { from: status };
        errors.add("partner_name", Problem::Refused(why));
    }

    let sharing = matches!(wanted, Some(Move::Share { .. }));
    if !choice.wish.collaboration && !choice.collaborators.is_empty() && !lets_go {
        errors.add("collaboration", Problem::Refused(Refusal::CollaborationOff));
    } else if !sharing && chosen(choice) != holders.sharing_ids() {
        let given_up = chosen(choice).is_empty() && lets_go;
        let why = if facts.awaiting_approval {
            Refusal::AwaitingApproval
        } else if chosen(choice).is_empty() {
            Refusal::CollaborationOff
        } else {
            Refusal::WrongStatus { from: status }
        };
        if !given_up {
            errors.add("collaboration", Problem::Refused(why));
        }
    }
}

/// Until when a partner may answer: as typed, else by the partner's hours, after a hold with the time that was left.
/// What was not touched stays, to the second.
fn deadline(
    cx: &Context,
    (row, holders): (&Model, &Holders),
    choice: &Choice<'_>,
    wanted: Option<Move>,
    errors: &mut Collector,
) -> Option<DateTime<Utc>> {
    let running = row::running_deadline(row);
    let untyped = match wanted {
        Some(Move::Offer) => choice.partner.as_ref().map(|partner| partner.terms.accept_by(cx.now)),
        Some(Move::Resume) => running.map(|at| resumed(cx, row, holders, at)),
        Some(Move::Hold) | None => running,
        Some(_) => return None,
    };
    let as_shown = form::deadline(cx, running);
    let typed =
        choice.wish.accept_by.filter(|typed| typed.format(ACCEPT_BY).to_string() != as_shown);
    let has_clock = wanted == Some(Move::Offer) || row::is_offered(row);
    let Some(typed) = typed.filter(|_| has_clock) else { return untyped };

    let stands_still = match wanted {
        Some(Move::Offer | Move::Resume) => false,
        _ => row.held_at.is_some() || wanted == Some(Move::Hold),
    };
    let at = zone::instant(typed, &cx.zone);
    match at {
        _ if stands_still => errors.add("accept_by", Problem::Refused(Refusal::OnHold)),
        None => errors.add("accept_by", Problem::Date),
        Some(at) => {
            errors.take("accept_by", reach::accept_by(at, cx.now));
        }
    }
    at
}

/// The deadline of an offer that goes on after a hold. Of several who are asked at once nobody has less time than before.
fn resumed(cx: &Context, row: &Model, holders: &Holders, at: DateTime<Utc>) -> DateTime<Utc> {
    let Some(held) = row.held_at else { return at };
    let asked = holders.live().filter(|holding| holding.state == State::Offered);
    asked.map(|asked| asked.company.terms.resumed(at, held, cx.now)).max().unwrap_or(at)
}

/// What the move asks for beside it.
fn asked_for(choice: &Choice<'_>, wanted: Move, choices: &Choices, errors: &mut Collector) {
    let needs = needs(wanted);
    let wish = choice.wish;
    if needs.partner && choice.partner.is_none() {
        errors.add("partner_name", Problem::Refused(Refusal::PartnerMissing));
    }
    if needs.reason && wish.reason.is_none() {
        errors.add("reason", Problem::Required);
    }
    if needs.actual_value && wish.actual_value.is_none() {
        errors.add("actual_value", Problem::Required);
    }
    if needs.loss_reason && wish.status == Status::Canceled {
        let typed = wish.loss_reason.as_ref().map(Code::as_ref).unwrap_or_default();
        match choices.read(List::Loss, typed, None) {
            Err(problem) => errors.add("loss_reason", problem),
            // What a competitor sold is out-sold.
            Ok(code) if code == Code::COMPETITOR => errors.add("loss_reason", Problem::Choice),
            Ok(code) if code == Code::OTHER && wish.reason.is_none() => {
                errors.add("reason", Problem::Required);
            }
            Ok(_) => {}
        }
    }
}

/// Whoever is asked or added for the first time has to be able to take it.
async fn guards(
    (txn, cx): (&impl ConnectionTrait, &Context),
    (row, holders): (&Model, &Holders),
    choice: &Choice<'_>,
    wanted: Move,
    errors: &mut Collector,
) -> Result<(), Error> {
    let why = choice.wish.override_reason.as_deref();
    match (wanted, &choice.partner) {
        (Move::Offer, Some(partner)) => {
            let named = ("partner_name", partner);
            candidate::is_free(txn, cx, row.id, named, errors).await?;
            candidate::check(txn, "partner_name", partner, holders, why, errors).await
        }
        (Move::Share { .. }, _) => {
            let newcomers = choice
                .collaborators
                .iter()
                .filter(|(_, partner)| holders.live_of(partner.id).is_none());
            for (field, partner) in newcomers {
                candidate::is_free(txn, cx, row.id, (field, partner), errors).await?;
                candidate::check(txn, field, partner, holders, why, errors).await?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// The field beside which a refusal is said.
fn field_of(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::CustomerMissing => "account_name",
        Refusal::PartnerMissing | Refusal::PartnerInactive | Refusal::NoRecipient => "partner_name",
        Refusal::TooFewPartners => "collaborators",
        Refusal::CollaborationOff => "collaboration",
        Refusal::DeclinedBefore => "override_reason",
        _ => "status",
    }
}
