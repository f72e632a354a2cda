//! Use cases and storage of Stafeta.
//!
//! A use case is `<noun>::<verb>(&Context, …)`: it begins to write, reads through a scope, asks the
//! policy, lets the domain decide, writes with a guard on `version`, records the timeline, queues the
//! mail, commits; always in this order. Rows (`entity`) stay private; what leaves are domain types.

mod entity;

pub mod account;
pub mod assignment;
pub mod backup;
pub mod changes;
pub mod choice;
pub mod clock;
pub mod company;
pub mod contact;
pub mod context;
pub mod dashboard;
pub mod db;
pub mod demo;
pub mod echo;
pub mod entropy;
mod error;
pub mod file;
pub mod fold;
pub mod import;
pub mod info;
mod listing;
pub mod mail;
mod many;
mod markdown;
mod mention;
pub mod note;
pub mod opportunity;
pub mod outbox;
pub mod overview;
pub mod partner;
pub mod password;
pub mod person;
mod picked;
pub mod portal;
pub mod product;
pub mod rate;
pub mod receipt;
pub mod registration;
pub mod routing;
pub mod session;
pub mod settings;
pub mod timeline;
pub mod timeline_read;
mod working_time;
pub mod zone;

pub use context::{Backend, Context};
pub use error::Error;
