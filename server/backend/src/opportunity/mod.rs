//! Opportunities as staff create, hand over, take back and find them.

pub(crate) mod absorb;
mod assign;
mod candidate;
mod conflict;
mod course;
mod create;
mod draft;
mod fields;
mod form;
mod holders;
mod list;
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

pub(crate) use holders::COLLABORATION;

pub use create::create;
pub use draft::draft;
pub use list::list;
pub(crate) use list::{Figures, dress};
pub use recall::recall;
pub use save::save;
pub use show::show;
pub use undo::undo;
