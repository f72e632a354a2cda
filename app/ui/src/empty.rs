//! What stands where nothing is: an empty list, a page that is not there.

use leptos::prelude::*;

use crate::{Text, icon::sprite};

/// A list with nothing in it: why, and what can be done.
#[component]
pub fn EmptyState(
    /// What is missing.
    #[prop(into)]
    title: Text,
    /// Why, and what happens next.
    #[prop(into)]
    text: Text,
    /// Buttons.
    #[prop(optional, into)]
    actions: ViewFnOnce,
) -> AnyView {
    view! {
        <div class="empty">
            {art()}
            <p class="strong">{title}</p>
            <p>{text}</p>
            {actions.run()}
        </div>
    }
    .into_any()
}

/// A whole page that says what happened and what to do now: not found, not allowed, broken.
#[component]
pub fn MessagePage(
    /// What happened.
    #[prop(into)]
    title: Text,
    /// What it means.
    #[prop(into)]
    text: Text,
    /// Where to go.
    #[prop(optional, into)]
    actions: ViewFnOnce,
) -> AnyView {
    view! {
        <div class="message">
            {art()}
            <h1>{title}</h1>
            <p>{text}</p>
            <div class="actions">{actions.run()}</div>
        </div>
    }
    .into_any()
}

fn art() -> AnyView {
    view! {
        <svg class="art" aria-hidden="true">
            <use href=sprite("art-batons")></use>
        </svg>
    }
    .into_any()
}
