//! What partners see. Before acceptance it is a different type, not the full one with gaps.

use serde::{Deserialize, Serialize};

use super::{Status, ValueBand};
use crate::{
    LocalTime,
    assignment::{Clock, State},
    ids::{AssignmentId, OpportunityId},
    money::Money,
    stage::Stage,
    timeline::TimelineItem,
};

/// The two sections of the portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerBoard {
    /// Must still be answered, the soonest deadline first.
    pub distributed: Vec<OfferCard>,
    /// Accepted, the latest activity first.
    pub managed: Vec<ManagedRow>,
    /// Managed and closed ones, the latest first, at most 50.
    pub closed: Vec<ManagedRow>,
    /// Sums over the managed ones.
    pub managed_sums: Vec<Money>,
    /// The reader may accept and decline.
    pub may_answer: bool,
}

/// An offer before it is answered: no customer name, no figure, no person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferCard {
    /// The offer.
    pub assignment: AssignmentId,
    /// Reference.
    pub reference: String,
    /// Topic.
    pub topic: String,
    /// City and region.
    pub place: Option<String>,
    /// Product lines.
    pub products: Vec<String>,
    /// Value as a band.
    pub band: Option<ValueBand>,
    /// Customer needs.
    pub needs: Option<String>,
    /// Month of the estimated close (its first day).
    pub close_month: Option<chrono::NaiveDate>,
    /// When it was offered.
    pub offered_at: LocalTime,
    /// The deadline.
    pub clock: Option<Clock>,
}

/// One line of the managed section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManagedRow {
    /// Reference.
    pub reference: String,
    /// Topic.
    pub topic: String,
    /// Account or lead company.
    pub account: Option<String>,
    /// City.
    pub place: Option<String>,
    /// Status.
    pub status: Status,
    /// Stage.
    pub stage: Stage,
    /// Estimated or actual value.
    pub value: Option<Money>,
    /// Estimated close.
    pub close_on: Option<chrono::NaiveDate>,
    /// When the company accepted it.
    pub accepted_at: LocalTime,
    /// Last thing that happened that the reader may see.
    pub last_activity_at: LocalTime,
    /// The other partners, when partners collaborate.
    pub shared_with: Vec<String>,
    /// The colleague it is assigned to.
    pub seller: Option<String>,
}

/// The page of one opportunity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PartnerOpportunity {
    /// Offered: the teaser.
    Offer(OfferDetail),
    /// Managed: everything.
    Managed(Box<ManagedDetail>),
    /// It was theirs or was offered: what is left to say.
    Former(FormerDetail),
}

/// The teaser with what can be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferDetail {
    /// The offer.
    pub card: OfferCard,
    /// The reader may accept and decline.
    pub may_answer: bool,
}

/// The customer, shown on acceptance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerCard {
    /// Account or lead company.
    pub company: Option<String>,
    /// IČO.
    pub registration_number: Option<String>,
    /// Street, postal code and city, region.
    pub address: Option<String>,
    /// The person.
    pub person: Option<String>,
    /// Job title.
    pub job_title: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
}

/// An accepted opportunity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "what may be done, each read alone")]
pub struct ManagedDetail {
    /// Id.
    pub id: OpportunityId,
    /// Reference.
    pub reference: String,
    /// Optimistic lock.
    pub version: i32,
    /// Topic.
    pub topic: String,
    /// Status.
    pub status: Status,
    /// Stage.
    pub stage: Stage,
    /// Whole days in the present stage.
    pub stage_days: i64,
    /// Estimated value.
    pub value: Option<Money>,
    /// What it was sold for.
    pub actual_value: Option<Money>,
    /// Estimated close.
    pub close_on: Option<chrono::NaiveDate>,
    /// The customer.
    pub customer: CustomerCard,
    /// Customer situation.
    pub situation: Option<String>,
    /// Customer needs.
    pub needs: Option<String>,
    /// Proposed solution.
    pub solution: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Product lines.
    pub products: Vec<String>,
    /// When the company accepted it.
    pub accepted_at: LocalTime,
    /// The other partners, when partners collaborate.
    pub shared_with: Vec<String>,
    /// Several partners share it.
    pub collaboration: bool,
    /// Who to ask at the vendor.
    pub owner: Option<String>,
    /// Stage, note, value and close date may be reported. Close date and value only by a lone partner.
    pub may_progress: bool,
    /// Value and close date may be changed ("extend").
    pub may_extend: bool,
    /// Win and lose.
    pub may_finish: bool,
    /// Give back.
    pub may_return: bool,
    /// Leave the collaboration.
    pub may_leave: bool,
    /// Write notes.
    pub may_note: bool,
    /// Newest first, only what the reader may see.
    pub timeline: Vec<TimelineItem>,
}

/// What remains visible of an offer that was declined, lapsed or taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerDetail {
    /// Reference.
    pub reference: String,
    /// Topic.
    pub topic: String,
    /// How it ended.
    pub state: State,
    /// When it ended.
    pub ended_at: LocalTime,
    /// Why staff took it back.
    pub reason: Option<String>,
}
