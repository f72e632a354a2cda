//! Contacts: people at end customers.

mod resolve;
pub(crate) mod row;

pub use resolve::resolve;
