//! Screens of Stafeta and the server functions behind them.
//!
//! Two roots, because partner people must never download staff screens: [`partner::PartnerApp`] and
//! [`staff::StaffApp`]. The server renders one of them into [`shell`], by the first part of the URL;
//! the bundle of the same name hydrates it.
#![expect(
    missing_docs,
    reason = "the server macro turns documented arguments into undocumented fields"
)]
#![cfg_attr(
    not(feature = "ssr"),
    expect(dead_code, reason = "what only the server draws is not in the browser")
)]

#[cfg(feature = "hydrate")]
mod drafts;
pub mod error;
pub mod forms;
#[cfg(feature = "hydrate")]
pub mod hydrate;
pub mod live;
pub mod partner;
#[cfg(feature = "ssr")]
pub mod request;
pub mod session;
mod shared;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod staff;
mod text;
#[cfg(feature = "ssr")]
pub mod told;
