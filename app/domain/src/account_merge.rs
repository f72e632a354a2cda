//! Two records of one company become one: what is chosen of each.

use serde::{Deserialize, Serialize};

use crate::{
    LocalTime,
    account::AccountForm,
    ids::AccountId,
    invalid::{Collector, FieldError, Problem},
};

/// The fields of an account that can differ, in the order of its form.
pub const FIELDS: [&str; 11] = [
    "name",
    "registration_number",
    "vat_id",
    "domain",
    "street",
    "city",
    "region",
    "postal_code",
    "country",
    "coordinates",
    "industry",
];

/// Which of the two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// The one whose page it was.
    First,
    /// The other one.
    Second,
}

/// What is chosen, as it was posted: `first` or `second` for each field in which they differ.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields of AccountForm")]
pub struct MergeForm {
    /// The record that stays; the other one goes into it.
    pub stays: String,
    pub name: String,
    pub registration_number: String,
    pub vat_id: String,
    pub domain: String,
    pub street: String,
    pub city: String,
    pub region: String,
    pub postal_code: String,
    pub country: String,
    pub coordinates: String,
    pub industry: String,
}

impl MergeForm {
    /// The record that stays, and the values that it has then. A field that was not chosen keeps the value of the
    /// record that stays, or takes the other one's when there is none.
    pub fn check(
        &self,
        first: &AccountForm,
        second: &AccountForm,
    ) -> Result<(Which, AccountForm), Vec<FieldError>> {
        let mut c = Collector::default();
        let stays = c.take("stays", which(&self.stays)).flatten();
        if stays.is_none() && c.is_empty() {
            c.add("stays", Problem::Required);
        }
        let stays = stays.unwrap_or(Which::First);
        let mut merged = AccountForm::default();
        for field in FIELDS {
            let (a, b) = (value(first, field), value(second, field));
            let (own, other) = if stays == Which::First { (a, b) } else { (b, a) };
            let chosen = match c.take(field, which(self.choice(field))).flatten() {
                Some(Which::First) => a,
                Some(Which::Second) => b,
                None if own.is_empty() => other,
                None => own,
            };
            chosen.clone_into(value_mut(&mut merged, field));
        }
        if c.is_empty() { Ok((stays, merged)) } else { Err(c.into_errors()) }
    }

    fn choice(&self, field: &str) -> &str {
        match field {
            "name" => &self.name,
            "registration_number" => &self.registration_number,
            "vat_id" => &self.vat_id,
            "domain" => &self.domain,
            "street" => &self.street,
            "city" => &self.city,
            "region" => &self.region,
            "postal_code" => &self.postal_code,
            "country" => &self.country,
            "coordinates" => &self.coordinates,
            _ => &self.industry,
        }
    }
}

fn which(word: &str) -> Result<Option<Which>, Problem> {
    match word.trim() {
        "" => Ok(None),
        "first" => Ok(Some(Which::First)),
        "second" => Ok(Some(Which::Second)),
        _ => Err(Problem::Choice),
    }
}

/// What stands in a field of an account.
#[must_use]
pub fn value<'a>(form: &'a AccountForm, field: &str) -> &'a str {
    match field {
        "name" => &form.name,
        "registration_number" => &form.registration_number,
        "vat_id" => &form.vat_id,
        "domain" => &form.domain,
        "street" => &form.street,
        "city" => &form.city,
        "region" => &form.region,
        "postal_code" => &form.postal_code,
        "country" => &form.country,
        "coordinates" => &form.coordinates,
        _ => &form.industry,
    }
}

fn value_mut<'a>(form: &'a mut AccountForm, field: &str) -> &'a mut String {
    match field {
        "name" => &mut form.name,
        "registration_number" => &mut form.registration_number,
        "vat_id" => &mut form.vat_id,
        "domain" => &mut form.domain,
        "street" => &mut form.street,
        "city" => &mut form.city,
        "region" => &mut form.region,
        "postal_code" => &mut form.postal_code,
        "country" => &mut form.country,
        "coordinates" => &mut form.coordinates,
        _ => &mut form.industry,
    }
}

/// One of the two as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeSide {
    /// Id.
    pub id: AccountId,
    /// Optimistic lock.
    pub version: i32,
    /// Its values.
    pub form: AccountForm,
    /// Its people.
    pub contact_count: u64,
    /// Its opportunities.
    pub opportunity_count: u64,
    /// It is a partner.
    pub is_partner: bool,
    /// When it was entered.
    pub created_at: LocalTime,
}

/// A record that became part of another one, as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergedRecord {
    /// All its values.
    pub form: AccountForm,
    /// Name of the partner that looked after it.
    pub managing_partner: Option<String>,
    /// When it was entered.
    pub created_at: LocalTime,
    /// When it became part of the other one.
    pub merged_at: LocalTime,
    /// Name of whoever decided so.
    pub merged_by: Option<String>,
}

/// Both, side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeView {
    /// The one whose page it was.
    pub first: MergeSide,
    /// The other one.
    pub second: MergeSide,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(name: &str, city: &str, street: &str) -> AccountForm {
        AccountForm {
            name: name.into(),
            city: city.into(),
            street: street.into(),
            ..AccountForm::default()
        }
    }

    #[test]
    fn what_is_chosen_wins_and_gaps_are_filled() {
        let (a, b) = (account("Pivovar", "Zlín", ""), account("Pivovar a. s.", "Brno", "Dlouhá 1"));
        let form =
            MergeForm { stays: "first".into(), name: "second".into(), ..MergeForm::default() };
        let merged = account("Pivovar a. s.", "Zlín", "Dlouhá 1");
        assert_eq!(form.check(&a, &b), Ok((Which::First, merged)));
        let form = MergeForm { stays: "second".into(), city: "first".into(), ..form };
        let merged = account("Pivovar a. s.", "Zlín", "Dlouhá 1");
        assert_eq!(form.check(&a, &b), Ok((Which::Second, merged)));
    }

    #[test]
    fn one_has_to_stay() {
        let both = account("A", "", "");
        let fields = |form: MergeForm| {
            let errors = form.check(&both, &both).unwrap_err();
            errors.into_iter().map(|error| error.field).collect::<Vec<_>>()
        };
        assert_eq!(fields(MergeForm::default()), ["stays"]);
        let form = MergeForm { stays: "both".into(), city: "x".into(), ..MergeForm::default() };
        assert_eq!(fields(form), ["stays", "city"]);
    }
}
