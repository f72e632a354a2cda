//! What partner people see and do.

mod assign;
mod board;
mod bring;
mod brought_closed;
mod canary;
mod check_in;
mod collaboration;
mod customers;
mod files;
mod hostile;
mod info;
mod keep_customer;
mod mentions;
mod notes;
mod timeline;
mod work;
