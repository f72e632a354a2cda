//! Distributing automatically: facts from the database, the domain's decision, and its record.

mod automatic;
mod conflict;
mod course;
mod directory;
mod distribute;
mod fit;
mod place;
mod question;
mod record;
mod replay;
mod rules;
mod run;
mod suggest;
mod waterfall;

pub(crate) use automatic::{Automatic, on_creation};
pub use distribute::distribute;
pub use record::{decisions, explain};
pub use replay::replay;
pub(crate) use rules::how_many as how_many_rules;
pub use rules::{activate_rule, move_rule_up, rules, save_rule, switch_rule_off};
pub use run::{cancel, preview, run, runs, start, work};
pub(crate) use run::{gather, hand_over};
pub use suggest::{suggest, take};
pub use waterfall::change_queue;
pub(crate) use waterfall::{Next, go_on};
