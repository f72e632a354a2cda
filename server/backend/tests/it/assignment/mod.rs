//! Partners answer offers, in time and once.

mod accept;
mod by_link;
mod crossing;
mod decline;
mod expire;
mod first_report;
mod race;
mod remind;
