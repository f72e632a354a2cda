//! A partner between its row, the row of its account, its checked values and its form.

use domain::{
    account::AccountInput,
    invalid::{FieldError, Problem},
    partner::{PartnerForm, PartnerInput, PartnerStatus, Tier},
};
use sea_orm::ActiveValue::Set;

use crate::{
    Error,
    entity::{
        account,
        partner::{ActiveModel, Model},
    },
    fold, zone,
};

/// Checks the form, the existence of the time zone included.
pub(super) fn check(form: &PartnerForm) -> Result<PartnerInput, Vec<FieldError>> {
    let zone_error = |name: &str| {
        zone::named(name).is_none().then(|| FieldError::new("time_zone", Problem::TimeZone))
    };
    match form.check() {
        Ok(input) => match zone_error(&input.time_zone) {
            None => Ok(input),
            Some(error) => Err(vec![error]),
        },
        Err(errors) => Err(errors),
    }
}

/// The columns that people type, but for the default recipient, which has rules of its own.
pub(super) fn values(input: &PartnerInput) -> ActiveModel {
    let products: Vec<String> = input.products.iter().map(|name| fold::nfc(name)).collect();
    ActiveModel {
        status: Set(input.status.to_string()),
        tier: Set(input.tier.to_string()),
        accept_hours: Set(input.accept_hours),
        time_zone: Set(input.time_zone.clone()),
        products: Set(serde_json::Value::from(products).to_string()),
        ..ActiveModel::default()
    }
}

/// What the form says of the company itself, over what is known of it.
pub(super) fn account_input(input: &PartnerInput, known: Option<&account::Model>) -> AccountInput {
    let known =
        |field: fn(&account::Model) -> &Option<String>| known.and_then(|row| field(row).clone());
    AccountInput {
        name: input.name.clone(),
        registration_number: input.registration_number.clone(),
        city: input.city.clone(),
        region: input.region.clone(),
        domain: input.domain.clone(),
        vat_id: known(|row| &row.vat_id),
        street: known(|row| &row.street),
        postal_code: known(|row| &row.postal_code),
        country: known(|row| &row.country),
        industry: known(|row| &row.industry),
    }
}

/// Programme status.
pub(super) fn status(row: &Model) -> Result<PartnerStatus, Error> {
    row.status.parse().map_err(|_| inconsistent(row, format!("the status {}", row.status)))
}

/// Tier.
pub(super) fn tier(row: &Model) -> Result<Tier, Error> {
    row.tier.parse().map_err(|_| inconsistent(row, format!("the tier {}", row.tier)))
}

/// The values as a form shows them.
pub(super) fn form(row: &Model, account: &account::Model) -> Result<PartnerForm, Error> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let products: Vec<String> = serde_json::from_str(&row.products)
        .map_err(|_| inconsistent(row, "a list of products that is none".to_owned()))?;
    Ok(PartnerForm {
        name: account.name.clone(),
        registration_number: text(&account.registration_number),
        city: text(&account.city),
        region: text(&account.region),
        domain: text(&account.domain),
        status: row.status.clone(),
        tier: row.tier.clone(),
        accept_hours: row.accept_hours.to_string(),
        time_zone: row.time_zone.clone(),
        products: products.join(", "),
        default_recipient: row.default_recipient_id.map(|id| id.to_string()).unwrap_or_default(),
    })
}

/// The account that every partner has.
pub(super) fn with_account(
    (row, account): (Model, Option<account::Model>),
) -> Result<(Model, account::Model), Error> {
    match account {
        Some(account) => Ok((row, account)),
        None => Err(inconsistent(&row, "a partner without an account".to_owned())),
    }
}

fn inconsistent(row: &Model, what: String) -> Error {
    Error::Inconsistent { table: "partner", id: row.id, what }
}
