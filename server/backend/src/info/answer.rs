//! The partner answers: the named fields and some words, and nothing else.

use domain::{
    ids::{OpportunityId, UserId},
    invalid::Problem,
    opportunity::CompleteForm,
    policy::{Action, authorize},
    refusal::Refusal,
    timeline::{Audience, Event},
};

use super::request;
use crate::{
    Context, Error,
    assignment::{names, standing},
    db::WriteTxn,
    entity::{info_request, opportunity::Model},
    fold::nfc,
    mail::{self, Notice, To},
    opportunity::{complete, row},
    timeline::{self, Entry},
};

/// Stores what was typed into the named fields; whatever else was sent is not even read. Answers the reference.
pub async fn answer(cx: &Context, id: OpportunityId, form: CompleteForm) -> Result<String, Error> {
    let txn = cx.db.begin_write().await?;
    let row = row::to_change(&txn, cx, id).await?;
    let standing = standing::of_partner(&txn, &cx.actor, row.id, row.closed_at).await?;
    authorize(&cx.actor, Action::CompleteOpportunity, standing.relation)?;
    let asked = request::open(&txn, cx, id).await?.ok_or(Refusal::NothingAsked)?;

    let form = CompleteForm { answer: nfc(&form.answer), ..form };
    let words = form.answer().map_err(|problem| Error::field("answer", problem))?;
    let changed = complete(&txn, cx, &row, &request::fields(&asked)?, &form.fields).await?;
    // An answer that says nothing and changes nothing answers nothing.
    if changed.is_empty() && words.is_none() {
        return Err(Error::field("answer", Problem::Required));
    }
    request::settle(&txn, cx, &asked, words.as_deref()).await?;
    let event = Event::InfoGiven { fields: changed, answer: words.clone() };
    let readers = Audience::Partner(asked.partner_id.into());
    timeline::record(&txn, cx, id, Entry::of(event, readers)).await?;
    tell(&txn, cx, &row, &asked, words).await?;
    txn.commit().await?;
    Ok(row.reference)
}

/// Who asked, and who owns it by now; the vendor's managers when both have left.
async fn tell(
    txn: &WriteTxn,
    cx: &Context,
    row: &Model,
    asked: &info_request::Model,
    text: Option<String>,
) -> Result<(), Error> {
    let notice = Notice::InfoGiven {
        reference: row.reference.clone(),
        topic: row.topic.clone(),
        partner: names::partner(txn, asked.partner_id.into()).await?,
        text,
    };
    let people = std::iter::once(asked.asked_by).chain(row.owner_id).map(UserId).collect();
    mail::notify(txn, cx, To::EachOf(people), notice).await?;
    Ok(())
}
