//! The pages behind a link that is used once: the first administrator's set-up and an invitation.

use domain::person::LinkView;
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::{Button, ButtonKind, InputKind, MessagePage, SignInArt, TextField, Wordmark};

use super::{
    LanguageForm, ThemeForm,
    account::new_password,
    api::{Redeem, read_link},
};
use crate::{
    error::AppError,
    forms::{Echo, FormState, read_echo},
    shared::{form_summary::FormSummary, page_title::PageTitle},
    text::{ForgottenText, SessionText},
};

/// The frame of every page before the sign-in: a form, and the lanes beside it.
#[component]
pub(crate) fn Entrance(
    /// The heading.
    #[prop(into)]
    title: Oco<'static, str>,
    /// A line under the heading.
    #[prop(into)]
    lead: Oco<'static, str>,
    /// The form has failed.
    failed: bool,
    /// The form.
    children: Children,
) -> AnyView {
    let t = SessionText::get();
    view! {
        <PageTitle title=title.clone() failed=Signal::stored(failed) />
        <main class="login" id="content" data-static="">
            <div class="login-form">
                <header>
                    <Wordmark href="/sign-in" />
                </header>
                <div class="login-box">
                    <div class="stack-sm">
                        <h1>{title}</h1>
                        <p class="muted">{lead}</p>
                    </div>
                    {children()}
                </div>
                <footer>
                    <LanguageForm />
                    <ThemeForm />
                </footer>
            </div>
            <SignInArt sentence=t.sentence explanation=t.explanation />
        </main>
    }
    .into_any()
}

/// `/setup/{token}`.
#[component]
pub(crate) fn SetupPage() -> AnyView {
    link_page()
}

/// `/invitation/{token}`.
#[component]
pub(crate) fn InvitationPage() -> AnyView {
    link_page()
}

fn link_page() -> AnyView {
    let token = use_params_map().with_untracked(|params| params.get("token")).unwrap_or_default();
    let echo = use_query_map().with_untracked(|query| query.get("echo"));
    let page = move || {
        let (token, echo) = (token.clone(), echo.clone());
        Suspend::new(async move {
            ui::in_earnest().await;
            let echo = echo_of(echo).await;
            match read_link(token.clone()).await {
                Ok(link) => newcomer(link, token, echo.as_ref()),
                Err(AppError::Refused(_) | AppError::NotFound) => {
                    view! { <LinkSpent /> }.into_any()
                }
                Err(error) => view! { <crate::shared::failure::Alone error /> }.into_any(),
            }
        })
    };
    view! { <Suspense>{page}</Suspense> }.into_any()
}

/// What was posted from the page before.
pub(crate) async fn echo_of(id: Option<String>) -> Option<Echo> {
    read_echo(id?).await.ok().flatten()
}

fn newcomer(link: LinkView, token: String, echo: Option<&Echo>) -> AnyView {
    let t = SessionText::get();
    let state = FormState::of_page::<Redeem>(echo);
    let failed = state.failure().with_untracked(Option::is_some);
    let labels = vec![
        ("name", t.name),
        ("email", t.email),
        ("password", t.new_password),
        ("password_again", t.password_again),
    ];
    let name = (!link.new_password).then(|| {
        view! {
            <TextField
                label=t.name
                name="name"
                initial=state.value("name", link.name.clone())
                error=state.error("name")
                autocomplete="name"
                required=true
            />
        }
    });
    let f = ForgottenText::get();
    let done = if link.new_password { f.save } else { t.begin };
    let (title, lead) = match (&link.partner, link.first_admin) {
        _ if link.new_password => (f.choose, link.email.clone()),
        (_, true) => (t.set_up, t.set_up_hint.to_owned()),
        (Some(partner), false) => (t.invitation, [t.joining, " ", partner].concat()),
        (None, false) => (t.invitation, link.email.clone()),
    };
    view! {
        <Entrance title lead failed>
            <form method="post" action=Redeem::PATH novalidate=true>
                <FormSummary state labels />
                <input type="hidden" name="token" value=token />
                {name}
                {address(link.email, state)}
                {new_password(state)}
                <Button kind=ButtonKind::Primary class="btn--block" submit=true>
                    {done}
                </Button>
            </form>
        </Entrance>
    }
    .into_any()
}

/// Whoever was invited has an address already: it is said for the password manager, and not changed.
fn address(email: String, state: FormState) -> AnyView {
    let t = SessionText::get();
    if email.is_empty() {
        view! {
            <TextField
                kind=InputKind::Email
                label=t.email
                name="email"
                initial=state.value("email", "")
                error=state.error("email")
                autocomplete="username"
                required=true
            />
        }
        .into_any()
    } else {
        view! { <input type="hidden" name="email" autocomplete="username" value=email /> }
            .into_any()
    }
}

/// A link that does nothing any more.
#[component]
pub(crate) fn LinkSpent() -> AnyView {
    let t = SessionText::get();
    view! {
        <PageTitle title=t.link_spent />
        <div class="message-page" data-static="">
            <header class="topbar">
                <Wordmark href="/sign-in" />
            </header>
            <main id="content">
                <MessagePage title=t.link_spent text=t.link_spent_hint />
            </main>
        </div>
    }
    .into_any()
}
