//! What the reviewer can do: start the review, ask, approve, reject, revoke; each with its dialog.

use domain::{
    format,
    registration::{PROTECTION, Reason, StaffRegistration, State, Step},
};
use leptos::prelude::*;
use strum::IntoEnumIterator as _;
use ui::{
    Button, ButtonKind, Choice, Dialog, DialogButton, DialogClose, DialogState, InputKind,
    SelectField, TextArea, TextField,
};

use super::super::super::registration_api::{
    ApproveRegistration, AskRegistration, RejectRegistration, ReviewRegistration,
    RevokeRegistration,
};
use crate::{
    forms::Echo,
    shared::{
        form_summary::FormSummary,
        post_form::{Post, PostForm},
    },
    text::{self, CommonText, DecideText, RegistrationText},
};

type Data = RwSignal<Option<StaffRegistration>>;

/// What a dialog asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Days,
    Question,
    Reason,
}

/// One deed with its dialog.
#[derive(Clone, Copy)]
struct Deed {
    step: Step,
    id: &'static str,
    post: Post,
    kind: ButtonKind,
    wanted: Wanted,
    word: &'static str,
    title: &'static str,
    text: &'static str,
    go: &'static str,
}

/// The buttons with their dialogs.
#[component]
pub(super) fn Deeds(data: Data, echo: Option<Echo>, on_done: Callback<()>) -> impl IntoView {
    let echo = echo.as_ref();
    let review = Post::new::<ReviewRegistration>(echo);
    let deeds = deeds(echo);
    let nothing = Memo::new(move |_| {
        data.with(|data| {
            let view = data.as_ref().map(|data| &data.registration);
            // While the partner is asked nobody decides, and the facts above say so.
            view.is_some_and(|view| {
                let is_asked = view.state == State::InfoRequested;
                view.state.is_open() && !is_asked && view.steps.is_empty()
            })
        })
    });
    let dialogs = deeds
        .map(|deed| view! { <Decision deed data on_done /> }.into_any())
        .into_iter()
        .collect_view();
    view! {
        <FormSummary state=review.state() labels=Vec::new() />
        <div class="cluster">
            <Show when=move || possible(data, Step::Review)>
                <PostForm post=review on_done class="contents">
                    {hidden(data)}
                    <Button kind=ButtonKind::Primary submit=true pending=review.pending()>
                        {DecideText::get().review}
                    </Button>
                </PostForm>
            </Show>
            {dialogs}
        </div>
        <Show when=move || nothing.get()>
            <p class="muted sm">{DecideText::get().decision}</p>
        </Show>
    }
}

fn deeds(echo: Option<&Echo>) -> [Deed; 4] {
    let t = DecideText::get();
    let plain = Deed {
        step: Step::Approve,
        id: "registration-approve",
        post: Post::new::<ApproveRegistration>(echo),
        kind: ButtonKind::Primary,
        wanted: Wanted::Days,
        word: t.approve,
        title: t.approve_title,
        text: t.approve_text,
        go: t.approve_do,
    };
    [
        plain,
        Deed {
            step: Step::Ask,
            id: "registration-ask",
            post: Post::new::<AskRegistration>(echo),
            wanted: Wanted::Question,
            word: t.ask,
            title: t.ask_title,
            text: t.ask_text,
            go: t.ask_do,
            ..plain
        },
        Deed {
            step: Step::Reject,
            id: "registration-reject",
            post: Post::new::<RejectRegistration>(echo),
            kind: ButtonKind::Danger,
            wanted: Wanted::Reason,
            word: t.reject,
            title: t.reject_title,
            text: t.reject_text,
            go: t.reject_do,
        },
        Deed {
            step: Step::Revoke,
            id: "registration-revoke",
            post: Post::new::<RevokeRegistration>(echo),
            kind: ButtonKind::Danger,
            wanted: Wanted::Reason,
            word: t.revoke,
            title: t.revoke_title,
            text: t.revoke_text,
            go: t.revoke_do,
        },
    ]
}

fn possible(data: Data, step: Step) -> bool {
    data.with(|data| data.as_ref().is_some_and(|data| data.registration.may(step)))
}

