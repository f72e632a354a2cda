//! `/opportunities/{reference}/complete`: the partner answers what the vendor asks, in the fields that were named.

use domain::opportunity::{AskedField, ToComplete};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_params_map;
use ui::{Button, ButtonKind, ButtonLink, InputKind, Notice, NoticeKind, TextArea};

use super::{
    bring_api::CompleteOpportunity,
    fields::{Form, heading},
    opportunity_path,
    plain_page::plain_page,
};
use crate::{
    error::AppError,
    forms::{Echo, FormState},
    request::{Answer, context},
    shared::{form_summary::FormSummary, page_title::PageTitle},
    text::{BringText, CommonText},
};

/// The page.
#[component]
pub(super) fn CompletePage() -> AnyView {
    let params = use_params_map();
    let reference = params.with_untracked(|params| params.get("reference")).unwrap_or_default();
    plain_page(move |echo| page(reference.clone(), echo))
}

async fn page(reference: String, echo: Option<Echo>) -> Result<AnyView, AppError> {
    let cx = context().await?;
    let asked = backend::info::to_complete(&cx, &reference).await.answer()?;
    Ok(form(asked, FormState::of_page::<CompleteOpportunity>(echo.as_ref())))
}

fn form(asked: ToComplete, state: FormState) -> AnyView {
    let t = BringText::get();
    let f = Form { state, prefix: "form[fields]" };
    let failed = state.failure().with_untracked(Option::is_some);
    let ToComplete { id, reference, topic, question, values, .. } = asked;
    let labels = values.iter().map(|(field, _)| (field.name(), heading(field.name())));
    let labels = labels.chain([("answer", t.answer)]).collect();
    let fields: Vec<_> =
        values.into_iter().map(|(field, stored)| control(f, field, stored)).collect();
    view! {
        <PageTitle title=t.complete failed=Signal::stored(failed) />
        <div class="page page--form">
            <div class="hello">
                <h1>{t.complete}</h1>
                <p>{topic}</p>
            </div>
            <Notice kind=NoticeKind::Warn quiet=true>
                <span class="stack-sm">
                    <b>{t.asked}</b>
                    <span class="why-text">{question.question}</span>
                </span>
            </Notice>
            <form class="card block" method="post" action=CompleteOpportunity::PATH novalidate=true>
                <FormSummary state labels />
                <p class="muted">{t.complete_hint}</p>
                <input type="hidden" name="id" value=id.to_string() />
                {fields}
                <TextArea
                    label=t.answer
                    name="form[answer]"
                    id="answer"
                    hint=t.answer_hint
                    initial=state.value("form[answer]", "")
                    error=state.error("answer")
                />
                <div class="cluster">
                    <Button kind=ButtonKind::Primary submit=true>
                        {t.send_answer}
                    </Button>
                    <ButtonLink href=opportunity_path(
                        &reference,
                    )>{CommonText::get().cancel}</ButtonLink>
                </div>
            </form>
        </div>
    }
    .into_any()
}

fn control(f: Form, field: AskedField, stored: String) -> AnyView {
    let kind = match field {
        AskedField::Situation | AskedField::Needs | AskedField::Solution => {
            return f.stored_area(field.name(), stored);
        }
        AskedField::LeadNumber => InputKind::Digits,
        AskedField::LeadEmail => InputKind::Email,
        AskedField::LeadPhone => InputKind::Tel,
        AskedField::EstimatedValue => InputKind::Decimal,
        AskedField::EstimatedCloseOn => InputKind::Date,
        _ => InputKind::Text,
    };
    f.stored(field.name(), kind, stored)
}
