//! A fresh portal for each test: database, frozen clock, known people, and builders that write rows.
//!
//! ```ignore
//! let portal = Portal::open().await;
//! let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
//!
//! let before = portal.digest().await;
//! let denied = assignment::accept(&portal.seller_of(&portal.alfa), deal.assignment()).await;
//!
//! assert!(denied.is_err());
//! assert_eq!(portal.digest().await, before);
//! ```
//!
//! On SQLite, or on the PostgreSQL named by `STAFETA_TEST_DATABASE_URL`. Everything is the same in
//! every run: the clock stands at [`START`], ids and tokens come from a seed. Failing to set up a
//! test is a failing test, so everything here panics.
#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

mod assignment;
mod database;
mod digest;
mod mailbox;
mod opportunity;
mod people;
mod portal;
mod rows;

pub use database::{Database, on_postgres};
pub use digest::Digest;
pub use mailbox::Mail;
pub use opportunity::{Deal, OpportunityBuilder};
pub use people::Company;
pub use portal::{Portal, START};
