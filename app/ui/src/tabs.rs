//! Tabs of a record, and views of a list.

use leptos::{
    ev::{KeyboardEvent, MouseEvent},
    prelude::*,
};

use crate::{Text, form_errors::focus};

/// One tab of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// Its name in the URL; its panel is the [`TabPanel`] of the same id.
    pub id: Text,
    /// Its word.
    pub word: Text,
    /// Where it leads without script.
    pub href: Text,
}

/// Tabs. With script a click changes `selected` and nothing is loaded. Without script each is a link,
/// or, when the panels are parts of one form, a button that sends it (`name=intent`,
/// `value=tab:<id>`), so that what was typed is not lost.
#[component]
pub fn Tabs(
    /// Name of the group.
    #[prop(into)]
    label: Text,
    /// The tabs.
    tabs: Vec<Tab>,
    /// Id of the tab that is open.
    selected: RwSignal<String>,
    /// Id of the form that the panels are in.
    #[prop(optional, into)]
    form: Option<Text>,
) -> AnyView {
    // Only with script do arrow keys move between tabs, so only then may Tab skip the others.
    let arrows = RwSignal::new(false);
    Effect::new(move |_| arrows.set(true));
    let ids: Vec<Text> = tabs.iter().map(|tab| tab.id.clone()).collect();
    let moved = move |event: KeyboardEvent| {
        let at = ids.iter().position(|id| selected.with_untracked(|selected| id == selected));
        let last = ids.len().saturating_sub(1);
        let to = match (event.key().as_str(), at.unwrap_or(0)) {
            ("ArrowRight", at) => (at + 1) % ids.len(),
            ("ArrowLeft", 0) | ("End", _) => last,
            ("ArrowLeft", at) => at - 1,
            ("Home", _) => 0,
            _ => return,
        };
        event.prevent_default();
        selected.set(ids[to].to_string());
        focus(&format!("tab-{}", ids[to]));
    };
    view! {
        <div class="tabs" role="tablist" aria-label=label on:keydown=moved>
            {tabs.into_iter().map(|tab| element(tab, selected, arrows, form.clone())).collect_view()}
        </div>
    }
    .into_any()
}

fn element(
    tab: Tab,
    selected: RwSignal<String>,
    arrows: RwSignal<bool>,
    form: Option<Text>,
) -> AnyView {
    let Tab { id, word, href } = tab;
    let own = id.clone();
    let is_open = Signal::derive(move || selected.with(|selected| own == *selected));
    let state = move || if is_open.get() { "true" } else { "false" };
    let reach = move || (arrows.get() && !is_open.get()).then_some("-1");
    let (tab_id, panel) = (format!("tab-{id}"), format!("panel-{id}"));
    let intent = format!("tab:{id}");
    let open = move |event: MouseEvent| {
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        event.prevent_default();
        selected.set(id.to_string());
    };
    if let Some(form) = form {
        return view! {
            <button
                type="submit"
                form=form
                name="intent"
                value=intent
                formnovalidate=true
                role="tab"
                id=tab_id
                aria-controls=panel
                aria-selected=state
                tabindex=reach
                on:click=open
            >
                {word}
            </button>
        }
        .into_any();
    }
    view! {
        <a
            href=href
            role="tab"
            id=tab_id
            aria-controls=panel
            aria-selected=state
            tabindex=reach
            on:click=open
        >
            {word}
        </a>
    }
    .into_any()
}

/// What a tab opens. All panels are in the page, so that one form can hold them.
#[component]
pub fn TabPanel(
    /// Id of its tab.
    #[prop(into)]
    id: Text,
    /// Id of the tab that is open.
    #[prop(into)]
    selected: Signal<String>,
    /// What is in it.
    children: Children,
) -> AnyView {
    let (panel, tab) = (format!("panel-{id}"), format!("tab-{id}"));
    view! {
        <div
            role="tabpanel"
            id=panel
            aria-labelledby=tab
            hidden=move || selected.with(|selected| id != *selected)
        >
            {children()}
        </div>
    }
    .into_any()
}

/// One view of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListView {
    /// Where it leads.
    pub href: Text,
    /// Its word.
    pub word: Text,
    /// How many are in it; stays outside the link's name.
    pub count: Option<Text>,
    /// The count asks for a deed: red.
    pub urgent: bool,
    /// It is open.
    pub current: bool,
}

/// The views of a list, as links.
#[component]
pub fn ListViews(
    /// Name of the group.
    #[prop(into)]
    label: Text,
    /// The views.
    views: Vec<ListView>,
) -> AnyView {
    let links = views
        .into_iter()
        .map(|view| {
            let ListView { href, word, count, urgent, current } = view;
            let class = if urgent { "n n--hot" } else { "n" };
            view! {
                <a href=href aria-current=current.then_some("page")>
                    {word}
                    {count.map(|count| view! { <span class=class aria-hidden="true">{count}</span> })}
                </a>
            }
        })
        .collect_view();
    view! {
        <nav class="tabs" aria-label=label>
            {links}
        </nav>
    }
    .into_any()
}
