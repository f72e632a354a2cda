//! What a partner types of an opportunity that it brings, and what the vendor may ask about it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumIter, EnumString, IntoStaticStr};
use uuid::Uuid;

use super::{OpportunityForm, OpportunityInput};
use crate::{
    ids::AccountId,
    invalid::{Collector, FieldError, Problem},
    partner::optional_id,
    text::{self, NOTE_MAX},
};

/// Longest question of the vendor (the database checks it, too).
pub const QUESTION_MAX: u32 = 1000;

/// The form of a new opportunity on the portal, as text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields of OpportunityForm that a partner fills in")]
pub struct BringForm {
    /// Names this page: pressing its button twice stores one opportunity.
    pub key: String,
    pub topic: String,
    /// One of the partner's own customers; empty is a new one.
    pub account_id: String,
    pub lead_company: String,
    pub lead_number: String,
    pub lead_domain: String,
    pub lead_person: String,
    pub lead_email: String,
    pub lead_phone: String,
    pub currency: String,
    pub estimated_value: String,
    pub estimated_close_on: String,
    pub situation: String,
    pub needs: String,
    pub solution: String,
    /// Those of the vendor's list that are ticked, under keys that mean nothing.
    pub product: BTreeMap<String, String>,
    /// Others, in words.
    pub products: String,
    pub city: String,
    pub region: String,
    pub postal_code: String,
}

/// A checked new opportunity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BringInput {
    /// Names the page that it was typed on.
    pub key: Uuid,
    /// The customer, when it is one of the partner's own.
    pub account: Option<AccountId>,
    /// Everything else.
    pub values: OpportunityInput,
}

impl BringForm {
    /// Checks every field and tells all problems at once, in the order of the form.
    pub fn check(&self) -> Result<BringInput, Vec<FieldError>> {
        let mut c = Collector::default();
        // A page of ours always has one.
        let key = c.take("key", self.key.trim().parse::<Uuid>().map_err(|_| Problem::Choice));
        let account = c.take("account_id", optional_id(&self.account_id)).flatten();
        if account.is_none() && self.lead_company.trim().is_empty() {
            c.add("lead_company", Problem::Required);
        }
        let mut errors = c.into_errors();
        match self.as_staff_type_it().check() {
            Ok(values) if errors.is_empty() => {
                let key = key.unwrap_or_default();
                return Ok(BringInput { key, account, values });
            }
            Ok(_) => {}
            Err(more) => errors.extend(more),
        }
        let place = |error: &FieldError| {
            ORDER.iter().position(|field| *field == error.field).unwrap_or(ORDER.len())
        };
        errors.sort_by_key(place);
        Err(errors)
    }

    /// Writes what is ticked before the products that are typed.
    pub fn join_products(&mut self) {
        let ticked = std::mem::take(&mut self.product).into_values();
        let all = ticked.chain([std::mem::take(&mut self.products)]);
        let named: Vec<_> = all.filter(|name| !name.trim().is_empty()).collect();
        self.products = named.join(", ");
    }

    /// The same values in the form of staff, which has the rules.
    fn as_staff_type_it(&self) -> OpportunityForm {
        let form = self.clone();
        OpportunityForm {
            topic: form.topic,
            lead_company: form.lead_company,
            lead_number: form.lead_number,
            lead_domain: form.lead_domain,
            lead_person: form.lead_person,
            lead_email: form.lead_email,
            lead_phone: form.lead_phone,
            currency: form.currency,
            estimated_value: form.estimated_value,
            estimated_close_on: form.estimated_close_on,
            situation: form.situation,
            needs: form.needs,
            solution: form.solution,
            products: form.products,
            city: form.city,
            region: form.region,
            postal_code: form.postal_code,
            ..OpportunityForm::default()
        }
    }

