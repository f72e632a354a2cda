//! The whole portal over HTTP, in process: who may do what, and what every answer carries.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "the lint spares test functions only, and what they call is test code as well"
)]

mod busy;
mod commands;
mod cross_site;
mod customers;
mod echo;
mod events;
mod import_command;
mod import_page;
mod matrix;
mod partner_dashboard;
mod receipts;
mod registration_evidence;
mod registrations;
mod routing_rules;
mod server;
mod session_cookie;
mod stopping;
mod what_pages_carry;
mod what_pages_say;
