//! Accounts: the end customers' organizations, and the companies behind partners.

mod create;
pub(crate) mod legal_form;
mod list;
mod lookup;
mod resolve;
pub(crate) mod row;
mod save;
mod show;
mod similar;

pub use create::create;
pub use list::list;
pub use lookup::lookup;
pub use resolve::resolve;
pub use save::save;
pub(crate) use save::store;
pub(crate) use show::OPPORTUNITIES;
pub use show::show;
pub use similar::similar;
