//! One opportunity with one partner, from its offer to its last answer.
//!
//! Pure: callers bring the facts and the time and store the result. Rows are never deleted.

mod attention;
mod by_link;
mod state;
mod view;

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumIter, EnumString};

pub use attention::{Attention, NEAR, SILENT_DAYS, Work, is_near};
pub use by_link::{AnswerLinkView, AnswerableOffer, AnsweredOffer};
pub use state::State;
pub use view::{AssignmentRow, Clock};

/// Why a partner declines an offer.
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
pub enum DeclineReason {
    /// No free people.
    NoCapacity,
    /// Too far away or not its region.
    OutsideTerritory,
    /// It cannot do this.
    NoExpertise,
    /// The need is not understandable.
    UnclearNeed,
    /// It already talks to this customer.
    AlreadyKnown,
    /// It works for a competitor of the customer, or the like.
    ConflictOfInterest,
    /// Something else; a text says what.
    Other,
}

/// Why a partner gives an accepted opportunity back.
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
pub enum ReturnReason {
    /// The customer does not answer.
    NoResponse,
    /// There is no real need.
    NotQualified,
    /// There is no money.
    NoBudget,
    /// It turned out that the partner cannot do it.
    CapabilityGap,
    /// No free people any more.
    NoCapacity,
    /// Something else; a text says what.
    Other,
}
