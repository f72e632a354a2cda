//! What is typed into an opportunity, as it was typed, and its reading into checked values.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::{LegalBasis, Status};
use crate::{
    LocalTime,
    account::{country, registration_number, web_domain},
    choice::Code,
    ids::{AccountId, ContactId, PartnerId, UserId},
    invalid::{Collector, FieldError, Problem},
    money::{Currency, Money},
    partner::{list, optional_id, whole_number},
    text::{self, MEMO_MAX, NAME_MAX, NOTE_MAX, REASON_MAX, SHORT_MAX, TOPIC_MAX},
};

/// How a form writes the deadline (`<input type="datetime-local">`).
pub const ACCEPT_BY: &str = "%Y-%m-%dT%H:%M";

/// A ticked box posts `on`; one that is not ticked posts nothing.
pub type Flag = String;

/// What the pressed button means beside saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// Save everything.
    #[default]
    Save,
    /// Show one more row for a partner (without script).
    AddPartner,
    /// Show the other tab (without script).
    Tab,
}

/// A partner as picked or typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PickedPartner {
    /// Typed name.
    pub name: String,
    /// Id when it was picked from the list.
    pub id: String,
}

/// The form of staff: everything on both tabs, as text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the labels of the walk-through, as snake_case names")]
pub struct OpportunityForm {
    pub topic: String,
    pub account_name: String,
    pub account_id: String,
    /// Create the account of that name.
    pub account_create: Flag,
    pub contact_name: String,
    pub contact_id: String,
    /// Create the contact of that name.
    pub contact_create: Flag,
    pub currency: String,
    /// What becomes of the figures when the currency changes: a [`super::Conversion`].
    pub conversion: String,
    pub estimated_value: String,
    pub estimated_close_on: String,
    pub situation: String,
    pub needs: String,
    pub solution: String,
    pub description: String,
    pub stage: String,
    pub probability: String,
    pub owner_id: String,
    pub source: String,
    pub products: String,
    pub country: String,
    pub region: String,
    pub city: String,
    pub postal_code: String,
    pub lead_company: String,
    /// The customer's registration number, until it has an account.
    pub lead_number: String,
    /// The customer's web domain, until it has an account.
    pub lead_domain: String,
    pub lead_person: String,
    pub lead_email: String,
    pub lead_phone: String,
    pub legal_basis: String,
    pub partner_name: String,
    pub partner_id: String,
    pub status: String,
    /// Deadline in the writer's local time, see [`ACCEPT_BY`].
    pub accept_by: String,
    pub collaboration: Flag,
    pub collaborators: Vec<PickedPartner>,
    /// Why it is recalled, reopened, rejected, put on hold.
    pub reason: String,
    /// Why it goes to a partner who declined it before.
    pub override_reason: String,
    pub loss_reason: String,
    pub actual_value: String,
}

/// A record that was picked, typed, or is to be created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picked<T> {
    /// Nothing.
    None,
    /// From the list; the name has to match, otherwise it was typed over.
    Id(T, String),
    /// Typed.
    Name(String),
    /// Typed, and to be created.
    Create(String),
}

/// What staff want of status and partners.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of OpportunityForm, checked")]
pub struct StatusWish {
    pub status: Status,
    pub partner: Picked<PartnerId>,
    pub accept_by: Option<NaiveDateTime>,
    pub collaboration: bool,
    /// With its index in the form, for messages.
    pub collaborators: Vec<(usize, Picked<PartnerId>)>,
    pub reason: Option<String>,
    pub override_reason: Option<String>,
    pub loss_reason: Option<Code>,
    pub actual_value: Option<Money>,
}

