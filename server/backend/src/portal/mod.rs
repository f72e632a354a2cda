//! What partner people see and do: their two lists, an opportunity, and the work on it.

mod board;
mod card;
mod customer;
mod finish;
mod give_back;
mod leave;
mod managed;
mod managed_row;
mod progress;
mod reveal;
mod show;

pub use board::board;
pub use finish::{lose, win};
pub use give_back::give_back;
pub use leave::leave;
pub use progress::progress;
pub use show::show;
