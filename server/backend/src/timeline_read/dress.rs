//! Entries as their reader sees them: with the names, words, files and receipts that belong to them.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    format,
    ids::{AttachmentId, EntryId, PartnerId, ReceiptId},
    lang::Lang,
    receipt::ReceiptRow,
    timeline::{Audience, Event, FileView, TimelineItem},
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::{
    Context, Error,
    assignment::names,
    choice,
    entity::{attachment, timeline_entry},
    markdown,
};

/// All of them in the same order. They were read through the reader's scope; the receipts stand under their opportunities.
pub(super) async fn dress(
    cx: &Context,
    entries: Vec<timeline_entry::Model>,
    receipts: &HashMap<Uuid, Vec<ReceiptRow>>,
) -> Result<Vec<TimelineItem>, Error> {
    let db = cx.db.read();
    let mut files = files(cx, &entries).await?;
    // Collected first: a borrowing closure inside a future keeps callers from proving it `Send`.
    let authors: Vec<Uuid> = entries.iter().filter_map(|e| e.author_id).collect();
    let parties: Vec<Uuid> = entries
        .iter()
        .flat_map(|e| [e.author_partner_id, e.audience_partner_id])
        .flatten()
        .collect();
    let people = names::people(db, &cx.actor, authors).await?;
    let companies = names::partners(db, parties).await?;
    let choices = choice::all(db, cx).await?;

    let name = |names: &HashMap<Uuid, String>, id: Option<Uuid>| names.get(&id?).cloned();
    entries
        .into_iter()
        .map(|entry| {
            let event = event(cx, &entry)?;
            let choice = event.choice();
            let label = choice.and_then(|(list, code)| choices.called(list, code, cx.lang).label);
            let signed = receipts.get(&entry.opportunity_id).map_or(&[][..], Vec::as_slice);
            Ok(TimelineItem {
                receipt: confirming(signed, &event, entry.at),
                id: EntryId(entry.id),
                seq: entry.seq.into(),
                at: cx.local(entry.at),
                // Whose person is no longer known is still known as a company.
                author: name(&people, entry.author_id)
                    .or_else(|| name(&companies, entry.author_partner_id)),
                company: name(&companies, entry.author_partner_id),
                is_mine: entry.author_id.is_some() && entry.author_id == cx.user_id(),
                audience: audience(&entry)?,
                audience_name: name(&companies, entry.audience_partner_id),
                label,
                event,
                body: entry.body.as_deref().map(markdown::render),
                files: files.remove(&entry.id).unwrap_or_default(),
            })
        })
        .collect()
}

/// The receipt that was signed with the event: in the same transaction, so at the same instant.
fn confirming(receipts: &[ReceiptRow], event: &Event, at: DateTime<Utc>) -> Option<ReceiptId> {
    let kind = event.receipt()?;
    let same = |row: &&ReceiptRow| row.kind == kind && row.at.to_utc() == at;
    receipts.iter().find(same).map(|row| row.id)
}

/// Files by the entry they stand under.
async fn files(
    cx: &Context,
    entries: &[timeline_entry::Model],
) -> Result<HashMap<Uuid, Vec<FileView>>, Error> {
    use attachment::Column;

    // Asked for by opportunity: a timeline has more entries than a question may name.
    let opportunities: BTreeSet<Uuid> = entries.iter().map(|entry| entry.opportunity_id).collect();
    let rows = attachment::Entity::visible_to(&cx.actor)
        .filter(Column::OpportunityId.is_in(opportunities))
        .filter(Column::EntryId.is_not_null())
        .order_by_asc(Column::At)
        .order_by_asc(Column::Id)
        .all(cx.db.read())
        .await?;
    let mut files: HashMap<Uuid, Vec<FileView>> = HashMap::new();
    for row in rows {
        let Some(entry) = row.entry_id else { continue };
        files.entry(entry).or_default().push(view(&row));
    }
    Ok(files)
}

/// A file as a page names it.
pub(crate) fn view(row: &attachment::Model) -> FileView {
    FileView {
        id: AttachmentId(row.id),
        name: row.file_name.clone(),
        size: u64::try_from(row.size).unwrap_or_default(),
    }
}

fn audience(entry: &timeline_entry::Model) -> Result<Audience, Error> {
    match (entry.audience.as_str(), entry.audience_partner_id) {
        ("staff", None) => Ok(Audience::Staff),
        ("partner", Some(partner)) => Ok(Audience::Partner(PartnerId(partner))),
        ("all_partners", None) => Ok(Audience::AllPartners),
        (other, _) => Err(broken(entry, format!("audience is {other:?}"))),
    }
}

/// The facts, in the reader's time zone, without what the vendor keeps to itself.
fn event(cx: &Context, entry: &timeline_entry::Model) -> Result<Event, Error> {
    let event: Event =
        serde_json::from_str(&entry.facts).map_err(|error| broken(entry, error.to_string()))?;
    let for_vendor = cx.actor.partner().is_none();
    let by_reader = entry.author_partner_id.map(PartnerId) == cx.actor.partner();
    Ok(match event {
        Event::Delivered { partner, accept_by, override_reason } => Event::Delivered {
            partner,
            accept_by: accept_by.map(|at| cx.local(at.to_utc())),
            override_reason: override_reason.filter(|_| for_vendor),
        },
        Event::Broadcast { partners, accept_by } => {
            Event::Broadcast { partners, accept_by: accept_by.map(|at| cx.local(at.to_utc())) }
        }
        // Why somebody leaves is said to the vendor.
        Event::Left { partner, text } => {
            Event::Left { partner, text: text.filter(|_| for_vendor || by_reader) }
        }
        Event::RegistrationMoved { registration, state, reason, text, until } => {
            let until = until.map(|at| cx.local(at.to_utc()));
            Event::RegistrationMoved { registration, state, reason, text, until }
        }
        Event::RegistrationExtended { registration, until, evidence } => {
            let until = cx.local(until.to_utc());
            let evidence = read_day(cx.lang, evidence);
            Event::RegistrationExtended { registration, until, evidence }
        }
        other => other,
    })
}

/// What happened with its day before it, as it is stored: in no language.
pub(crate) fn with_day(on: NaiveDate, words: &str) -> String {
    [&on.to_string(), DASH, words].concat()
}

/// The same as its reader writes days. Where there is none, the words are as they were.
fn read_day(lang: Lang, stored: String) -> String {
    let day = stored.split_once(DASH).and_then(|(day, words)| {
        let day: NaiveDate = day.parse().ok()?;
        Some([&format::date(lang, day), DASH, words].concat())
    });
    day.unwrap_or(stored)
}

const DASH: &str = " – ";

fn broken(entry: &timeline_entry::Model, what: String) -> Error {
    Error::Inconsistent { table: "timeline_entry", id: entry.id, what }
}
