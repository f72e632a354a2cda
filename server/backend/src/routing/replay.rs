//! Past decisions with other weights: what would have been beside what was.

use std::{cmp::Reverse, collections::HashMap};

use chrono::TimeDelta;
use domain::{
    assignment::State,
    ids::PartnerId,
    opportunity::{Named, Status},
    policy::{Action, Relation, authorize},
    routing::{
        Decision, REPLAY_MAX, ReplayForm, ReplayPage, ReplayPartner, ReplayResult, ReplayRow,
        ReplayTerms, Replayed, replay as again,
    },
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::record::decision;
use crate::{
    Context, Error,
    assignment::{names, standing},
    entity::{
        assignment, opportunity,
        routing_decision::{Column, Entity, Model},
    },
};

/// So many partners and decisions are shown; the figures are of all.
const SHOWN: usize = 40;

/// A wrong question is answered with what is wrong with it.
pub async fn replay(cx: &Context, form: ReplayForm) -> Result<ReplayPage, Error> {
    authorize(&cx.actor, Action::ManageRouting, Relation::Own)?;
    match form.check() {
        Ok(terms) => {
            let result = Some(result(cx, &terms).await?);
            Ok(ReplayPage { form, errors: Vec::new(), result })
        }
        Err(errors) => Ok(ReplayPage { form, errors, result: None }),
    }
}

async fn result(cx: &Context, terms: &ReplayTerms) -> Result<ReplayResult, Error> {
    let since = cx.now - TimeDelta::days(terms.days.into());
    let mut rows = Entity::visible_to(&cx.actor)
        .filter(Column::At.gte(since))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(REPLAY_MAX + 1)
        .all(cx.db.read())
        .await?;
    let is_limited = rows.len() as u64 > REPLAY_MAX;
    if is_limited {
        rows.pop();
    }
    let decisions = rows.iter().map(decision).collect::<Result<Vec<Decision>, Error>>()?;
    let of = again(&decisions, terms);
    let happened = happened(cx, &rows).await?;
    let (partners, more_partners) = partners(cx, &of).await?;
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let states = rows.iter().filter_map(|row| happened.state(row));
    let accepted = states.filter(|state| is_taken(*state)).count();
    let won = rows.iter().filter(|row| happened.is_won(row)).count();
    Ok(ReplayResult {
        decisions: count(of.pairs.iter().flatten().count()),
        is_limited,
        changed: count(of.pairs.iter().flatten().filter(|(was, would)| was != would).count()),
        cut: of.cut,
        was: of.was,
        would: of.would,
        accepted: count(accepted),
        won: count(won),
        partners,
        more_partners,
        rows: changed(cx, &rows, &of, &happened).await?,
    })
}

fn is_taken(state: State) -> bool {
    matches!(state, State::Accepted | State::Returned | State::Left | State::Completed)
}

/// What became of the offers and of their opportunities.
struct Happened {
    offers: HashMap<(Uuid, Uuid), State>,
    opportunities: HashMap<Uuid, (String, String, String)>,
}

impl Happened {
    /// How the offer to the one that was chosen stands.
    fn state(&self, row: &Model) -> Option<State> {
        self.offers.get(&(row.id, row.chosen_id)).copied()
    }

    fn is_won(&self, row: &Model) -> bool {
        let won = Status::Won.as_ref();
        self.state(row) == Some(State::Completed)
            && self.opportunities.get(&row.opportunity_id).is_some_and(|(.., status)| status == won)
    }
}

async fn happened(cx: &Context, rows: &[Model]) -> Result<Happened, Error> {
    use opportunity::Column as Of;

    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut offers = HashMap::new();
    let found = assignment::Entity::visible_to(&cx.actor)
        .filter(assignment::Column::DecisionId.is_in(ids))
        .all(cx.db.read())
        .await?;
    for row in found {
        let Some(decision) = row.decision_id else { continue };
        offers.insert((decision, row.partner_id), standing::state(&row)?);
    }
    let ids: Vec<Uuid> = rows.iter().map(|row| row.opportunity_id).collect();
    let found: Vec<(Uuid, String, String, String)> = opportunity::Entity::visible_to(&cx.actor)
        .select_only()
        .columns([Of::Id, Of::Reference, Of::Topic, Of::Status])
        .filter(Of::Id.is_in(ids))
        .into_tuple()
        .all(cx.db.read())
        .await?;
    let opportunities =
        found.into_iter().map(|(id, reference, topic, status)| (id, (reference, topic, status)));
    Ok(Happened { offers, opportunities: opportunities.collect() })
}

/// The greatest differences first; how many are not shown.
async fn partners(cx: &Context, of: &Replayed) -> Result<(Vec<ReplayPartner>, u32), Error> {
    let mut counts: Vec<(PartnerId, u32, u32)> = of
        .counts
        .iter()
        .map(|(partner, (was, would))| (*partner, *was, *would))
        .filter(|(_, was, would)| was + would > 0)
        .collect();
    counts.sort_by_key(|(id, was, would)| (Reverse((was.abs_diff(*would), *was.max(would))), *id));
    let more = u32::try_from(counts.len().saturating_sub(SHOWN)).unwrap_or(u32::MAX);
    counts.truncate(SHOWN);
    let names = names::partners(cx.db.read(), counts.iter().map(|(id, ..)| id.0)).await?;
    let line = |(id, was, would): (PartnerId, u32, u32)| ReplayPartner {
        partner: Named { id, name: names.get(&id.0).cloned().unwrap_or_default() },
        was,
        would,
    };
    Ok((counts.into_iter().map(line).collect(), more))
}

/// The newest of those that would have been others.
async fn changed(
    cx: &Context,
    rows: &[Model],
    of: &Replayed,
    happened: &Happened,
) -> Result<Vec<ReplayRow>, Error> {
    let pairs = rows.iter().zip(&of.pairs).filter_map(|(row, pair)| pair.map(|pair| (row, pair)));
    let pairs: Vec<_> = pairs.filter(|(_, (was, would))| was != would).take(SHOWN).collect();
    let ids = pairs.iter().flat_map(|(_, (was, would))| [was.0, would.0]);
    let names = names::partners(cx.db.read(), ids).await?;
    let partner = |id: PartnerId| Named { id, name: names.get(&id.0).cloned().unwrap_or_default() };
    let line = |(row, (was, would)): &(&Model, (PartnerId, PartnerId))| {
        let (reference, topic, _) =
            happened.opportunities.get(&row.opportunity_id).cloned().unwrap_or_default();
        ReplayRow {
            at: cx.local(row.at),
            reference,
            topic,
            was: partner(*was),
            state: happened.state(row),
            would: partner(*would),
        }
    };
    Ok(pairs.iter().map(line).collect())
}
