//! A registration as partners and staff see it, and the answers of the conflict check.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumIter, EnumString};
use uuid::Uuid;

use super::{Reason, RegistrationForm, State, Step};
use crate::{
    LocalTime,
    ids::{OpportunityId, PartnerId, RegistrationId},
    money::{Currency, Money},
    opportunity::Named,
    receipt::ReceiptRow,
    timeline::FileView,
};

/// An exclusive right to an opportunity, as staff see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protection {
    /// Whose it is.
    pub partner: Named<PartnerId>,
    /// The last day, in the reader's zone.
    pub until: NaiveDate,
}

/// One request with everything that its reader may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationView {
    /// Id.
    pub id: RegistrationId,
    /// What people call it: `REG-7K3Q-9F2M`.
    pub reference: String,
    /// Where it stands.
    pub state: State,
    /// Who asks.
    pub partner: String,
    /// Name of the customer as it was sent.
    pub customer: String,
    /// IČO of the customer.
    pub registration_number: Option<String>,
    /// VAT id of the customer.
    pub vat_id: Option<String>,
    /// Web domain of the customer.
    pub domain: Option<String>,
    /// What is to be sold.
    pub products: Vec<String>,
    /// Estimated value.
    pub value: Option<Money>,
    /// Estimated close.
    pub close_on: Option<NaiveDate>,
    /// Why the right is asked for.
    pub justification: String,
    /// What proves it.
    pub files: Vec<FileView>,
    /// When it was sent.
    pub submitted_at: LocalTime,
    /// Who sent it, as far as the reader may know them.
    pub submitted_by: Option<String>,
    /// By when the vendor decides, while it has to.
    pub decide_by: Option<LocalTime>,
    /// Seconds that are left for the decision; negative when it is late.
    pub seconds_left: i64,
    /// Seconds of the whole clock, of which these are left; the time during which it stood still is no part of it.
    pub seconds_total: i64,
    /// What the vendor asked, the last time that it asked.
    pub question: Option<String>,
    /// What the partner answered.
    pub answer: Option<String>,
    /// When it was decided.
    pub decided_at: Option<LocalTime>,
    /// Who decided; only for the vendor's people.
    pub decided_by: Option<String>,
    /// Why it was refused or ended.
    pub reason: Option<Reason>,
    /// The same in words.
    pub reason_text: Option<String>,
    /// Until when it protects, or protected.
    pub protected_until: Option<LocalTime>,
    /// How often it can still be extended.
    pub extensions_left: u8,
    /// The day from which it can be extended, while that is still to come.
    pub extends_from: Option<NaiveDate>,
    /// Why the partner appealed.
    pub appeal: Option<String>,
    /// What the reader may do with it now.
    pub steps: Vec<Step>,
}

impl RegistrationView {
    /// Whether the reader may take this step now.
    #[must_use]
    pub fn may(&self, step: Step) -> bool {
        self.steps.contains(&step)
    }

    /// Whether the vendor is late.
    #[must_use]
    pub fn is_overdue(&self) -> bool {
        self.decide_by.is_some() && self.seconds_left < 0
    }
}

/// What the page of an opportunity says to its partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfOpportunity {
    /// The newest request of the reader's company.
    pub registration: Option<RegistrationView>,
    /// A request can be sent now.
    pub may_register: bool,
}

/// The page on which a partner registers an opportunity and follows its request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterPage {
    /// The opportunity.
    pub opportunity: OpportunityId,
    /// Its reference.
    pub reference: String,
    /// Its topic.
    pub topic: String,
    /// In which currency the value is typed.
    pub currency: Currency,
    /// What the form starts with.
    pub form: RegistrationForm,
    /// Names of products to choose from; others can be typed.
    pub product_names: Vec<String>,
    /// The newest request of the reader's company.
    pub registration: Option<RegistrationView>,
    /// A request can be sent now.
    pub may_register: bool,
    /// What was confirmed to the company about the opportunity, the newest first.
    pub receipts: Vec<ReceiptRow>,
    /// How many requests and protections the company has.
    pub used: u32,
    /// How many it may have.
    pub quota: u32,
}

