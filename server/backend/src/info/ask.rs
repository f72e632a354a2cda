//! Staff ask the partner that brought an opportunity, before they decide about it.

use domain::{
    ids::{OpportunityId, PartnerId},
    opportunity::AskForm,
    policy::{Action, authorize},
    refusal::Refusal,
    timeline::{Audience, Event},
};

use super::request;
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::opportunity::Model,
    fold::nfc,
    mail::{self, Notice, To},
    opportunity::row,
    timeline::{self, Entry},
};

/// Asks. From now on the partner may change the named fields, and only these.
pub async fn ask(cx: &Context, id: OpportunityId, form: AskForm) -> Result<(), Error> {
    let checked = AskForm { question: nfc(&form.question), ..form }.check();
    let txn = cx.db.begin_write().await?;
    let row = row::to_change(&txn, cx, id).await?;
    authorize(&cx.actor, Action::DistributeOpportunity, row::relation_of_staff(&cx.actor, &row))?;
    let (fields, question) = checked?;
    let partner = waiting_partner(&row)?;

    request::put(&txn, cx, id, partner, &fields, &question).await?;
    let fields = fields.iter().map(ToString::to_string).collect();
    let event = Event::InfoRequested { fields, question: question.clone() };
    timeline::record(&txn, cx, id, Entry::of(event, Audience::Partner(partner))).await?;
    tell(&txn, cx, &row, partner, question).await?;
    txn.commit().await
}

/// The partner that brought it, while it waits for the decision.
fn waiting_partner(row: &Model) -> Result<PartnerId, Refusal> {
    match row.origin_partner_id {
        Some(partner) if row.awaiting_approval => Ok(PartnerId(partner)),
        _ => Err(Refusal::NotAwaiting),
    }
}

async fn tell(
    txn: &WriteTxn,
    cx: &Context,
    row: &Model,
    partner: PartnerId,
    question: String,
) -> Result<(), Error> {
    let to = match row.created_by {
        Some(author) => To::Workers(partner, vec![author.into()]),
        None => To::Answerers(partner),
    };
    let (reference, topic) = (row.reference.clone(), row.topic.clone());
    mail::notify(txn, cx, to, Notice::InfoRequested { reference, topic, question }).await?;
    Ok(())
}
