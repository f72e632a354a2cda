//! Signed receipts of acceptances and deal registrations: written with the transition that they confirm, read by those who
//! may read it, checked by anybody.

mod check;
mod issue;
mod key;
mod read;

pub use check::{LARGEST, check, verify};
pub(crate) use ed25519_dalek::SigningKey as Key;
pub(crate) use issue::{Confirmed, Decision, Receipt, accepted, protection, registration, signed};
pub use key::{PublicKey, prepare, public_key};
pub(crate) use key::{known, signing};
pub(crate) use read::{of_opportunities, rows};
pub use read::{of_opportunity, show};
