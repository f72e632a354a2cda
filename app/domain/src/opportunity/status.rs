//! Status: who has the baton. The words are those of the founding document.

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumIter, EnumString};

/// Status of the record.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
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
pub enum Status {
    /// With staff.
    #[default]
    InProgress,
    /// Paused; clocks stand still.
    OnHold,
    /// Offered to a partner who has not answered.
    Delivered,
    /// Managed by one partner or by several.
    Accepted,
    /// The partner said no; staff decide what next.
    Declined,
    /// The partner said nothing in time; staff decide what next.
    Expired,
    /// The partner gave it back; staff decide what next.
    Returned,
    /// Sold.
    Won,
    /// Given up.
    Canceled,
    /// A competitor sold it.
    OutSold,
    /// Created by a partner and not approved.
    Rejected,
}

/// Dataverse `statecode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusGroup {
    /// Something can still happen.
    Open,
    /// Sold.
    Won,
    /// Over without a sale.
    Lost,
}

impl Status {
    /// Open, won or lost.
    #[must_use]
    pub fn group(self) -> StatusGroup {
        match self {
            Self::InProgress
            | Self::OnHold
            | Self::Delivered
            | Self::Accepted
            | Self::Declined
            | Self::Expired
            | Self::Returned => StatusGroup::Open,
            Self::Won => StatusGroup::Won,
            Self::Canceled | Self::OutSold | Self::Rejected => StatusGroup::Lost,
        }
    }

    /// Something can still happen.
    #[must_use]
    pub fn is_open(self) -> bool {
        self.group() == StatusGroup::Open
    }

    /// It rests with nobody until staff decide.
    #[must_use]
    pub fn needs_decision(self) -> bool {
        matches!(self, Self::Declined | Self::Expired | Self::Returned)
    }
}

/// Where an opportunity came from; never changes.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    Display,
    AsRefStr,
    EnumIter,
    EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Origin {
    /// The vendor's people typed it.
    Staff,
    /// A partner created it on the portal.
    Partner,
    /// It came in a file.
    Import,
}

/// On what ground personal data of the customer's people are passed on (GDPR art. 6).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    Display,
    AsRefStr,
    EnumIter,
    EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum LegalBasis {
    /// The person agreed.
    Consent,
    /// Needed for a contract.
    Contract,
    /// Legitimate interest.
    LegitimateInterest,
}
