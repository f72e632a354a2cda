//! A partner sends its request.

use domain::{
    ids::{AttachmentId, OpportunityId, PartnerId},
    invalid::Problem,
    policy::{Action, Actor, Denied, authorize},
    refusal::Refusal,
    registration::{EVIDENCE_MAX, RegistrationForm, RegistrationInput, State, quota},
    timeline::Audience,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockType, OnConflict},
};

use super::{
    customer, deadline,
    request::{self, Request, Told},
};
use crate::{
    Context, Error,
    account::{is_public_domain, legal_form::core_name},
    db::WriteTxn,
    entity::{
        deal_registration::{Column, Entity, Model},
        opportunity, partner,
    },
    file, fold,
    mail::VendorNews,
    opportunity::row,
    receipt,
};

/// How often another reference is drawn when somebody has it.
const DRAWS: usize = 8;

/// The states in which the vendor has to decide.
pub(crate) const UNDECIDED: [&str; 2] = ["submitted", "in_review"];
/// The states in which the request is open: the vendor has to decide, or the partner to answer.
pub(super) const OPEN: [&str; 3] = ["submitted", "in_review", "info_requested"];
/// The states that count towards the quota.
pub(super) const HELD: [&str; 4] = ["submitted", "in_review", "info_requested", "approved"];

/// Sends the request for an opportunity with the files that were uploaded for it. Answers the reference of the
/// opportunity.
pub async fn submit(
    cx: &Context,
    id: OpportunityId,
    form: RegistrationForm,
    files: &[AttachmentId],
) -> Result<String, Error> {
    let form = composed(form);
    let txn = cx.db.begin_write().await?;
    let opportunity = row::to_change(&txn, cx, id).await?;
    let relation = request::relation(&txn, cx, &opportunity).await?;
    authorize(&cx.actor, Action::RegisterDeal, relation)?;
    let partner = cx.actor.partner().ok_or(Denied::Forbidden)?;
    is_registrable(&txn, &opportunity, partner).await?;
    has_quota(&txn, partner).await?;
    if files.len() > EVIDENCE_MAX {
        let max = u32::try_from(EVIDENCE_MAX).unwrap_or(u32::MAX);
        return Err(Error::field("file", Problem::TooMany { max }));
    }
    let is_known = is_known(&txn, &opportunity).await?;
    let today = cx.local(cx.now).date_naive();
    let input = form.check(row::currency(&opportunity)?, today, is_known)?;
    names_one_company(&input, is_known)?;

    let row = insert(&txn, cx, of(cx, &opportunity, partner, input)?).await?;
    let request = Request { opportunity, row };
    let entry = request.record(&txn, cx, State::Submitted, Told::default()).await?;
    if !files.is_empty() {
        file::attach(&txn, cx, id, entry, Audience::Partner(partner), files).await?;
        Entity::update_many()
            .col_expr(Column::EvidenceEntryId, Expr::value(entry.0))
            .filter(Column::Id.eq(request.row.id))
            .exec(&txn)
            .await?;
    }
    receipt::registration(&txn, cx, &request.opportunity, &request.row).await?;
    request.tell_deciders(&txn, cx, VendorNews::Submitted, None).await?;
    txn.commit().await?;
    Ok(request.opportunity.reference)
}

/// Whether the account of the opportunity says which company the customer is. Read without the actor's scope: all that it
/// says is what has to be typed.
async fn is_known(txn: &WriteTxn, opportunity: &opportunity::Model) -> Result<bool, Error> {
    let account = customer::linked(txn, &Actor::System, opportunity).await?;
    Ok(account.is_some_and(|account| {
        let own_domain = account.domain.is_some_and(|domain| !is_public_domain(&domain));
        account.registration_number.is_some() || account.vat_id.is_some() || own_domain
    }))
}

/// A domain of mail for everybody says nothing about a company.
fn names_one_company(input: &RegistrationInput, is_known: bool) -> Result<(), Error> {
    let has_number = input.registration_number.is_some() || input.vat_id.is_some();
    let is_public = input.domain.as_deref().is_some_and(is_public_domain);
    if is_known || has_number || !is_public {
        Ok(())
    } else {
        Err(Error::field("domain", Problem::CustomerKey))
    }
}

/// Whether the company may ask now: it brought it, it is open, and no request of its own stands.
pub(super) async fn is_registrable(
    db: &impl ConnectionTrait,
    opportunity: &opportunity::Model,
    partner: PartnerId,
) -> Result<(), Error> {
    if opportunity.origin_partner_id != Some(partner.0) {
        return Err(Refusal::NotBrought.into());
    }
    let status = row::status(opportunity)?;
    if !status.is_open() {
        return Err(Refusal::WrongStatus { from: status }.into());
    }
    // Read without the actor's scope: a seller must not send what a colleague has sent.
    let last = Entity::visible_to(&Actor::System)
        .filter(Column::OpportunityId.eq(opportunity.id))
        .filter(Column::PartnerId.eq(partner.0))
        .order_by_desc(Column::SubmittedAt)
        .order_by_desc(Column::Id)
        .one(db)
        .await?;
    match last.as_ref().map(request::state).transpose()? {
        // Against a refusal there is the appeal.
        Some(from @ State::Rejected) => Err(Refusal::RegistrationState { from }.into()),
        Some(state) if state.is_open() || state == State::Approved => {
            Err(Refusal::RegisteredAlready.into())
        }
        _ => Ok(()),
    }
}

