//! The logo: two batons side by side at the moment of the exchange.

use leptos::prelude::*;

use crate::{Text, icon::sprite};

/// The logo with the name, as a link to the start.
#[component]
pub fn Wordmark(
    /// Where it leads.
    #[prop(into)]
    href: Text,
    /// The name of the program.
    #[prop(default = Text::Borrowed("Stafeta"), into)]
    name: Text,
) -> AnyView {
    view! {
        <a class="brand" href=href>
            <svg viewBox="0 0 26 26" aria-hidden="true">
                <path class="logo-a" d="M4.75 21.5 11.75 9"></path>
                <path class="logo-b" d="m14.25 17 7-12.5"></path>
            </svg>
            <span>{name}</span>
        </a>
    }
    .into_any()
}

/// The lanes beside the sign-in form, with a sentence and its explanation.
#[component]
pub fn SignInArt(
    /// The sentence.
    #[prop(into)]
    sentence: Text,
    /// Its explanation.
    #[prop(into)]
    explanation: Text,
) -> AnyView {
    view! {
        <div class="login-art">
            <svg class="lanes" aria-hidden="true">
                <use href=sprite("art-lanes")></use>
            </svg>
            <div>
                <p>{sentence}</p>
                <small>{explanation}</small>
            </div>
        </div>
    }
    .into_any()
}
