//! What staff have to know of a partner's own opportunity, and the question that they may ask before they decide.

use domain::{
    lookup::{Similar, SimilarBy},
    opportunity::{AskedField, Brought, InfoQuestion, StaffOpportunity},
};
use leptos::prelude::*;
use strum::IntoEnumIterator as _;
use ui::{
    Button, ButtonKind, Dialog, DialogButton, DialogClose, DialogState, Glyph, Notice, NoticeKind,
    TextArea,
};

use super::super::api::AskPartner;
use crate::{
    forms::Echo,
    shared::{
        field_label,
        form_summary::FormSummary,
        moment,
        post_form::{Post, PostForm},
    },
    staff::places,
    text::{self, AskText, CommonText},
};

/// What the page keeps of the question.
pub(super) fn post(echo: Option<&Echo>) -> Post {
    Post::new::<AskPartner>(echo)
}

/// The button **Ask the partner…** with its dialog, while the opportunity waits and nothing is asked.
#[component]
pub(super) fn Ask(
    data: Signal<StaffOpportunity>,
    post: Post,
    on_done: Callback<()>,
) -> impl IntoView {
    let t = AskText::get();
    let possible = Memo::new(move |_| data.with(may_ask));
    let id = StoredValue::new(data.with_untracked(|record| record.id.to_string()));
    let dialog = StoredValue::new(DialogState::new("ask", post.failed_before()));
    let question = RwSignal::new(post.state().posted("form[question]").unwrap_or_default());
    let done = Callback::new(move |()| {
        dialog.with_value(DialogState::close);
        question.set(String::new());
        on_done.run(());
    });
    view! {
        <Show when=move || possible.get()>
            <DialogButton dialog=dialog.get_value() glyph=Some(Glyph::Info)>
                {t.ask}
            </DialogButton>
            <Dialog dialog=dialog.get_value() title=t.title>
                <PostForm post on_done=done>
                    <input type="hidden" name="id" value=id.get_value() />
                    <div class="dialog-body stack">
                        <FormSummary
                            state=post.state()
                            prefix="ask-"
                            labels=vec![("fields", t.fields), ("question", t.question)]
                        />
                        <p class="muted">{t.hint}</p>
                        <TextArea
                            label=t.question
                            name="form[question]"
                            id="ask-question"
                            value=question
                            error=post.state().error("question")
                            required=true
                        />
                        {fields(post)}
                    </div>
                    <footer>
                        <DialogClose dialog=dialog.get_value() word=CommonText::get().cancel />
                        <Button kind=ButtonKind::Primary submit=true pending=post.pending()>
                            {t.send}
                        </Button>
                    </footer>
                </PostForm>
            </Dialog>
        </Show>
    }
}

fn may_ask(record: &StaffOpportunity) -> bool {
    record.may_edit && record.brought.as_ref().is_some_and(|brought| brought.question.is_none())
}

/// Boxes for the fields that the partner may then change.
fn fields(post: Post) -> AnyView {
    let lang = text::lang();
    let boxes = AskedField::iter()
        .enumerate()
        .map(|(at, field)| {
            let name = ["form[fields][", field.as_ref(), "]"].concat();
            let checked = post.state().posted(&name).is_some();
            // The summary of errors leads to the first one.
            let id = (at == 0).then_some("ask-fields");
            let label = field_label(lang, field.name());
            view! {
                <label class="check">
                    <input type="checkbox" id=id name=name value="on" checked=checked />
                    {label}
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="stack-sm">
            <legend class="strong">{AskText::get().fields}</legend>
            <div class="cluster">{boxes}</div>
        </fieldset>
    }
    .into_any()
}

/// Who brought it, what was asked, and which accounts may be its customer.
#[component]
pub(super) fn BroughtNotices(data: Signal<StaffOpportunity>) -> impl IntoView {
    let brought = Memo::new(move |_| data.with(|record| record.brought.clone()));
    move || brought.get().map(notices)
}

fn notices(brought: Brought) -> AnyView {
    let t = AskText::get();
    let Brought { partner, person, question, similar, .. } = brought;
    let who = match person {
        Some(person) => [person.as_str(), ", ", &partner].concat(),
        None => partner,
    };
    view! {
        <p class="muted">{[t.brought_by, " ", &who].concat()}</p>
        {question.map(asked)}
        {(!similar.is_empty()).then(|| may_be(similar))}
    }
    .into_any()
}

fn asked(question: InfoQuestion) -> AnyView {
    let (t, lang) = (AskText::get(), text::lang());
    let fields: Vec<&str> =
        question.fields.iter().map(|field| field_label(lang, field.name())).collect();
    let about = (!fields.is_empty()).then(|| [t.fields, ": ", &fields.join(", ")].concat());
    let since = [question.asked_by.unwrap_or_default(), moment(question.asked_at)].join(" · ");
    view! {
        <Notice kind=NoticeKind::Warn quiet=true>
            <span class="stack-sm">
                <b>{t.waiting}</b>
                <span class="why-text">{question.question}</span>
                <small>{about}</small>
                <small>{since}</small>
            </span>
        </Notice>
    }
    .into_any()
}

fn may_be(similar: Vec<Similar>) -> AnyView {
    let t = AskText::get();
    let line = |account: Similar| {
        let why = match account.why {
            SimilarBy::RegistrationNumber => t.same_number,
            SimilarBy::Domain => t.same_domain,
            SimilarBy::Name => t.same_name,
        };
        let href = [places::ACCOUNTS, "/", &account.id.to_string()].concat();
        view! {
            <li>
                <a href=href>{account.name}</a>
                " · "
                {why}
            </li>
        }
    };
    view! {
        <Notice kind=NoticeKind::Info quiet=true>
            <span class="stack-sm">
                <b>{t.similar}</b>
                <ul class="plain">{similar.into_iter().map(line).collect_view()}</ul>
            </span>
        </Notice>
    }
    .into_any()
}
