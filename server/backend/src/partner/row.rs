//! A partner between its row, the row of its account, its checked values and its form.

use domain::{
    account::AccountInput,
    invalid::{FieldError, Problem},
    money::Money,
    partner::{
        Certification, Limits, PartnerForm, PartnerInput, PartnerStatus, Profile, Territory, Tier,
        written,
    },
};
use sea_orm::ActiveValue::Set;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    Context, Error,
    account::row::place,
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
        Ok(input) => match zone_error(&input.profile.time_zone) {
            None => Ok(input),
            Some(error) => Err(vec![error]),
        },
        Err(errors) => Err(errors),
    }
}

/// The columns that people type, but for the default recipient, which has rules of its own.
pub(super) fn values(input: &PartnerInput) -> ActiveModel {
    let profile = &input.profile;
    let products: Vec<String> = profile.products.iter().map(|name| fold::nfc(name)).collect();
    let limits = profile.limits;
    let currency = limits.min_value.or(limits.max_value).map(|money| money.currency.to_string());
    ActiveModel {
        status: Set(input.status.to_string()),
        tier: Set(input.tier.to_string()),
        ranking: Set(profile.ranking),
        accept_hours: Set(profile.accept_hours),
        first_update_days: Set(profile.first_update_days),
        time_zone: Set(profile.time_zone.clone()),
        calendar: Set(profile.calendar.to_string()),
        territories: Set(json(&territories(&profile.territories))),
        products: Set(json(&products)),
        languages: Set(json(&profile.languages)),
        certifications: Set(json(&certifications(&profile.certifications))),
        conflicts: Set(json(&profile.conflicts)),
        min_value: Set(limits.min_value.map(|money| money.minor)),
        max_value: Set(limits.max_value.map(|money| money.minor)),
        value_currency: Set(currency),
        capacity_open: Set(limits.open),
        capacity_month: Set(limits.month),
        ..ActiveModel::default()
    }
}

/// A list as it is stored.
pub(crate) fn json<T: Serialize>(list: &T) -> String {
    serde_json::to_value(list).unwrap_or_default().to_string()
}

fn territories(list: &[Territory]) -> Vec<Territory> {
    let composed = |territory: &Territory| Territory {
        region: territory.region.as_deref().map(fold::nfc),
        ..territory.clone()
    };
    list.iter().map(composed).collect()
}

fn certifications(list: &[Certification]) -> Vec<Certification> {
    list.iter().map(|one| Certification { name: fold::nfc(&one.name), ..one.clone() }).collect()
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
        place: input.place,
        domain: input.domain.clone(),
        vat_id: known(|row| &row.vat_id),
        street: known(|row| &row.street),
        postal_code: known(|row| &row.postal_code),
        country: known(|row| &row.country),
        industry: known(|row| &row.industry),
    }
}

/// Programme status.
pub(crate) fn status(row: &Model) -> Result<PartnerStatus, Error> {
    row.status.parse().map_err(|_| inconsistent(row, format!("the status {}", row.status)))
}

/// Tier.
pub(crate) fn tier(row: &Model) -> Result<Tier, Error> {
    row.tier.parse().map_err(|_| inconsistent(row, format!("the tier {}", row.tier)))
}

/// A stored list.
fn list<T: DeserializeOwned>(row: &Model, what: &str, text: &str) -> Result<Vec<T>, Error> {
    serde_json::from_str(text).map_err(|_| inconsistent(row, format!("{what} that are no list")))
}

/// Customers that it is kept from, by registration number or domain. Not for the partner to read.
pub(crate) fn conflicts(row: &Model) -> Result<Vec<String>, Error> {
    list(row, "conflicts", &row.conflicts)
}

/// The part that routing and clocks go by.
pub(crate) fn profile(row: &Model) -> Result<Profile, Error> {
    let currency = row.value_currency.as_deref().unwrap_or_default();
    let money = |minor: Option<i64>| match (minor, currency.parse()) {
        (None, _) => Ok(None),
        (Some(minor), Ok(currency)) => Ok(Some(Money::new(minor, currency))),
        (Some(_), Err(_)) => Err(inconsistent(row, format!("values in {currency:?}"))),
    };
    Ok(Profile {
        ranking: row.ranking,
        accept_hours: row.accept_hours,
        first_update_days: row.first_update_days,
        time_zone: row.time_zone.clone(),
        calendar: row
            .calendar
            .parse()
            .map_err(|_| inconsistent(row, format!("the calendar {}", row.calendar)))?,
        territories: list(row, "territories", &row.territories)?,
        products: list(row, "products", &row.products)?,
        languages: list(row, "languages", &row.languages)?,
        certifications: list(row, "certifications", &row.certifications)?,
        conflicts: conflicts(row)?,
        limits: Limits {
            min_value: money(row.min_value)?,
            max_value: money(row.max_value)?,
            open: row.capacity_open,
            month: row.capacity_month,
        },
    })
}

/// The values as a form shows them.
pub(super) fn form(
    cx: &Context,
    row: &Model,
    account: &account::Model,
) -> Result<PartnerForm, Error> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let number = |value: Option<i32>| value.map(|number| number.to_string()).unwrap_or_default();
    let profile = profile(row)?;
    let limits = profile.limits;
    let money =
        |value: Option<Money>| value.map(|money| money.for_input(cx.lang)).unwrap_or_default();
    Ok(PartnerForm {
        name: account.name.clone(),
        registration_number: text(&account.registration_number),
        city: text(&account.city),
        region: text(&account.region),
        coordinates: place(account).map(|place| place.to_string()).unwrap_or_default(),
        domain: text(&account.domain),
        status: row.status.clone(),
        tier: row.tier.clone(),
        ranking: row.ranking.to_string(),
        accept_hours: row.accept_hours.to_string(),
        first_update_days: row.first_update_days.to_string(),
        time_zone: row.time_zone.clone(),
        calendar: row.calendar.clone(),
        territories: written(&profile.territories),
        products: profile.products.join(", "),
        languages: profile.languages.join(", "),
        certifications: written(&profile.certifications),
        conflicts: written(&profile.conflicts),
        min_value: money(limits.min_value),
        max_value: money(limits.max_value),
        value_currency: text(&row.value_currency),
        capacity_open: number(limits.open),
        capacity_month: number(limits.month),
        default_recipient: row.default_recipient_id.map(|id| id.to_string()).unwrap_or_default(),
    })
}

/// The account that every partner has.
pub(crate) fn with_account(
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
