//! Who would get what and why, with nothing written.

use std::collections::HashMap;

use domain::{
    ids::RoutingRuleId,
    opportunity::Named,
    policy::{Action, Relation, authorize},
    routing::{
        Decision, Held, PreviewChoice, PreviewRow, RunPreview, SELECTION_MAX, Selection, Shown,
    },
};
use uuid::Uuid;

use super::{
    super::rules,
    plan::{Planned, plan},
    selected::selected,
};
use crate::{Context, Error, assignment::names};

/// Looks at a selection. With more than one run takes there are no rows.
pub async fn preview(cx: &Context, of: &Selection) -> Result<RunPreview, Error> {
    authorize(&cx.actor, Action::DistributeSelection, Relation::Own)?;
    let (rows, chosen) = selected(cx, of).await?;
    let seed = cx.new_draw();
    let mut page = RunPreview { rows: Vec::new(), chosen, is_exact: None, seed: seed.to_string() };
    if chosen > SELECTION_MAX as u64 {
        return Ok(page);
    }
    let planned = plan(cx.db.read(), cx, rows, seed).await?;
    let decided = || planned.iter().filter_map(|one| one.fate.as_ref().ok());
    page.is_exact = exactness(decided());
    let chosen = decided().filter_map(|decision| decision.chosen).map(|id| id.0);
    let names = names::partners(cx.db.read(), chosen).await?;
    let known = rules::all(cx.db.read()).await?;
    let rules = known.into_iter().map(|one| (one.id(), one.row.name)).collect();
    page.rows = planned.into_iter().map(|one| row(one, &names, &rules)).collect();
    Ok(page)
}

/// Whether all that was decided as a whole is exact; `None` when nothing was.
pub(super) fn exactness<'a>(decisions: impl Iterator<Item = &'a Decision>) -> Option<bool> {
    decisions.filter_map(|decision| decision.is_exact).reduce(|one, other| one && other)
}

fn row(
    one: Planned,
    names: &HashMap<Uuid, String>,
    rules: &HashMap<RoutingRuleId, String>,
) -> PreviewRow {
    let rule = one.course.rule;
    let rule = rule.and_then(|(id, version)| Some((rules.get(&id)?.clone(), version)));
    let fate = one.fate.and_then(|decision| choice(&decision, names).ok_or(Held::Failed));
    PreviewRow { reference: one.of.reference, topic: one.of.topic, rule, fate }
}

fn choice(decision: &Decision, names: &HashMap<Uuid, String>) -> Option<PreviewChoice> {
    let id = decision.chosen?;
    let ranked = decision.shortlist.iter().find(|one| one.partner == id)?;
    let name = names.get(&id.0).cloned().unwrap_or_default();
    Some(PreviewChoice {
        partner: Shown {
            partner: Named { id, name },
            total: ranked.total,
            parts: ranked.evidence.parts(&decision.prior),
            course: ranked.evidence.course,
            kilometres: ranked.evidence.kilometres,
        },
        at_once: decision.at_once,
        strategy: decision.strategy,
        place_from: decision.place_from,
        weights: decision.weights,
    })
}
