//! `/staff/settings/routing`: the rules by which opportunities are distributed automatically.

pub mod api;
mod fields;
mod replay;
mod replay_tables;

use domain::{
    ids::RoutingRuleId,
    policy::Action,
    routing::{RuleRow, RuleSettings, RulesPage, Trigger},
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_router::hooks::use_query_map;
use ui::{Button, ButtonSize, Card, Cell, Notice, NoticeKind, Row, Table, Th};

use self::api::{ActivateRule, MoveRuleUp, SaveRule, SwitchRuleOff, list_rules};
pub(crate) use self::replay::ReplayPage;
use super::{
    places::{REPLAY, ROUTING},
    records::{Done, Field, RecordForm},
};
use crate::{
    error::AppError,
    forms::{Echo, FormState, echo},
    session::me,
    shared::{failure::Failure, page_title::PageTitle},
    text::{self, ReplayText, RulesText},
};

/// The page.
#[component]
pub(crate) fn RoutingPage() -> impl IntoView {
    let (me, echo, query) = (me(), echo(), use_query_map());
    let chosen = Memo::new(move |_| query.with(|query| query.get("rule")));
    let page = Resource::new_blocking(
        move || chosen.get(),
        move |chosen| async move {
            super::allowed(me.await, Action::ManageRouting)?;
            list_rules(chosen.and_then(|id| id.parse().ok())).await
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let echo = echo.await;
                match page.await {
                    Ok(page) => shown(page, echo.as_ref()),
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn shown(page: RulesPage, echo: Option<&Echo>) -> AnyView {
    let t = RulesText::get();
    let state = FormState::of_page::<SaveRule>(echo);
    let failed = Signal::derive(move || state.failure().get().is_some());
    let hidden = page.chosen.map(|chosen| hidden(chosen, state));
    let is_new = hidden.is_none();
    let is_late = matches!(state.failure().get_untracked(), Some(AppError::Stale));
    let late = page.chosen.filter(|_| is_late);
    let title = match page.chosen {
        Some(_) => [t.change, " ", &page.form.name].concat(),
        None => t.new.to_owned(),
    };
    let fields = fields::all(&page);
    view! {
        <PageTitle title=t.routing failed />
        <div class="page">
            <div class="hello">
                <h1>{t.routing}</h1>
                <p>{t.lead}</p>
                <p>
                    <a href=REPLAY>{ReplayText::get().replay}</a>
                </p>
            </div>
            <Done />
            {table(page.rules)}
            <div class="section-title">
                <h2>{title}</h2>
                {(!is_new)
                    .then(|| {
                        view! {
                            <a class="push" href=ROUTING>
                                {t.new}
                            </a>
                        }
                    })}
            </div>
            <p class="muted">{t.draft_hint}</p>
            {late.map(|(id, _)| open_anew(id))}
            <RecordForm action=SaveRule::PATH hidden=hidden.unwrap_or_default() fields state />
        </div>
    }
    .into_any()
}

/// What comes back typed belongs to the version that it was typed for: it does not replace what a colleague has saved
/// meanwhile, however often it is sent.
fn hidden((id, shown): (RoutingRuleId, i32), state: FormState) -> Vec<(&'static str, String)> {
    let id = id.to_string();
    let same = state.posted("rule").is_some_and(|posted| posted == id);
    let typed_for = state.posted("version").filter(|_| same);
    vec![("rule", id), ("version", typed_for.unwrap_or_else(|| shown.to_string()))]
}

/// The way to what the colleague has saved.
fn open_anew(id: RoutingRuleId) -> AnyView {
    let t = RulesText::get();
    let href = [ROUTING, "?rule=", &id.to_string()].concat();
    view! {
        <Notice kind=NoticeKind::Warn>
            {t.late} " " <a href=href rel="external">
                {t.open_anew}
            </a>
        </Notice>
    }
    .into_any()
}

fn table(rules: Vec<RuleRow>) -> AnyView {
    let t = RulesText::get();
    let head = move || {
        view! {
            <Th word=t.name />
            <Th word=t.for_what />
            <Th word=t.how />
            <Th word=t.state />
            <Th word=t.change hidden=true />
        }
    };
    let rows: Vec<AnyView> = rules.into_iter().enumerate().map(row).collect();
    view! {
        <Card id="rules" title=t.list body="">
            <Table caption=t.list class="table--cards table--slim" head>
                {rows}
                {everything_else()}
            </Table>
        </Card>
    }
    .into_any()
}

fn row((place, rule): (usize, RuleRow)) -> AnyView {
    let t = RulesText::get();
    let RuleRow { id, name, version, active, draft, settings } = rule;
    let href = [ROUTING, "?rule=", &id.to_string()].concat();
    let state = [(t.in_use, active), (t.draft, draft)].into_iter().filter_map(|(word, number)| {
        number.map(|number| [word, " (", t.version, " ", &number.to_string(), ")"].concat())
    });
    let state: Vec<String> = state.collect();
    let state = if state.is_empty() { t.off.to_owned() } else { state.join(", ") };
    let (what, how) = (for_what(&settings), how(&settings));
    let up = (place > 0).then(|| press(MoveRuleUp::PATH, (id, version), t.up, &name));
    let activate = draft.map(|_| press(ActivateRule::PATH, (id, version), t.activate, &name));
    let off = active.map(|_| press(SwitchRuleOff::PATH, (id, version), t.switch_off, &name));
    view! {
        <Row>
            <Cell class="main-cell wrap">
                <a href=href>{name}</a>
            </Cell>
            <Cell label=t.for_what class="wrap">
                {what}
            </Cell>
            <Cell label=t.how>{how}</Cell>
            <Cell label=t.state>{state}</Cell>
            <Cell class="num">
                <span class="cluster">{up} {activate} {off}</span>
            </Cell>
        </Row>
    }
    .into_any()
}

/// How it chooses, and when it does so without being asked.
fn how(settings: &RuleSettings) -> String {
    let lang = text::lang();
    let how = text::strategy(lang, settings.strategy);
    match settings.trigger {
        Trigger::Request => how.to_owned(),
        Trigger::Creation => [how, " · ", text::trigger(lang, settings.trigger)].concat(),
    }
}

fn everything_else() -> AnyView {
    let t = RulesText::get();
    let settings = RuleSettings::of_everything_else();
    view! {
        <Row>
            <Cell class="main-cell">{t.everything_else}</Cell>
            <Cell label=t.for_what>{t.no_condition}</Cell>
            <Cell label=t.how>{text::strategy(text::lang(), settings.strategy)}</Cell>
            <Cell label=t.state>{t.always}</Cell>
            <Cell>{None::<String>}</Cell>
        </Row>
    }
    .into_any()
}

fn press(
    action: &'static str,
    (id, version): (RoutingRuleId, i32),
    word: &'static str,
    name: &str,
) -> AnyView {
    // Only putting into use asks for the version: the others mean the same whatever the rule says.
    let version = (action == ActivateRule::PATH).then_some(version);
    let name = name.to_owned();
    view! {
        <form class="contents" method="post" action=action>
            <input type="hidden" name="rule" value=id.to_string() />
            {version
                .map(|version| {
                    view! { <input type="hidden" name="version" value=version.to_string() /> }
                })}
            <Button submit=true size=ButtonSize::Small>
                {word}
                <span class="vh">": " {name}</span>
            </Button>
        </form>
    }
    .into_any()
}

/// The conditions in a few words.
fn for_what(settings: &RuleSettings) -> String {
    let t = RulesText::get();
    let lang = text::lang();
    let conditions = &settings.conditions;
    let money = |word: &str, value: Option<domain::money::Money>| {
        value.map(|value| {
            let value = domain::format::money(lang, value, domain::format::Decimals::Always);
            [word, " ", &value].concat()
        })
    };
    let list = |words: &[String]| (!words.is_empty()).then(|| words.join(", "));
    let parts = [
        money(t.from, conditions.value_from),
        money(t.below, conditions.value_below),
        list(&conditions.countries),
        list(&conditions.products),
        list(&conditions.sources),
        list(&conditions.segments),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { t.no_condition.to_owned() } else { parts.join(" · ") }
}
