//! Partners answer offers, in time and once.

mod accept;
mod crossing;
mod decline;
mod expire;
mod race;
