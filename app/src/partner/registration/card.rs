//! The deal registration at the bottom of the page of what the company brought.

use domain::{
    opportunity::PartnerOpportunity,
    registration::{OfOpportunity, RegistrationView},
};
use leptos::prelude::*;
use ui::{ButtonKind, ButtonLink};

use super::{facts, register_path};
use crate::{
    error::AppError,
    request::Answer,
    shared::{RegistrationBadge, receipt},
    text::{RegisterText, RegistrationText},
};

/// The card, drawn; nothing where there is nothing to register and nothing registered.
pub(in crate::partner) async fn card(
    cx: &backend::Context,
    detail: &PartnerOpportunity,
) -> Result<String, AppError> {
    let (id, reference) = match detail {
        PartnerOpportunity::Managed(detail) => (detail.id, &detail.reference),
        PartnerOpportunity::Brought(detail) => (detail.id, &detail.reference),
        PartnerOpportunity::Offer(_) | PartnerOpportunity::Former(_) => return Ok(String::new()),
    };
    let of = backend::registration::of_opportunity(cx, id).await.answer()?;
    Ok(shown(of, reference))
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
        {receipt::part(&view.receipts, receipt::OF_PARTNERS)}
    }
    .into_any()
}
