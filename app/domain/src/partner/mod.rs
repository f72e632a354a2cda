//! The reselling company.

mod company;
mod form;
mod profile;

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumIter, EnumString};

use crate::{
    ids::{AccountId, PartnerId},
    invalid::Problem,
    person::PersonRow,
    text,
};

pub use company::{CompanyForm, CompanyInput, CompanyView};
pub use form::{DEFAULT_ACCEPT_HOURS, DEFAULT_FIRST_UPDATE_DAYS, PartnerForm, PartnerInput};
pub use profile::{
    Certification, Limits, Profile, Territory, certifications, customers, languages, territories,
    written,
};

/// Where the partner stands in the programme; only active ones are offered anything.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
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
pub enum PartnerStatus {
    /// In talks.
    #[default]
    Prospect,
    /// Being set up.
    Onboarding,
    /// Takes part.
    Active,
    /// Stopped for now.
    Suspended,
    /// Over.
    Ended,
}

/// Tier of the programme.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
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
pub enum Tier {
    /// Entry.
    #[default]
    Registered,
    /// Silver.
    Silver,
    /// Gold.
    Gold,
    /// Platinum.
    Platinum,
}

/// A whole number within bounds; empty is `None`.
pub fn whole_number(input: &str, min: i32, max: i32) -> Result<Option<i32>, Problem> {
    let text = input.trim();
    if text.is_empty() {
        return Ok(None);
    }
    match text.parse::<i32>() {
        Ok(number) if (min..=max).contains(&number) => Ok(Some(number)),
        Ok(_) | Err(_) => Err(Problem::NumberRange { min: min.into(), max: max.into() }),
    }
}

/// A comma separated list of at most 50 names, without repeats.
pub fn list(input: &str) -> Result<Vec<String>, Problem> {
    let mut items: Vec<String> = Vec::new();
    for part in input.split([',', ';', '\n']) {
        if let Some(item) = text::line(part, 80)?
            && !items.contains(&item)
        {
            items.push(item);
        }
    }
    if items.len() > 50 { Err(Problem::TooLong { max: 50 }) } else { Ok(items) }
}

/// An id in a hidden field; empty is `None`.
pub fn optional_id<T: std::str::FromStr>(input: &str) -> Result<Option<T>, Problem> {
    let text = input.trim();
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| Problem::Choice) }
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerRow {
    /// Id.
    pub id: PartnerId,
    /// Name.
    pub name: String,
    /// Programme status.
    pub status: PartnerStatus,
    /// Tier.
    pub tier: Tier,
    /// City.
    pub city: Option<String>,
    /// Offers that wait for an answer.
    pub offered_count: u64,
    /// Opportunities under management.
    pub managed_count: u64,
}

/// The record with its people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerDetail {
    /// Id.
    pub id: PartnerId,
    /// Its account.
    pub account_id: AccountId,
    /// Optimistic lock.
    pub version: i32,
    /// The values as a form shows them.
    pub form: PartnerForm,
    /// Its people.
    pub people: Vec<PersonRow>,
    /// Opportunities it has or had, newest first, at most 50.
    pub opportunities: Vec<crate::opportunity::OpportunityRow>,
    /// Its deal registrations, newest first, at most 50.
    pub registrations: Vec<crate::registration::QueueRow>,
    /// Whether the reader may change it and invite people.
    pub may_edit: bool,
}
