//! Server functions of the rules. Forms are plain: each answers with the page to go to.
#![expect(missing_docs, reason = "the macro makes a struct of each argument list")]

use domain::{
    ids::RoutingRuleId,
    routing::{ReplayForm, ReplayPage, RuleForm, RulesPage},
};
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::{
    request::{Answer, context},
    staff::places::ROUTING,
};

/// All of them, and one to change.
#[server(endpoint = "routing/rules")]
pub async fn list_rules(
    #[server(default)] rule: Option<RoutingRuleId>,
) -> Result<RulesPage, AppError> {
    let cx = context().await?;
    backend::routing::rules(&cx, rule).await.answer()
}

/// Writes the draft of one, or of a new one.
#[server(endpoint = "routing/save_rule")]
pub async fn save_rule(
    #[server(default)] rule: Option<RoutingRuleId>,
    #[server(default)] version: i32,
    #[server(default)] form: RuleForm,
) -> Result<(), AppError> {
    let cx = context().await?;
    let shown = rule.map(|id| (id, version));
    let id = backend::routing::save_rule(&cx, shown, &form).await.answer()?;
    leptos_axum::redirect(&format!("{ROUTING}?rule={id}&done=saved"));
    Ok(())
}

/// Puts its draft into use.
#[server(endpoint = "routing/activate_rule")]
pub async fn activate_rule(rule: RoutingRuleId, version: i32) -> Result<(), AppError> {
    let cx = context().await?;
    backend::routing::activate_rule(&cx, rule, version).await.answer()?;
    leptos_axum::redirect(&format!("{ROUTING}?done=changed"));
    Ok(())
}

/// Takes it out of use.
#[server(endpoint = "routing/switch_rule_off")]
pub async fn switch_rule_off(rule: RoutingRuleId) -> Result<(), AppError> {
    let cx = context().await?;
    backend::routing::switch_rule_off(&cx, rule).await.answer()?;
    leptos_axum::redirect(&format!("{ROUTING}?done=changed"));
    Ok(())
}

/// Looks at it before the one above it.
#[server(endpoint = "routing/move_rule_up")]
pub async fn move_rule_up(rule: RoutingRuleId) -> Result<(), AppError> {
    let cx = context().await?;
    backend::routing::move_rule_up(&cx, rule).await.answer()?;
    leptos_axum::redirect(&format!("{ROUTING}?done=changed"));
    Ok(())
}

/// Makes past decisions again with other weights; nothing is written.
#[server(endpoint = "routing/replay")]
pub async fn replay_routing(#[server(default)] form: ReplayForm) -> Result<ReplayPage, AppError> {
    let cx = context().await?;
    backend::routing::replay(&cx, form).await.answer()
}
