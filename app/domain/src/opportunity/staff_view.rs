//! The record as staff see it.

use serde::{Deserialize, Serialize};

use super::{OpportunityForm, Origin, Status};
use crate::{
    LocalTime,
    assignment::{AssignmentRow, Clock},
    choice::Chosen,
    ids::{AccountId, OpportunityId, PartnerId, UserId},
    money::Money,
    rate::Rate,
    registration::Protection,
    timeline::{AudienceChoice, TimelineItem},
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
    /// What has to be known of one that a partner created, while it waits for approval.
    pub brought: Option<Brought>,
    /// Who brought it, while no partner ever had it: a note can be written to it.
    pub bringer: Option<Named<PartnerId>>,
    /// A registration gives one partner the exclusive right to it.
    pub protection: Option<Protection>,
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
    /// Who can be named in a note.
    pub mentionable: Vec<Mentionable>,
    /// What can be chosen in its form.
    pub choices: RecordChoices,
}

/// The lists that administrators keep, as far as the form of a record needs them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordChoices {
    /// The stages, that of the record among them.
    pub stages: Vec<Chosen>,
    /// Why it can be closed as lost.
    pub losses: Vec<Chosen>,
    /// The rates of today, by which its figures can be converted; empty while nothing is stored.
    pub rates: Vec<Rate>,
}

/// By when the vendor decides about what a partner brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecideBy {
    /// In the reader's zone.
    pub at: LocalTime,
    /// It has passed.
    pub is_late: bool,
}

/// A partner's own opportunity that waits for approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brought {
    /// The company that brought it.
    pub partner: String,
    /// Who there typed it.
    pub person: Option<String>,
    /// What was asked and is not answered.
    pub question: Option<super::InfoQuestion>,
    /// By when to decide; `None` while the partner is asked, which stops the clock.
    pub decide_by: Option<DecideBy>,
    /// Accounts that may be its customer, while none is chosen.
    pub similar: Vec<crate::lookup::Similar>,
}

/// What an empty form starts with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The values that stand there already: owner, currency, status.
    pub form: OpportunityForm,
    /// People who may own it: the vendor's active people.
    pub owners: Vec<Named<UserId>>,
    /// The statuses that may be chosen at once, the present one first.
    pub targets: Vec<Status>,
    /// What can be chosen in its form.
    pub choices: RecordChoices,
}

/// Somebody who can be named in a note on the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mentionable {
    /// As it is written behind the `@`.
    pub name: String,
    /// For whom they work; `None` for the vendor's people, who read everything.
    pub partner: Option<Named<PartnerId>>,
    /// They read what is written for all partners.
    pub reads_all: bool,
}

impl Mentionable {
    /// Whether they read a note for this audience; `one` is the partner that was chosen.
    #[must_use]
    pub fn reads(&self, audience: AudienceChoice, one: Option<PartnerId>) -> bool {
        let Some(partner) = &self.partner else { return true };
        match audience {
            AudienceChoice::Internal => false,
            AudienceChoice::One => one == Some(partner.id),
            AudienceChoice::All => self.reads_all,
        }
    }
}

/// The answer to a save: where the record is, and what happened to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// What people read out, and where its page is.
    pub reference: String,
    /// Optimistic lock as it stands now.
    pub version: i32,
    /// What the page says.
    pub notice: SavedNotice,
}

/// What a save did, for the message on the page. A transition says more than that fields were stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "notice", rename_all = "snake_case")]
pub enum SavedNotice {
    /// Fields were stored.
    Stored,
    /// The record was created and stays with staff.
    Created,
    /// The record was created; the rule that should have distributed it at once found nobody.
    Unplaced,
    /// One partner was asked.
    Delivered {
        /// Its name.
        partner: String,
        /// Until when it may answer.
        accept_by: Option<LocalTime>,
    },
    /// Several partners were asked at once.
    Broadcast {
        /// Their names.
        partners: Vec<String>,
        /// Until when they may answer.
        accept_by: Option<LocalTime>,
    },
    /// Several partners manage it now.
    Shared {
        /// Their names.
        partners: Vec<String>,
    },
    /// Partners joined or left the collaboration.
    CollaboratorsChanged {
        /// Who manages it from now on.
        added: Vec<String>,
        /// Who does not any more.
        removed: Vec<String>,
    },
    /// The partner that created it manages it now.
    Approved {
        /// Its name.
        partner: String,
    },
    /// What a partner created was rejected.
    Rejected,
    /// It was taken back from these partners.
    Recalled {
        /// Their names.
        partners: Vec<String>,
    },
    /// What had come back is with staff again.
    TakenBack,
    /// Clocks stand still.
    Held,
    /// Clocks run again.
    Resumed {
        /// Where it went on.
        status: Status,
    },
    /// Sold.
    Won,
    /// Closed without a sale.
    Lost,
    /// Open again.
    Reopened,
}
