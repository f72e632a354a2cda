//! Accounts: the end customers' organizations, and the companies behind partners.

mod create;
pub(crate) mod legal_form;
mod list;
mod lookup;
mod merge;
mod merged;
mod resolve;
pub(crate) mod row;
mod save;
mod show;
mod similar;

pub use create::create;
pub use list::list;
pub use lookup::lookup;
pub(crate) use lookup::suggested;
pub use merge::{compare, merge};
pub use resolve::resolve;
pub(crate) use resolve::{Namesake, named, namesakes, of_number};
pub use save::save;
pub(crate) use save::store;
pub(crate) use show::OPPORTUNITIES;
pub use show::show;
pub(crate) use similar::is_public_domain;
pub(crate) use similar::of as similar_to;
pub use similar::similar;
