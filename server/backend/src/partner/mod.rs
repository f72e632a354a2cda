//! Partners: the reselling companies and their people.

mod create;
mod invite;
mod list;
mod lookup;
pub(crate) mod recipient;
mod resolve;
pub(crate) mod row;
mod save;
mod set_active;
mod set_role;
mod show;

pub use create::create;
pub use invite::invite;
pub use list::list;
pub use lookup::lookup;
pub(crate) use lookup::suggested;
pub(crate) use resolve::namesakes;
pub use resolve::resolve;
pub use save::save;
pub use set_active::set_active;
pub use set_role::set_role;
pub use show::show;
