//! A person's own settings: language, colours, password, sign-ins.

use domain::{mail::Topic, person::Me};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_router::hooks::use_query_map;
use ui::{Button, Card, Fact, Notice, NoticeKind, PasswordField};

use super::{
    LanguageForm, SignOutForm, ThemeForm,
    api::{ChangePassword, SignOutEverywhere},
    mail_choice::mail_choice,
};
use crate::{
    forms::{Echo, FormState},
    shared::{form_summary::FormSummary, page_title::PageTitle},
    text::{self, MailChoiceText, SessionText},
};

/// The content of `/me` and `/staff/me`.
#[component]
pub(crate) fn AccountSettings(
    /// Who is signed in.
    me: Me,
    /// Which kinds of message they may choose, and chose.
    mails: Vec<(Topic, bool)>,
    /// What was posted from this page before.
    echo: Option<Echo>,
    /// The page's own path.
    path: &'static str,
) -> AnyView {
    let t = SessionText::get();
    let changed = use_query_map().with_untracked(|query| query.get("done"));
    let state = FormState::of_page::<ChangePassword>(echo.as_ref());
    let failed = state.failure().with_untracked(Option::is_some);
    let done = changed.map(|what| {
        let words = if what == "mail" { MailChoiceText::get().saved } else { t.password_changed };
        view! {
            <Notice kind=NoticeKind::Ok>{words}</Notice>
        }
    });
    view! {
        <PageTitle title=t.me failed=Signal::stored(failed) />
        <div class="page page--form">
            <div class="hello">
                <h1>{t.me}</h1>
            </div>
            {done}
            <Person me=me.clone() />
            <Card id="appearance" title=t.appearance>
                <div class="cluster">
                    <LanguageForm class="btn" />
                    <ThemeForm />
                </div>
            </Card>
            {mail_choice(mails, path)}
            <ChangePasswordForm state path />
            <SignIns count=me.session_count />
        </div>
    }
    .into_any()
}

#[component]
fn Person(me: Me) -> AnyView {
    let t = SessionText::get();
    let role = text::role(text::lang(), me.role);
    let company = me.partner.map(|(_, name)| view! { <Fact term=t.company>{name}</Fact> });
    view! {
        <Card id="person" title=me.name>
            <dl class="kv kv--stack">
                <Fact term=t.email>{me.email}</Fact>
                <Fact term=t.role>{role}</Fact>
                {company}
            </dl>
        </Card>
    }
    .into_any()
}

#[component]
fn ChangePasswordForm(state: FormState, path: &'static str) -> AnyView {
    let t = SessionText::get();
    let labels = vec![
        ("old_password", t.old_password),
        ("password", t.new_password),
        ("password_again", t.password_again),
    ];
    view! {
        <Card id="password-card" title=t.change_password>
            <form class="stack" method="post" action=ChangePassword::PATH novalidate=true>
                <FormSummary state labels />
                <input type="hidden" name="next" value=[path, "?done=password"].concat() />
                <PasswordField
                    label=t.old_password
                    name="old_password"
                    autocomplete="current-password"
                    show=t.show_password
                    hide=t.hide_password
                    error=state.error("old_password")
                />
                {new_password(state)}
                <div>
                    <Button submit=true>{t.do_change_password}</Button>
                </div>
            </form>
        </Card>
    }
    .into_any()
}

#[component]
fn SignIns(count: u64) -> AnyView {
    let t = SessionText::get();
    view! {
        <Card id="sign-ins" title=t.sign_ins note=text::sign_ins(text::lang(), count)>
            <div class="cluster">
                <SignOutForm />
                <form class="contents" method="post" action=SignOutEverywhere::PATH>
                    <Button submit=true>{t.sign_out_everywhere}</Button>
                </form>
            </div>
        </Card>
    }
    .into_any()
}

/// The two fields of a new password.
pub(super) fn new_password(state: FormState) -> AnyView {
    let t = SessionText::get();
    view! {
        <PasswordField
            label=t.new_password
            name="password"
            hint=t.password_hint
            autocomplete="new-password"
            show=t.show_password
            hide=t.hide_password
            error=state.error("password")
        />
        <PasswordField
            label=t.password_again
            name="password_again"
            autocomplete="new-password"
            show=t.show_password
            hide=t.hide_password
            error=state.error("password_again")
        />
    }
    .into_any()
}
