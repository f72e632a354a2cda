//! The reselling company.

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumIter, EnumString};

use crate::{
    ids::{AccountId, PartnerId, UserId},
    invalid::{Collector, FieldError, Problem},
    person::PersonRow,
    text::{self, NAME_MAX},
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

/// Default hours for an answer.
pub const DEFAULT_ACCEPT_HOURS: i32 = 48;

/// What is typed into a partner. Name and IČO belong to its account.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PartnerForm {
    /// Company name.
    pub name: String,
    /// IČO.
    pub registration_number: String,
    /// City.
    pub city: String,
    /// Region.
    pub region: String,
    /// Web domain.
    pub domain: String,
    /// [`PartnerStatus`].
    pub status: String,
    /// [`Tier`].
    pub tier: String,
    /// Hours that the partner has for an answer, 1–240.
    pub accept_hours: String,
    /// Time zone (IANA name).
    pub time_zone: String,
    /// Product lines, comma separated.
    pub products: String,
    /// User who is told first of an offer.
    pub default_recipient: String,
}

/// A valid partner.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of PartnerForm, checked")]
pub struct PartnerInput {
    pub name: String,
    pub registration_number: Option<String>,
    pub city: Option<String>,
    pub region: Option<String>,
    pub domain: Option<String>,
    pub status: PartnerStatus,
    pub tier: Tier,
    pub accept_hours: i32,
    pub time_zone: String,
    pub products: Vec<String>,
    pub default_recipient: Option<UserId>,
}

impl PartnerForm {
    /// Checks every field and tells all problems at once. The time zone's existence is the server's to check.
    pub fn check(&self) -> Result<PartnerInput, Vec<FieldError>> {
        let mut c = Collector::default();
        let name = c.take("name", text::required_line(&self.name, NAME_MAX));
        let number = c.take(
            "registration_number",
            crate::account::registration_number(&self.registration_number),
        );
        let city = c.take("city", text::line(&self.city, text::SHORT_MAX));
        let region = c.take("region", text::line(&self.region, text::SHORT_MAX));
        let domain = c.take("domain", text::line(&self.domain, 200));
        let status = c.take("status", self.status.parse().map_err(|_| Problem::Choice));
        let tier = c.take("tier", self.tier.parse().map_err(|_| Problem::Choice));
        let hours = c.take("accept_hours", whole_number(&self.accept_hours, 1, 240));
        let zone = c.take("time_zone", text::line(&self.time_zone, 64));
        let products = c.take("products", list(&self.products));
        let recipient = c.take("default_recipient", optional_id(&self.default_recipient));
        let (Some(name), Some(status), Some(tier), true) = (name, status, tier, c.is_empty())
        else {
            return Err(c.into_errors());
        };
        Ok(PartnerInput {
            name,
            registration_number: number.flatten(),
            city: city.flatten(),
            region: region.flatten(),
            domain: domain.flatten().map(|d| crate::account::bare_domain(&d)),
            status,
            tier,
            accept_hours: hours.flatten().unwrap_or(DEFAULT_ACCEPT_HOURS),
            time_zone: zone.flatten().unwrap_or_else(|| "Europe/Prague".to_owned()),
            products: products.unwrap_or_default(),
            default_recipient: recipient.flatten(),
        })
    }
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
    /// Whether the reader may change it and invite people.
    pub may_edit: bool,
}
