//! A whole selection is distributed: looked at first, then done in the background, one transaction for each.

mod cancel;
mod end;
mod gather;
mod plan;
mod preview;
mod selected;
mod show;
mod start;
mod step;
mod work;

pub use cancel::cancel;
pub(crate) use gather::{gather, hand_over};
pub use preview::preview;
pub use show::{run, runs};
pub use start::start;
pub use work::work;

/// Stored word for an opportunity that has not had its turn.
const WAITING: &str = "waiting";
/// Stored word for one that was offered to somebody.
const OFFERED: &str = "offered";
/// Stored word for one that needs a person.
const HELD: &str = "held";
