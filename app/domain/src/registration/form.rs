//! What a partner types into a request, and its reading into checked values.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    account::{bare_domain, registration_number, web_domain},
    invalid::{Collector, FieldError, Problem},
    money::{Currency, Money},
    opportunity::{date, reach},
    partner::list,
    text::{self, MEMO_MAX, NAME_MAX, REASON_MAX},
};

/// The fewest characters that say why the right is asked for.
pub const JUSTIFICATION_MIN: u32 = 20;

/// The most files that prove it.
pub const EVIDENCE_MAX: usize = 10;

/// The form behind **Register**.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RegistrationForm {
    /// Name of the customer.
    pub customer: String,
    /// IČO of the customer.
    pub registration_number: String,
    /// VAT id of the customer.
    pub vat_id: String,
    /// Web domain of the customer.
    pub domain: String,
    /// What is to be sold, comma separated.
    pub products: String,
    /// Estimated value as typed, in the currency of the opportunity.
    pub value: String,
    /// Estimated close (ISO date).
    pub close_on: String,
    /// Why the right is asked for.
    pub justification: String,
}

/// A checked request.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of RegistrationForm, checked")]
pub struct RegistrationInput {
    pub customer: String,
    pub registration_number: Option<String>,
    pub vat_id: Option<String>,
    pub domain: Option<String>,
    pub products: Vec<String>,
    pub value: Money,
    pub close_on: NaiveDate,
    pub justification: String,
}

impl RegistrationForm {
    /// Checks every field and tells all problems at once. A close before `today` is none. Unless the customer is known
    /// otherwise (`is_known`), a number or a domain has to say who it is: a name belongs to many.
    pub fn check(
        &self,
        currency: Currency,
        today: NaiveDate,
        is_known: bool,
    ) -> Result<RegistrationInput, Vec<FieldError>> {
        let mut c = Collector::default();
        let customer = c.take("customer", text::required_line(&self.customer, NAME_MAX));
        let number = c.take("registration_number", registration_number(&self.registration_number));
        let vat_id = c.take("vat_id", text::line(&self.vat_id, 20)).flatten();
        let domain = c.take("domain", web_domain(&self.domain)).flatten();
        if !is_known && !self.names_somebody() {
            c.add("registration_number", Problem::CustomerKeys);
        }
        let products = c.take("products", products(&self.products));
        let value = Money::parse(&self.value, currency);
        let value = c.take("value", value.and_then(|value| value.ok_or(Problem::Required)));
        let close_on = c.take("close_on", close_on(&self.close_on, today));
        let justification = c.take("justification", justification(&self.justification));
        match (customer, products, value, close_on, justification) {
            (Some(customer), Some(products), Some(value), Some(close_on), Some(justification))
                if c.is_empty() =>
            {
                Ok(RegistrationInput {
                    customer,
                    registration_number: number.flatten(),
                    vat_id: vat_id.map(|vat| vat.replace(' ', "").to_uppercase()),
                    domain,
                    products,
                    value,
                    close_on,
                    justification,
                })
            }
            _ => Err(c.into_errors()),
        }
    }

    /// Whether anything was typed that belongs to one company.
    fn names_somebody(&self) -> bool {
        let typed = [&self.registration_number, &self.vat_id, &bare_domain(&self.domain)];
        typed.iter().any(|text| !text.trim().is_empty())
    }
}

fn products(typed: &str) -> Result<Vec<String>, Problem> {
    let products = list(typed)?;
    if products.is_empty() { Err(Problem::Required) } else { Ok(products) }
}

fn close_on(typed: &str, today: NaiveDate) -> Result<NaiveDate, Problem> {
    match date(typed)? {
        None => Err(Problem::Required),
        Some(day) => reach::planned_close(day, today),
    }
}

fn justification(typed: &str) -> Result<String, Problem> {
    let words = text::required_block(typed, MEMO_MAX)?;
    let enough = words.chars().count() >= JUSTIFICATION_MIN as usize;
    if enough { Ok(words) } else { Err(Problem::TooShort { min: JUSTIFICATION_MIN }) }
}

