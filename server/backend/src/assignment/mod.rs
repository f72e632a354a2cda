//! One opportunity with one partner: how the company stands to it, and how it answers an offer.

mod accept;
mod decline;
mod expire;
pub(crate) mod moved;
pub(crate) mod names;
mod offer;
pub(crate) mod standing;

pub use accept::accept;
pub use decline::decline;
pub use expire::expire_due;