    /// Every text, to bring it into the composed form in which text is stored.
    pub fn texts(&mut self) -> [&mut String; 11] {
        [
            &mut self.topic,
            &mut self.lead_company,
            &mut self.lead_person,
            &mut self.lead_email,
            &mut self.situation,
            &mut self.needs,
            &mut self.solution,
            &mut self.products,
            &mut self.city,
            &mut self.region,
            &mut self.postal_code,
        ]
    }
}

/// The fields as the form shows them, from the top.
const ORDER: [&str; 18] = [
    "topic",
    "account_id",
    "lead_company",
    "lead_number",
    "lead_domain",
    "lead_person",
    "lead_email",
    "lead_phone",
    "currency",
    "estimated_value",
    "estimated_close_on",
    "situation",
    "needs",
    "solution",
    "products",
    "city",
    "region",
    "postal_code",
];

/// A field that the vendor may ask a partner about.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    Display,
    AsRefStr,
    EnumIter,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[expect(missing_docs, reason = "the fields of OpportunityForm of the same names")]
pub enum AskedField {
    Topic,
    LeadCompany,
    LeadNumber,
    LeadDomain,
    LeadPerson,
    LeadEmail,
    LeadPhone,
    EstimatedValue,
    EstimatedCloseOn,
    Situation,
    Needs,
    Solution,
    Products,
    City,
    Region,
    PostalCode,
}

impl AskedField {
    /// Its name in the form, as [`AsRef`] gives it, but as long as the program.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
}

impl OpportunityForm {
    /// The text of one field.
    #[must_use]
    pub fn asked(&self, field: AskedField) -> &str {
        match field {
            AskedField::Topic => &self.topic,
            AskedField::LeadCompany => &self.lead_company,
            AskedField::LeadNumber => &self.lead_number,
            AskedField::LeadDomain => &self.lead_domain,
            AskedField::LeadPerson => &self.lead_person,
            AskedField::LeadEmail => &self.lead_email,
            AskedField::LeadPhone => &self.lead_phone,
            AskedField::EstimatedValue => &self.estimated_value,
            AskedField::EstimatedCloseOn => &self.estimated_close_on,
            AskedField::Situation => &self.situation,
            AskedField::Needs => &self.needs,
            AskedField::Solution => &self.solution,
            AskedField::Products => &self.products,
            AskedField::City => &self.city,
            AskedField::Region => &self.region,
            AskedField::PostalCode => &self.postal_code,
        }
    }

    /// Puts another text into one field.
    pub fn answer(&mut self, field: AskedField, text: String) {
        let place = match field {
            AskedField::Topic => &mut self.topic,
            AskedField::LeadCompany => &mut self.lead_company,
            AskedField::LeadNumber => &mut self.lead_number,
            AskedField::LeadDomain => &mut self.lead_domain,
            AskedField::LeadPerson => &mut self.lead_person,
            AskedField::LeadEmail => &mut self.lead_email,
            AskedField::LeadPhone => &mut self.lead_phone,
            AskedField::EstimatedValue => &mut self.estimated_value,
            AskedField::EstimatedCloseOn => &mut self.estimated_close_on,
            AskedField::Situation => &mut self.situation,
            AskedField::Needs => &mut self.needs,
            AskedField::Solution => &mut self.solution,
            AskedField::Products => &mut self.products,
            AskedField::City => &mut self.city,
            AskedField::Region => &mut self.region,
            AskedField::PostalCode => &mut self.postal_code,
        };
        *place = text;
    }
}

/// What staff ask: the fields by name, ticked ones say `on`, and a question.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AskForm {
    /// [`AskedField`] and `on`.
    pub fields: BTreeMap<String, String>,
    /// In words.
    pub question: String,
}

impl AskForm {
    /// The fields in the order of the form, and the question, which is never left out.
    pub fn check(&self) -> Result<(Vec<AskedField>, String), Vec<FieldError>> {
        let mut c = Collector::default();
        let mut fields = Vec::new();
        for (name, _) in self.fields.iter().filter(|(_, ticked)| *ticked == "on") {
            let known = name.parse::<AskedField>().map_err(|_| Problem::Choice);
            fields.extend(c.take("fields", known));
        }
        fields.sort_unstable();
        let question = c.take("question", text::required_block(&self.question, QUESTION_MAX));
        match question {
            Some(question) if c.is_empty() => Ok((fields, question)),
            _ => Err(c.into_errors()),
        }
    }
}

