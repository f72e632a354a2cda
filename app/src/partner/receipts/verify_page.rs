//! `/verify`: anybody checks a receipt. The answer is the page itself: nothing of what was posted is kept.

use domain::receipt::{Checked, Verdict};
use leptos::prelude::*;
use ui::{Button, ButtonKind, InputKind, Notice, NoticeKind, TextArea, TextField};

use crate::{
    error::AppError,
    forms::FormState,
    session::Entrance,
    shared::{
        form_summary::FormSummary,
        receipt::{VERIFY, stated},
    },
    text::{self, VerifyText},
};

/// What was posted and what came of it; provided by the server for the page that answers.
#[derive(Debug, Clone)]
pub struct Verification {
    /// The text that was typed.
    pub typed: String,
    /// What the check found, or why there was none.
    pub result: Result<Checked, AppError>,
}

/// The page, before and after.
#[component]
pub(in crate::partner) fn VerifyPage() -> AnyView {
    let t = VerifyText::get();
    let posted = use_context::<Verification>();
    let failure = posted.as_ref().and_then(|posted| posted.result.as_ref().err().cloned());
    let failed = failure.is_some();
    let found = posted.as_ref().and_then(|posted| posted.result.as_ref().ok()).map(found);
    let typed = posted.map(|posted| posted.typed).unwrap_or_default();
    let state = FormState::from_parts(Signal::stored(failure), Vec::new());
    view! {
        <Entrance title=t.title lead=t.lead failed>
            {found}
            <form
                class="stack"
                method="post"
                action=VERIFY
                enctype="multipart/form-data"
                novalidate=true
            >
                <FormSummary state labels=vec![("receipt", t.text)] />
                <TextArea
                    label=t.text
                    name="receipt"
                    initial=typed
                    error=state.error("receipt")
                    rows=6
                />
                <TextField kind=InputKind::File label=t.file name="file" hint=t.file_hint />
                <Button kind=ButtonKind::Primary class="btn--block" submit=true>
                    {t.check}
                </Button>
            </form>
        </Entrance>
    }
    .into_any()
}

fn found(checked: &Checked) -> AnyView {
    let t = VerifyText::get();
    let (word, hint) = text::verdict(checked.verdict);
    let kind = match checked.verdict {
        Verdict::Valid => NoticeKind::Ok,
        Verdict::Changed | Verdict::NotOurs => NoticeKind::Warn,
    };
    let stated = checked.statement.as_ref().map(|statement| {
        view! {
            <h3>{t.states}</h3>
            {stated(statement)}
        }
    });
    view! {
        <section class="stack" aria-labelledby="result-h">
            <h2 id="result-h">{t.result}</h2>
            <Notice kind quiet=true>
                <strong>{word}</strong>
                " "
                {hint}
            </Notice>
            {stated}
        </section>
    }
    .into_any()
}
