//! Writes an opportunity with its move in one go: the row under guard, the partners, one event, the mails.

use std::collections::BTreeSet;

use domain::{
    assignment::State,
    ids::{OpportunityId, PartnerId, UserId},
    opportunity::{Move, SavedNotice},
    timeline::{Audience, Event},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::OnConflict,
};

use super::{
    assign, course, fields,
    holders::{Holders, Holding},
    outcome::{self, Outcome},
    plan::Plan,
    search_text,
};
use crate::{
    Context, Error,
    changes::Change,
    db::WriteTxn,
    entity::opportunity::{ActiveModel, Column, Entity, Model},
    mail::{self, Notice, To},
    registration,
    timeline::{self, Entry},
};

/// How often another reference is drawn. With 2^40 of them even the second draw is a rarity.
const DRAWS: usize = 8;

/// Stores a new row under a reference that nobody has. With a move it is created and moved at once, which is two
/// events.
pub(super) async fn insert(
    txn: &WriteTxn,
    cx: &Context,
    mut row: Model,
    plan: Option<&Plan>,
) -> Result<(Model, SavedNotice), Error> {
    let holders = Holders::default();
    if let Some(plan) = plan {
        course::enter(&mut row, cx, plan, false);
    }
    let mut stored = false;
    for _ in 0..DRAWS {
        row.reference = cx.new_reference();
        row.search_text = search_text::of(txn, cx, &row, &partners(&holders, plan)).await?;
        if insert_once(txn, row.clone()).await? {
            stored = true;
            break;
        }
    }
    if !stored {
        return Err(Error::Busy);
    }
    let origin = super::row::situation(&row)?.origin;
    let id = OpportunityId(row.id);
    let readers = row.origin_partner_id.map_or(Audience::Staff, |id| Audience::Partner(id.into()));
    timeline::record(txn, cx, id, Entry::of(Event::Created { origin }, readers)).await?;
    let notice = match plan {
        Some(plan) => {
            let outcome = outcome::carry_out(txn, cx, &row, &holders, plan).await?;
            publish(txn, cx, &row, &holders, outcome).await?
        }
        None => SavedNotice::Created,
    };
    Ok((row, notice))
}

/// False when somebody has the reference. ON CONFLICT and not a failed statement: that would end the
/// transaction on PostgreSQL.
async fn insert_once(txn: &WriteTxn, row: Model) -> Result<bool, Error> {
    let mut active = row.into_active_model().reset_all();
    leave_generated(&mut active);
    let written = Entity::insert(active)
        .on_conflict(OnConflict::column(Column::Reference).do_nothing().to_owned())
        .exec_without_returning(txn)
        .await?;
    Ok(written == 1)
}

/// Stores the row in place of `old`, if that is still what stands there, and carries out the move.
pub(super) async fn update(
    txn: &WriteTxn,
    cx: &Context,
    old: &Model,
    mut row: Model,
    holders: &Holders,
    plan: Option<&Plan>,
) -> Result<(Model, SavedNotice), Error> {
    if let Some(plan) = plan {
        course::enter(&mut row, cx, plan, holders.bringer(old).is_some());
    }
    let edited = fields::changed(old, &row);
    if plan.is_none() && edited.is_empty() {
        return Ok((row, SavedNotice::Stored));
    }
    row.search_text = search_text::of(txn, cx, &row, &partners(holders, plan)).await?;
    row.version = old.version + 1;
    row.updated_at = cx.now;
    row.updated_by = cx.user_id();
    update_once(txn, old, row.clone()).await?;

    let outcome = match plan {
        Some(plan) => outcome::carry_out(txn, cx, &row, holders, plan).await?,
        None => edit(txn, cx, old, &row, holders, edited).await?,
    };
    let notice = publish(txn, cx, &row, holders, outcome).await?;
    if let Some(won) = plan.and_then(|plan| closes(plan.wish)) {
        registration::close(txn, cx, &row, won).await?;
    }
    Ok((row, notice))
}

/// Whether the move closes it, and as won.
fn closes(wish: Move) -> Option<bool> {
    match wish {
        Move::Win { .. } => Some(true),
        Move::Lose { .. } | Move::Reject => Some(false),
        _ => None,
    }
}

