//! Automatic distribution: the button, what it decided and why, and who would be chosen.

mod card;
mod deed;
mod queue;
mod shown;

pub(super) use card::RoutingCard;
pub(super) use deed::{Distribute, Refused};