/// A request as staff decide it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffRegistration {
    /// The request.
    pub registration: RegistrationView,
    /// The opportunity.
    pub opportunity: OpportunityId,
    /// Until when an approval for the usual time would protect.
    pub would_protect_until: LocalTime,
    /// What may be the same, the surest first.
    pub matches: Vec<Match>,
}

/// Another registration or an account that may mean the same customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// What it is.
    pub kind: MatchKind,
    /// Id of the account, or of the other registration.
    pub id: Uuid,
    /// Reference of the opportunity of the other registration.
    pub reference: Option<String>,
    /// Name of the customer there.
    pub name: String,
    /// IČO there.
    pub registration_number: Option<String>,
    /// VAT id there.
    pub vat_id: Option<String>,
    /// Web domain there.
    pub domain: Option<String>,
    /// Which partner registered it, or manages the account.
    pub partner: Option<String>,
    /// Where the other registration stands.
    pub state: Option<State>,
    /// Until when the other registration protects.
    pub protected_until: Option<LocalTime>,
    /// Products that both name.
    pub products: Vec<String>,
    /// How sure it is, 0–100.
    pub score: u8,
    /// What both have in common.
    pub why: Vec<MatchBy>,
}

/// What is similar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchKind {
    /// A registration.
    Registration,
    /// An account.
    Account,
}

/// What two of them have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchBy {
    /// The same IČO.
    RegistrationNumber,
    /// The same VAT id.
    VatId,
    /// The same web domain.
    Domain,
    /// The same name but for case, diacritics and legal form.
    Name,
}

impl MatchBy {
    /// How much it says, 0–100: numbers belong to one company, names to many.
    #[must_use]
    pub fn score(self) -> u8 {
        match self {
            Self::RegistrationNumber => 100,
            Self::VatId => 95,
            Self::Domain => 80,
            Self::Name => 60,
        }
    }
}

/// Which registrations a list shows.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    Serialize,
    Deserialize,
    Display,
    AsRefStr,
    EnumIter,
    EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum QueueView {
    /// Those that wait for a decision, the soonest deadline first.
    #[default]
    Open,
    /// Those that protect, the soonest end first.
    Protected,
    /// Those that are over, the newest first.
    Over,
}

/// One line of a list of registrations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueRow {
    /// Reference of the registration.
    pub reference: String,
    /// Reference of its opportunity.
    pub opportunity: String,
    /// Who asks.
    pub partner: String,
    /// For which customer.
    pub customer: String,
    /// What is to be sold.
    pub products: Vec<String>,
    /// Estimated value.
    pub value: Option<Money>,
    /// Where it stands.
    pub state: State,
    /// When it was sent.
    pub submitted_at: LocalTime,
    /// By when the vendor decides, while it has to.
    pub decide_by: Option<LocalTime>,
    /// Seconds that are left for the decision; negative when it is late.
    pub seconds_left: i64,
    /// Until when it protects, or protected.
    pub protected_until: Option<LocalTime>,
}

/// What the conflict check says; nothing else ever.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, AsRefStr, EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CheckAnswer {
    /// Nobody stands in the way.
    Free,
    /// Somebody is protected for this customer.
    Protected,
    /// Only a person can say.
    Ask,
}

/// One question that the company asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckRow {
    /// Id.
    pub id: Uuid,
    /// IČO or domain.
    pub query: String,
    /// What it was told.
    pub answer: CheckAnswer,
    /// Until when the customer is protected.
    pub until: Option<NaiveDate>,
    /// When it asked.
    pub at: LocalTime,
}

/// The same as staff read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedCheck {
    /// The question and the answer.
    pub check: CheckRow,
    /// Who asked.
    pub author: Option<String>,
}

/// A page of what a company asked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ChecksPage {
    /// The questions, the latest first.
    pub rows: Vec<AskedCheck>,
    /// The last of them, if there are earlier ones.
    pub earlier: Option<Uuid>,
}
