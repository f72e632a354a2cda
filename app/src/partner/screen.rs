//! What the server sends to the partner's pages: words as they are read, and parts of the page as they are drawn.
//!
//! The browser neither formats nor decides anything: amounts, dates, statuses and the stories of the timeline would
//! be half of its WebAssembly.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

#[cfg(feature = "ssr")]
use crate::error::AppError;

/// Everything that one page shows.
pub trait Screen:
    Clone + Default + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static
{
    /// Path of the server function that answers with it.
    const PATH: &'static str;

    /// Asks for it on the server.
    #[cfg(feature = "ssr")]
    fn read(reference: String) -> impl Future<Output = Result<Self, AppError>> + Send;
}

/// The dashboard and the list of opportunities.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// How many offers wait, as a sentence.
    pub waiting: String,
    /// Must still be answered, the soonest deadline first.
    pub offers: Vec<Offer>,
    /// What wants attention, drawn; empty when nothing does.
    pub alerts: String,
    /// The reader may accept and decline.
    pub may_answer: bool,
    /// Brought by the company and waiting for approval, or rejected, drawn; empty when there are none.
    pub brought: String,
    /// Managed ones, drawn.
    pub managed: String,
    /// The first managed ones, drawn.
    pub managed_short: String,
    /// Closed ones, drawn.
    pub closed: String,
}

/// An offer that can be answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The assignment.
    pub id: String,
    /// Reference.
    pub reference: String,
    /// Topic.
    pub topic: String,
    /// What it is about, drawn; on its own page, why it cannot be answered now.
    pub about: String,
    /// The deadline; without one the offer stands until it is taken back.
    pub clock: Option<Deadline>,
    /// Stopped by the vendor: nobody answers it.
    pub on_hold: bool,
    /// Why it can be declined: codes and their words.
    pub declines: Vec<(String, String)>,
}

/// A running deadline.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Deadline {
    /// Seconds left when the server answered.
    pub left: i64,
    /// Seconds it had in all.
    pub total: i64,
    /// The end in words.
    pub until: String,
    /// In words, while it stands still.
    pub paused: Option<String>,
}

/// One opportunity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opportunity {
    /// Its topic, the title of the page.
    pub topic: String,
    /// Status, reference, topic, and who shares it, drawn.
    pub head: String,
    /// What it is about, drawn.
    pub about: String,
    /// The customer, drawn; empty before acceptance and after the end.
    pub customer: String,
    /// To be answered.
    pub offer: Option<Offer>,
    /// The clock of the first report on what is managed.
    pub report: Option<Deadline>,
    /// The reader may answer it.
    pub may_answer: bool,
    /// The company brought it and the vendor has not approved it: there is no work yet but the timeline.
    pub brought: bool,
    /// The deal registration at its bottom, drawn; empty where there is none.
    pub registration: String,
    /// Managed.
    pub work: Option<Box<Work>>,
}

/// What can be done with an accepted opportunity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "what may be done, each read alone")]
pub struct Work {
    /// Id.
    pub id: String,
    /// How far it is, drawn.
    pub stepper: String,
    /// What happened, drawn.
    pub timeline: String,
    /// Stage, as its form names it.
    pub stage: String,
    /// The stages: codes and their words.
    pub stages: Vec<(String, String)>,
    /// Estimated value, as it is typed.
    pub value: String,
    /// Sign of the currency; empty while there is no value.
    pub currency: String,
    /// Estimated close (ISO date).
    pub close_on: String,
    /// With whom it is shared, in words; empty when it is not.
    pub others: String,
    /// Stage and news may be reported.
    pub may_progress: bool,
    /// Value and close date may be changed.
    pub may_extend: bool,
    /// Win and lose.
    pub may_finish: bool,
    /// Give back.
    pub may_return: bool,
    /// Leave the collaboration.
    pub may_leave: bool,
    /// Why it can be lost: codes and their words.
    pub losses: Vec<(String, String)>,
    /// Why it can be given back.
    pub returns: Vec<(String, String)>,
    /// Write notes.
    pub may_note: bool,
}
