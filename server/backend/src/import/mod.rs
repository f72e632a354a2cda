//! Import of opportunities with their accounts and contacts from a CSV file.
//!
//! The file may come from Dynamics 365, in English or Czech, or from a spreadsheet. A line is the same opportunity as
//! before when its external id is the same; importing a file twice changes nothing.

mod ahead;
mod columns;
mod decode;
mod desk;
mod line;
mod make;
mod parties;
mod run;
mod sheet;
mod stored;
mod tally;

use domain::policy::{Action, Relation, authorize};

use crate::{Context, Error};

pub use run::{DateOrder, Options, execute};
pub use stored::{confirm, prepare, show};

/// Whether the actor may import, to be asked before a whole file is taken in.
pub fn admit(cx: &Context) -> Result<(), Error> {
    Ok(authorize(&cx.actor, Action::ImportOpportunities, Relation::Own)?)
}

/// Largest file, in bytes: 10,000 opportunities with full texts stay below it.
pub const MAX_BYTES: usize = 32 << 20;