fn hidden(data: Data) -> AnyView {
    let id = move || data.with(|data| data.as_ref().map(|data| data.registration.id.to_string()));
    view! { <input type="hidden" name="id" value=id /> }.into_any()
}

#[component]
fn Decision(deed: Deed, data: Data, on_done: Callback<()>) -> impl IntoView {
    let Deed { step, post, .. } = deed;
    let can = Memo::new(move |_| possible(data, step));
    let dialog = StoredValue::new(DialogState::new(deed.id, post.failed_before()));
    let words = RwSignal::new(String::new());
    let done = Callback::new(move |()| {
        dialog.with_value(DialogState::close);
        words.set(String::new());
        on_done.run(());
    });
    let labels = move || {
        let t = RegistrationText::get();
        let days = DecideText::get().days;
        vec![("days", days), ("question", t.question), ("reason", t.reason), ("text", t.words)]
    };
    let prefix = [deed.id, "-"].concat();
    let prefix = StoredValue::new(prefix);
    view! {
        <Show when=move || can.get()>
            <DialogButton dialog=dialog.get_value() kind=button_kind(deed)>
                {deed.word}
            </DialogButton>
            <Dialog dialog=dialog.get_value() title=deed.title>
                <PostForm post on_done=done>
                    {hidden(data)}
                    <div class="dialog-body stack">
                        <p>{deed.text} {move || until(deed, data)}</p>
                        <FormSummary state=post.state() prefix=prefix.get_value() labels=labels() />
                        {fields(deed, words)}
                    </div>
                    <footer>
                        <DialogClose dialog=dialog.get_value() word=CommonText::get().cancel />
                        <Button kind=deed.kind submit=true pending=post.pending()>
                            {deed.go}
                        </Button>
                    </footer>
                </PostForm>
            </Dialog>
        </Show>
    }
}

/// Only one button of the section stands out.
fn button_kind(deed: Deed) -> ButtonKind {
    if deed.step == Step::Approve { ButtonKind::Primary } else { ButtonKind::default() }
}

/// The day to which an approval for the usual time would protect.
fn until(deed: Deed, data: Data) -> Option<String> {
    (deed.step == Step::Approve).then(|| {
        let until = data.with(|data| data.as_ref().map(|data| data.would_protect_until));
        until.map(|at| [" ", &format::date(text::lang(), at.date_naive()), "."].concat())
    })?
}

fn fields(deed: Deed, words: RwSignal<String>) -> AnyView {
    let (t, state) = (RegistrationText::get(), deed.post.state());
    let id = |field: &str| [deed.id, "-", field].concat();
    match deed.wanted {
        Wanted::Days => view! {
            <TextField
                kind=InputKind::Digits
                label=DecideText::get().days
                name="days"
                id=id("days")
                initial=state.value("days", PROTECTION.num_days().to_string())
                error=state.error("days")
            />
        }
        .into_any(),
        Wanted::Question => {
            words.set(state.posted("question").unwrap_or_default());
            view! {
                <TextArea
                    label=t.question
                    name="question"
                    id=id("question")
                    value=words
                    error=state.error("question")
                    required=true
                />
            }
            .into_any()
        }
        Wanted::Reason => reason(deed, words),
    }
}

/// The reason from the list, and words.
fn reason(deed: Deed, words: RwSignal<String>) -> AnyView {
    let (t, state, lang) = (RegistrationText::get(), deed.post.state(), text::lang());
    let id = |field: &str| [deed.id, "-", field].concat();
    words.set(state.posted("form[text]").unwrap_or_default());
    let known = Reason::iter()
        .map(|reason| Choice::new(reason.to_string(), text::registration_reason(lang, reason)));
    let first = Choice::new("", DecideText::get().choose);
    let choices = std::iter::once(first).chain(known).collect();
    view! {
        <SelectField
            label=t.reason
            name="form[reason]"
            id=id("reason")
            choices
            initial=state.posted("form[reason]").unwrap_or_default()
            error=state.error("reason")
            required=true
        />
        <TextArea
            label=t.words
            name="form[text]"
            id=id("text")
            hint=t.words_hint
            value=words
            error=state.error("text")
        />
    }
    .into_any()
}
