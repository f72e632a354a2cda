//! One opportunity as a partner may see it: the teaser, everything, or what is left to say.

use chrono::{DateTime, Utc};
use domain::{
    assignment::State,
    choice::{Code, List},
    ids::{OpportunityId, UserId},
    opportunity::{
        FormerDetail, ManagedDetail, Move, Named, OfferDetail, PartnerOpportunity, Status, apply,
    },
    policy::{Action, Actor, Denied, Relation, authorize, may},
    receipt::ReceiptRow,
    reference,
};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{assign_seller, attention, brought, card, customer::customer, managed_row, reveal};
use crate::{
    Context, Error,
    assignment::{
        names, report,
        standing::{self, Standing},
    },
    choice,
    entity::{
        assignment,
        opportunity::{Column, Entity, Model, Teaser},
    },
    note,
    opportunity::{holds::Holds, row},
    receipt, timeline_read,
};

/// Finds it by its reference.
pub async fn show(cx: &Context, reference: &str) -> Result<PartnerOpportunity, Error> {
    company(&cx.actor)?;
    let reference = reference::parse(reference).ok_or(Denied::Hidden)?;
    let (id, closed_at): (Uuid, Option<DateTime<Utc>>) = Entity::visible_to(&cx.actor)
        .select_only()
        .columns([Column::Id, Column::ClosedAt])
        .filter(Column::Reference.eq(reference))
        .into_tuple()
        .one(cx.db.read())
        .await?
        .ok_or(Denied::Hidden)?;
    let standing = standing::of_partner(cx.db.read(), &cx.actor, id, closed_at).await?;
    authorize(&cx.actor, Action::ReadOpportunity, standing.relation)?;
    let receipts = receipt::rows(cx, id).await?;
    match standing.relation {
        Relation::Managing | Relation::Collaborating => managed(cx, id, standing, receipts).await,
        Relation::Brought => brought::detail(cx, id, receipts).await,
        _ => teaser(cx, id, standing, receipts).await,
    }
}

/// The portal is for partner people.
pub(super) fn company(actor: &Actor) -> Result<(), Denied> {
    match actor {
        Actor::Partner { .. } => Ok(()),
        Actor::Anonymous => Err(Denied::SignedOut),
        Actor::System | Actor::Staff { .. } => Err(Denied::Forbidden),
    }
}

async fn teaser(
    cx: &Context,
    id: Uuid,
    standing: Standing,
    receipts: Vec<ReceiptRow>,
) -> Result<PartnerOpportunity, Error> {
    let offer = standing.assignment.ok_or(Denied::Hidden)?;
    let teaser = Entity::visible_to(&cx.actor)
        .filter(Column::Id.eq(id))
        .into_partial_model::<Teaser>()
        .one(cx.db.read())
        .await?
        .ok_or(Denied::Hidden)?;
    let state = standing::state(&offer)?;
    if state == State::Offered && card::is_open(cx, &offer, &teaser) {
        let holds = Holds::of(cx.db.read(), [id]).await?;
        let card = card::card(cx, &offer, teaser, &holds)?;
        return Ok(PartnerOpportunity::Offer(Box::new(OfferDetail {
            declines: choice::all(cx.db.read(), cx).await?.offered(List::Decline, cx.lang),
            may_answer: may(&cx.actor, Action::AnswerOffer, Relation::Offered),
            card,
            receipts,
        })));
    }
    // The deadline has passed and the timer has not come yet: it has lapsed all the same.
    let lapsed = state == State::Offered;
    let ended_at = if lapsed { offer.accept_by } else { offer.ended_at };
    Ok(PartnerOpportunity::Former(FormerDetail {
        reference: teaser.reference,
        topic: teaser.topic,
        state: if lapsed { State::Expired } else { state },
        ended_at: cx.local(ended_at.unwrap_or(offer.updated_at)),
        overtaken: offer.overtaken,
        reason: offer.reason_text.filter(|_| state == State::Recalled),
        receipts,
    }))
}

