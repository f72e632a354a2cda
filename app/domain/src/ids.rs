//! Typed ids, so that an opportunity's id cannot be passed for a partner's.
//!
//! The values are version 7 UUIDs made on the server; this crate only carries them.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )*};
}

ids! {
    /// A sales chance.
    OpportunityId,
    /// One opportunity with one partner.
    AssignmentId,
    /// An end customer's organization.
    AccountId,
    /// A person at an end customer.
    ContactId,
    /// A reselling company.
    PartnerId,
    /// A person with a sign-in.
    UserId,
    /// One entry of a timeline.
    EntryId,
    /// One file.
    AttachmentId,
    /// One message to leave the house.
    MailId,
    /// One run of an import.
    ImportId,
    /// One request for the exclusive right to an opportunity.
    RegistrationId,
    /// A thing that the vendor sells.
    ProductId,
    /// A signed confirmation.
    ReceiptId,
    /// A rule by which opportunities are distributed.
    RoutingRuleId,
    /// Why a partner was chosen.
    RoutingDecisionId,
    /// The distribution of a whole selection.
    RoutingRunId,
}
