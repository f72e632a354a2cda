//! What partner people see and do: their two lists, an opportunity, and the work on it.

mod asked;
mod assign_seller;
mod attention;
mod board;
mod brought;
mod card;
mod check_in;
mod customer;
mod customers;
mod finish;
mod give_back;
mod keep_customer;
mod leave;
mod managed;
mod managed_row;
mod progress;
mod reveal;
mod show;

pub use assign_seller::assign_seller;
pub use board::board;
pub use check_in::check_in;
pub use customers::{own_customer, own_customers};
pub use finish::{lose, win};
pub use give_back::give_back;
pub use keep_customer::{add_person, save_customer, save_person};
pub use leave::leave;
pub use progress::progress;
pub use show::show;
