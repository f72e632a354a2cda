//! Partners: the reselling companies and their people.

mod create;
mod invite;
mod list;
mod lookup;
mod recipient;
mod resolve;
mod row;
mod save;
mod set_active;
mod show;

pub use create::create;
pub use invite::invite;
pub use list::list;
pub use lookup::lookup;
pub use resolve::resolve;
pub use save::save;
pub use set_active::set_active;
pub use show::show;
