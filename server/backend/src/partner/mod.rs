//! Partners: the reselling companies and their people.

mod resolve;

pub use resolve::resolve;
