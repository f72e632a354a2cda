//! Staff create an opportunity, and may hand it to partners in the same breath.

use domain::{
    invalid::Collector,
    opportunity::{OpportunityForm, Origin, Saved, Status},
    policy::{Action, Relation, authorize},
};

use super::{fields, form, holders::Holders, plan, write};
use crate::{Context, Error, entity::opportunity::Model, routing};

/// Stores what the form holds and does what its status asks for.
pub async fn create(cx: &Context, form: OpportunityForm) -> Result<Saved, Error> {
    let checked = form::composed(form).check();
    authorize(&cx.actor, Action::CreateOpportunity, Relation::Own)?;
    let input = checked?;
    let txn = cx.db.begin_write().await?;

    let mut errors = Collector::default();
    let mut row = empty(cx, Origin::Staff);
    let links = fields::links(&txn, cx, &input, &row, &mut errors).await?;
    let wish = input.wish.clone();
    let is_to_come = wish.status.is_open();
    fields::in_reach(cx, input.estimated_close_on, None, is_to_come, &mut errors);
    fields::put(&mut row, input, links, cx.now);
    let wanted = plan::read(&txn, cx, &row, &Holders::default(), &wish, &mut errors).await?;
    if !errors.is_empty() {
        return Err(errors.into_errors().into());
    }
    if let Some(plan) = &wanted.plan {
        authorize(&cx.actor, plan::action(plan.wish), Relation::Own)?;
    }

    let (row, notice) = write::insert(&txn, cx, row, wanted.plan.as_ref()).await?;
    let created = Saved { reference: row.reference.clone(), version: row.version, notice };
    let saved = match wanted.plan {
        Some(_) => created,
        None => routing::on_creation(&txn, cx, &row, created).await?,
    };
    txn.commit().await?;
    Ok(saved)
}

/// A row that says nothing yet.
#[expect(clippy::too_many_lines, reason = "one line for each column")]
pub(super) fn empty(cx: &Context, origin: Origin) -> Model {
    Model {
        id: cx.new_id(),
        reference: String::new(),
        topic: String::new(),
        topic_folded: String::new(),
        topic_sort: String::new(),
        search_text: String::new(),
        situation: None,
        needs: None,
        solution: None,
        description: None,
        source: None,
        products: "[]".to_owned(),
        legal_basis: None,
        external_system: None,
        external_id: None,
        account_id: None,
        contact_id: None,
        lead_company: None,
        lead_number: None,
        lead_domain: None,
        lead_person: None,
        lead_email: None,
        lead_phone: None,
        owner_id: None,
        origin: origin.to_string(),
        origin_partner_id: None,
        city: None,
        region: None,
        postal_code: None,
        country: None,
        currency: String::new(),
        estimated_value: None,
        actual_value: None,
        estimated_close_on: None,
        stage: String::new(),
        stage_entered_at: cx.now,
        probability: None,
        value_sort: 0,
        close_sort: chrono::NaiveDate::MAX,
        status: Status::InProgress.to_string(),
        status_reason_code: None,
        status_note: None,
        held_from: None,
        held_at: None,
        partner_collaboration: false,
        awaiting_approval: false,
        needs_decision: false,
        accept_by: None,
        delivered_at: None,
        accepted_at: None,
        closed_at: None,
        last_activity_at: cx.now,
        last_event_seq: 0,
        version: 1,
        created_at: cx.now,
        created_by: cx.user_id(),
        updated_at: cx.now,
        updated_by: cx.user_id(),
    }
}
