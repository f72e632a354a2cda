//! How far the sale is, and the form that reports it.

use domain::{opportunity::ManagedDetail, stage::Stage, text::NOTE_MAX};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Choice, InputKind, SelectField, Step, Stepper, TextArea, TextField};

use super::{api::ReportProgress, follow::Refresh};
use crate::{
    forms::{Echo, FormState},
    shared::{
        form_summary::FormSummary,
        post_form::{Post, PostForm},
        stage_number,
    },
    text::{self, CommonText, PartnerText},
};

/// The facts that the form starts from; when somebody else changes them, it starts anew, but for the typed news.
type Start = (Stage, Option<domain::money::Money>, Option<chrono::NaiveDate>, bool, bool);

/// The card.
pub(super) fn progress(
    detail: Signal<ManagedDetail>,
    echo: Option<&Echo>,
    refresh: Refresh,
) -> AnyView {
    let t = PartnerText::get();
    let post = Post::new::<ReportProgress>(echo);
    let news = RwSignal::new(post.state().posted("form[note]").unwrap_or_default());
    let start = Memo::new(move |_| {
        detail.with(|d| (d.stage, d.value, d.close_on, d.may_progress, d.may_extend))
    });
    let standing = Memo::new(move |_| detail.with(|d| (d.stage, d.stage_days)));
    let done = move |()| {
        news.set(String::new());
        refresh.now();
    };
    let done = Callback::new(done);
    let form = move || {
        let start = start.get();
        start.3.then(|| form(detail.with_untracked(|d| d.id.to_string()), start, post, news, done))
    };
    view! {
        <section class="card block" aria-labelledby="progress-h">
            <h2 id="progress-h">{t.progress}</h2>
            {move || stepper(standing.get())}
            {form}
        </section>
    }
    .into_any()
}

fn stepper((stage, days): (Stage, i64)) -> AnyView {
    let (t, lang) = (PartnerText::get(), text::lang());
    let step = |each: Stage| {
        let note = (each == stage).then(|| {
            [&domain::format::number(lang, days), "\u{a0}", domain::format::days(lang, days)]
                .concat()
                .into()
        });
        Step { word: text::stage(lang, each).into(), note }
    };
    let current = usize::from(stage_number(stage)) - 1;
    view! {
        <Stepper
            label=t.stages
            steps=Stage::ALL.map(step).into()
            current
            done=t.done
        />
    }
    .into_any()
}

fn form(
    id: String,
    start: Start,
    post: Post,
    news: RwSignal<String>,
    on_done: Callback<()>,
) -> AnyView {
    let (t, lang, state) = (PartnerText::get(), text::lang(), post.state());
    let (stage, value, close_on, _, may_extend) = start;
    let labels =
        vec![("stage", t.stage), ("note", t.news), ("value", t.value), ("close_on", t.close)];
    let choices = Stage::ALL
        .map(|stage| Choice::new(stage.as_ref().to_owned(), text::stage(lang, stage)))
        .into();
    let extend = may_extend.then(|| {
        let affix = value.map(|value| domain::format::symbol(value.currency).to_owned());
        let value = value.map(|value| value.for_input(lang)).unwrap_or_default();
        let close_on = close_on.map(|day| day.to_string()).unwrap_or_default();
        extend_fields(state, value, affix, close_on)
    });
    view! {
        <PostForm post class="stack" on_done>
            <FormSummary state prefix="progress-" labels />
            <input type="hidden" name="id" value=id />
            <SelectField
                label=t.stage
                name="form[stage]"
                id="progress-stage"
                choices
                initial=state.value("form[stage]", stage.as_ref())
                error=state.error("stage")
            />
            <TextArea
                label=t.news
                name="form[note]"
                id="progress-note"
                optional=CommonText::get().optional
                value=news
                maxlength=NOTE_MAX
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
fn extend_fields(
    state: FormState,
    value: String,
    affix: Option<String>,
    close_on: String,
) -> AnyView {
    let t = PartnerText::get();
    view! {
        <div class="kv">
            <TextField
                kind=InputKind::Decimal
                label=t.value
                name="form[value]"
                id="progress-value"
                initial=state.value("form[value]", value)
                affix=Signal::stored(affix)
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
