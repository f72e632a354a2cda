//! Signing in, staying in, being put out.

mod links;
mod password;
mod reset;
mod setup;
mod sign_in;
mod staying;
