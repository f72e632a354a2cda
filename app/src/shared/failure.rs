//! Pages that say what went wrong and what to do now: not found, not allowed, broken, no connection.

use leptos::prelude::*;
use ui::{ButtonKind, ButtonLink, MessagePage, Wordmark};

use super::page_title::PageTitle;
use crate::{
    error::AppError,
    text::{FailureText, failure, lang},
};

/// What stands instead of a page, inside the frame or alone.
#[component]
pub(crate) fn Failure(
    /// What failed.
    error: AppError,
    /// Tries again, where that may help; otherwise the page is loaded anew.
    #[prop(optional)]
    retry: Option<Callback<()>>,
) -> AnyView {
    let t = FailureText::get();
    let (title, hint) = match &error {
        AppError::SignedOut => (t.signed_out, t.signed_out_hint),
        AppError::NotFound => (t.not_found, t.not_found_hint),
        AppError::Forbidden => (t.forbidden, t.forbidden_hint),
        AppError::Busy => (t.busy, t.busy_hint),
        AppError::Offline => (t.offline, t.offline_hint),
        AppError::Internal => (t.internal, t.internal_hint),
        _ => (t.refused, ""),
    };
    let text = if hint.is_empty() { failure(lang(), &error).into() } else { Oco::from(hint) };
    let actions = move || match error {
        AppError::SignedOut => link("/sign-in", t.sign_in),
        AppError::Busy | AppError::Offline | AppError::Internal => again(t.try_again, retry),
        _ => link("/", t.home),
    };
    view! {
        <PageTitle title />
        <MessagePage title text actions />
    }
    .into_any()
}

/// The answer to an unknown address.
#[component]
pub(crate) fn UnknownPage() -> AnyView {
    #[cfg(feature = "ssr")]
    crate::request::fail(AppError::NotFound);
    view! { <Alone error=AppError::NotFound /> }.into_any()
}

/// A failure without a frame, for readers who may not be signed in.
#[component]
pub(crate) fn Alone(
    /// What failed.
    error: AppError,
) -> AnyView {
    view! {
        <div class="message-page" data-static="">
            <header class="topbar">
                <Wordmark href="/" />
            </header>
            <main id="content">
                <Failure error />
            </main>
        </div>
    }
    .into_any()
}

/// `rel=external`: the page may belong to the other root, so the browser itself goes there.
fn link(href: &'static str, word: &'static str) -> AnyView {
    view! {
        <ButtonLink kind=ButtonKind::Primary href attr:rel="external">
            {word}
        </ButtonLink>
    }
    .into_any()
}

/// A link to the page itself, so that it works without script; with script only the data are fetched again.
fn again(word: &'static str, retry: Option<Callback<()>>) -> AnyView {
    let pressed = move |event: leptos::ev::MouseEvent| {
        if let Some(retry) = retry {
            event.prevent_default();
            retry.run(());
        }
    };
    view! {
        <ButtonLink kind=ButtonKind::Primary href="" attr:rel="external" on:click=pressed>
            {word}
        </ButtonLink>
    }
    .into_any()
}
