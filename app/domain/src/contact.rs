//! A person at an end customer.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{AccountId, ContactId},
    invalid::{Collector, FieldError},
    lang::Lang,
    text::{self, SHORT_MAX},
};

/// What is typed into a contact.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ContactForm {
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// E-mail.
    pub email: String,
    /// Telephone; never required.
    pub phone: String,
    /// Job title.
    pub job_title: String,
    /// Name of the account.
    pub account_name: String,
    /// Id of the account when it was picked.
    pub account_id: String,
    /// `cs`, `en` or empty.
    pub language: String,
}

/// A valid contact but for its account, which the server resolves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the fields of ContactForm, checked")]
pub struct ContactInput {
    pub first_name: Option<String>,
    pub last_name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub job_title: Option<String>,
    pub language: Option<Lang>,
}

impl ContactForm {
    /// Checks every field and tells all problems at once.
    pub fn check(&self) -> Result<ContactInput, Vec<FieldError>> {
        let mut c = Collector::default();
        let first_name = c.take("first_name", text::line(&self.first_name, SHORT_MAX));
        let last_name = c.take("last_name", text::required_line(&self.last_name, SHORT_MAX));
        let email = c.take("email", text::email(&self.email));
        let phone = c.take("phone", text::phone(&self.phone));
        let job_title = c.take("job_title", text::line(&self.job_title, SHORT_MAX));
        let Some(last_name) = last_name.filter(|_| c.is_empty()) else {
            return Err(c.into_errors());
        };
        Ok(ContactInput {
            first_name: first_name.flatten(),
            last_name,
            email: email.flatten(),
            phone: phone.flatten(),
            job_title: job_title.flatten(),
            language: self.language.parse().ok(),
        })
    }
}

/// Splits a typed full name: the last word is the family name.
#[must_use]
pub fn split_name(full: &str) -> (Option<String>, String) {
    match full.trim().rsplit_once(char::is_whitespace) {
        Some((first, last)) => (Some(first.trim().to_owned()), last.to_owned()),
        None => (None, full.trim().to_owned()),
    }
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactRow {
    /// Id.
    pub id: ContactId,
    /// Full name.
    pub name: String,
    /// Job title.
    pub job_title: Option<String>,
    /// Account: id and name.
    pub account: Option<(AccountId, String)>,
    /// E-mail.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
}

/// The record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactDetail {
    /// Id.
    pub id: ContactId,
    /// Optimistic lock.
    pub version: i32,
    /// The values as a form shows them.
    pub form: ContactForm,
    /// Opportunities in which the person is named, newest first, at most 50.
    pub opportunities: Vec<crate::opportunity::OpportunityRow>,
    /// Deal registrations of these, newest first, at most 50.
    pub registrations: Vec<crate::registration::QueueRow>,
}
