//! One registration on the pages of its opportunity: for the partner that asks, and for staff who decide.

use domain::{
    ids::OpportunityId,
    policy::{Action, Denied, Relation, authorize, may},
    reference,
    refusal::Refusal,
    registration::{OfOpportunity, PROTECTION, RegisterPage, RegistrationForm, StaffRegistration},
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use super::{
    request::{relation, relation_of_own},
    similar,
    submit::{is_registrable, usage},
    view::view,
};
use crate::{
    Context, Error,
    entity::{
        account,
        deal_registration::{Column, Entity, Model},
        opportunity,
    },
    opportunity::row,
    product, receipt,
};

/// What the page of an opportunity says to its partner.
pub async fn of_opportunity(cx: &Context, id: OpportunityId) -> Result<OfOpportunity, Error> {
    let db = cx.db.read();
    let opportunity = opportunity::Entity::visible_to(&cx.actor)
        .filter(opportunity::Column::Id.eq(id.0))
        .one(db)
        .await?
        .ok_or(Denied::Hidden)?;
    let relation = relation(db, cx, &opportunity).await?;
    authorize(&cx.actor, Action::ReadRegistrations, relation)?;
    let registration = match newest(cx, id).await? {
        Some(row) => Some(view(db, cx, row, relation).await?),
        None => None,
    };
    Ok(OfOpportunity { registration, may_register: may_ask(cx, &opportunity, relation).await? })
}

/// The page on which a partner registers the opportunity and follows its request.
pub async fn page(cx: &Context, reference: &str) -> Result<RegisterPage, Error> {
    let db = cx.db.read();
    let reference = reference::parse(reference).ok_or(Denied::Hidden)?;
    let opportunity = opportunity::Entity::visible_to(&cx.actor)
        .filter(opportunity::Column::Reference.eq(reference))
        .one(db)
        .await?
        .ok_or(Denied::Hidden)?;
    let relation = relation(db, cx, &opportunity).await?;
    let id = OpportunityId(opportunity.id);
    let own = newest(cx, id).await?;
    // A request of its own stays open to the company that has lost the opportunity: to be read, and taken back.
    let standing = if own.is_some() { relation_of_own(cx) } else { relation };
    authorize(&cx.actor, Action::RegisterDeal, standing)?;
    let partner = cx.actor.partner().ok_or(Denied::Forbidden)?;
    if opportunity.origin_partner_id != Some(partner.0) {
        return Err(Refusal::NotBrought.into());
    }
    let registration = match own {
        Some(row) => Some(view(db, cx, row, relation).await?),
        None => None,
    };
    let may_register = may_ask(cx, &opportunity, relation).await?;
    // What is known of the customer is for those who may ask.
    let form =
        if may_register { start(cx, &opportunity).await? } else { RegistrationForm::default() };
    let (used, quota) = usage(db, partner).await?;
    Ok(RegisterPage {
        opportunity: id,
        currency: row::currency(&opportunity)?,
        form,
        product_names: product::active(cx).await?,
        registration,
        may_register,
        receipts: receipt::rows(cx, opportunity.id).await?,
        used,
        quota,
        reference: opportunity.reference,
        topic: opportunity.topic,
    })
}

/// What staff see of it on the page of the opportunity, with everything that may be the same customer.
pub async fn show(cx: &Context, id: OpportunityId) -> Result<Option<StaffRegistration>, Error> {
    let db = cx.db.read();
    let opportunity = opportunity::Entity::visible_to(&cx.actor)
        .filter(opportunity::Column::Id.eq(id.0))
        .one(db)
        .await?
        .ok_or(Denied::Hidden)?;
    // Partner people have no business with the pages of staff.
    let relation = row::relation_of_staff(&cx.actor, &opportunity);
    authorize(&cx.actor, Action::ReadRegistrations, relation)?;
    let Some(row) = newest(cx, id).await? else { return Ok(None) };
    Ok(Some(StaffRegistration {
        matches: similar::of(db, cx, &row).await?,
        registration: view(db, cx, row, relation).await?,
        opportunity: id,
        would_protect_until: cx.local(cx.now + PROTECTION),
    }))
}

async fn newest(cx: &Context, id: OpportunityId) -> Result<Option<Model>, Error> {
    Ok(Entity::visible_to(&cx.actor)
        .filter(Column::OpportunityId.eq(id.0))
        .order_by_desc(Column::SubmittedAt)
        .order_by_desc(Column::Id)
        .one(cx.db.read())
        .await?)
}

async fn may_ask(
    cx: &Context,
    opportunity: &opportunity::Model,
    relation: Relation,
) -> Result<bool, Error> {
    let Some(partner) = cx.actor.partner() else { return Ok(false) };
    if !may(&cx.actor, Action::RegisterDeal, relation) {
        return Ok(false);
    }
    match is_registrable(cx.db.read(), opportunity, partner).await {
        Ok(()) => Ok(true),
        Err(Error::Refused(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// What is known of the customer and of the deal.
async fn start(cx: &Context, row: &opportunity::Model) -> Result<RegistrationForm, Error> {
    let account = match row.account_id {
        Some(id) => {
            account::Entity::visible_to(&cx.actor)
                .filter(account::Column::Id.eq(id))
                .one(cx.db.read())
                .await?
        }
        None => None,
    };
    let value = row::estimated_value(row)?.map(|value| value.for_input(cx.lang));
    let lead = || row.lead_company.clone().unwrap_or_default();
    let known = |stored: Option<String>, lead: &Option<String>| {
        stored.or_else(|| lead.clone()).unwrap_or_default()
    };
    let (number, vat, domain) = account.as_ref().map_or((None, None, None), |a| {
        (a.registration_number.clone(), a.vat_id.clone(), a.domain.clone())
    });
    Ok(RegistrationForm {
        customer: account.map_or_else(lead, |account| account.name),
        registration_number: known(number, &row.lead_number),
        vat_id: vat.unwrap_or_default(),
        domain: known(domain, &row.lead_domain),
        products: row::products(row)?.join(", "),
        value: value.unwrap_or_default(),
        close_on: row.estimated_close_on.map(|day| day.to_string()).unwrap_or_default(),
        justification: String::new(),
    })
}