/// What shows that the partner works on it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExtendForm {
    /// When it happened (ISO date).
    pub on: String,
    /// What happened: a meeting, a quote, a visit.
    pub evidence: String,
}

/// A checked proof.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of ExtendForm, checked")]
pub struct Extension {
    pub on: NaiveDate,
    pub evidence: String,
}

impl ExtendForm {
    /// Checks it: what proves work happened on the `first` day that counts or later, and not tomorrow.
    pub fn check(&self, first: NaiveDate, today: NaiveDate) -> Result<Extension, Vec<FieldError>> {
        let mut c = Collector::default();
        let on = date(&self.on).and_then(|day| match day {
            None => Err(Problem::Required),
            Some(day) if day < first || day > today => Err(Problem::NotSince),
            Some(day) => Ok(day),
        });
        let on = c.take("on", on);
        let evidence = c.take("evidence", text::required_block(&self.evidence, REASON_MAX));
        match (on, evidence) {
            (Some(on), Some(evidence)) => Ok(Extension { on, evidence }),
            _ => Err(c.into_errors()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        "2026-03-02".parse().unwrap()
    }

    fn form() -> RegistrationForm {
        RegistrationForm {
            customer: "Pivovar Lípa a.s.".to_owned(),
            registration_number: "25596641".to_owned(),
            domain: "https://www.pivovar-lipa.example/".to_owned(),
            products: "Lis, Linka".to_owned(),
            value: "1 200 000".to_owned(),
            close_on: "2026-06-30".to_owned(),
            justification: "Zákazníka jsme navštívili dvakrát.".to_owned(),
            ..RegistrationForm::default()
        }
    }

    fn fields(form: &RegistrationForm) -> Vec<String> {
        let errors = form.check(Currency::Czk, today(), false).unwrap_err();
        errors.into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn a_whole_request_is_read() {
        let input = form().check(Currency::Czk, today(), false).unwrap();
        assert_eq!(input.registration_number.as_deref(), Some("25596641"));
        assert_eq!(input.domain.as_deref(), Some("pivovar-lipa.example"));
        assert_eq!(input.products, ["Lis", "Linka"]);
        assert_eq!(input.value, Money::new(120_000_000, Currency::Czk));
    }

    #[test]
    fn everything_that_is_missing_is_told_at_once() {
        let empty = RegistrationForm::default();
        let missing =
            ["customer", "registration_number", "products", "value", "close_on", "justification"];
        assert_eq!(fields(&empty), missing);
        let wrong = RegistrationForm {
            registration_number: "12345678".to_owned(),
            close_on: "2026-03-01".to_owned(),
            justification: "Chceme to.".to_owned(),
            ..form()
        };
        assert_eq!(fields(&wrong), ["registration_number", "close_on", "justification"]);
    }

    #[test]
    fn a_number_or_a_domain_says_who_the_customer_is() {
        let named = RegistrationForm {
            registration_number: String::new(),
            domain: "https://".to_owned(),
            ..form()
        };
        let errors = named.check(Currency::Czk, today(), false).unwrap_err();
        assert_eq!(errors, [FieldError::new("registration_number", Problem::CustomerKeys)]);
        assert!(named.check(Currency::Czk, today(), true).is_ok(), "the account says it");
        for known in [
            RegistrationForm { vat_id: "SK2020273893".to_owned(), ..named.clone() },
            RegistrationForm { domain: "pivovar.example".to_owned(), ..named.clone() },
        ] {
            assert!(known.check(Currency::Czk, today(), false).is_ok(), "{known:?}");
        }
    }

    #[test]
    fn work_is_proved_by_what_happened_since() {
        let first = "2026-02-01".parse().unwrap();
        let proof = |on: &str| ExtendForm { on: on.to_owned(), evidence: "Schůzka".to_owned() };
        assert!(proof("2026-02-01").check(first, today()).is_ok());
        assert!(proof("2026-03-02").check(first, today()).is_ok());
        for wrong in ["2026-01-31", "2026-03-03", "", "včera"] {
            assert!(proof(wrong).check(first, today()).is_err(), "{wrong}");
        }
    }
}
