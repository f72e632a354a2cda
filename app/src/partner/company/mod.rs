//! `/company`: the own company's profile and team. Plain forms: only the server draws it.

pub mod api;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod profile;
#[cfg(feature = "ssr")]
mod team;

#[cfg(feature = "ssr")]
pub(super) use page::CompanyPage;
