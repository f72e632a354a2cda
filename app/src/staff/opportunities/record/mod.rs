//! One opportunity: its page, stored or new.

mod ask;
mod collaborator;
mod collaborators;
mod conflict;
mod course;
mod currency;
mod errors;
mod fields;
mod form;
mod fresh;
mod general;
mod head;
mod history;
mod mentions;
mod new_page;
mod notices;
mod page;
mod partner_details;
mod parts;
mod recall;
mod registration;
mod routing;
mod save;
mod side;
mod status_field;
mod summary;
mod tabs;
mod values;
mod words;

pub(crate) use new_page::NewOpportunityPage;
pub(crate) use page::OpportunityPage;