/// Checked values. Names of records are resolved by the server.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of OpportunityForm, checked")]
pub struct OpportunityInput {
    pub topic: String,
    pub account: Picked<AccountId>,
    pub contact: Picked<ContactId>,
    pub currency: Currency,
    pub estimated_value: Option<Money>,
    pub estimated_close_on: Option<NaiveDate>,
    pub situation: Option<String>,
    pub needs: Option<String>,
    pub solution: Option<String>,
    pub description: Option<String>,
    /// `None`: where it stands, or the first one.
    pub stage: Option<Code>,
    pub probability: Option<i32>,
    pub owner: Option<UserId>,
    pub source: Option<String>,
    pub products: Vec<String>,
    pub country: Option<String>,
    pub region: Option<String>,
    pub city: Option<String>,
    pub postal_code: Option<String>,
    pub lead_company: Option<String>,
    pub lead_number: Option<String>,
    pub lead_domain: Option<String>,
    pub lead_person: Option<String>,
    pub lead_email: Option<String>,
    pub lead_phone: Option<String>,
    pub legal_basis: Option<LegalBasis>,
    pub wish: StatusWish,
}

impl OpportunityForm {
    /// Checks every field and tells all problems at once. Pure: both sides call it.
    pub fn check(&self) -> Result<OpportunityInput, Vec<FieldError>> {
        let mut c = Collector::default();
        let currency =
            c.take("currency", choice_or(&self.currency, Currency::default())).unwrap_or_default();
        let topic = c.take("topic", text::required_line(&self.topic, TOPIC_MAX));
        let input = OpportunityInput {
            topic: topic.unwrap_or_default(),
            account: picked(
                &mut c,
                "account_name",
                &self.account_name,
                &self.account_id,
                &self.account_create,
            ),
            contact: picked(
                &mut c,
                "contact_name",
                &self.contact_name,
                &self.contact_id,
                &self.contact_create,
            ),
            currency,
            estimated_value: c
                .take("estimated_value", Money::parse(&self.estimated_value, currency))
                .flatten(),
            estimated_close_on: c
                .take("estimated_close_on", date(&self.estimated_close_on))
                .flatten(),
            situation: c.take("situation", text::block(&self.situation, MEMO_MAX)).flatten(),
            needs: c.take("needs", text::block(&self.needs, MEMO_MAX)).flatten(),
            solution: c.take("solution", text::block(&self.solution, MEMO_MAX)).flatten(),
            description: c.take("description", text::block(&self.description, NOTE_MAX)).flatten(),
            stage: c.take("stage", optional_choice(&self.stage)).flatten(),
            probability: c.take("probability", whole_number(&self.probability, 0, 100)).flatten(),
            owner: c.take("owner_id", optional_id(&self.owner_id)).flatten(),
            source: c.take("source", text::line(&self.source, SHORT_MAX)).flatten(),
            products: c.take("products", list(&self.products)).unwrap_or_default(),
            country: c.take("country", country(&self.country)).flatten(),
            region: c.take("region", text::line(&self.region, SHORT_MAX)).flatten(),
            city: c.take("city", text::line(&self.city, SHORT_MAX)).flatten(),
            postal_code: c.take("postal_code", text::line(&self.postal_code, 16)).flatten(),
            lead_company: c.take("lead_company", text::line(&self.lead_company, 200)).flatten(),
            lead_number: c.take("lead_number", registration_number(&self.lead_number)).flatten(),
            lead_domain: c.take("lead_domain", web_domain(&self.lead_domain)).flatten(),
            lead_person: c.take("lead_person", text::line(&self.lead_person, NAME_MAX)).flatten(),
            lead_email: c.take("lead_email", text::email(&self.lead_email)).flatten(),
            lead_phone: c.take("lead_phone", text::phone(&self.lead_phone)).flatten(),
            legal_basis: c.take("legal_basis", optional_choice(&self.legal_basis)).flatten(),
            wish: self.wish(&mut c, currency),
        };
        if c.is_empty() { Ok(input) } else { Err(c.into_errors()) }
    }

    fn wish(&self, c: &mut Collector, currency: Currency) -> StatusWish {
        let collaborators = self
            .collaborators
            .iter()
            .enumerate()
            .filter(|(_, p)| !p.name.trim().is_empty())
            .map(|(i, p)| (i, picked(c, &format!("collaborators.{i}"), &p.name, &p.id, "")))
            .collect();
        StatusWish {
            status: c
                .take("status", choice_or(&self.status, Status::InProgress))
                .unwrap_or_default(),
            partner: picked(c, "partner_name", &self.partner_name, &self.partner_id, ""),
            accept_by: c.take("accept_by", local_time(&self.accept_by)).flatten(),
            collaboration: self.collaboration == "on",
            collaborators,
            reason: c.take("reason", text::block(&self.reason, REASON_MAX)).flatten(),
            override_reason: c
                .take("override_reason", text::block(&self.override_reason, REASON_MAX))
                .flatten(),
            loss_reason: c.take("loss_reason", optional_choice(&self.loss_reason)).flatten(),
            actual_value: c
                .take("actual_value", Money::parse(&self.actual_value, currency))
                .flatten(),
        }
    }

