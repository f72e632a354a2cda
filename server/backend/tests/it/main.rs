//! The backend on a real database: SQLite, or PostgreSQL when `STAFETA_TEST_DATABASE_URL` names one.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "the lint spares test functions only, and what they call is test code as well"
)]

mod account;
mod assignment;
mod backup;
mod choice;
mod company;
mod constraints;
mod dashboard;
mod db;
mod demo;
mod import;
mod mail;
mod model;
mod opportunity;
mod outage;
mod overview;
mod partner;
mod person;
mod portal;
mod product;
mod rate;
mod receipt;
mod refused;
mod registration;
mod related;
mod routing;
mod schema;
mod search;
mod session;
mod sign_up;
mod timeline;
