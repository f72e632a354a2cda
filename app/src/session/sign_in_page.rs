//! The sign-in page: a plain form, so that it works before and without script, and as password managers expect.

use domain::person::Site;
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_router::hooks::use_query_map;
use ui::{Button, ButtonKind, InputKind, Notice, NoticeKind, PasswordField, TextField};

use super::{
    api::{SignIn, read_site},
    link_page::{Entrance, echo_of},
    local_path,
};
use crate::{
    forms::{Echo, FormState},
    shared::{failure::Alone, form_summary::FormSummary},
    text::{ForgottenText, SessionText},
};

/// The password of all demo people; the server makes them only in demo mode.
const DEMO_PASSWORD: &str = "stafeta-demo-2026";
const DEMO_PEOPLE: [&str; 12] = [
    "admin@stafeta.example",
    "manager@stafeta.example",
    "seller@stafeta.example",
    "admin@alfa.example",
    "manager@alfa.example",
    "seller@alfa.example",
    "admin@beta.example",
    "manager@beta.example",
    "seller@beta.example",
    "admin@gama.example",
    "manager@gama.example",
    "seller@gama.example",
];

/// `/sign-in`.
#[component]
pub(crate) fn SignInPage() -> AnyView {
    let query = use_query_map();
    let (next, echo) = query.with_untracked(|query| (query.get("next"), query.get("echo")));
    let next = next.unwrap_or_default();
    let page = move || {
        let (next, echo) = (next.clone(), echo.clone());
        Suspend::new(async move {
            ui::in_earnest().await;
            let echo = echo_of(echo).await;
            match read_site().await {
                Ok(site) => sign_in(&site, echo.as_ref(), local_path(&next).to_owned()),
                Err(error) => view! { <Alone error /> }.into_any(),
            }
        })
    };
    view! { <Suspense>{page}</Suspense> }.into_any()
}

fn sign_in(site: &Site, echo: Option<&Echo>, next: String) -> AnyView {
    let t = SessionText::get();
    let state = FormState::of_page::<SignIn>(echo);
    let failed = state.failure().with_untracked(Option::is_some);
    let demo = site.demo.then(|| demo(next.clone()));
    let labels = vec![("email", t.email), ("password", t.password)];
    view! {
        <Entrance title=t.sign_in lead=[t.portal_of, " ", &site.vendor].concat() failed>
            {demo}
            <form method="post" action=SignIn::PATH>
                <FormSummary state labels />
                <input type="hidden" name="next" value=next />
                <TextField
                    kind=InputKind::Email
                    label=t.email
                    name="email"
                    initial=state.value("email", "")
                    error=state.error("email")
                    autocomplete="username"
                    required=true
                />
                <PasswordField
                    label=t.password
                    name="password"
                    autocomplete="current-password"
                    show=t.show_password
                    hide=t.hide_password
                    error=state.error("password")
                />
                <Button kind=ButtonKind::Primary class="btn--block" submit=true>
                    {t.do_sign_in}
                </Button>
                <p class="sm">
                    <a href="/forgotten">{ForgottenText::get().forgotten}</a>
                </p>
            </form>
        </Entrance>
    }
    .into_any()
}

/// Says loudly that this is a demo, and signs in as anybody with one press.
fn demo(next: String) -> AnyView {
    let t = SessionText::get();
    let people = DEMO_PEOPLE.map(
        |email| view! { <button class="btn btn--sm" name="email" value=email>{email}</button> },
    );
    view! {
        <Notice kind=NoticeKind::Warn quiet=true>
            {t.demo}
        </Notice>
        <details class="demo-people">
            <summary class="btn btn--block">{t.demo_people}</summary>
            <p>{t.demo_password} " " <code>{DEMO_PASSWORD}</code></p>
            <form method="post" action=SignIn::PATH class="cluster">
                <input type="hidden" name="next" value=next />
                <input type="hidden" name="password" value=DEMO_PASSWORD />
                {people.into_iter().collect_view()}
            </form>
        </details>
    }
    .into_any()
}
