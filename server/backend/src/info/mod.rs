//! The vendor asks a partner about what it brought, and the partner completes exactly what was named.
//!
//! One question at a time for each opportunity: a row of `info_request` without an answer. Deciding about the
//! opportunity ends it, too.

mod answer;
mod ask;
mod request;
mod to_complete;

pub use answer::answer;
pub use ask::ask;
pub(crate) use request::{close, open, question};
pub use to_complete::to_complete;
