//! Partner companies and their people.

mod people;
mod record;
