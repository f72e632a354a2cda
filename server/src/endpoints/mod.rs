//! Plain HTTP that is no screen.

pub mod csp_report;
pub mod events;
pub mod files;
pub mod health;
pub mod import;
pub mod problem;
pub mod receipts;
pub mod registrations;
pub mod trouble;
