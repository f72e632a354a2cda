//! Import of opportunities with their accounts and contacts from a CSV file.
//!
//! The file may come from Dynamics 365, in English or Czech, or from a spreadsheet. A line is the same opportunity as
//! before when its external id is the same; importing a file twice changes nothing.

mod columns;
mod decode;
mod line;
mod parties;
mod run;
mod stored;

pub use run::{DateOrder, Options, execute};
pub use stored::{confirm, prepare, show};

/// Largest file, in bytes: 10,000 opportunities with full texts stay below it.
pub const MAX_BYTES: usize = 32 << 20;
