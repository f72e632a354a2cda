//! The record as staff see it: values, partners, clocks and what happened.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    assignment::{AssignmentRow, State},
    choice::{Choices, Chosen, Code, List},
    ids::{AssignmentId, OpportunityId, UserId},
    opportunity::{Move, Named, StaffOpportunity, UNDO_WINDOW, apply, targets},
    policy::{Action, Denied, Relation, authorize, may},
    reference,
};
use sea_orm::{ColumnTrait, QueryFilter};
use uuid::Uuid;

use super::{
    brought,
    form::{self, Names},
    holders::{Holders, Holding},
    holds::Holds,
    people, row,
};
use crate::{
    Context, Error,
    assignment::{names as partner_names, report},
    choice,
    entity::opportunity::{Column, Entity, Model},
    note, rate, registration, timeline_read,
};

/// Everything on the page of one opportunity. The reference may be typed as people read it out.
pub async fn show(cx: &Context, reference: &str) -> Result<StaffOpportunity, Error> {
    authorize(&cx.actor, Action::ReadOpportunity, Relation::Own)?;
    let reference = reference::parse(reference).ok_or(Denied::Hidden)?;
    let cx = &cx.still();
    let row = Entity::visible_to(&cx.actor)
        .filter(Column::Reference.eq(reference))
        .one(cx.db.read())
        .await?
        .ok_or(Denied::Hidden)?;
    let holders = Holders::of(cx.db.read(), cx, &row).await?;
    let names = Names::of(cx.db.read(), cx, &row).await?;
    let answered_by = holders.known().filter_map(|holding| holding.row.answered_by);
    let ids = answered_by.chain(row.owner_id).chain(row.updated_by);
    let people = people::names(cx.db.read(), cx, ids).await?;
    let timeline = timeline_read::items(cx, OpportunityId(row.id)).await?;
    let owners = people::active(cx.db.read(), cx).await?;
    let choices = choice::all(cx.db.read(), cx).await?;
    // What is closed has no clock.
    let holds = Holds::of(cx.db.read(), row.closed_at.is_none().then_some(row.id)).await?;
    let mut page = page(cx, &row, &names, (&holders, &holds, &choices), &people)?;
    if page.may_edit {
        page.choices.rates = rate::valid_on(cx.db.read(), cx.local(cx.now).date_naive()).await?;
    }
    let brought = brought::of(cx, &row).await?;
    let bringer = match holders.bringer(&row) {
        Some(id) => {
            let name = partner_names::partner(cx.db.read(), id).await?;
            Some(Named { id, name })
        }
        None => None,
    };
    let mentionable = note::mentionable(cx, &row).await?;
    let protection = registration::protection_of(cx.db.read(), cx, page.id).await?;
    Ok(StaffOpportunity { timeline, owners, mentionable, brought, bringer, protection, ..page })
}

fn page(
    cx: &Context,
    row: &Model,
    names: &Names,
    (holders, holds, choices): (&Holders, &Holds, &Choices),
    people: &HashMap<Uuid, String>,
) -> Result<StaffOpportunity, Error> {
    let facts = row::situation(row)?;
    let person = |id: Uuid| people.get(&id).cloned();
    let undoable = apply(&facts, Move::Undo, cx.now).is_ok();
    let relation = row::relation_of_staff(&cx.actor, row);
    Ok(StaffOpportunity {
        id: OpportunityId(row.id),
        reference: row.reference.clone(),
        version: row.version,
        form: form::stored(cx, row, names, holders)?,
        status: facts.status,
        held_from: facts.held_from,
        targets: targets(&facts, cx.now),
        origin: facts.origin,
        awaiting_approval: facts.awaiting_approval,
        brought: None,
        bringer: None,
        protection: None,
        collaboration: facts.collaboration,
        account: names.account.clone(),
        value: row::estimated_value(row)?,
        actual_value: row::actual_value(row)?,
        close_on: row.estimated_close_on,
        owner: row
            .owner_id
            .map(|id| Named { id: UserId(id), name: person(id).unwrap_or_default() }),
        partner: holders.alone().map(|h| Named { id: h.partner(), name: h.company.name.clone() }),
        clock: row::clock(cx, row, holds),
        undo_until: row.delivered_at.filter(|_| undoable).map(|at| cx.local(at + UNDO_WINDOW)),
        assignments: holders
            .known()
            .map(|holding| assignment(cx, (choices, holds, row.held_at), holding, people))
            .collect::<Result<_, _>>()?,
        timeline: Vec::new(),
        stage_days: (cx.now - row.stage_entered_at).num_days(),
        may_edit: may(&cx.actor, Action::EditOpportunity, relation),
        created_at: cx.local(row.created_at),
        updated_at: cx.local(row.updated_at),
        updated_by: row.updated_by.and_then(person),
        owners: Vec::new(),
        mentionable: Vec::new(),
        choices: form::choices(cx, choices, row.stage.parse().ok().as_ref()),
    })
}

fn assignment(
    cx: &Context,
    (choices, holds, held_at): (&Choices, &Holds, Option<DateTime<Utc>>),
    holding: &Holding,
    people: &HashMap<Uuid, String>,
) -> Result<AssignmentRow, Error> {
    let row = &holding.row;
    let unknown = |what: &str| Error::Inconsistent {
        table: "assignment",
        id: row.id,
        what: format!("unknown {what}"),
    };
    let called = |list, code: Option<&str>| -> Result<Option<Chosen>, Error> {
        let code: Option<Code> = code.map(str::parse).transpose().map_err(|_| unknown("reason"))?;
        Ok(code.map(|code| choices.called(list, &code, cx.lang)))
    };
    let stands_still = held_at.is_some() && holding.state == State::Offered;
    Ok(AssignmentRow {
        id: AssignmentId(row.id),
        partner: holding.partner(),
        partner_name: holding.company.name.clone(),
        registration_number: holding.company.registration_number.clone(),
        state: holding.state,
        collaboration: holding.is_shared(),
        overtaken: row.overtaken,
        offered_at: cx.local(row.offered_at.unwrap_or(row.created_at)),
        accept_by: row.accept_by.filter(|_| !stands_still).map(|at| cx.local(at)),
        answered_at: row.answered_at.map(|at| cx.local(at)),
        first_update_by: row.first_update_by.map(|at| cx.local(at)),
        first_update_at: row.first_update_at.map(|at| cx.local(at)),
        report: report::due(row, holds).map(|due| report::clock(cx, due, held_at)),
        answered_by: row.answered_by.and_then(|id| people.get(&id).cloned()),
        ended_at: row.ended_at.map(|at| cx.local(at)),
        decline_reason: called(List::Decline, row.decline_reason.as_deref())?,
        return_reason: called(List::Return, row.return_reason.as_deref())?,
        reason_text: row.reason_text.clone(),
    })
}
