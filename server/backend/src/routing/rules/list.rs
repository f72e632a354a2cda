//! All rules, and one of them to change.

use domain::{
    ids::RoutingRuleId,
    overview::Split,
    policy::{Action, Denied, Relation, authorize},
    routing::{RuleForm, RuleRow, RuleSettings, RulesPage},
};

use super::{DRAFT, Known, all, settings};
use crate::{Context, Error, opportunity};

/// The page of rules; `chosen` is the one that its form is about.
pub async fn rules(cx: &Context, chosen: Option<RoutingRuleId>) -> Result<RulesPage, Error> {
    authorize(&cx.actor, Action::ManageRouting, Relation::Own)?;
    let known = all(cx.db.read()).await?;
    let rules = known.iter().map(row).collect::<Result<Vec<_>, Error>>()?;
    let found = chosen.map(|id| known.iter().find(|one| one.id() == id).ok_or(Denied::Hidden));
    let found = found.transpose()?;
    let everything_else = RuleSettings::of_everything_else();
    let form = match found.and_then(|one| rules.iter().find(|row| row.id == one.id())) {
        Some(row) => RuleForm::of(&row.name, &row.settings, cx.lang),
        None => RuleForm::of("", &everything_else, cx.lang),
    };
    let people = opportunity::staff(cx.db.read(), cx).await?;
    let chosen = found.map(|one| (one.id(), one.row.version));
    Ok(RulesPage { rules, chosen, form, people })
}

/// How many rules have a version in use and how many have none.
pub(crate) async fn how_many(cx: &Context) -> Result<Split, Error> {
    let known = all(cx.db.read()).await?;
    let on = known.iter().filter(|rule| rule.active().is_some()).count() as u64;
    Ok(Split { on, off: known.len() as u64 - on })
}

fn row(known: &Known) -> Result<RuleRow, Error> {
    let newest = known.newest().map(settings).transpose()?;
    Ok(RuleRow {
        id: known.id(),
        name: known.row.name.clone(),
        active: known.active().map(|version| version.number),
        draft: known.in_state(DRAFT).map(|version| version.number),
        settings: newest.unwrap_or_else(RuleSettings::of_everything_else),
    })
}
