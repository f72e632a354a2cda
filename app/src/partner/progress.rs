//! How far the sale is, and the form that reports it.

use leptos::prelude::*;
use ui::{
    Button, ButtonKind, Choice, Drawn, DrawnHtml, InputKind, SelectField, TextArea, TextField,
};

use super::{api::ReportProgress, follow::Refresh, screen::Work};
use crate::{
    forms::{Echo, FormState},
    shared::{
        form_summary::FormSummary,
        post_form::{Post, PostForm},
    },
    text::{CommonText, PartnerText},
};

/// The card.
pub(super) fn progress(work: Signal<Work>, echo: Option<&Echo>, refresh: Refresh) -> AnyView {
    let t = PartnerText::get();
    let post = Post::new::<ReportProgress>(echo);
    let news = RwSignal::new(post.state().posted("form[note]").unwrap_or_default());
    // The facts that the form starts from; when somebody else changes them it starts anew, but for the typed news.
    let start = Memo::new(move |_| {
        let mut start = work.get();
        start.timeline = String::new();
        start.stepper = String::new();
        start
    });
    let done = Callback::new(move |()| {
        news.set(String::new());
        refresh.now();
    });
    let form = move || {
        let start = start.get();
        start.may_progress.then(|| form(start, post, news, done))
    };
    let html =
        Signal::derive(move || DrawnHtml::from_server(work.with(|work| work.stepper.clone())));
    view! {
        <section class="card block" aria-labelledby="progress-h">
            <h2 id="progress-h">{t.progress}</h2>
            <Drawn html />
            {form}
        </section>
    }
    .into_any()
}

fn form(start: Work, post: Post, news: RwSignal<String>, on_done: Callback<()>) -> AnyView {
    let (t, state) = (PartnerText::get(), post.state());
    let labels =
        vec![("stage", t.stage), ("note", t.news), ("value", t.value), ("close_on", t.close)];
    let Work { id, stage, stages, value, currency, close_on, may_extend, .. } = start;
    let choices = stages.into_iter().map(|(code, word)| Choice::new(code, word)).collect();
    let extend = may_extend.then(|| extend_fields(state, value, currency, close_on));
    view! {
        <PostForm post class="stack" on_done>
            <FormSummary state prefix="progress-" labels />
            <input type="hidden" name="id" value=id />
            <SelectField
                label=t.stage
                name="form[stage]"
                id="progress-stage"
                choices
                initial=state.value("form[stage]", stage)
                error=state.error("stage")
            />
            <TextArea
                label=t.news
                name="form[note]"
                id="progress-note"
                optional=CommonText::get().optional
                value=news
                error=state.error("note")
            />
            {extend}
            <Button kind=ButtonKind::Accent submit=true pending=post.pending()>
                {t.report}
            </Button>
        </PostForm>
    }
    .into_any()
}

/// Value and close date: not while partners collaborate.
fn extend_fields(state: FormState, value: String, currency: String, close_on: String) -> AnyView {
    let t = PartnerText::get();
    view! {
        <div class="kv">
            <TextField
                kind=InputKind::Decimal
                label=t.value
                name="form[value]"
                id="progress-value"
                initial=state.value("form[value]", value)
                affix=affix(currency)
                error=state.error("value")
            />
            <TextField
                kind=InputKind::Date
                label=t.close
                name="form[close_on]"
                id="progress-close_on"
                initial=state.value("form[close_on]", close_on)
                error=state.error("close_on")
            />
        </div>
    }
    .into_any()
}

/// The currency beside an amount, when it is known.
pub(super) fn affix(currency: String) -> Signal<Option<String>> {
    Signal::stored((!currency.is_empty()).then_some(currency))
}
