//! Deal registrations: partners ask for the exclusive right to what they brought, staff decide, the database keeps it.

mod appeal;
mod approve;
mod ask;
mod asked;
mod check;
mod conflict;
mod customer;
pub(crate) mod deadline;
mod ending;
mod extend;
mod lapse;
mod list;
mod moved_account;
mod page;
mod pause;
#[cfg(test)]
mod plan_tests;
mod protection;
mod reject;
mod request;
mod similar;
mod submit;
mod timer;
mod view;
mod withdraw;

pub use appeal::appeal;
pub use approve::{approve, review};
pub use ask::{answer, ask};
pub use asked::checks_of;
pub use check::{check, checks};
pub(crate) use ending::close;
pub use extend::extend;
pub use lapse::lapse_due;
pub use list::{mine, queue};
pub(crate) use list::{of_account, of_contact, of_partner};
pub(crate) use moved_account::move_account;
pub use page::{of_opportunity, page, show};
pub(crate) use pause::go_on;
pub(crate) use protection::{for_somebody_else, holder as protected_for, told as protection_of};
pub use reject::{reject, revoke};
pub(crate) use request::relation;
pub(crate) use submit::UNDECIDED;
pub use submit::submit;
pub use timer::{escalate_due, warn_due};
pub use withdraw::withdraw;
