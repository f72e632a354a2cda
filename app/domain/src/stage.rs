//! The four legs of a sale. Stage is not status: one says how far the sale is, the other who has the baton.

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumIter, EnumString};

/// How far the sale is (Dataverse `salesstage`).
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
pub enum Stage {
    /// Is there a need and a budget?
    #[default]
    Qualify,
    /// What would solve it?
    Develop,
    /// The offer is out.
    Propose,
    /// Terms are being settled.
    Close,
}

impl Stage {
    /// All four in order.
    pub const ALL: [Self; 4] = [Self::Qualify, Self::Develop, Self::Propose, Self::Close];
}
