//! Accounts: the end customers' organizations, and the companies behind partners.

pub(crate) mod legal_form;
mod resolve;
pub(crate) mod row;

pub use resolve::resolve;
