//! The customer as it is opened to the partner that manages the opportunity.

use domain::{opportunity::CustomerCard, policy::Actor};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};

use crate::{
    Error,
    entity::{account, contact, opportunity},
};

/// Company and person: the records if there are some, else what stands on the opportunity itself.
pub(super) async fn customer(
    db: &impl ConnectionTrait,
    actor: &Actor,
    row: &opportunity::Model,
) -> Result<CustomerCard, Error> {
    let account = match row.account_id {
        Some(id) => {
            account::Entity::visible_to(actor).filter(account::Column::Id.eq(id)).one(db).await?
        }
        None => None,
    };
    let contact = match row.contact_id {
        Some(id) => {
            contact::Entity::visible_to(actor).filter(contact::Column::Id.eq(id)).one(db).await?
        }
        None => None,
    };
    let address = match &account {
        Some(account) => address(
            account.street.as_deref(),
            account.postal_code.as_deref(),
            account.city.as_deref(),
            account.region.as_deref(),
        ),
        None => {
            address(None, row.postal_code.as_deref(), row.city.as_deref(), row.region.as_deref())
        }
    };
    let (company, number) = account.map(|a| (a.name, a.registration_number)).unzip();
    let person = contact.as_ref().map(|person| match &person.first_name {
        Some(first) => format!("{first} {}", person.last_name),
        None => person.last_name.clone(),
    });
    let (email, phone, job_title) =
        contact.map(|c| (c.email, c.phone, c.job_title)).unwrap_or_default();
    Ok(CustomerCard {
        company: company.or_else(|| row.lead_company.clone()),
        registration_number: number.flatten().or_else(|| row.lead_number.clone()),
        address,
        person: person.or_else(|| row.lead_person.clone()),
        job_title,
        email: email.or_else(|| row.lead_email.clone()),
        phone: phone.or_else(|| row.lead_phone.clone()),
    })
}

/// Street, postal code and city, region: as an envelope has them.
pub(super) fn address(
    street: Option<&str>,
    postal_code: Option<&str>,
    city: Option<&str>,
    region: Option<&str>,
) -> Option<String> {
    let town = match (postal_code, city) {
        (Some(code), Some(city)) => Some(format!("{code} {city}")),
        (Some(one), None) | (None, Some(one)) => Some(one.to_owned()),
        (None, None) => None,
    };
    let region = region.filter(|region| Some(*region) != city);
    let lines: Vec<&str> = [street, town.as_deref(), region].into_iter().flatten().collect();
    (!lines.is_empty()).then(|| lines.join(", "))
}
