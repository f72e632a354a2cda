//! Signed confirmations: what they state, the file that carries them, and what a check of one says.
//!
//! What is signed is the JSON of a [`Statement`] in the order of its fields, without spaces. A check reads the file into the
//! same types, which know no further field and none twice, and writes the statement again: spaces and line breaks of
//! the file do not matter, everything else does.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumString};

use crate::{
    LocalTime,
    ids::ReceiptId,
    money::{Currency, Money},
};

/// What the fields mean. Another meaning is another version, and a version never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Schema {
    /// The first one.
    #[serde(rename = "stafeta.receipt/1")]
    V1,
}

/// What was confirmed.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, AsRefStr, EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    /// A partner accepted an offer.
    Acceptance,
    /// A partner sent a deal registration.
    Registration,
    /// The vendor decided whether it protects.
    Protection,
}

/// What was true at one instant, in the words of that instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Version of this document.
    pub schema: Schema,
    /// Number of the receipt.
    pub id: ReceiptId,
    /// When it happened (UTC, milliseconds).
    pub at: DateTime<Utc>,
    /// Name of the vendor.
    pub vendor: String,
    /// Name of the partner to whom it is confirmed.
    pub partner: String,
    /// Company of whoever did it.
    pub company: String,
    /// Who did it; nobody is named for the vendor.
    pub person: Option<String>,
    /// Reference of the opportunity.
    pub opportunity: String,
    /// Its topic.
    pub topic: String,
    /// What happened.
    pub fact: Fact,
}

/// What happened, with its particulars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// The partner accepted an offer.
    Acceptance(Acceptance),
    /// The partner sent a deal registration.
    Registration(Registration),
    /// The vendor decided about one.
    Protection(Protection),
}

impl Fact {
    /// What it is called.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Acceptance(_) => Kind::Acceptance,
            Self::Registration(_) => Kind::Registration,
            Self::Protection(_) => Kind::Protection,
        }
    }
}

/// What an accepted offer was. The customer is not in it: the receipt outlives the right to know them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// When it was offered.
    pub offered_at: Option<DateTime<Utc>>,
    /// Until when it could be accepted.
    pub accept_by: Option<DateTime<Utc>>,
    /// By when the partner reports for the first time.
    pub first_report_by: DateTime<Utc>,
}

/// What a deal registration asked for, as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    /// Reference of the registration.
    pub reference: String,
    /// Name of the customer.
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
    pub value: Option<Amount>,
    /// Estimated close.
    pub close_on: Option<NaiveDate>,
    /// By when the vendor decides.
    pub decide_by: DateTime<Utc>,
}

/// How a registration was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Protection {
    /// Reference of the registration.
    pub reference: String,
    /// Name of the customer.
    pub customer: String,
    /// IČO of the customer.
    pub registration_number: Option<String>,
    /// For which products.
    pub products: Vec<String>,
    /// Approved, or refused.
    pub approved: bool,
    /// Until when it protects.
    pub protected_until: Option<DateTime<Utc>>,
    /// Code of why it was refused.
    pub reason: Option<String>,
    /// The same in words.
    pub reason_text: Option<String>,
}

/// Money in the smallest units of its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// How many smallest units.
    pub minor: i64,
    /// ISO 4217 code.
    pub currency: Currency,
}

impl From<Money> for Amount {
    fn from(money: Money) -> Self {
        Self { minor: money.minor, currency: money.currency }
    }
}

impl From<Amount> for Money {
    fn from(amount: Amount) -> Self {
        Self::new(amount.minor, amount.currency)
    }
}

/// The file that a partner keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// What is signed.
    pub statement: Statement,
    /// By which key.
    pub key_id: String,
    /// Ed25519 signature of the statement's JSON (base64).
    pub signature: String,
}

/// A receipt on its page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptView {
    /// What is in its file.
    pub document: Document,
    /// When, for the reader.
    pub at: LocalTime,
}

/// A receipt in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptRow {
    /// Id.
    pub id: ReceiptId,
    /// What it confirms.
    pub kind: Kind,
    /// When.
    pub at: LocalTime,
}

/// What a check says.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, AsRefStr, EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Verdict {
    /// Signed here, and nothing in it was changed.
    Valid,
    /// It names our key, and the signature does not belong to what it states.
    Changed,
    /// No receipt of this portal.
    NotOurs,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Its word.
    pub verdict: Verdict,
    /// What the file states, when that can be read.
    pub statement: Option<Statement>,
}
