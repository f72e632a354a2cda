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
    let accepted = rows.iter().filter(|row| happened.taken(row).is_some()).count();
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
        minutes: happened.minutes(),
        partners,
        more_partners,
        rows: changed(cx, &rows, &of, &happened).await?,
    })
}

fn is_taken(state: State) -> bool {
    matches!(state, State::Accepted | State::Returned | State::Left | State::Completed)
}

/// What became of one offer.
struct Offer {
    partner: Uuid,
    state: State,
    /// Minutes until somebody there answered.
    minutes: Option<u64>,
}

/// What became of the offers and of their opportunities.
struct Happened {
    /// Those of each decision: to who was chosen, to others at once, and to those who were asked afterwards.
    offers: HashMap<Uuid, Vec<Offer>>,
    opportunities: HashMap<Uuid, (String, String, String)>,
}

impl Happened {
    fn offers(&self, row: &Model) -> &[Offer] {
        self.offers.get(&row.id).map(Vec::as_slice).unwrap_or_default()
    }

    /// How the offer stands that somebody took, whoever of those asked it was.
    fn taken(&self, row: &Model) -> Option<State> {
        let mut taken = self.offers(row).iter().filter(|offer| is_taken(offer.state));
        taken.next().map(|offer| offer.state)
    }

    /// The same; where nobody took it, the offer to the one that was chosen.
    fn state(&self, row: &Model) -> Option<State> {
        let chosen = || self.offers(row).iter().find(|offer| offer.partner == row.chosen_id);
        self.taken(row).or_else(|| chosen().map(|offer| offer.state))
    }

    /// How long answers took on average.
    fn minutes(&self) -> Option<u64> {
        let offers = self.offers.values().flatten();
        let all: Vec<u64> = offers.filter_map(|offer| offer.minutes).collect();
        all.iter().sum::<u64>().checked_div(all.len() as u64)
    }

    fn is_won(&self, row: &Model) -> bool {
        let won = Status::Won.as_ref();
        self.offers(row).iter().any(|offer| offer.state == State::Completed)
            && self.opportunities.get(&row.opportunity_id).is_some_and(|(.., status)| status == won)
    }
}

async fn happened(cx: &Context, rows: &[Model]) -> Result<Happened, Error> {
    use opportunity::Column as Of;

    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut offers: HashMap<Uuid, Vec<Offer>> = HashMap::new();
    let found = assignment::Entity::visible_to(&cx.actor)
        .filter(assignment::Column::DecisionId.is_in(ids))
        .all(cx.db.read())
        .await?;
    for row in found {
        let Some(decision) = row.decision_id else { continue };
        offers.entry(decision).or_default().push(offer(&row)?);
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

fn offer(row: &assignment::Model) -> Result<Offer, Error> {
    let answered = row.answered_at.filter(|_| row.answered_by.is_some());
    let minutes = answered.zip(row.offered_at).map(|(to, from)| (to - from).num_minutes());
    Ok(Offer {
        partner: row.partner_id,
        state: standing::state(row)?,
        minutes: minutes.and_then(|minutes| u64::try_from(minutes).ok()),
    })
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
