//! Opportunities as staff see them: the list, and one record.

pub mod api;
mod done;
mod intent;
mod list;
mod record;
pub mod registration_api;
pub mod routing_api;

pub(crate) use list::{OpportunitiesPage, query as list_query};
pub(crate) use record::{NewOpportunityPage, OpportunityPage};
