//! End customers: their companies and people.

mod contacts;
mod duplicates;
mod list;
mod merge;
mod picking;
mod record;