/// Plain fields. A deadline that was moved is moved for the partner who is asked, too.
async fn edit(
    txn: &WriteTxn,
    cx: &Context,
    old: &Model,
    row: &Model,
    holders: &Holders,
    fields: Vec<String>,
) -> Result<Outcome, Error> {
    let mut mails = Vec::new();
    if old.accept_by != row.accept_by {
        for holding in holders.live().filter(|holding| holding.state == State::Offered) {
            assign::prolong(txn, cx, holding, row.accept_by).await?;
            let (reference, topic) = (row.reference.clone(), row.topic.clone());
            mails.extend(row.accept_by.map(|accept_by| {
                (holding.partner(), Notice::DeadlineMoved { reference, topic, accept_by })
            }));
        }
    }
    Ok(Outcome {
        event: Event::Edited { fields },
        audience: Audience::Staff,
        notice: SavedNotice::Stored,
        mails,
    })
}

/// Of an offer only whom the partner's profile names. Of everything else whoever may answer there, whoever worked on it
/// until this move, and whoever brought it.
fn told(row: &Model, before: &Holders, partner: PartnerId, notice: &Notice) -> To {
    if matches!(notice, Notice::Offered { .. }) {
        return To::Recipient(partner);
    }
    let seller = before.live_of(partner).and_then(|holding| holding.row.seller_id);
    let bringer = row.created_by.filter(|_| row.origin_partner_id == Some(partner.0));
    To::Workers(partner, seller.into_iter().chain(bringer).map(UserId).collect())
}

/// Writes what a partner changed of its own one, without a move and without an event; answers which fields.
pub(super) async fn amend(
    txn: &WriteTxn,
    cx: &Context,
    old: &Model,
    mut row: Model,
) -> Result<Vec<String>, Error> {
    let edited = fields::changed(old, &row);
    if edited.is_empty() {
        return Ok(edited);
    }
    row.search_text = search_text::of(txn, cx, &row, &[]).await?;
    row.version = old.version + 1;
    row.updated_at = cx.now;
    row.updated_by = cx.user_id();
    update_once(txn, old, row).await?;
    Ok(edited)
}

/// Compare and set on version and status: two people may save at once, one of them comes late.
async fn update_once(txn: &WriteTxn, old: &Model, row: Model) -> Result<(), Error> {
    let mut active = row.into_active_model().reset_all();
    leave_generated(&mut active);
    active.id = NotSet;
    active.reference = NotSet;
    active.created_at = NotSet;
    active.created_by = NotSet;
    // The timeline counts these.
    active.last_event_seq = NotSet;
    active.last_activity_at = NotSet;
    let written = Entity::update_many()
        .set(active)
        .filter(Column::Id.eq(old.id))
        .filter(Column::Version.eq(old.version))
        .filter(Column::Status.eq(old.status.as_str()))
        .exec(txn)
        .await?;
    if written.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// The database computes these.
fn leave_generated(active: &mut ActiveModel) {
    active.value_sort = NotSet;
    active.close_sort = NotSet;
    active.needs_decision = NotSet;
}

/// Records the event, queues the mails, and has every page that may look different now fetch again.
async fn publish(
    txn: &WriteTxn,
    cx: &Context,
    row: &Model,
    before: &Holders,
    outcome: Outcome,
) -> Result<SavedNotice, Error> {
    let id = OpportunityId(row.id);
    timeline::record(txn, cx, id, Entry::of(outcome.event, outcome.audience)).await?;
    let mut concerned: BTreeSet<PartnerId> = before.live().map(Holding::partner).collect();
    for (partner, notice) in outcome.mails {
        concerned.insert(partner);
        mail::notify(txn, cx, told(row, before, partner, &notice), notice).await?;
    }
    txn.tell(Change::Opportunity { id, partners: concerned.into_iter().collect() });
    Ok(outcome.notice)
}

/// Names of all partners that it was, is or will be with: the list finds it by them.
fn partners(holders: &Holders, plan: Option<&Plan>) -> Vec<String> {
    let mut names: Vec<String> =
        holders.known().map(|holding| holding.company.name.clone()).collect();
    if let Some(plan) = plan {
        names.extend(plan.partner.iter().chain(&plan.collaborators).map(|p| p.name.clone()));
    }
    names.sort();
    names.dedup();
    names
}
