//! The form of a request: customer, deal, justification and evidence.

use domain::registration::RegisterPage;
use leptos::prelude::*;
use ui::{Button, ButtonKind, ButtonLink, InputKind, TextArea, TextField};

use super::{
    super::{CHECK, opportunity_path},
    SUBMIT, products,
};
use crate::{
    forms::{Echo, FormState},
    shared::form_summary::FormSummary,
    text::{self, CommonText, PartnerText, RegisterText, RegistrationText},
};

/// The form, with what was typed before.
pub(super) fn form(page: RegisterPage, echo: Option<&Echo>) -> AnyView {
    let t = RegisterText::get();
    let state = state(echo);
    let used = text::registrations_used(text::lang(), page.used, page.quota);
    let back = opportunity_path(&page.reference);
    view! {
        <form
            class="stack"
            method="post"
            action=SUBMIT
            enctype="multipart/form-data"
            novalidate=true
        >
            <FormSummary state labels=labels() />
            <p class="muted">{t.hint} " " {used} " " <a href=CHECK>{PartnerText::get().conflict_check}</a></p>
            <input type="hidden" name="id" value=page.opportunity.to_string() />
            {customer(state, &page)}
            {deal(state, &page, echo)}
            {proof(state)}
            <div class="cluster">
                <Button kind=ButtonKind::Primary submit=true>
                    {t.send}
                </Button>
                <ButtonLink href=back>{CommonText::get().cancel}</ButtonLink>
            </div>
        </form>
    }
    .into_any()
}

/// What came of it when it was sent before. It is no server function, so that the path is all that names it.
fn state(echo: Option<&Echo>) -> FormState {
    let echo = echo.filter(|echo| echo.path == SUBMIT);
    let failure = Signal::stored(echo.map(|echo| echo.error.clone()));
    FormState::from_parts(failure, echo.map(|echo| echo.fields.clone()).unwrap_or_default())
}

fn labels() -> Vec<(&'static str, &'static str)> {
    let t = RegistrationText::get();
    vec![
        ("customer", t.customer),
        ("registration_number", t.number),
        ("vat_id", t.vat_id),
        ("domain", t.domain),
        ("products", t.products),
        ("value", t.value),
        ("close_on", t.close),
        ("justification", t.justification),
        ("file", t.evidence),
    ]
}

/// One line.
fn line(
    state: FormState,
    (field, label): (&'static str, &'static str),
    kind: InputKind,
    stored: &str,
    required: bool,
) -> AnyView {
    let name = ["form[", field, "]"].concat();
    view! {
        <TextField
            kind
            label
            id=field
            initial=state.value(&name, stored)
            name
            required
            error=state.error(field)
        />
    }
    .into_any()
}

fn customer(state: FormState, page: &RegisterPage) -> AnyView {
    let (t, form) = (RegistrationText::get(), &page.form);
    view! {
        <section class="card block" aria-labelledby="customer-h">
            <h2 id="customer-h">{RegisterText::get().about_customer}</h2>
            {line(state, ("customer", t.customer), InputKind::Text, &form.customer, true)}
            <p class="muted">{RegisterText::get().identity}</p>
            {line(
                state,
                ("registration_number", t.number),
                InputKind::Digits,
                &form.registration_number,
                false,
            )}
            {line(state, ("vat_id", t.vat_id), InputKind::Text, &form.vat_id, false)}
            {line(state, ("domain", t.domain), InputKind::Text, &form.domain, false)}
        </section>
    }
    .into_any()
}

fn deal(state: FormState, page: &RegisterPage, echo: Option<&Echo>) -> AnyView {
    let (t, r, form) = (RegistrationText::get(), RegisterText::get(), &page.form);
    let currency = domain::format::symbol(text::lang(), page.currency).to_owned();
    view! {
        <section class="card block" aria-labelledby="deal-h">
            <h2 id="deal-h">{r.deal}</h2>
            {products::products(state, page, echo)}
            <TextField
                kind=InputKind::Decimal
                label=t.value
                name="form[value]"
                id="value"
                affix=Signal::stored(Some(currency))
                initial=state.value("form[value]", form.value.clone())
                error=state.error("value")
                required=true
            />
            {line(state, ("close_on", t.close), InputKind::Date, &form.close_on, true)}
        </section>
    }
    .into_any()
}

fn proof(state: FormState) -> AnyView {
    let (t, r) = (RegistrationText::get(), RegisterText::get());
    let hint = if state.is_echo() { r.evidence_again } else { r.evidence_hint };
    view! {
        <section class="card block" aria-labelledby="proof-h">
            <h2 id="proof-h">{r.proof}</h2>
            <TextArea
                label=t.justification
                name="form[justification]"
                id="justification"
                hint=r.justification_hint
                initial=state.value("form[justification]", "")
                error=state.error("justification")
                required=true
                rows=5
            />
            <TextField
                kind=InputKind::File
                label=t.evidence
                name="file"
                id="file"
                hint
                error=state.error("file")
                multiple=true
            />
        </section>
    }
    .into_any()
}
