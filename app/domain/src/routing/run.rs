//! A whole selection distributed at once: what would become of it, and what became of it.

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumString};

use super::{PlaceFrom, Shown, Strategy, Weights};
use crate::{
    LocalTime,
    ids::{PartnerId, RoutingRunId},
    opportunity::{ListQuery, Named},
    refusal::Refusal,
};

/// Most opportunities of one selection.
pub const SELECTION_MAX: usize = 1_000;

/// What is to be distributed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Selection {
    /// References of those that were ticked.
    pub picks: Vec<String>,
    /// Everything that the list shows for this, instead.
    pub all: Option<ListQuery>,
}

/// Why one of them needs a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "held", content = "refusal", rename_all = "snake_case")]
pub enum Held {
    /// A colleague owns it, and whoever asks may only distribute their own.
    NotYours,
    /// A rule of the business is against it.
    Refused(Refusal),
    /// Something failed that is none of its own.
    Failed,
}

/// What would become of a selection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunPreview {
    /// Each of them in its order; none when there are too many.
    pub rows: Vec<PreviewRow>,
    /// How many were chosen.
    pub chosen: u64,
    /// For those that are decided as a whole: whether that is exact, or there are too many of them.
    pub is_exact: Option<bool>,
    /// What chance goes by; with the same one the run decides alike.
    pub seed: String,
}

impl RunPreview {
    /// How many would be offered to somebody.
    #[must_use]
    pub fn offered(&self) -> usize {
        self.rows.iter().filter(|row| row.fate.is_ok()).count()
    }
}

/// What would become of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewRow {
    /// Its reference.
    pub reference: String,
    /// Its topic.
    pub topic: String,
    /// Name and version of the rule that is for it.
    pub rule: Option<(String, i32)>,
    /// Who would get it and why, or why nobody.
    pub fate: Result<PreviewChoice, Held>,
}

/// Who would get it and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewChoice {
    /// Who, with the score and its parts.
    pub partner: Shown,
    /// So many would be asked at once, this one among them; nought where one would be.
    pub at_once: u8,
    /// How was chosen.
    pub strategy: Strategy,
    /// What counted how much.
    pub weights: Weights,
    /// From where the customer's country was known.
    pub place_from: Option<PlaceFrom>,
}

/// How far a run is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, AsRefStr, EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum RunState {
    /// It works, or waits for its turn.
    Running,
    /// All have had their turn.
    Done,
    /// Somebody stopped it, or whoever started it may not any more.
    Canceled,
}

/// A run in the list of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunLine {
    /// Which.
    pub id: RoutingRunId,
    /// How far it is.
    pub state: RunState,
    /// Who started it; nobody when it came from the command line.
    pub by: Option<String>,
    /// When.
    pub started_at: LocalTime,
    /// How many were chosen.
    pub chosen: u64,
    /// How many were offered to somebody.
    pub offered: u64,
    /// How many need a person.
    pub held: u64,
}

/// A run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunView {
    /// Its figures.
    pub line: RunLine,
    /// When it ended.
    pub finished_at: Option<LocalTime>,
    /// As in [`RunPreview`].
    pub is_exact: Option<bool>,
    /// Each of them: first those that need a person, then in the order of the selection.
    pub rows: Vec<RunRow>,
}

/// What became of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunRow {
    /// Its reference.
    pub reference: String,
    /// Its topic.
    pub topic: String,
    /// Who was asked, or why nobody; `None` while it waits, and for ever when the run was stopped before.
    pub fate: Option<Result<Named<PartnerId>, Held>>,
    /// How many others were asked at the same time.
    pub others: u32,
}
