//! The deal registration at the bottom of the page of what the company brought.

use domain::{
    opportunity::PartnerOpportunity,
    registration::{OfOpportunity, RegistrationView, State, Step},
};
use leptos::prelude::*;
use ui::{ButtonKind, ButtonLink, Notice, NoticeKind};

use super::{facts, register_path};
use crate::{
    error::AppError,
    request::Answer,
    shared::RegistrationBadge,
    text::{RegisterText, RegistrationText},
};

/// What the page of an opportunity says of its registration, drawn.
#[derive(Default)]
pub(in crate::partner) struct Drawn {
    /// What the vendor asks and waits for, for the head of the page; empty when nothing.
    pub question: String,
    /// The card; empty where there is nothing to register and nothing registered.
    pub card: String,
}

/// Draws it.
pub(in crate::partner) async fn drawn(
    cx: &backend::Context,
    detail: &PartnerOpportunity,
) -> Result<Drawn, AppError> {
    let (id, reference) = match detail {
        PartnerOpportunity::Managed(detail) => (detail.id, &detail.reference),
        PartnerOpportunity::Brought(detail) => (detail.id, &detail.reference),
        PartnerOpportunity::Offer(_) | PartnerOpportunity::Former(_) => return Ok(Drawn::default()),
    };
    let of = backend::registration::of_opportunity(cx, id).await.answer()?;
    let asked = of.registration.as_ref().filter(|view| view.state == State::InfoRequested);
    let question = asked.map(|view| question(view, reference).to_html()).unwrap_or_default();
    Ok(Drawn { question, card: shown(of, reference) })
}

/// What is asked, and where it is answered.
fn question(view: &RegistrationView, reference: &str) -> AnyView {
    let (t, words) = (RegisterText::get(), view.question.clone());
    let answer = view.may(Step::Answer).then(|| {
        let href = register_path(reference);
        view! {
            <div>
                <ButtonLink kind=ButtonKind::Primary href attr:rel="external">
                    {t.to_answer}
                </ButtonLink>
            </div>
        }
    });
    view! {
        <Notice kind=NoticeKind::Warn quiet=true>
            <span class="stack-sm">
                <b>{t.asked}</b>
                <span class="why-text">{words}</span>
                <span class="sm">{t.stands}</span>
                {answer}
            </span>
        </Notice>
    }
    .into_any()
}

fn shown(of: OfOpportunity, reference: &str) -> String {
    if of.registration.is_none() && !of.may_register {
        return String::new();
    }
    let t = RegisterText::get();
    let href = register_path(reference);
    let request = of.registration.as_ref().map(request);
    let link = if of.may_register {
        view! {
            <p class="muted">{t.hint}</p>
            <div>
                <ButtonLink kind=ButtonKind::Primary href attr:rel="external">
                    {t.register}
                </ButtonLink>
            </div>
        }
        .into_any()
    } else {
        view! {
            <div>
                <ButtonLink href attr:rel="external">
                    {t.details}
                </ButtonLink>
            </div>
        }
        .into_any()
    };
    let content = view! {
        {request}
        {link}
    };
    let title = if of.registration.is_some() { RegistrationText::get().title } else { t.page };
    let card = view! {
        <section class="card block" aria-labelledby="registration-h">
            <h2 id="registration-h">{title}</h2>
            {content}
        </section>
    };
    card.into_any().to_html()
}

fn request(view: &RegistrationView) -> AnyView {
    view! {
        <div class="cluster">
            <RegistrationBadge state=view.state />
            <span class="ref">{view.reference.clone()}</span>
        </div>
        {facts::standing(view)}
    }
    .into_any()
}
