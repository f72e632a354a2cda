//! `/forgotten`: asks for a link to a new password. It answers the same to everybody.

use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_router::hooks::use_query_map;
use ui::{Button, ButtonKind, ButtonLink, InputKind, TextField};

use super::{
    api::RequestReset,
    link_page::{Entrance, echo_of},
};
use crate::{
    forms::{Echo, FormState},
    shared::form_summary::FormSummary,
    text::{ForgottenText, SessionText},
};

/// The page, before and after it was sent.
#[component]
pub(crate) fn ForgottenPage() -> AnyView {
    let query = use_query_map();
    let (sent, echo) =
        query.with_untracked(|query| (query.get("sent").is_some(), query.get("echo")));
    let page = move || {
        let echo = echo.clone();
        Suspend::new(async move {
            ui::in_earnest().await;
            let echo = echo_of(echo).await;
            if sent { told() } else { form(echo.as_ref()) }
        })
    };
    view! { <Suspense>{page}</Suspense> }.into_any()
}

fn form(echo: Option<&Echo>) -> AnyView {
    let (t, s) = (ForgottenText::get(), SessionText::get());
    let state = FormState::of_page::<RequestReset>(echo);
    let failed = state.failure().with_untracked(Option::is_some);
    view! {
        <Entrance title=t.forgotten lead=t.forgotten_hint failed>
            <form method="post" action=RequestReset::PATH novalidate=true>
                <FormSummary state labels=vec![("email", s.email)] />
                <TextField
                    kind=InputKind::Email
                    label=s.email
                    name="email"
                    initial=state.value("email", "")
                    error=state.error("email")
                    autocomplete="username"
                    required=true
                />
                <Button kind=ButtonKind::Primary class="btn--block" submit=true>
                    {t.send}
                </Button>
                <p>
                    <a href="/sign-in">{t.back}</a>
                </p>
            </form>
        </Entrance>
    }
    .into_any()
}

fn told() -> AnyView {
    let t = ForgottenText::get();
    view! {
        <Entrance title=t.sent lead=t.sent_hint failed=false>
            <ButtonLink href="/sign-in">{t.back}</ButtonLink>
        </Entrance>
    }
    .into_any()
}
