//! The customers of a partner, as far as they were opened to it.

use serde::{Deserialize, Serialize};

use super::Status;
use crate::{ids::AccountId, money::Money};

/// One of them, in a list or to be chosen for what the partner brings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnCustomer {
    /// Id.
    pub id: AccountId,
    /// Name.
    pub name: String,
    /// City.
    pub city: Option<String>,
    /// Opportunities with it that the reader sees in full.
    pub opportunities: u64,
}

/// The page of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnCustomerDetail {
    /// Name.
    pub name: String,
    /// IČO.
    pub registration_number: Option<String>,
    /// Web domain.
    pub domain: Option<String>,
    /// Line of business.
    pub industry: Option<String>,
    /// Street, postal code and city, region.
    pub address: Option<String>,
    /// Its people who are named on these opportunities.
    pub people: Vec<CustomerPerson>,
    /// Opportunities with it that the reader sees in full, the latest first.
    pub opportunities: Vec<CustomerDeal>,
    /// What the reader's company registered for it, the newest first.
    pub registrations: Vec<crate::registration::QueueRow>,
    /// What happened on these opportunities and is meant for the reader.
    pub timeline: crate::timeline::RelatedTimeline,
}

/// Somebody at a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerPerson {
    /// Full name.
    pub name: String,
    /// Job title.
    pub job_title: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
}

/// An opportunity with a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerDeal {
    /// Reference.
    pub reference: String,
    /// Topic.
    pub topic: String,
    /// Status.
    pub status: Status,
    /// It waits for the vendor's approval.
    pub is_waiting: bool,
    /// Actual or estimated value.
    pub value: Option<Money>,
}
