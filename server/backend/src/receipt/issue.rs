//! Writes and signs a receipt in the transaction of what it confirms.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, SubsecRound, Utc};
use domain::{
    ids::PartnerId,
    policy::Actor,
    receipt::{Acceptance, Document, Fact, Protection, Registration, Schema, Statement},
    registration::Reason,
};
use ed25519_dalek::{Signer, SigningKey};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryTrait};
use uuid::Uuid;

use super::key;
use crate::{
    Context, Error,
    assignment::names,
    db::WriteTxn,
    entity::{assignment, deal_registration, opportunity, receipt},
    opportunity::row,
};

/// How a registration was decided.
pub(crate) struct Decision {
    pub approved: bool,
    pub until: Option<DateTime<Utc>>,
    pub reason: Option<Reason>,
    pub text: Option<String>,
}

/// What a receipt is about.
pub(crate) struct Confirmed<'a> {
    pub opportunity: &'a opportunity::Model,
    pub partner: PartnerId,
    pub partner_name: String,
    /// Who of the partner does it; of the vendor's people nobody is named.
    pub person: Option<String>,
    pub registration: Option<Uuid>,
}

/// Signed, and to be stored in the transaction of what it confirms.
pub(crate) struct Receipt(receipt::ActiveModel);

impl Receipt {
    pub fn store(self, txn: &WriteTxn) {
        txn.later(receipt::Entity::insert(self.0).as_query());
    }
}

/// That the actor's company accepted this offer.
pub(crate) fn accepted(offer: &assignment::Model, first_report_by: DateTime<Utc>) -> Fact {
    Fact::Acceptance(Acceptance {
        offered_at: offer.offered_at.map(instant),
        accept_by: offer.accept_by.map(instant),
        first_report_by: instant(first_report_by),
    })
}

/// Confirms what the actor's company asked for.
pub(crate) async fn registration(
    txn: &WriteTxn,
    cx: &Context,
    opportunity: &opportunity::Model,
    row: &deal_registration::Model,
) -> Result<(), Error> {
    let fact = Fact::Registration(Registration {
        reference: row.reference.clone(),
        customer: row.customer_name.clone(),
        registration_number: row.registration_number.clone(),
        vat_id: row.vat_id.clone(),
        domain: row.domain.clone(),
        products: products(row)?,
        value: row::money(row.opportunity_id, &row.currency, row.value)?.map(Into::into),
        close_on: row.close_on,
        decide_by: instant(row.decide_by),
    });
    issue(txn, cx, opportunity, row, fact).await
}

/// Confirms what the vendor decided.
pub(crate) async fn protection(
    txn: &WriteTxn,
    cx: &Context,
    opportunity: &opportunity::Model,
    row: &deal_registration::Model,
    decision: Decision,
) -> Result<(), Error> {
    let fact = Fact::Protection(Protection {
        reference: row.reference.clone(),
        customer: row.customer_name.clone(),
        registration_number: row.registration_number.clone(),
        products: products(row)?,
        approved: decision.approved,
        protected_until: decision.until.map(instant),
        reason: decision.reason.map(|reason| reason.to_string()),
        reason_text: decision.text,
    });
    issue(txn, cx, opportunity, row, fact).await
}

async fn issue(
    txn: &WriteTxn,
    cx: &Context,
    opportunity: &opportunity::Model,
    row: &deal_registration::Model,
    fact: Fact,
) -> Result<(), Error> {
    let partner = PartnerId(row.partner_id);
    let partner_name = names::partner(txn, partner).await?;
    let is_own = cx.actor.partner() == Some(partner);
    let person = if is_own { person(txn, cx).await? } else { None };
    let registration = Some(row.id);
    let about = Confirmed { opportunity, partner, partner_name, person, registration };
    let key = key::signing(txn, cx).await?;
    signed(cx, &key, about, fact).store(txn);
    Ok(())
}

/// Signs what is confirmed now.
pub(crate) fn signed(cx: &Context, key: &SigningKey, about: Confirmed<'_>, fact: Fact) -> Receipt {
    let Confirmed { opportunity, partner, partner_name, person, registration } = about;
    let kind = fact.kind();
    let vendor = cx.settings.vendor.clone();
    let is_partner = cx.actor.partner() == Some(partner);
    let statement = Statement {
        schema: Schema::V1,
        id: cx.new_id().into(),
        at: instant(cx.now),
        // Partners are not told who of the vendor decides.
        person: person.filter(|_| is_partner),
        company: if is_partner { partner_name.clone() } else { vendor.clone() },
        partner: partner_name,
        vendor,
        opportunity: opportunity.reference.clone(),
        topic: opportunity.topic.clone(),
        fact,
    };
    let document = sign(key, statement);
    let payload = String::from_utf8(signed_bytes(&document.statement)).unwrap_or_default();
    Receipt(receipt::ActiveModel {
        id: Set(document.statement.id.0),
        kind: Set(kind.to_string()),
        opportunity_id: Set(opportunity.id),
        partner_id: Set(partner.0),
        registration_id: Set(registration),
        at: Set(cx.now),
        payload: Set(payload),
        signature: Set(document.signature),
        key_id: Set(document.key_id),
    })
}

/// The whole file of a statement.
pub(super) fn sign(key: &SigningKey, statement: Statement) -> Document {
    let signature = STANDARD.encode(key.sign(&signed_bytes(&statement)).to_bytes());
    Document { statement, key_id: key::id(&key.verifying_key()), signature }
}

/// What is signed: fields in their order, no spaces. These types have nothing that JSON could not say.
pub(super) fn signed_bytes(statement: &Statement) -> Vec<u8> {
    serde_json::to_vec(statement).unwrap_or_default()
}

async fn person(db: &impl ConnectionTrait, cx: &Context) -> Result<Option<String>, Error> {
    let Some(user) = cx.user_id() else { return Ok(None) };
    Ok(names::people(db, &Actor::System, [user]).await?.remove(&user))
}

fn products(row: &deal_registration::Model) -> Result<Vec<String>, Error> {
    serde_json::from_str(&row.products).map_err(|_| Error::Inconsistent {
        table: "deal_registration",
        id: row.id,
        what: "products are no list".to_owned(),
    })
}

/// Both databases keep microseconds; milliseconds are read by everybody.
fn instant(at: DateTime<Utc>) -> DateTime<Utc> {
    at.trunc_subsecs(3)
}
