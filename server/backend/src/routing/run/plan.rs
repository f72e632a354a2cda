//! Who would get which of them, decided together: each rule's as its strategy says, and nobody more than fits.

use std::collections::BTreeMap;

use domain::{
    ids::OpportunityId,
    opportunity::{Move, apply},
    policy::{Action, may},
    routing::{
        Chance, Decision, Held, Obstacle, Rates, Rule, Strategy, Terms, Vocabulary, decide_groups,
    },
};
use sea_orm::ConnectionTrait;

use super::super::{
    course::{self, Course},
    directory::Directory,
    question,
};
use crate::{Context, Error, entity::opportunity::Model, opportunity::row};

/// What is to be done with one.
pub(super) struct Planned {
    pub of: Model,
    pub course: Course,
    /// A decision that names somebody, or why there is none.
    pub fate: Result<Decision, Held>,
}

/// The chances of one rule with their places in the selection.
#[derive(Default)]
struct Group {
    places: Vec<usize>,
    chances: Vec<Chance>,
}

/// Decides on all of them and writes nothing. The same seed decides alike on the same facts.
pub(super) async fn plan(
    db: &impl ConnectionTrait,
    cx: &Context,
    rows: Vec<Model>,
    seed: u64,
) -> Result<Vec<Planned>, Error> {
    let rules = course::in_use(db).await?;
    let rates = course::known_rates(db, cx).await?;
    let mut words = Vocabulary::default();
    let directory = Directory::look(db, cx, &mut words).await?;
    let mut planned = Vec::with_capacity(rows.len());
    let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
    for (place, of) in rows.into_iter().enumerate() {
        let course = course_of(db, cx, &of, (&rules, &rates)).await?;
        let possible = possible(cx, &of)?;
        if possible.is_ok() {
            let conflicts = &directory.conflicts;
            let chance = question::read(db, cx, &of, &course, conflicts, &mut words).await?;
            let group = groups.entry(order(&course, &rules)).or_default();
            group.places.push(place);
            group.chances.push(chance);
        }
        let fate = Err(possible.err().unwrap_or(Held::Failed));
        planned.push(Planned { of, course, fate });
    }
    let mut places = Vec::new();
    let mut asked = Vec::new();
    for group in groups.into_values() {
        let course = group.places.first().map(|place| &planned[*place].course);
        let Some(course) = course else { continue };
        asked.push((group.chances, Terms { seed, ..course.terms(cx, &directory) }));
        places.extend(group.places);
    }
    let decisions = decide_groups(&asked, &directory.candidates).into_iter().flatten();
    for (place, decision) in places.into_iter().zip(decisions) {
        planned[place].fate = match named(decision) {
            Ok(decision) => Ok(decision),
            Err(reasons) => {
                let of = OpportunityId(planned[place].of.id);
                Err(Held::Refused(question::nobody(db, cx, of, reasons).await?))
            }
        };
    }
    Ok(planned)
}

/// Its rule; what no rule is for goes as is best for all of it.
async fn course_of(
    db: &impl ConnectionTrait,
    cx: &Context,
    of: &Model,
    known: (&[Rule], &Rates),
) -> Result<Course, Error> {
    let course = Course::among(db, cx, of, known).await?;
    Ok(match course.rule {
        Some(_) => course,
        None => Course { strategy: Strategy::Batch, ..course },
    })
}

/// Rules have their turn in their order, what no rule is for comes last.
fn order(course: &Course, rules: &[Rule]) -> usize {
    let place = course.rule.and_then(|(id, _)| rules.iter().position(|rule| rule.id == id));
    place.unwrap_or(rules.len())
}

/// Whether it may be offered to anybody, by whoever asks.
pub(super) fn possible(cx: &Context, of: &Model) -> Result<Result<(), Held>, Error> {
    if !may(&cx.actor, Action::DistributeOpportunity, row::relation_of_staff(&cx.actor, of)) {
        return Ok(Err(Held::NotYours));
    }
    let decided = apply(&row::situation(of)?, Move::Offer, cx.now);
    Ok(decided.map(drop).map_err(Held::Refused))
}

/// The decision, if it names somebody. Those who fitted and were taken by others of the selection are full.
fn named(decision: Decision) -> Result<Decision, Vec<(Obstacle, u32)>> {
    if decision.chosen.is_some() {
        return Ok(decision);
    }
    let mut reasons = decision.reasons;
    if decision.eligible > 0 {
        match reasons.iter_mut().find(|(obstacle, _)| *obstacle == Obstacle::OpenFull) {
            Some((_, count)) => *count += decision.eligible,
            None => reasons.push((Obstacle::OpenFull, decision.eligible)),
        }
    }
    Err(reasons)
}
