//! Where a registration stands, and why it was turned down.

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumIter, EnumString};

/// Where it stands.
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
pub enum State {
    /// Nobody has looked at it.
    Submitted,
    /// Somebody looks at it.
    InReview,
    /// The vendor asked and waits.
    InfoRequested,
    /// The partner is protected.
    Approved,
    /// Turned down.
    Rejected,
    /// The partner took it back.
    Withdrawn,
    /// The protection ended by time.
    Expired,
    /// The vendor ended the protection.
    Revoked,
    /// The opportunity was won under it.
    Converted,
    /// The opportunity was lost under it.
    Closed,
}

/// Why it was turned down or revoked.
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
pub enum Reason {
    /// The vendor works on this customer itself.
    OwnCustomer,
    /// Another partner is protected for it.
    Protected,
    /// The same has been registered before.
    Duplicate,
    /// There is no real need yet.
    NotQualified,
    /// What was sent does not suffice.
    Incomplete,
    /// Outside of what the partner is authorised for.
    OutOfScope,
    /// The partner does not work on it.
    Inactivity,
    /// Something else; a text says what.
    Other,
}
