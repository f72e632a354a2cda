//! What partner people see and do.

mod board;
mod canary;
mod collaboration;
mod files;
mod hostile;
mod notes;
mod timeline;
mod work;
