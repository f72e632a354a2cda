//! What staff see of the partners of an opportunity, and the clock that both sides see.

use serde::{Deserialize, Serialize};

use super::State;
use crate::{
    LocalTime,
    choice::Chosen,
    ids::{AssignmentId, PartnerId},
};

/// One line of the distribution history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignmentRow {
    /// Its id.
    pub id: AssignmentId,
    /// The partner.
    pub partner: PartnerId,
    /// The partner's name.
    pub partner_name: String,
    /// The partner's registration number, if known.
    pub registration_number: Option<String>,
    /// Where it stands.
    pub state: State,
    /// Whether it was shared with several partners at once.
    pub collaboration: bool,
    /// Another partner, asked at the same time, accepted first.
    pub overtaken: bool,
    /// When the partner got it.
    pub offered_at: LocalTime,
    /// Until when it may be answered; `None` without a deadline, and on hold, which moves it.
    pub accept_by: Option<LocalTime>,
    /// Until when the first report is due.
    pub first_update_by: Option<LocalTime>,
    /// When the partner reported for the first time.
    pub first_update_at: Option<LocalTime>,
    /// The clock of the first report, while it is waited for.
    pub report: Option<Clock>,
    /// When and by whom it was answered.
    pub answered_at: Option<LocalTime>,
    /// Who answered for the partner.
    pub answered_by: Option<String>,
    /// When it ended after acceptance.
    pub ended_at: Option<LocalTime>,
    /// Why it was declined.
    pub decline_reason: Option<Chosen>,
    /// Why it was returned.
    pub return_reason: Option<Chosen>,
    /// The words that came with either, or with a recall.
    pub reason_text: Option<String>,
}

/// A running deadline as told by the server, so that a wrong clock in a browser does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// Seconds left when the page was made; negative once it has passed.
    pub seconds_left: i64,
    /// Seconds between start and deadline, without those on hold.
    pub seconds_total: i64,
    /// The deadline.
    pub until: LocalTime,
    /// Stopped while on hold.
    pub paused: bool,
}
