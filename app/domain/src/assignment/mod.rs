//! One opportunity with one partner, from its offer to its last answer.
//!
//! Pure: callers bring the facts and the time and store the result. Rows are never deleted.

mod attention;
mod by_link;
mod state;
mod view;

pub use attention::{Attention, NEAR, SILENT_DAYS, Work, is_near};
pub use by_link::{AnswerLinkView, AnswerableOffer, AnsweredOffer};
pub use state::State;
pub use view::{AssignmentRow, Clock};
