//! Words and rules of the business, pure: no clock, no database, no randomness, no language of the user but as data.
//!
//! | term | module |
//! |---|---|
//! | who may do what | [`policy`] |
//! | the sales chance, its status machine | [`opportunity`] |
//! | one opportunity with one partner: offer, deadline, answer | [`assignment`] |
//! | end customers and their people | [`account`], [`contact`] |
//! | reselling companies | [`partner`] |
//! | the exclusive right to what a partner brought | [`registration`] |
//! | signed confirmations of both | [`receipt`] |
//! | who is offered an opportunity, and why | [`routing`] |
//! | points on the map, and how far they are apart | [`place`] |
//! | what currencies are worth on a day | [`rate`] |
//! | working days and holidays | [`calendar`] |
//! | stages and reasons, as administrators keep them | [`choice`] |
//! | people with a sign-in | [`person`] |
//! | what happened, who wrote what | [`timeline`] |
//! | amounts, dates and plurals as people read them | [`money`], [`format`], [`lang`] |
//! | what is wrong with typed input | [`invalid`], [`text`] |

pub mod account;
pub mod account_merge;
pub mod assignment;
pub mod calendar;
pub mod choice;
pub mod contact;
pub mod dashboard;
pub mod format;
pub mod ids;
pub mod import;
pub mod invalid;
pub mod lang;
pub mod lookup;
pub mod mail;
pub mod money;
pub mod opportunity;
pub mod overview;
pub mod partner;
pub mod person;
pub mod place;
pub mod policy;
pub mod product;
pub mod rate;
pub mod receipt;
pub mod reference;
pub mod refusal;
pub mod registration;
pub mod routing;
pub mod text;
pub mod timeline;

/// An instant in the reader's time zone: the server converts, so that the browser needs no time zone data.
pub type LocalTime = chrono::DateTime<chrono::FixedOffset>;