/// What a partner answers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CompleteForm {
    /// Texts by field name. Those that nobody asked about are not read.
    pub fields: BTreeMap<String, String>,
    /// In words.
    pub answer: String,
}

impl CompleteForm {
    /// The words, if there are any.
    pub fn answer(&self) -> Result<Option<String>, Problem> {
        text::block(&self.answer, NOTE_MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "0190f000-0000-7000-8000-000000000001";

    fn form() -> BringForm {
        BringForm {
            key: KEY.into(),
            topic: "Linka".into(),
            lead_company: "Kovárna".into(),
            ..BringForm::default()
        }
    }

    fn fields(errors: &[FieldError]) -> Vec<&str> {
        errors.iter().map(|error| error.field.as_str()).collect()
    }

    #[test]
    fn a_topic_and_a_company_are_enough() {
        let input = form().check().unwrap();
        assert_eq!(input.values.topic, "Linka");
        assert_eq!((input.account, input.key.to_string().as_str()), (None, KEY));
    }

    #[test]
    fn a_known_customer_needs_no_company() {
        let account_id = KEY.to_owned();
        let known = BringForm { account_id, lead_company: String::new(), ..form() };
        assert_eq!(known.check().unwrap().account, Some(AccountId(KEY.parse().unwrap())));
    }

    #[test]
    fn all_problems_are_told_in_the_order_of_the_form() {
        let wrong = BringForm {
            topic: String::new(),
            lead_company: " ".into(),
            lead_number: "45274648".into(),
            lead_email: "jana".into(),
            estimated_value: "dost".into(),
            needs: "x".repeat(2001),
            ..form()
        };
        let expected =
            ["topic", "lead_company", "lead_number", "lead_email", "estimated_value", "needs"];
        assert_eq!(fields(&wrong.check().unwrap_err()), expected);
        assert_eq!(fields(&BringForm::default().check().unwrap_err())[2], "key");
    }

    #[test]
    fn a_number_and_a_domain_are_stored_in_one_spelling() {
        let typed = BringForm {
            lead_number: "452 74 649".into(),
            lead_domain: "https://www.Kovarna.cz/o-nas".into(),
            ..form()
        };
        let values = typed.check().unwrap().values;
        assert_eq!(values.lead_number.as_deref(), Some("45274649"));
        assert_eq!(values.lead_domain.as_deref(), Some("kovarna.cz"));
    }

    #[test]
    fn a_question_names_known_fields_and_has_words() {
        let ticked = |names: &[&str], question: &str| AskForm {
            fields: names.iter().map(|name| ((*name).to_owned(), "on".to_owned())).collect(),
            question: question.to_owned(),
        };
        let (fields_asked, _) = ticked(&["needs", "topic"], "Proč?").check().unwrap();
        assert_eq!(fields_asked, [AskedField::Topic, AskedField::Needs]);
        assert_eq!(fields(&ticked(&["owner_id"], "Proč?").check().unwrap_err()), ["fields"]);
        assert_eq!(fields(&ticked(&[], " ").check().unwrap_err()), ["question"]);
    }

    #[test]
    fn what_is_answered_stands_in_the_field_that_was_asked() {
        use strum::IntoEnumIterator;
        for field in AskedField::iter() {
            let mut form = OpportunityForm::default();
            form.answer(field, "x".into());
            assert_eq!(form.asked(field), "x");
            let changed: Vec<_> =
                form.values().into_iter().filter(|(_, value)| value == "x").collect();
            assert_eq!(changed, [(field.as_ref(), "x".to_owned())]);
        }
    }
}
