//! Opportunities as staff create, hand over, take back and find them.

pub(crate) mod absorb;
mod assign;
mod bring;
mod brought;
mod candidate;
mod complete;
mod conflict;
mod course;
mod create;
mod currency;
pub(crate) mod decide_by;
mod draft;
mod fields;
mod form;
mod hand;
mod holders;
pub(crate) mod holds;
pub(crate) mod list;
mod outcome;
mod people;
mod plan;
mod recall;
pub(crate) mod row;
mod save;
pub(crate) mod search_text;
mod show;
mod undo;
mod write;

pub(crate) use hand::{Hand, offer_to, offer_to_all};
pub(crate) use holders::COLLABORATION;

pub use bring::bring;
pub(crate) use complete::{complete, stored_values};
pub use create::create;
pub use draft::draft;
pub use list::list;
pub(crate) use list::{Figures, dress};
pub use recall::recall;
pub use save::save;
pub use show::show;
pub use undo::undo;
