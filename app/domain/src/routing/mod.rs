//! Who is offered an opportunity, and why: decided from facts and a seed, so that the same question has the same answer
//! on every machine and for ever.
//!
//! Everything is counted in whole numbers: shares and scores are parts per million ([`WHOLE`]). A decision keeps what it
//! was made from, and the choice among those who fitted can be made again from that alone ([`Decision::recomputed`]).

mod batch;
mod decision;
mod draw;
mod eligible;
mod engine;
mod facts;
mod queue;
mod replay;
mod rule;
mod rule_form;
mod run;
mod score;
mod view;

pub use batch::{EXACT_UP_TO, optimum};
pub use decision::{Decision, OUT_MAX, Out, Ranked, SHORTLIST};
pub use eligible::{Obstacle, Obstacles};
pub use engine::{Terms, decide, decide_all, decide_groups};
pub use facts::{Area, Candidate, Certificate, Chance, Course, PlaceFrom, Rates, Vocabulary, Word};
pub use queue::QueueDeed;
pub use replay::{
    Outlook, REPLAY_DAYS, REPLAY_MAX, ReplayForm, ReplayPage, ReplayPartner, ReplayResult,
    ReplayRow, ReplayTerms, Replayed, replay,
};
pub use rule::{AT_ONCE_MAX, Asking, Conditions, Rule, Strategy, Subject, Trigger, WATERFALL_MAX};
pub use rule_form::{RuleForm, RuleRow, RuleSettings, RulesPage, WEIGHT_FIELDS};
pub use run::{
    Held, PreviewChoice, PreviewRow, RunLine, RunPreview, RunRow, RunState, RunView, SELECTION_MAX,
    Selection,
};
pub use score::{Evidence, Expected, PART_COUNT, Part, Prior, Weights};
pub use view::{Asked, Explanation, Fit, Shown, ShownOut};

/// One, in parts per million.
pub const WHOLE: u32 = 1_000_000;

#[cfg(test)]
mod cases;
#[cfg(test)]
mod properties;
