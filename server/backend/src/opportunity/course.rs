//! What a move makes of the row: status, dates and clocks, without touching the database.

use domain::opportunity::{Move, Origin, Status};

use super::plan::Plan;
use crate::{Context, entity::opportunity::Model};

/// Writes the move into the row. `unasked`: a partner brought it and nobody ever had it.
pub(super) fn enter(row: &mut Model, cx: &Context, plan: &Plan, unasked: bool) {
    let before = std::mem::replace(&mut row.status, plan.target.to_string());
    match plan.wish {
        Move::Offer | Move::Broadcast { .. } => deliver(row, cx, plan),
        Move::Share { .. } => share(row, cx, &before),
        Move::Approve => {
            row.awaiting_approval = false;
            row.accepted_at = Some(cx.now);
        }
        Move::Recall | Move::Undo | Move::TakeBack => rest(row),
        Move::Hold => {
            row.held_from = Some(before.clone());
            row.held_at = Some(cx.now);
        }
        Move::Resume => {
            row.held_from = None;
            row.held_at = None;
            row.accept_by = plan.accept_by;
        }
        Move::Win { .. } => {
            close(row, cx);
            row.actual_value = plan.actual_value.map(|money| money.minor);
        }
        Move::Lose { .. } | Move::Reject => close(row, cx),
        Move::Reopen => reopen(row, unasked),
        // The partner's own moves and the timer's are made elsewhere.
        Move::Accept
        | Move::Decline { .. }
        | Move::Expire { .. }
        | Move::GiveBack
        | Move::Leave { .. } => {}
    }
    row.status_reason_code = plan.loss().map(|code| code.to_string());
    row.status_note.clone_from(&plan.reason);
}

fn deliver(row: &mut Model, cx: &Context, plan: &Plan) {
    row.delivered_at = Some(cx.now);
    row.accept_by = plan.accept_by;
    row.accepted_at = None;
    row.partner_collaboration = false;
}

/// From the day of sharing it counts as accepted. Whoever accepted it alone before keeps it by right: making the
/// circle wider is no distribution that could be undone.
fn share(row: &mut Model, cx: &Context, before: &str) {
    if before == Status::Accepted.as_ref() {
        if !row.partner_collaboration {
            row.delivered_at = None;
        }
    } else {
        row.delivered_at = Some(cx.now);
        row.accepted_at = Some(cx.now);
    }
    row.accept_by = None;
    row.partner_collaboration = true;
}

/// With staff, and with nobody else.
fn rest(row: &mut Model) {
    row.accept_by = None;
    row.delivered_at = None;
    row.accepted_at = None;
    row.partner_collaboration = false;
}

fn close(row: &mut Model, cx: &Context) {
    row.closed_at = Some(cx.now);
    row.held_from = None;
    row.held_at = None;
    row.accept_by = None;
    row.awaiting_approval = false;
}

/// What a partner brought and nobody approved waits for its approval again; everything else is with staff.
fn reopen(row: &mut Model, unasked: bool) {
    rest(row);
    row.closed_at = None;
    row.actual_value = None;
    row.awaiting_approval = unasked && row.origin == Origin::Partner.as_ref();
}
