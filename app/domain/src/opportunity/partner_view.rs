//! What partners see. Before acceptance it is a different type, not the full one with gaps.

use serde::{Deserialize, Serialize};

use super::{AskedField, DecideBy, Mentionable, Named, Status, ValueBand};
use crate::{
    LocalTime,
    assignment::{Attention, Clock, State},
    choice::{Chosen, Code, Leg},
    ids::{AssignmentId, OpportunityId, UserId},
    money::Money,
    receipt::ReceiptRow,
    routing::Fit,
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
    /// What the vendor asks and waits for.
    pub asked: Vec<Asked>,
    /// Brought by the company and not approved yet, the latest first.
    pub waiting: Vec<BroughtRow>,
    /// Brought by the company and rejected, the latest first, at most 10.
    pub rejected: Vec<BroughtRow>,
    /// Sums over the managed ones.
    pub managed_sums: Vec<Money>,
    /// The reader may accept and decline.
    pub may_answer: bool,
    /// Why an offer can be declined.
    pub declines: Vec<Chosen>,
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
    /// Others were asked too, and the first to accept has it.
    pub contested: bool,
    /// When it was offered.
    pub offered_at: LocalTime,
    /// The deadline.
    pub clock: Option<Clock>,
    /// Since when the vendor has it on hold: nobody answers it meanwhile.
    pub held_at: Option<LocalTime>,
    /// Why the company was chosen, when no person chose it.
    pub fit: Option<Fit>,
}

/// One line of the managed section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManagedRow {
    /// Id.
    pub id: OpportunityId,
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
    pub stage: Leg,
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
    /// Why somebody should look at it.
    pub attention: Option<Attention>,
    /// The clock of the first report, while it is waited for.
    pub report: Option<Clock>,
    /// Until when the customer is waited for.
    pub waiting_until: Option<chrono::NaiveDate>,
    /// The reader may say how it goes.
    pub may_check_in: bool,
    /// The reader may give it back.
    pub may_return: bool,
}

/// The page of one opportunity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PartnerOpportunity {
    /// Offered: the teaser.
    Offer(Box<OfferDetail>),
    /// Managed: everything.
    Managed(Box<ManagedDetail>),
    /// They brought it, and the vendor has not approved it, or rejected it.
    Brought(Box<BroughtDetail>),
    /// It was theirs or was offered: what is left to say.
    Former(FormerDetail),
}

impl PartnerOpportunity {
    /// What was confirmed to the company about it, the newest first.
    #[must_use]
    pub fn receipts(&self) -> &[ReceiptRow] {
        match self {
            Self::Offer(detail) => &detail.receipts,
            Self::Managed(detail) => &detail.receipts,
            Self::Brought(detail) => &detail.receipts,
            Self::Former(detail) => &detail.receipts,
        }
    }
}

/// The teaser with what can be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferDetail {
    /// The offer.
    pub card: OfferCard,
    /// The reader may accept and decline, unless it is on hold.
    pub may_answer: bool,
    /// What was confirmed to the company, the newest first.
    pub receipts: Vec<ReceiptRow>,
    /// Why it can be declined.
    pub declines: Vec<Chosen>,
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
    pub stage: Code,
    /// The stages, this one among them.
    pub stages: Vec<Chosen>,
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
    /// Why somebody should look at it.
    pub attention: Option<Attention>,
    /// Until when the customer is waited for.
    pub waiting_until: Option<chrono::NaiveDate>,
    /// The clock of the first report; `None` once it came.
    pub report: Option<Clock>,
    /// The colleague who works on it.
    pub seller: Option<Named<UserId>>,
    /// Those to whom it can be handed.
    pub colleagues: Vec<Named<UserId>>,
    /// Hand it to a colleague.
    pub may_assign: bool,
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
    /// Why it can be lost.
    pub losses: Vec<Chosen>,
    /// Why it can be given back.
    pub returns: Vec<Chosen>,
    /// Write notes.
    pub may_note: bool,
    /// Who can be named in them; nobody where none can be written.
    pub mentionable: Vec<Mentionable>,
    /// Newest first, only what the reader may see.
    pub timeline: Vec<TimelineItem>,
    /// What was confirmed to the company, the newest first.
    pub receipts: Vec<ReceiptRow>,
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
    /// Another partner accepted first.
    pub overtaken: bool,
    /// Why staff took it back.
    pub reason: Option<String>,
    /// What was confirmed to the company, the newest first.
    pub receipts: Vec<ReceiptRow>,
}

/// A question of the vendor that waits for the company's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Reference of the opportunity.
    pub reference: String,
    /// Its topic.
    pub topic: String,
    /// It is about the deal registration, and not about the opportunity itself.
    pub registration: bool,
}

/// One line of what the company brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BroughtRow {
    /// Reference.
    pub reference: String,
    /// Topic.
    pub topic: String,
    /// Account or lead company.
    pub account: Option<String>,
    /// Estimated value.
    pub value: Option<Money>,
    /// When it was brought.
    pub created_at: LocalTime,
    /// The vendor asked and waits for an answer.
    pub is_asked: bool,
    /// Where it stands: closed as rejected or otherwise, or still waiting.
    pub status: Status,
}

/// What the vendor asks about what a partner brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InfoQuestion {
    /// The fields that may be changed to answer.
    pub fields: Vec<AskedField>,
    /// In words.
    pub question: String,
    /// When it was asked.
    pub asked_at: LocalTime,
    /// Who asked.
    pub asked_by: Option<String>,
}

/// What the company brought, before the vendor approves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BroughtDetail {
    /// Id.
    pub id: OpportunityId,
    /// Reference.
    pub reference: String,
    /// Topic.
    pub topic: String,
    /// In progress while it waits, rejected, on hold, or closed by the vendor without an approval.
    pub status: Status,
    /// Why it was rejected, put on hold, or closed.
    pub reason: Option<String>,
    /// Why it was lost, when the vendor closed it as lost.
    pub loss: Option<Chosen>,
    /// What the vendor asks.
    pub question: Option<InfoQuestion>,
    /// By when the vendor decides, while it has to; `None` while it waits for an answer, which stops its clock.
    pub decide_by: Option<DecideBy>,
    /// The question may be answered by the reader.
    pub may_complete: bool,
    /// Estimated value.
    pub value: Option<Money>,
    /// Estimated close.
    pub close_on: Option<chrono::NaiveDate>,
    /// The customer as it was typed or chosen.
    pub customer: CustomerCard,
    /// Customer situation.
    pub situation: Option<String>,
    /// Customer needs.
    pub needs: Option<String>,
    /// Proposed solution.
    pub solution: Option<String>,
    /// Product lines.
    pub products: Vec<String>,
    /// City and region.
    pub place: Option<String>,
    /// When it was brought.
    pub created_at: LocalTime,
    /// Who brought it.
    pub created_by: Option<String>,
    /// Write notes.
    pub may_note: bool,
    /// Who can be named in them; nobody where none can be written.
    pub mentionable: Vec<Mentionable>,
    /// Newest first, only what the reader may see.
    pub timeline: Vec<TimelineItem>,
    /// What was confirmed to the company, the newest first.
    pub receipts: Vec<ReceiptRow>,
}

/// The form that answers a question of the vendor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToComplete {
    /// Id.
    pub id: OpportunityId,
    /// Reference.
    pub reference: String,
    /// Topic.
    pub topic: String,
    /// Currency of its amounts.
    pub currency: crate::money::Currency,
    /// What is asked.
    pub question: InfoQuestion,
    /// The fields that may be changed, with what stands in them.
    pub values: Vec<(AskedField, String)>,
}