    /// All values by field name, to compare two versions of a record.
    #[must_use]
    pub fn values(&self) -> Vec<(&'static str, String)> {
        let partners: Vec<&str> =
            self.collaborators.iter().map(|p| p.name.trim()).filter(|n| !n.is_empty()).collect();
        let plain = [
            ("topic", &self.topic),
            ("account_name", &self.account_name),
            ("contact_name", &self.contact_name),
            ("currency", &self.currency),
            ("estimated_value", &self.estimated_value),
            ("estimated_close_on", &self.estimated_close_on),
            ("situation", &self.situation),
            ("needs", &self.needs),
            ("solution", &self.solution),
            ("description", &self.description),
            ("stage", &self.stage),
            ("probability", &self.probability),
            ("owner_id", &self.owner_id),
            ("source", &self.source),
            ("products", &self.products),
            ("country", &self.country),
            ("region", &self.region),
            ("city", &self.city),
            ("postal_code", &self.postal_code),
            ("lead_company", &self.lead_company),
            ("lead_number", &self.lead_number),
            ("lead_domain", &self.lead_domain),
            ("lead_person", &self.lead_person),
            ("lead_email", &self.lead_email),
            ("lead_phone", &self.lead_phone),
            ("legal_basis", &self.legal_basis),
            ("partner_name", &self.partner_name),
            ("status", &self.status),
            ("accept_by", &self.accept_by),
            ("collaboration", &self.collaboration),
        ];
        let mut values: Vec<_> =
            plain.into_iter().map(|(name, value)| (name, value.replace("\r\n", "\n"))).collect();
        values.push(("collaborators", partners.join(", ")));
        values
    }
}

/// Somebody saved meanwhile: what they have and what was typed here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The version that is stored now; saving again with it means that the choice was made.
    pub version: i32,
    /// Who saved.
    pub by: Option<String>,
    /// When.
    pub at: LocalTime,
    /// What differs.
    pub fields: Vec<FieldConflict>,
    /// The stored record as a form, to take values from.
    pub current: Box<OpportunityForm>,
}

/// One field with two values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldConflict {
    /// Name of the field.
    pub field: String,
    /// What is stored now.
    pub theirs: String,
    /// What was typed.
    pub mine: String,
    /// It was changed here too, so *mine* is the proposal; otherwise *theirs*.
    pub changed_here: bool,
}

fn picked<T: std::str::FromStr>(
    c: &mut Collector,
    field: &str,
    name: &str,
    id: &str,
    create: &str,
) -> Picked<T> {
    let Some(name) = c.take(field, text::line(name, 200)).flatten() else { return Picked::None };
    match c.take(field, optional_id(id)).flatten() {
        Some(id) => Picked::Id(id, name),
        None if create == "on" => Picked::Create(name),
        None => Picked::Name(name),
    }
}

fn choice_or<T: std::str::FromStr>(input: &str, default: T) -> Result<T, Problem> {
    optional_choice(input).map(|choice| choice.unwrap_or(default))
}

/// One of the words of an enum; empty is `None`.
fn optional_choice<T: std::str::FromStr>(input: &str) -> Result<Option<T>, Problem> {
    optional_id(input)
}

/// A day as `<input type="date">` posts it; empty is `None`.
pub(crate) fn date(input: &str) -> Result<Option<NaiveDate>, Problem> {
    let text = input.trim();
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| Problem::Date) }
}

fn local_time(input: &str) -> Result<Option<NaiveDateTime>, Problem> {
    let text = input.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let with_seconds = if text.len() == 16 { format!("{text}:00") } else { text.to_owned() };
    with_seconds.parse().map(Some).map_err(|_| Problem::Date)
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
