//! The stored record as the form shows it, so that what was not touched comes back unchanged.

use chrono::{DateTime, Utc};
use domain::{
    choice::{Choices, Code, List},
    ids::{AccountId, ContactId},
    money::{Currency, Money},
    opportunity::{ACCEPT_BY, Named, OpportunityForm, PickedPartner, RecordChoices, Status},
    partner::list,
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};

use super::{holders::Holders, row};
use crate::{
    Context, Error,
    entity::{account, contact, opportunity::Model},
    fold,
};

/// What can be chosen in the form.
pub(super) fn choices(cx: &Context, choices: &Choices, stage: Option<&Code>) -> RecordChoices {
    RecordChoices {
        stages: choices.offered_beside(List::Stage, stage, cx.lang),
        losses: choices.offered(List::Loss, cx.lang),
        rates: Vec::new(),
    }
}

/// The records that a row points to, with their names.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    pub account: Option<Named<AccountId>>,
    pub contact: Option<Named<ContactId>>,
}

impl Names {
    /// Looks them up.
    pub async fn of(conn: &impl ConnectionTrait, cx: &Context, row: &Model) -> Result<Self, Error> {
        let account = match row.account_id {
            Some(id) => {
                account::Entity::visible_to(&cx.actor)
                    .filter(account::Column::Id.eq(id))
                    .one(conn)
                    .await?
            }
            None => None,
        };
        let contact = match row.contact_id {
            Some(id) => {
                contact::Entity::visible_to(&cx.actor)
                    .filter(contact::Column::Id.eq(id))
                    .one(conn)
                    .await?
            }
            None => None,
        };
        Ok(Self {
            account: account.map(|a| Named { id: AccountId(a.id), name: a.name }),
            contact: contact.map(|c| Named { id: ContactId(c.id), name: full_name(&c) }),
        })
    }
}

fn full_name(contact: &contact::Model) -> String {
    match &contact.first_name {
        Some(first) => format!("{first} {}", contact.last_name),
        None => contact.last_name.clone(),
    }
}

/// The deadline as the form writes it, in the reader's time.
pub(super) fn deadline(cx: &Context, at: Option<DateTime<Utc>>) -> String {
    at.map(|at| cx.local(at).format(ACCEPT_BY).to_string()).unwrap_or_default()
}

/// All values as the form shows them.
pub(super) fn stored(
    cx: &Context,
    row: &Model,
    names: &Names,
    holders: &Holders,
) -> Result<OpportunityForm, Error> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let money = |value: Option<Money>| value.map(|m| m.for_input(cx.lang)).unwrap_or_default();
    let alone = holders.alone();
    let account = names.account.as_ref();
    let contact = names.contact.as_ref();
    Ok(OpportunityForm {
        topic: row.topic.clone(),
        account_name: account.map(|a| a.name.clone()).unwrap_or_default(),
        account_id: account.map(|a| a.id.to_string()).unwrap_or_default(),
        contact_name: contact.map(|c| c.name.clone()).unwrap_or_default(),
        contact_id: contact.map(|c| c.id.to_string()).unwrap_or_default(),
        currency: row.currency.clone(),
        estimated_value: money(row::estimated_value(row)?),
        estimated_close_on: row.estimated_close_on.map(|d| d.to_string()).unwrap_or_default(),
        situation: text(&row.situation),
        needs: text(&row.needs),
        solution: text(&row.solution),
        description: text(&row.description),
        stage: row.stage.clone(),
        probability: row.probability.map(|p| p.to_string()).unwrap_or_default(),
        owner_id: row.owner_id.map(|id| id.to_string()).unwrap_or_default(),
        source: text(&row.source),
        products: row::products(row)?.join(", "),
        country: text(&row.country),
        region: text(&row.region),
        city: text(&row.city),
        postal_code: text(&row.postal_code),
        lead_company: text(&row.lead_company),
        lead_number: text(&row.lead_number),
        lead_domain: text(&row.lead_domain),
        lead_person: text(&row.lead_person),
        lead_email: text(&row.lead_email),
        lead_phone: text(&row.lead_phone),
        legal_basis: text(&row.legal_basis),
        partner_name: alone.map(|h| h.company.name.clone()).unwrap_or_default(),
        partner_id: alone.map(|h| h.partner().to_string()).unwrap_or_default(),
        status: row.status.clone(),
        accept_by: deadline(cx, row::running_deadline(row)),
        collaboration: if row.partner_collaboration { "on".to_owned() } else { String::new() },
        collaborators: sharing(holders),
        actual_value: money(row::actual_value(row)?),
        ..OpportunityForm::default()
    })
}

fn sharing(holders: &Holders) -> Vec<PickedPartner> {
    let mut partners: Vec<_> = holders
        .sharing()
        .map(|h| PickedPartner { name: h.company.name.clone(), id: h.partner().to_string() })
        .collect();
    partners.sort_by_key(|partner| fold::sort_key(&partner.name));
    partners
}

/// A typed form in the spelling in which a stored one is shown, so that the two can be compared:
/// `2 480 000,00` and `2480000` are one value.
pub(super) fn spelled_alike(form: &OpportunityForm, cx: &Context) -> OpportunityForm {
    let mut same = form.clone();
    let currency: Currency = same.currency.trim().parse().unwrap_or_default();
    same.currency = currency.to_string();
    for value in [&mut same.estimated_value, &mut same.actual_value] {
        if let Ok(money) = Money::parse(value, currency) {
            *value = money.map(|m| m.for_input(cx.lang)).unwrap_or_default();
        }
    }
    if let Ok(products) = list(&same.products) {
        same.products = products.join(", ");
    }
    if same.status.trim().is_empty() {
        same.status = Status::default().to_string();
    }
    same.country = same.country.trim().to_ascii_uppercase();
    same.lead_email = same.lead_email.trim().to_lowercase();
    same.collaborators.retain(|partner| !partner.name.trim().is_empty());
    same.collaborators.sort_by_key(|partner| fold::sort_key(&partner.name));
    for text in lines(&mut same) {
        text.replace("\r\n", "\n").trim().clone_into(text);
    }
    same
}

fn lines(form: &mut OpportunityForm) -> [&mut String; 23] {
    [
        &mut form.topic,
        &mut form.account_name,
        &mut form.contact_name,
        &mut form.estimated_close_on,
        &mut form.situation,
        &mut form.needs,
        &mut form.solution,
        &mut form.description,
        &mut form.stage,
        &mut form.probability,
        &mut form.owner_id,
        &mut form.source,
        &mut form.region,
        &mut form.city,
        &mut form.postal_code,
        &mut form.lead_company,
        &mut form.lead_number,
        &mut form.lead_domain,
        &mut form.lead_person,
        &mut form.lead_phone,
        &mut form.legal_basis,
        &mut form.partner_name,
        &mut form.status,
    ]
}

/// Every text of the form in the composed form in which text is stored (NFC).
pub(super) fn composed(mut form: OpportunityForm) -> OpportunityForm {
    for text in lines(&mut form) {
        *text = fold::nfc(text);
    }
    for text in [
        &mut form.products,
        &mut form.country,
        &mut form.lead_email,
        &mut form.reason,
        &mut form.override_reason,
    ] {
        *text = fold::nfc(text);
    }
    for partner in &mut form.collaborators {
        partner.name = fold::nfc(&partner.name);
    }
    form
}
