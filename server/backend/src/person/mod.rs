//! People with a sign-in: the vendor's own and those of partners.

mod answerers;
mod invite;
mod list;
pub(crate) mod row;
mod set_active;
mod set_role;
mod vendor_managers;

pub use answerers::can_answer;
pub(crate) use answerers::{all_that_can_answer, answerers};
pub use invite::invite;
pub(crate) use invite::send_invitation;
pub(crate) use list::lines;
pub use list::list;
pub use set_active::set_active;
pub(crate) use set_active::{Side, change_activity};
pub use set_role::set_role;
pub(crate) use set_role::{change_role, exceeds};
pub(crate) use vendor_managers::{
    active_deciders_and, managers_among, vendor_deciders, vendor_managers,
};
