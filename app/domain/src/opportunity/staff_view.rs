//! The record as staff see it.

use serde::{Deserialize, Serialize};

use super::{OpportunityForm, Origin, Status};
use crate::{
    LocalTime,
    assignment::{AssignmentRow, Clock},
    ids::{AccountId, OpportunityId, PartnerId, UserId},
    money::Money,
    timeline::TimelineItem,
};

/// An id and what people call it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named<T> {
    /// Id.
    pub id: T,
    /// Name.
    pub name: String,
}

/// Everything on the record page of staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffOpportunity {
    /// Id.
    pub id: OpportunityId,
    /// What people read out.
    pub reference: String,
    /// Optimistic lock.
    pub version: i32,
    /// All values as the form shows them.
    pub form: OpportunityForm,
    /// Where it stands.
    pub status: Status,
    /// What it returns to after a hold.
    pub held_from: Option<Status>,
    /// The statuses that may be chosen, the present one first.
    pub targets: Vec<Status>,
    /// Where it came from.
    pub origin: Origin,
    /// A partner created it and staff have not approved it.
    pub awaiting_approval: bool,
    /// Several partners share it.
    pub collaboration: bool,
    /// The account.
    pub account: Option<Named<AccountId>>,
    /// Estimated value.
    pub value: Option<Money>,
    /// Actual value, once won.
    pub actual_value: Option<Money>,
    /// Estimated close.
    pub close_on: Option<chrono::NaiveDate>,
    /// Who owns it.
    pub owner: Option<Named<UserId>>,
    /// The partner that has it alone: offered or accepted.
    pub partner: Option<Named<PartnerId>>,
    /// The clock of a running offer.
    pub clock: Option<Clock>,
    /// Until when the distribution can be undone.
    pub undo_until: Option<LocalTime>,
    /// All partners it was ever with, newest first.
    pub assignments: Vec<AssignmentRow>,
    /// Newest first.
    pub timeline: Vec<TimelineItem>,
    /// Whole days in the present stage.
    pub stage_days: i64,
    /// The reader may change it.
    pub may_edit: bool,
    /// When and by whom it was created.
    pub created_at: LocalTime,
    /// When it was changed.
    pub updated_at: LocalTime,
    /// By whom.
    pub updated_by: Option<String>,
    /// People who may own it: the vendor's active people.
    pub owners: Vec<Named<UserId>>,
}
