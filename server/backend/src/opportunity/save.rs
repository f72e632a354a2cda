//! Staff save the whole form: fields, owner, customer, partners and status in one transaction.

use domain::{
    ids::OpportunityId,
    invalid::Collector,
    opportunity::{OpportunityForm, OpportunityInput, Saved, Status},
    policy::{Action, authorize},
};

use super::{
    conflict, currency, fields,
    form::{self, Names},
    holders::Holders,
    plan::{self, Plan},
    row, write,
};
use crate::{Context, Error, db::WriteTxn, entity::opportunity::Model};

/// Saves, or tells everything that stands against it and changes nothing. `version` is the one that
/// the form was made from and `seen` its values then, to tell what was changed here from what
/// somebody else changed.
pub async fn save(
    cx: &Context,
    id: OpportunityId,
    version: i32,
    seen: Option<OpportunityForm>,
    form: OpportunityForm,
) -> Result<Saved, Error> {
    let form = form::composed(form);
    let txn = cx.db.begin_write().await?;
    let row = row::to_change(&txn, cx, id).await?;
    let relation = row::relation_of_staff(&cx.actor, &row);
    authorize(&cx.actor, Action::EditOpportunity, relation)?;
    if row.version != version {
        let form = match &seen {
            Some(seen) => as_meant(&txn, cx, seen, form).await?,
            None => form,
        };
        return conflict::answer(&txn, cx, &row, seen.as_ref(), &form).await;
    }
    let stored = form::stored(cx, &row, &Names::default(), &Holders::default())?;
    let checked = currency::settled(&txn, cx, &stored, form).await?.check();

    let holders = Holders::of(&txn, cx, &row).await?;
    let (next, plan) = read(&txn, cx, &row, &holders, checked?).await?;
    if let Some(plan) = &plan {
        authorize(&cx.actor, plan::action(plan.wish), relation)?;
    }

    let (saved, notice) = write::update(&txn, cx, &row, next, &holders, plan.as_ref()).await?;
    txn.commit().await?;
    Ok(Saved { reference: saved.reference, version: saved.version, notice })
}

/// What was typed into an older version, with its figures in its currency. When that cannot be said it is compared as it
/// was typed.
async fn as_meant(
    txn: &WriteTxn,
    cx: &Context,
    seen: &OpportunityForm,
    form: OpportunityForm,
) -> Result<OpportunityForm, Error> {
    match currency::settled(txn, cx, seen, form.clone()).await {
        Err(Error::Invalid(_)) => Ok(form),
        settled => settled,
    }
}

/// The row with the form's values in it, and the move that the form wants.
async fn read(
    txn: &WriteTxn,
    cx: &Context,
    row: &Model,
    holders: &Holders,
    input: OpportunityInput,
) -> Result<(Model, Option<Plan>), Error> {
    let mut errors = Collector::default();
    let mut next = row.clone();
    let wish = input.wish.clone();
    let links = fields::links(txn, cx, &input, row, &mut errors).await?;
    let (new, old) = (input.estimated_close_on, row.estimated_close_on);
    fields::in_reach(cx, new, old, wish.status.is_open(), &mut errors);
    fields::put(&mut next, input, links, cx.now);
    // The machine asks whether the customer is named: in what is being saved, not in what was.
    let wanted = plan::read(txn, cx, &next, holders, &wish, &mut errors).await?;
    if !errors.is_empty() {
        return Err(errors.into_errors().into());
    }
    if wanted.plan.is_none() {
        next.accept_by = wanted.accept_by.or(row.accept_by);
        if row::status(row)? == Status::Won && wish.actual_value.is_some() {
            next.actual_value = wish.actual_value.map(|money| money.minor);
        }
    }
    Ok((next, wanted.plan))
}
