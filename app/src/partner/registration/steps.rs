//! What a partner can do with its request: answer, appeal, extend, withdraw.

use domain::{
    format,
    registration::{RegistrationView, Step},
};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, ButtonKind, InputKind, TextArea, TextField};

use super::super::registration_api::{
    AnswerRegistration, AppealRegistration, ExtendRegistration, WithdrawRegistration,
};
use crate::{
    forms::{Echo, FormState},
    shared::form_summary::FormSummary,
    text::{self, RegisterText, RegistrationText},
};

/// All that is possible now.
pub(super) fn steps(view: &RegistrationView, echo: Option<&Echo>) -> AnyView {
    let id = view.id.to_string();
    view! {
        {view.may(Step::Answer).then(|| answer(&id, echo))}
        {view.may(Step::Appeal).then(|| appeal(&id, echo))}
        {view.may(Step::Extend).then(|| extend(&id, echo))}
        {later(view)}
        {view.may(Step::Withdraw).then(|| withdraw(&id, echo))}
    }
    .into_any()
}

fn answer(id: &str, echo: Option<&Echo>) -> AnyView {
    let t = RegisterText::get();
    let state = FormState::of_page::<AnswerRegistration>(echo);
    let label = RegistrationText::get().answer;
    let fields = view! {
        <FormSummary state labels=vec![("answer", label)] />
        <TextArea
            label
            name="answer"
            initial=state.value("answer", "")
            error=state.error("answer")
            required=true
        />
        <div>
            <Button kind=ButtonKind::Primary submit=true>
                {t.send_answer}
            </Button>
        </div>
    };
    form("answer-h", t.answer_title, AnswerRegistration::PATH, id, fields.into_any())
}

fn appeal(id: &str, echo: Option<&Echo>) -> AnyView {
    let t = RegisterText::get();
    let state = FormState::of_page::<AppealRegistration>(echo);
    let fields = view! {
        <p class="muted">{t.appeal_hint}</p>
        <FormSummary state labels=vec![("appeal", t.appeal_words)] />
        <TextArea
            label=t.appeal_words
            name="appeal"
            initial=state.value("appeal", "")
            error=state.error("appeal")
            required=true
        />
        <div>
            <Button submit=true>{t.send_appeal}</Button>
        </div>
    };
    form("appeal-h", t.appeal_title, AppealRegistration::PATH, id, fields.into_any())
}

fn extend(id: &str, echo: Option<&Echo>) -> AnyView {
    let t = RegisterText::get();
    let state = FormState::of_page::<ExtendRegistration>(echo);
    let labels = vec![("on", t.extend_on), ("evidence", t.extend_evidence)];
    let fields = view! {
        <FormSummary state labels />
        <TextField
            kind=InputKind::Date
            label=t.extend_on
            name="form[on]"
            id="on"
            initial=state.value("form[on]", "")
            error=state.error("on")
            required=true
        />
        <TextArea
            label=t.extend_evidence
            name="form[evidence]"
            id="evidence"
            hint=t.extend_hint
            initial=state.value("form[evidence]", "")
            error=state.error("evidence")
            required=true
        />
        <div>
            <Button submit=true>{t.extend}</Button>
        </div>
    };
    form("extend-h", t.extend_title, ExtendRegistration::PATH, id, fields.into_any())
}

/// From when it can be extended; what was tried before that is told here, too.
fn later(view: &RegistrationView) -> AnyView {
    let words = view.extends_from.map(|from| {
        let from = format::date(text::lang(), from);
        [RegisterText::get().extends_from, " ", &from, "."].concat()
    });
    words.map(|words| view! { <p class="muted">{words}</p> }).into_any()
}

fn withdraw(id: &str, echo: Option<&Echo>) -> AnyView {
    let t = RegisterText::get();
    let state = FormState::of_page::<WithdrawRegistration>(echo);
    let fields = view! {
        <FormSummary state labels=Vec::new() />
        <p class="muted">{t.withdraw_hint}</p>
        <div>
            <Button submit=true>{t.withdraw}</Button>
        </div>
    };
    form("withdraw-h", t.withdraw, WithdrawRegistration::PATH, id, fields.into_any())
}

/// A card that is one form.
fn form(
    heading: &'static str,
    title: &'static str,
    action: &'static str,
    id: &str,
    fields: AnyView,
) -> AnyView {
    view! {
        <section class="card block" aria-labelledby=heading>
            <h2 id=heading>{title}</h2>
            <form class="stack" method="post" action=action novalidate=true>
                <input type="hidden" name="id" value=id.to_owned() />
                {fields}
            </form>
        </section>
    }
    .into_any()
}
