//! Distributing automatically: facts from the database, the domain's decision, and its record.

mod course;
mod directory;
mod distribute;
mod fit;
mod question;
mod record;
mod suggest;

pub use distribute::distribute;
pub use record::{decisions, explain};
pub use suggest::{suggest, take};
