//! An accepted opportunity: everything, and what can be done with it.

use domain::{
    format::{self, Decimals},
    opportunity::{ManagedDetail, PartnerOpportunity},
};
use leptos::prelude::*;

use super::{
    customer::customer,
    follow::Refresh,
    notes::notes,
    offer_page::{detail_head, fact_list},
    outcome::outcome,
    progress::progress,
};
use crate::{
    forms::Echo,
    shared::{StatusBadge, moment},
    text::{self, PartnerText},
};

/// The page: what is shown follows the data, forms stay.
pub(super) fn managed(
    first: ManagedDetail,
    data: Signal<PartnerOpportunity>,
    echo: Option<&Echo>,
    refresh: Refresh,
) -> AnyView {
    let detail = latest(data, first);
    let timeline = notes(detail, echo, refresh);
    let progress = progress(detail, echo, refresh);
    let outcome = outcome(detail, echo, refresh);
    let facts = Memo::new(move |_| detail.with(without_timeline));
    let (head, side, texts) = (
        move || head(facts.get()),
        move || customer(facts.get().customer),
        move || about(facts.get()),
    );
    view! {
        {head}
        {progress}
        {side}
        {texts}
        {timeline}
        {outcome}
    }
    .into_any()
}

/// The page itself stays while it is drawn anew as another kind: until then nothing changes here.
fn latest(data: Signal<PartnerOpportunity>, first: ManagedDetail) -> Signal<ManagedDetail> {
    Memo::new(move |before: Option<&ManagedDetail>| {
        data.with(|data| match data {
            PartnerOpportunity::Managed(detail) => (**detail).clone(),
            _ => before.unwrap_or(&first).clone(),
        })
    })
    .into()
}

/// Most changes are new entries: everything else then stays as it is.
fn without_timeline(detail: &ManagedDetail) -> ManagedDetail {
    ManagedDetail { timeline: Vec::new(), ..detail.clone() }
}

fn head(detail: ManagedDetail) -> AnyView {
    let lang = text::lang();
    let shared = text::shared_with(lang, &detail.shared_with).map(|words| {
        view! {
            <p class="banner banner--info">
                <ui::Icon glyph=ui::Glyph::Users />
                <span class="grow">{words}</span>
            </p>
        }
    });
    let badge = view! { <StatusBadge status=detail.status /> }.into_any();
    view! {
        {detail_head(badge, detail.reference, detail.topic)}
        {shared}
    }
    .into_any()
}

fn about(detail: ManagedDetail) -> AnyView {
    let (t, lang) = (PartnerText::get(), text::lang());
    let money = |value| format::money(lang, value, Decimals::IfAny);
    let facts = [
        (t.value, detail.value.map(money)),
        (t.actual_value, detail.actual_value.map(money)),
        (t.close, detail.close_on.map(|day| format::date(lang, day))),
        (t.products, (!detail.products.is_empty()).then(|| detail.products.join(", "))),
        (t.accepted_on, Some(moment(detail.accepted_at))),
        (t.vendor_contact, detail.owner),
    ];
    let texts = [
        (t.situation, detail.situation),
        (t.needs, detail.needs),
        (t.solution, detail.solution),
        (t.description, detail.description),
    ];
    let texts = texts
        .into_iter()
        .filter_map(|(title, words)| {
            words.map(|words| {
                view! {
                    <div>
                        <h3>{title}</h3>
                        <p class="why-text">{words}</p>
                    </div>
                }
            })
        })
        .collect_view();
    view! {
        <section class="card block" aria-labelledby="about-h">
            <h2 id="about-h">{t.about}</h2>
            {fact_list(facts.into())}
            {texts}
        </section>
    }
    .into_any()
}
