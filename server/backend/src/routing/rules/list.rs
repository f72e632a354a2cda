//! All rules, and one of them to change.

use domain::{
    ids::{RoutingRuleId, UserId},
    opportunity::Named,
    overview::Split,
    policy::{Action, Denied, Relation, authorize},
    routing::{RuleForm, RuleRow, RuleSettings, RulesPage},
};

use super::{DRAFT, Known, all, settings};
use crate::{Context, Error, assignment::names, person};

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
    let people = fallbacks(cx, &form.fallback).await?;
    let chosen = found.map(|one| (one.id(), one.row.version));
    Ok(RulesPage { rules, chosen, form, people })
}

/// Who may be named for what nobody takes, and who is named already: saving again must not drop them without a word.
async fn fallbacks(cx: &Context, before: &str) -> Result<Vec<Named<UserId>>, Error> {
    let deciders = person::vendor_deciders(cx.db.read()).await?;
    let mut known: Vec<_> =
        deciders.into_iter().map(|one| Named { id: UserId(one.id), name: one.name }).collect();
    if let Some(user) = before.parse().ok().filter(|user| known.iter().all(|one| one.id != *user)) {
        let UserId(id) = user;
        let found = names::people(cx.db.read(), &cx.actor, [id]).await?;
        known.extend(found.into_values().map(|name| Named { id: user, name }));
    }
    Ok(known)
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
        version: known.row.version,
        active: known.active().map(|version| version.number),
        draft: known.in_state(DRAFT).map(|version| version.number),
        settings: newest.unwrap_or_else(RuleSettings::of_everything_else),
    })
}
