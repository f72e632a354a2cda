//! `/opportunities/{reference}/register`: a partner sends its request there, and follows it.

use domain::registration::{RegisterPage as Page, RegistrationView};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::{Notice, NoticeKind};

use super::{
    super::{opportunity_path, plain_page::plain_page, receipt_card::receipt_card},
    facts, form, steps,
};
use crate::{
    error::AppError,
    forms::Echo,
    request::{Answer, context},
    shared::{RegistrationBadge, page_title::PageTitle},
    text::RegisterText,
};

/// The page.
#[component]
pub(in crate::partner) fn RegisterPage() -> AnyView {
    let params = use_params_map();
    let reference = params.with_untracked(|params| params.get("reference")).unwrap_or_default();
    let done = use_query_map().with_untracked(|query| query.get("done"));
    plain_page(move |echo| page(reference.clone(), done.clone(), echo))
}

async fn page(
    reference: String,
    done: Option<String>,
    echo: Option<Echo>,
) -> Result<AnyView, AppError> {
    let cx = context().await?;
    let page = backend::registration::page(&cx, &reference).await.answer()?;
    let receipts = receipt_card(page.receipts.clone());
    let page = draw(page, done.filter(|_| echo.is_none()), echo.as_ref(), receipts);
    Ok(page)
}

fn draw(
    page: Page,
    done: Option<String>,
    echo: Option<&Echo>,
    receipts: Option<AnyView>,
) -> AnyView {
    let t = RegisterText::get();
    let told = done.map(|done| {
        let words = if done == "sent" { t.sent } else { t.done };
        view! {
            <Notice kind=NoticeKind::Ok>{words}</Notice>
        }
    });
    let request = page.registration.as_ref().map(|view| request(view, echo));
    let failed = echo.is_some();
    let link = opportunity_path(&page.reference);
    let topic = page.topic.clone();
    let form = page.may_register.then(|| form::form(page, echo));
    view! {
        <PageTitle title=t.page failed=Signal::stored(failed) />
        <div class="page page--form">
            <div class="hello">
                <h1>{t.page}</h1>
                <p>
                    <a href=link>{topic}</a>
                </p>
            </div>
            {told}
            {request}
            {receipts}
            {form}
        </div>
    }
    .into_any()
}

/// How the request stands, what is in it, and what can be done with it.
fn request(view: &RegistrationView, echo: Option<&Echo>) -> AnyView {
    view! {
        <section class="card block" aria-labelledby="request-h">
            <div class="cluster">
                <RegistrationBadge state=view.state />
                <span class="ref">{view.reference.clone()}</span>
            </div>
            <h2 id="request-h">{crate::text::RegistrationText::get().title}</h2>
            {facts::standing(view)}
            {facts::facts(view)}
            {facts::words(view)}
            {facts::files(view)}
        </section>
        {steps::steps(view, echo)}
    }
    .into_any()
}
