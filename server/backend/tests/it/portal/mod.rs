//! What partner people see and do.

mod assign;
mod board;
mod bring;
mod canary;
mod customers;
mod check_in;
mod collaboration;
mod files;
mod hostile;
mod info;
mod notes;
mod timeline;
mod work;
