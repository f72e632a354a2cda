//! The customers of a partner, as far as they were opened to it.

use serde::{Deserialize, Serialize};

use super::Status;
use crate::{
    account::AccountForm,
    contact::ContactForm,
    ids::{AccountId, ContactId},
    money::Money,
};

/// One of them, in a list or to be chosen for what the partner brings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnCustomer {
    /// Id.
    pub id: AccountId,
    /// Name.
    pub name: String,
    /// City.
    pub city: Option<String>,
    /// Opportunities with it that the reader sees in full.
    pub opportunities: u64,
}

/// The page of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnCustomerDetail {
    /// Optimistic lock.
    pub version: i32,
    /// Name.
    pub name: String,
    /// IČO.
    pub registration_number: Option<String>,
    /// VAT id.
    pub vat_id: Option<String>,
    /// Web domain.
    pub domain: Option<String>,
    /// Line of business.
    pub industry: Option<String>,
    /// Street, postal code and city, region.
    pub address: Option<String>,
    /// What the reader may correct, as the form shows it.
    pub form: CustomerForm,
    /// No other partner has it, so that the reader may correct it.
    pub may_edit: bool,
    /// Its people who are named on these opportunities, and whom the reader's company added.
    pub people: Vec<CustomerPerson>,
    /// Opportunities with it that the reader sees in full, the latest first.
    pub opportunities: Vec<CustomerDeal>,
    /// What the reader's company registered for it, the newest first.
    pub registrations: Vec<crate::registration::QueueRow>,
    /// What happened on these opportunities and is meant for the reader.
    pub timeline: crate::timeline::RelatedTimeline,
}

/// Somebody at a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerPerson {
    /// Id.
    pub id: ContactId,
    /// Optimistic lock.
    pub version: i32,
    /// Full name.
    pub name: String,
    /// Job title.
    pub job_title: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
}

/// An opportunity with a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerDeal {
    /// Reference.
    pub reference: String,
    /// Topic.
    pub topic: String,
    /// Status.
    pub status: Status,
    /// It waits for the vendor's approval.
    pub is_waiting: bool,
    /// Actual or estimated value.
    pub value: Option<Money>,
}

/// What a partner corrects of its customer. Name, numbers and web say who it is: those stay the vendor's.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields of AccountForm that a partner may change")]
pub struct CustomerForm {
    pub street: String,
    pub city: String,
    pub region: String,
    pub postal_code: String,
    pub country: String,
    pub industry: String,
}

impl CustomerForm {
    /// What is stored.
    #[must_use]
    pub fn of(stored: AccountForm) -> Self {
        Self {
            street: stored.street,
            city: stored.city,
            region: stored.region,
            postal_code: stored.postal_code,
            country: stored.country,
            industry: stored.industry,
        }
    }

    /// The vendor's form, which has the rules, with what was typed here in it.
    #[must_use]
    pub fn over(&self, stored: AccountForm) -> AccountForm {
        let typed = self.clone();
        let is_elsewhere = differ(&typed.city, &stored.city)
            || differ(&typed.postal_code, &stored.postal_code)
            || differ(&typed.country, &stored.country);
        AccountForm {
            // They are the vendor's, and were those of the old address.
            coordinates: if is_elsewhere { String::new() } else { stored.coordinates },
            street: typed.street,
            city: typed.city,
            region: typed.region,
            postal_code: typed.postal_code,
            country: typed.country,
            industry: typed.industry,
            ..stored
        }
    }
}

/// Whether both say something and not the same; capitals and spaces say nothing.
fn differ(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
    let (one, other) = (plain(one), plain(other));
    !one.is_empty() && !other.is_empty() && one != other
}

/// How somebody at a customer is reached. What they are called stays the vendor's.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields of ContactForm that a partner may change")]
pub struct ReachForm {
    pub job_title: String,
    pub email: String,
    pub phone: String,
}

impl ReachForm {
    /// The vendor's form, which has the rules, with what was typed here in it.
    #[must_use]
    pub fn over(&self, stored: ContactForm) -> ContactForm {
        let typed = self.clone();
        ContactForm { job_title: typed.job_title, email: typed.email, phone: typed.phone, ..stored }
    }
}

/// Somebody at a customer whom a partner adds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields of ContactForm that a partner fills in")]
pub struct PersonForm {
    pub first_name: String,
    pub last_name: String,
    pub job_title: String,
    pub email: String,
    pub phone: String,
}

impl PersonForm {
    /// The same values in the vendor's form, which has the rules.
    #[must_use]
    pub fn as_staff_type_it(&self) -> ContactForm {
        let typed = self.clone();
        ContactForm {
            first_name: typed.first_name,
            last_name: typed.last_name,
            job_title: typed.job_title,
            email: typed.email,
            phone: typed.phone,
            ..ContactForm::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_covers_only_what_a_partner_may_change() {
        let stored = AccountForm {
            name: "Pivovar".into(),
            registration_number: "45274649".into(),
            vat_id: "CZ45274649".into(),
            domain: "pivovar.example".into(),
            street: "Stará 1".into(),
            country: "CZ".into(),
            ..AccountForm::default()
        };
        let typed = CustomerForm { street: "Nová 2".into(), ..CustomerForm::default() };
        let expected =
            AccountForm { street: "Nová 2".into(), country: String::new(), ..stored.clone() };
        assert_eq!(typed.over(stored.clone()), expected);
        assert_eq!(CustomerForm::of(stored.clone()).over(stored.clone()), stored);
    }

    #[test]
    fn coordinates_stay_with_their_town() {
        let stored = AccountForm {
            street: "Stará 1".into(),
            city: "Brno".into(),
            coordinates: "49.1951, 16.6068".into(),
            ..AccountForm::default()
        };
        let near = CustomerForm {
            street: "Nová 2".into(),
            city: " BRNO".into(),
            postal_code: "602 00".into(),
            ..CustomerForm::of(stored.clone())
        };
        let away = CustomerForm { city: "Zlín".into(), ..near.clone() };
        assert_eq!(near.over(stored.clone()).coordinates, stored.coordinates);
        assert_eq!(away.over(stored).coordinates, "");
    }

    #[test]
    fn a_person_keeps_name_and_language_when_the_telephone_changes() {
        let stored = ContactForm {
            first_name: "Jana".into(),
            last_name: "Malá".into(),
            phone: "+420 555 010 218".into(),
            language: "cs".into(),
            ..ContactForm::default()
        };
        let typed = ReachForm { phone: "+420 555 010 219".into(), ..ReachForm::default() };
        let expected = ContactForm { phone: "+420 555 010 219".into(), ..stored.clone() };
        assert_eq!(typed.over(stored), expected);
    }
}
