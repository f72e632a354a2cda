//! What people choose from by a code: stages of a sale, and reasons. Administrators keep the lists.
//!
//! A code that once stood in a list stays readable for ever: it is retired, never deleted. The lists themselves come from
//! outside, so that a rule here is asked with the list as it stands at that moment.

mod choices;
mod code;
mod form;

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumIter, EnumString};

pub use choices::Choices;
pub use code::Code;
pub use form::{ChoiceForm, ChoiceInput};

use crate::lang::Lang;

/// The lists.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    Display,
    AsRefStr,
    EnumIter,
    EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum List {
    /// How far a sale is (Dataverse `salesstage`).
    Stage,
    /// Why a partner declines an offer.
    Decline,
    /// Why a partner gives an accepted opportunity back.
    Return,
    /// Why a sale was lost.
    Loss,
}

impl List {
    /// The codes that the program came with, in their first order.
    #[must_use]
    pub fn built_in(self) -> &'static [&'static str] {
        match self {
            Self::Stage => &["qualify", "develop", "propose", "close"],
            Self::Decline => &[
                "no_capacity",
                "outside_territory",
                "no_expertise",
                "unclear_need",
                "already_known",
                "conflict_of_interest",
                "other",
            ],
            Self::Return => &[
                "no_response",
                "not_qualified",
                "no_budget",
                "capability_gap",
                "no_capacity",
                "other",
            ],
            Self::Loss => {
                &["price", "competitor", "no_budget", "no_decision", "no_response", "other"]
            }
        }
    }

    /// Whether the program knows words for the code.
    #[must_use]
    pub fn knows(self, code: &Code) -> bool {
        self.built_in().contains(&code.as_ref())
    }
}

/// What administrators call a choice; `None` where the program's own word stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the two languages")]
pub struct Labels {
    pub cs: Option<String>,
    pub en: Option<String>,
}

impl Labels {
    /// In one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::Cs => self.cs.as_deref(),
            Lang::En => self.en.as_deref(),
        }
    }
}

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Which list.
    pub list: List,
    /// What is stored of it.
    pub code: Code,
    /// What administrators call it.
    pub labels: Labels,
    /// Where it stands in the list; smaller is earlier.
    pub position: i32,
    /// It is offered. What is not, is retired: old records keep it.
    pub is_active: bool,
    /// How likely a sale in this stage is, in percent.
    pub probability: Option<i32>,
    /// Optimistic lock.
    pub version: i32,
}

/// A code with its word, as somebody reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// The code.
    pub code: Code,
    /// What administrators call it in the reader's language; `None` is the program's own word.
    pub label: Option<String>,
}

/// A stage among the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leg {
    /// The stage.
    pub stage: Chosen,
    /// Its place, from one.
    pub at: u8,
    /// How many stages there are.
    pub of: u8,
}
