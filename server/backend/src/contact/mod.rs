//! Contacts: people at end customers.

mod create;
mod list;
mod lookup;
mod resolve;
pub(crate) mod row;
mod save;
mod show;

pub use create::create;
pub use list::list;
pub use lookup::lookup;
pub use resolve::resolve;
pub(crate) use resolve::{Namesake, choose, named, namesakes};
pub use save::save;
pub(crate) use save::store;
pub use show::show;