#[expect(clippy::too_many_lines, reason = "one line for each fact of the page")]
async fn managed(
    cx: &Context,
    id: Uuid,
    standing: Standing,
    receipts: Vec<ReceiptRow>,
) -> Result<PartnerOpportunity, Error> {
    let own = standing.assignment.ok_or(Denied::Hidden)?;
    let row = Entity::revealed_to(&cx.actor)
        .filter(Column::Id.eq(id))
        .one(cx.db.read())
        .await?
        .ok_or(Denied::Hidden)?;
    reveal::log(cx, std::slice::from_ref(&own)).await?;

    let rights = Rights::of(cx, standing.relation, &row)?;
    let People { shared_with, owner, seller, colleagues } = people(cx, &row, &own, &rights).await?;
    let timeline = timeline_read::items_with(cx, OpportunityId(id), &receipts).await?;
    let accepted_at = own.answered_at.unwrap_or(own.created_at);
    let heard_at = timeline.first().map_or(accepted_at, |item| item.at.to_utc());
    let status = row::status(&row)?;
    let holds = Holds::of(cx.db.read(), report::is_awaited(&own).then_some(id)).await?;
    let choices = choice::all(cx.db.read(), cx).await?;
    let stage: Code = row::word(id, "stage", &row.stage)?;
    Ok(PartnerOpportunity::Managed(Box::new(ManagedDetail {
        id: OpportunityId(id),
        version: row.version,
        status,
        stages: choices.offered_beside(List::Stage, Some(&stage), cx.lang),
        stage,
        stage_days: (cx.now - row.stage_entered_at).num_days(),
        value: row::estimated_value(&row)?,
        actual_value: row::actual_value(&row)?,
        close_on: row.estimated_close_on,
        customer: customer(cx.db.read(), &cx.actor, &row).await?,
        products: row::products(&row)?,
        accepted_at: cx.local(accepted_at),
        attention: attention::of(cx, &own, status, heard_at, &holds),
        waiting_until: attention::waiting_until(cx, &own),
        report: report::due(&own, &holds).map(|due| report::clock(cx, due, row.held_at)),
        seller,
        colleagues,
        may_assign: rights.assign,
        shared_with,
        collaboration: standing.relation == Relation::Collaborating,
        owner,
        may_progress: rights.progress,
        may_extend: rights.extend,
        may_finish: rights.finish,
        may_return: rights.give_back,
        may_leave: rights.leave,
        may_note: rights.note,
        mentionable: if rights.note { note::mentionable(cx, &row).await? } else { Vec::new() },
        losses: choices.offered(List::Loss, cx.lang),
        returns: choices.offered(List::Return, cx.lang),
        timeline,
        receipts,
        reference: row.reference,
        topic: row.topic,
        situation: row.situation,
        needs: row.needs,
        solution: row.solution,
        description: row.description,
    })))
}

/// Who has to do with it.
struct People {
    shared_with: Vec<String>,
    owner: Option<String>,
    seller: Option<Named<UserId>>,
    /// Those whom it may be given to.
    colleagues: Vec<Named<UserId>>,
}

async fn people(
    cx: &Context,
    row: &Model,
    own: &assignment::Model,
    rights: &Rights,
) -> Result<People, Error> {
    let db = cx.db.read();
    let colleagues =
        if rights.assign { assign_seller::colleagues(db, cx).await? } else { Vec::new() };
    Ok(People {
        shared_with: managed_row::fellows(cx, &[row.id]).await?.remove(&row.id).unwrap_or_default(),
        owner: names::people(db, &cx.actor, row.owner_id).await?.into_values().next(),
        seller: seller(cx, own).await?,
        colleagues,
    })
}

/// Whoever at the company works on it.
async fn seller(cx: &Context, own: &assignment::Model) -> Result<Option<Named<UserId>>, Error> {
    let found = names::people(cx.db.read(), &cx.actor, own.seller_id).await?;
    Ok(found.into_iter().next().map(|(id, name)| Named { id: UserId(id), name }))
}

/// What the page offers: what policy and machine would let pass.
#[expect(clippy::struct_excessive_bools, reason = "what may be done, each read alone")]
struct Rights {
    progress: bool,
    extend: bool,
    finish: bool,
    give_back: bool,
    leave: bool,
    note: bool,
    assign: bool,
}

impl Rights {
    fn of(cx: &Context, relation: Relation, row: &Model) -> Result<Self, Error> {
        let facts = row::situation(row)?;
        let can = |action| may(&cx.actor, action, relation);
        let possible = |wish| apply(&facts, wish, cx.now).is_ok();
        let progress = can(Action::UpdateProgress) && facts.status == Status::Accepted;
        Ok(Self {
            progress,
            extend: progress && relation == Relation::Managing,
            finish: can(Action::FinishOpportunity) && possible(Move::Win { by_partner: true }),
            give_back: can(Action::ReturnOpportunity) && possible(Move::GiveBack),
            leave: can(Action::LeaveCollaboration) && possible(Move::Leave { staying: 1 }),
            note: can(Action::WriteNote),
            assign: can(Action::AssignSeller) && facts.status == Status::Accepted,
        })
    }
}
