//! Deal registration: a partner asks for the exclusive right to what it brought.

mod state;

pub use state::{Reason, State};
