//! The records of decisions: written with the offer, read to explain it.

use std::collections::HashMap;

use domain::{
    ids::{OpportunityId, PartnerId, RoutingRuleId},
    opportunity::Named,
    policy::{Action, Actor, Denied, Relation, authorize},
    routing::{Asked, Decision, Explanation, Out, Ranked, Shown, ShownOut},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use super::{course::Course, waterfall::open_decision};
use crate::{
    Context, Error,
    assignment::{names, standing},
    db::WriteTxn,
    entity::{
        assignment, opportunity,
        routing_decision::{ActiveModel, Column, Entity, Model},
        routing_rule,
    },
    partner::row::json,
};

/// So many of those who fit are shown; a person compares a few.
const SHOWN: usize = 5;

/// Stores what was decided, and who is asked next. Answers the record's id.
pub(super) async fn store(
    txn: &WriteTxn,
    cx: &Context,
    course: &Course,
    decision: &Decision,
    chosen: PartnerId,
) -> Result<Uuid, Error> {
    let id = cx.new_id();
    // Who is asked at once is not followed by anybody: when all have said no, a person decides.
    let others = match decision.at_once {
        0 => usize::from(course.waterfall).saturating_sub(1),
        _ => 0,
    };
    let partners = decision.shortlist.iter().map(|one| one.partner);
    let waiting: Vec<PartnerId> = partners.filter(|one| *one != chosen).take(others).collect();
    let row = ActiveModel {
        id: Set(id),
        opportunity_id: Set(decision.opportunity.0),
        chosen_id: Set(chosen.0),
        at: Set(cx.now),
        by: Set(cx.user_id()),
        record: Set(json(decision)),
        waiting: Set(json(&waiting)),
        accept_hours: Set(course.accept_hours),
        fallback_id: Set(course.fallback.map(|user| user.0)),
        version: Set(1),
    };
    Entity::insert(row).exec_without_returning(txn).await?;
    Ok(id)
}

/// All decisions about one opportunity, the newest first, as they were made.
pub async fn decisions(cx: &Context, id: OpportunityId) -> Result<Vec<Decision>, Error> {
    stored(cx, id).await?.iter().map(decision).collect()
}

/// The same in words.
pub async fn explain(cx: &Context, id: OpportunityId) -> Result<Vec<Explanation>, Error> {
    let mut all = Vec::new();
    let rows = stored(cx, id).await?;
    let open = open_decision(cx.db.read(), cx, id).await?.map(|open| open.id);
    for row in rows {
        // Those who wait behind an offer that was answered, recalled or made anew are not asked any more.
        let waiting = if open == Some(row.id) { waiting(&row)? } else { Vec::new() };
        let by = names::people(cx.db.read(), &cx.actor, row.by).await?.into_values().next();
        let told = told(cx.db.read(), cx, &decision(&row)?, &waiting).await?;
        let asked = asked(cx, &row).await?;
        all.push(Explanation { at: cx.local(row.at), by, asked, ..told });
    }
    Ok(all)
}

async fn stored(cx: &Context, id: OpportunityId) -> Result<Vec<Model>, Error> {
    authorize(&cx.actor, Action::ReadOpportunity, Relation::Own)?;
    let db = cx.db.read();
    opportunity::Entity::visible_to(&cx.actor)
        .filter(opportunity::Column::Id.eq(id.0))
        .one(db)
        .await?
        .ok_or(Denied::Hidden)?;
    let rows = Entity::visible_to(&cx.actor)
        .filter(Column::OpportunityId.eq(id.0))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .all(db)
        .await?;
    Ok(rows)
}

/// Who was asked by a decision and what they said, in the order in which they were asked.
async fn asked(cx: &Context, decision: &Model) -> Result<Vec<Asked>, Error> {
    let db = cx.db.read();
    let rows = assignment::Entity::visible_to(&cx.actor)
        .filter(assignment::Column::OpportunityId.eq(decision.opportunity_id))
        .filter(assignment::Column::DecisionId.eq(decision.id))
        .order_by_asc(assignment::Column::OfferedAt)
        .order_by_asc(assignment::Column::Id)
        .all(db)
        .await?;
    let names = names::partners(db, rows.iter().map(|row| row.partner_id)).await?;
    let mut asked = Vec::with_capacity(rows.len());
    for row in rows {
        let state = standing::state(&row)?;
        asked.push(Asked { partner: named(&names, row.partner_id.into()), state });
    }
    Ok(asked)
}

/// The decision as it was made.
pub(super) fn decision(row: &Model) -> Result<Decision, Error> {
    serde_json::from_str(&row.record).map_err(|error| unreadable(row, &error))
}

/// Who is asked next.
pub(super) fn waiting(row: &Model) -> Result<Vec<PartnerId>, Error> {
    serde_json::from_str(&row.waiting).map_err(|error| unreadable(row, &error))
}

fn unreadable(row: &Model, error: &serde_json::Error) -> Error {
    Error::Inconsistent { table: "routing_decision", id: row.id, what: error.to_string() }
}

/// A decision with names.
pub(super) async fn told(
    db: &impl ConnectionTrait,
    cx: &Context,
    decision: &Decision,
    waiting: &[PartnerId],
) -> Result<Explanation, Error> {
    let ranked = first(decision);
    let ids = ranked.iter().map(|one| one.partner).chain(decision.out.iter().map(|o| o.partner));
    let names = names::partners(db, ids.chain(waiting.iter().copied()).map(|id| id.0)).await?;
    let prior = &decision.prior;
    let shown = |one: &Ranked| Shown {
        partner: named(&names, one.partner),
        total: one.total,
        parts: one.evidence.parts(prior),
        course: one.evidence.course,
        kilometres: one.evidence.kilometres,
    };
    let out = |one: &Out| ShownOut {
        partner: named(&names, one.partner),
        obstacles: one.obstacles.iter().collect(),
    };
    Ok(Explanation {
        at: cx.local(cx.now),
        by: None,
        place_from: decision.place_from,
        rule: rule_name(db, decision.rule).await?,
        strategy: decision.strategy,
        at_once: decision.at_once,
        weights: decision.weights,
        rates: decision.rates.clone(),
        chosen: decision.chosen,
        ranked: ranked.into_iter().map(shown).collect(),
        eligible: decision.eligible,
        out: decision.out.iter().map(out).collect(),
        reasons: decision.reasons.clone(),
        next: waiting.iter().map(|id| named(&names, *id)).collect(),
        asked: Vec::new(),
    })
}

/// What the rule is called now; decisions keep which version of it they were made by.
async fn rule_name(
    db: &impl ConnectionTrait,
    rule: Option<(RoutingRuleId, i32)>,
) -> Result<Option<(String, i32)>, Error> {
    let Some((id, version)) = rule else { return Ok(None) };
    let row = routing_rule::Entity::visible_to(&Actor::System)
        .filter(routing_rule::Column::Id.eq(id.0))
        .one(db)
        .await?;
    Ok(row.map(|row| (row.name, version)))
}

/// The first few, and the one that was chosen wherever it stands.
fn first(decision: &Decision) -> Vec<&Ranked> {
    let ranked = decision.shortlist.iter().enumerate();
    ranked
        .filter(|(place, one)| *place < SHOWN || Some(one.partner) == decision.chosen)
        .map(|(_, one)| one)
        .collect()
}

fn named(names: &HashMap<Uuid, String>, id: PartnerId) -> Named<PartnerId> {
    Named { id, name: names.get(&id.0).cloned().unwrap_or_default() }
}
