//! An offer before it is answered: the teaser, with the customer sealed.

use domain::{
    format,
    opportunity::{OfferCard, OfferDetail, PartnerOpportunity, Status},
};
use leptos::prelude::*;
use ui::{Fact, Glyph, Icon};

use super::{
    answer::{Answers, Told},
    follow::Refresh,
    offer_card::clock,
};
use crate::{
    forms::Echo,
    shared::{StatusBadge, page_title::PageTitle},
    text::{self, PartnerText},
};

/// The page.
pub(super) fn offer(
    detail: OfferDetail,
    data: Signal<PartnerOpportunity>,
    echo: Option<Echo>,
    told: Told,
    refresh: Refresh,
) -> AnyView {
    let t = PartnerText::get();
    let OfferDetail { card, may_answer } = detail;
    // Only the deadline of an offer changes while it stands.
    let deadline = Memo::new(move |_| {
        data.with(|data| match data {
            PartnerOpportunity::Offer(detail) => {
                detail.card.clock.as_ref().map(|clock| (clock.until, clock.paused))
            }
            _ => None,
        })
    });
    let running = move || {
        deadline.track();
        data.with_untracked(|data| match data {
            PartnerOpportunity::Offer(detail) => clock(&detail.card, refresh),
            _ => ().into_any(),
        })
    };
    let answers = may_answer.then(|| {
        let (id, topic) = (card.assignment, card.topic.clone());
        let class = "sticky-actions aside";
        view! { <Answers id topic describedby="topic".to_owned() class echo told refresh /> }
    });
    let badge = view! { <StatusBadge status=Status::Delivered /> }.into_any();
    view! {
        {detail_head(badge, card.reference.clone(), card.topic.clone())}
        <div class="stack">
            <section class="card block" aria-label=t.deadline>
                {running}
                {(!may_answer).then(|| view! { <p class="sm muted">{t.not_yours_to_answer}</p> })}
            </section>
            {about(&card)}
        </div>
        {answers}
    }
    .into_any()
}

/// State, reference and topic at the head of a detail page.
pub(super) fn detail_head(badge: AnyView, reference: String, topic: String) -> AnyView {
    view! {
        <PageTitle title=topic.clone() />
        <div class="detail-head">
            <div class="cluster">{badge} <span class="ref">{reference}</span></div>
            <h1 id="topic">{topic}</h1>
        </div>
    }
    .into_any()
}

fn about(card: &OfferCard) -> AnyView {
    let (t, lang) = (PartnerText::get(), text::lang());
    let facts = [
        (t.value, card.band.map(|band| format::band(lang, band))),
        (t.place, card.place.clone()),
        (t.products, (!card.products.is_empty()).then(|| card.products.join(", "))),
        (t.close, card.close_month.map(|month| format::month(lang, month))),
    ];
    let needs = card.needs.clone().map(|needs| {
        view! {
            <div>
                <h3>{t.needs}</h3>
                <p class="why-text">{needs}</p>
            </div>
        }
    });
    view! {
        <section class="card block" aria-labelledby="about-h">
            <h2 id="about-h">{t.about}</h2>
            {fact_list(facts.into())}
            {needs}
            <p class="sealed">
                <Icon glyph=Glyph::Lock large=true />
                <span>
                    <b>{t.sealed}</b>
                    {t.sealed_hint}
                </span>
            </p>
        </section>
    }
    .into_any()
}

/// Facts that are known, as pairs.
pub(super) fn fact_list(facts: Vec<(&'static str, Option<String>)>) -> AnyView {
    let facts = facts
        .into_iter()
        .filter_map(|(term, value)| value.map(|value| view! { <Fact term>{value}</Fact> }))
        .collect_view();
    view! { <dl class="kv kv--stack">{facts}</dl> }.into_any()
}
