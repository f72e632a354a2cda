//! Stages and reasons: lists that administrators keep and everybody chooses from.
//!
//! They are read anew for each call, in one statement: a few dozen rows, and nothing that another server could have changed
//! is remembered.

mod add;
mod list;
mod read;
mod save;
mod set_active;
mod shift;

pub use add::add;
pub use list::list;
pub(crate) use read::all;
pub use save::save;
pub use set_active::set_active;
pub use shift::shift;

use domain::choice::{Choice, Choices, Code, List};
use domain::policy::Denied;

use crate::{Context, Error, db::WriteTxn};

/// All lists, locked against other administrators, and the line that is meant.
async fn to_change(
    txn: &WriteTxn,
    cx: &Context,
    list: List,
    code: &Code,
) -> Result<(Choices, Choice), Error> {
    let choices = read::locked(txn, cx, list).await?;
    let line = choices.find(list, code).cloned().ok_or(Denied::Hidden)?;
    Ok((choices, line))
}
