//! Pages of a partner's deal registrations. Plain forms and words: only the server draws them.

mod card;
mod check_page;
mod facts;
mod form;
mod list_page;
mod products;
mod register_page;
mod steps;

use super::{CHECK, OPPORTUNITIES};
pub(super) use card::{Drawn, drawn};
pub(super) use check_page::CheckPage;
pub(super) use list_page::ListPage;
pub(super) use register_page::RegisterPage;

/// Where a request with its files is sent to.
pub const SUBMIT: &str = "/registrations/submit";

/// Name under which each product that is ticked is sent.
pub const PRODUCT: &str = "form[product]";

/// Where an opportunity is registered, and its request followed.
pub fn register_path(reference: &str) -> String {
    [OPPORTUNITIES, "/", reference, "/register"].concat()
}

/// The same page, which says that it is done.
pub fn done_path(reference: &str) -> String {
    [&register_path(reference), "?done=step"].concat()
}

/// The same page, which says that the request is sent.
pub fn sent_path(reference: &str) -> String {
    [&register_path(reference), "?done=sent"].concat()
}

/// The answer to one question.
pub(super) fn check_path(id: &str) -> String {
    [CHECK, "?check=", id].concat()
}
