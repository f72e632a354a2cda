//! What a save did, told on the page that follows it. The URL only names it; the words come from the record.

#[cfg(feature = "ssr")]
use domain::opportunity::{Saved, SavedNotice};
use domain::{
    assignment::{AssignmentRow, State},
    format,
    opportunity::{StaffOpportunity, Status},
};

use crate::{
    shared::deadline,
    text::{self, DoneText},
};

/// Name of the deed in the URL.
pub(super) const QUERY: &str = "done";

/// The page after a save.
#[cfg(feature = "ssr")]
pub(super) fn page_after(saved: &Saved, tab: &str) -> String {
    let path = crate::staff::places::opportunity(&saved.reference);
    let done = name(&saved.notice);
    match tab {
        "general" => format!("{path}?tab=general&{QUERY}={done}"),
        _ => format!("{path}?{QUERY}={done}"),
    }
}

#[cfg(feature = "ssr")]
fn name(notice: &SavedNotice) -> &'static str {
    match notice {
        SavedNotice::Stored => "stored",
        SavedNotice::Created => "created",
        SavedNotice::Unplaced => "unplaced",
        SavedNotice::Delivered { .. } | SavedNotice::Broadcast { .. } => "delivered",
        SavedNotice::Shared { .. } | SavedNotice::CollaboratorsChanged { .. } => "shared",
        SavedNotice::Approved { .. } => "approved",
        SavedNotice::Rejected => "rejected",
        SavedNotice::Recalled { .. } => "recalled",
        SavedNotice::TakenBack => "taken_back",
        SavedNotice::Held => "held",
        SavedNotice::Resumed { .. } => "resumed",
        SavedNotice::Won => "won",
        SavedNotice::Lost => "lost",
        SavedNotice::Reopened => "reopened",
    }
}

/// Whether the record is still where the deed left it: a page that is loaded again later must not tell an old tale.
fn still_holds(name: &str, status: Status) -> bool {
    match name {
        "delivered" => status == Status::Delivered,
        "shared" | "approved" => status == Status::Accepted,
        "rejected" => status == Status::Rejected,
        "recalled" | "taken_back" => status == Status::InProgress,
        "held" => status == Status::OnHold,
        "resumed" | "reopened" => status.is_open() && status != Status::OnHold,
        "won" => status == Status::Won,
        "lost" => !status.is_open() && status != Status::Won,
        _ => true,
    }
}

/// The message, in the words of the record as it stands now; `None` when the URL names nothing known, or nothing that is
/// still so.
pub(super) fn message(name: &str, record: &StaffOpportunity) -> Option<String> {
    if !still_holds(name, record.status) {
        return None;
    }
    let t = DoneText::get();
    Some(match name {
        "stored" => t.stored.to_owned(),
        "created" => t.created.to_owned(),
        "unplaced" => t.unplaced.to_owned(),
        "delivered" => delivered(record)?,
        "shared" => format!("{}: {}", t.shared, managers(record)),
        "approved" => format!("{}: {}", t.approved, managers(record)),
        "rejected" => t.rejected.to_owned(),
        "recalled" => t.recalled.to_owned(),
        "taken_back" => t.taken_back.to_owned(),
        "held" => t.held.to_owned(),
        "resumed" => t.resumed.to_owned(),
        "won" => t.won.to_owned(),
        "lost" => t.lost.to_owned(),
        "reopened" => t.reopened.to_owned(),
        _ => return None,
    })
}

/// While several are asked, the record itself says so.
fn delivered(record: &StaffOpportunity) -> Option<String> {
    let t = DoneText::get();
    if asked(record) > 1 {
        return None;
    }
    let partner = record.partner.as_ref().map(|partner| partner.name.as_str()).unwrap_or_default();
    Some(match &record.clock {
        Some(clock) => {
            format!("{} {partner}, {} {}", t.delivered, t.accept, deadline(clock.until))
        }
        None => format!("{} {partner}", t.delivered),
    })
}

/// How many have an offer to answer.
pub(super) fn asked(record: &StaffOpportunity) -> usize {
    let offered = |one: &&AssignmentRow| one.state == State::Offered;
    record.assignments.iter().filter(offered).count()
}

/// Names of those who manage it.
pub(super) fn managers(record: &StaffOpportunity) -> String {
    format::list(text::lang(), &manager_names(record))
}

/// Who manages it now.
pub(super) fn manager_names(record: &StaffOpportunity) -> Vec<String> {
    let managing =
        record.assignments.iter().filter(|assignment| assignment.state == State::Accepted);
    managing.map(|assignment| assignment.partner_name.clone()).collect()
}
