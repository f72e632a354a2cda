//! What every request passes through, one concern a file.

pub mod content_policy;
pub mod echo;
pub mod one_thread;
pub mod same_origin;
pub mod security_headers;
pub mod session;
