//! The whole portal over HTTP, in process: who may do what, and what every answer carries.

mod cross_site;
mod echo;
mod events;
mod matrix;
mod server;
mod session_cookie;
mod what_pages_carry;
