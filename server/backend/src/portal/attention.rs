//! What about the work on an accepted opportunity wants to be looked at.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    assignment::{Attention, Work},
    opportunity::Status,
};

use crate::{Context, entity::assignment, opportunity::holds::Holds};

/// The most pressing reason to look at it. Closed ones ask for nothing any more.
pub(super) fn of(
    cx: &Context,
    own: &assignment::Model,
    status: Status,
    last_event_at: DateTime<Utc>,
    holds: &Holds,
) -> Option<Attention> {
    let waits = waiting_until(cx, own).is_some();
    let accepted_at = own.answered_at.unwrap_or(own.created_at);
    let work = Work {
        accepted_at,
        report_from: holds.beginning(own.opportunity_id, accepted_at),
        first_report_by: own.first_update_by,
        has_reported: own.first_update_at.is_some(),
        last_event_at,
        needs_help: own.needs_help,
        may_be_silent: waits || status == Status::OnHold,
    };
    work.attention(cx.now).filter(|_| status.is_open())
}

/// Until when the customer is waited for, while that day is not over.
pub(super) fn waiting_until(cx: &Context, own: &assignment::Model) -> Option<NaiveDate> {
    own.waiting_until.filter(|day| *day >= cx.local(cx.now).date_naive())
}
