//! Rows, one file for each table, and the scopes that are the only way to read them.
//!
//! `Entity::visible_to(&actor)` begins every query. It gives the rows that the actor may know of;
//! what of them may be shown is a second question, answered by type: a partner reads an offer as
//! [`opportunity::Teaser`], and a full row through `Entity::revealed_to`.
#![expect(
    clippy::disallowed_methods,
    reason = "the scopes themselves, and the code that the entity macro writes, start from `find`"
)]

pub(crate) mod account;
pub(crate) mod answer_link;
pub(crate) mod assignment;
pub(crate) mod attachment;
pub(crate) mod choice;
pub(crate) mod conflict_check;
pub(crate) mod contact;
pub(crate) mod currency_rate;
pub(crate) mod deal_registration;
pub(crate) mod form_echo;
pub(crate) mod import_run;
pub(crate) mod info_request;
pub(crate) mod invitation;
pub(crate) mod mail_mute;
pub(crate) mod merged_account;
pub(crate) mod opportunity;
pub(crate) mod outbox;
pub(crate) mod partner;
pub(crate) mod product;
pub(crate) mod protection;
pub(crate) mod receipt;
pub(crate) mod reveal;
pub(crate) mod routing_decision;
pub(crate) mod routing_rule;
pub(crate) mod routing_rule_version;
pub(crate) mod routing_run;
pub(crate) mod routing_run_item;
mod scope;
pub(crate) mod session;
pub(crate) mod setting;
pub(crate) mod sign_in_throttle;
pub(crate) mod timeline_entry;
pub(crate) mod user_account;

#[cfg(test)]
pub(crate) mod plan_tests;
#[cfg(test)]
mod tests;
