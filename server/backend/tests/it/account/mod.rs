//! End customers: their companies and people.

mod contacts;
mod duplicates;
mod list;
mod picking;
mod record;