/// Two requests of one company wait for each other here, so that both count.
pub(super) async fn has_quota(txn: &WriteTxn, partner: PartnerId) -> Result<(), Error> {
    partner::Entity::visible_to(&Actor::System)
        .filter(partner::Column::Id.eq(partner.0))
        .lock(LockType::NoKeyUpdate)
        .one(txn)
        .await?;
    let (used, limit) = usage(txn, partner).await?;
    if used >= limit { Err(Refusal::QuotaReached { limit }.into()) } else { Ok(()) }
}

/// How many requests and protections the company has, and how many it may have.
pub(super) async fn usage(
    db: &impl ConnectionTrait,
    partner: PartnerId,
) -> Result<(u32, u32), Error> {
    let tier: Option<String> = partner::Entity::visible_to(&Actor::System)
        .select_only()
        .column(partner::Column::Tier)
        .filter(partner::Column::Id.eq(partner.0))
        .into_tuple()
        .one(db)
        .await?;
    let tier = tier.and_then(|tier| tier.parse().ok()).unwrap_or_default();
    // The whole company's, whoever of it asks.
    let used = Entity::visible_to(&Actor::System)
        .filter(Column::PartnerId.eq(partner.0))
        .filter(Column::State.is_in(HELD))
        .count(db)
        .await?;
    Ok((u32::try_from(used).unwrap_or(u32::MAX), quota(tier)))
}

fn of(
    cx: &Context,
    opportunity: &opportunity::Model,
    partner: PartnerId,
    input: RegistrationInput,
) -> Result<Model, Error> {
    let user = cx.user_id().ok_or(Denied::SignedOut)?;
    Ok(Model {
        id: cx.new_id(),
        reference: String::new(),
        opportunity_id: opportunity.id,
        partner_id: partner.0,
        state: State::Submitted.to_string(),
        customer_folded: core_name(&fold::fold(&input.customer)),
        customer_name: input.customer,
        registration_number: input.registration_number,
        vat_id: input.vat_id,
        domain: input.domain,
        products: serde_json::to_string(&input.products).unwrap_or_default(),
        currency: opportunity.currency.clone(),
        value: Some(input.value.minor),
        close_on: Some(input.close_on),
        justification: input.justification,
        evidence_entry_id: None,
        submitted_at: cx.now,
        submitted_by: user,
        decide_by: deadline::fresh(cx.now),
        asked_at: None,
        question: None,
        answer: None,
        escalated: false,
        decided_at: None,
        decided_by: None,
        reason_code: None,
        reason_text: None,
        protected_until: None,
        extension_count: 0,
        extended_at: None,
        warned_days: 0,
        appealed_at: None,
        appeal_text: None,
        ended_at: None,
        version: 1,
        created_at: cx.now,
        created_by: Some(user),
        updated_at: cx.now,
        updated_by: Some(user),
    })
}

/// Under a reference that nobody has. ON CONFLICT and not a failed statement: that would end the transaction on
/// PostgreSQL.
async fn insert(txn: &WriteTxn, cx: &Context, mut row: Model) -> Result<Model, Error> {
    for _ in 0..DRAWS {
        row.reference = cx.new_registration_reference();
        let written = Entity::insert(row.clone().into_active_model().reset_all())
            .on_conflict(OnConflict::column(Column::Reference).do_nothing().to_owned())
            .exec_without_returning(txn)
            .await?;
        if written == 1 {
            return Ok(row);
        }
    }
    Err(Error::Busy)
}

/// Every text in the composed form in which text is stored (NFC).
fn composed(mut form: RegistrationForm) -> RegistrationForm {
    for text in [
        &mut form.customer,
        &mut form.vat_id,
        &mut form.domain,
        &mut form.products,
        &mut form.justification,
    ] {
        *text = fold::nfc(text);
    }
    form
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator as _;

    use super::*;

    fn states(is: impl Fn(State) -> bool) -> Vec<String> {
        State::iter().filter(|state| is(*state)).map(|state| state.to_string()).collect()
    }

    #[test]
    fn what_the_database_is_asked_for_is_what_the_states_say() {
        assert_eq!(OPEN.to_vec(), states(State::is_open));
        assert_eq!(HELD.to_vec(), states(|s| s.is_open() || s == State::Approved));
        assert_eq!(UNDECIDED.to_vec(), states(|s| s.is_open() && s != State::InfoRequested));
    }
}
