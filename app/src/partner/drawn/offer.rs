//! An offer before it is answered: the teaser, with the customer sealed.

use domain::{
    choice::{Chosen, List},
    format,
    opportunity::{OfferCard, OfferDetail, Status},
    routing::Fit,
};
use leptos::prelude::*;
use ui::{Glyph, Icon, Notice};

use super::{card, choices, deadline, draw, fact_list, head, text_list, words};
use crate::{
    partner::screen::{Offer, Opportunity},
    shared::{StatusBadge, moment},
    text,
};

/// An offer among others: place, products, value band and needs.
pub(super) fn short(card: &OfferCard, declines: &[Chosen]) -> Offer {
    answerable(card, draw((meta(card), waits(card, true)).into_any()), declines)
}

/// The page of an offer.
pub(super) fn page(detail: &OfferDetail) -> Opportunity {
    let card = &detail.card;
    let status = if card.held_at.is_some() { Status::OnHold } else { Status::Delivered };
    let badge = view! { <StatusBadge status /> }.into_any();
    Opportunity {
        topic: card.topic.clone(),
        head: draw(head(badge, card.reference.clone(), card.topic.clone())),
        about: draw(about(card)),
        customer: String::new(),
        offer: Some(answerable(card, draw(waits(card, detail.may_answer)), &detail.declines)),
        report: None,
        may_answer: detail.may_answer && card.held_at.is_none(),
        brought: false,
        registration: String::new(),
        work: None,
    }
}

fn answerable(card: &OfferCard, about: String, declines: &[Chosen]) -> Offer {
    Offer {
        id: card.assignment.to_string(),
        reference: card.reference.clone(),
        topic: card.topic.clone(),
        about,
        clock: card.clock.as_ref().map(deadline),
        on_hold: card.held_at.is_some(),
        declines: choices(List::Decline, declines),
    }
}

/// Why it has no buttons: nobody answers it now, or somebody else does.
fn waits(card: &OfferCard, may_answer: bool) -> AnyView {
    let why = match (on_hold(card), may_answer) {
        (Some(told), _) => told,
        (None, false) => words().not_yours_to_answer.to_owned(),
        (None, true) => return ().into_any(),
    };
    view! { <p class="sm muted">{why}</p> }.into_any()
}

/// That nobody can answer it now, and since when; nothing while it can be answered.
pub(in crate::partner) fn on_hold(card: &OfferCard) -> Option<String> {
    let t = words();
    let since = moment(card.held_at?);
    Some([t.offer_on_hold, " ", t.held_since, " ", &since, "."].concat())
}

fn meta(card: &OfferCard) -> AnyView {
    let fact = |class, glyph, words: String| {
        view! {
            <span class=class>
                <Icon glyph />
                {words}
            </span>
        }
    };
    let place = card.place.clone().map(|place| fact("", Glyph::Pin, place));
    let products =
        (!card.products.is_empty()).then(|| fact("", Glyph::Box, card.products.join(", ")));
    let band = card.band.map(|band| fact("band", Glyph::Coins, format::band(text::lang(), band)));
    view! {
        <p class="meta">{place} {products} {band}</p>
        {card.needs.clone().map(|needs| view! { <p class="needs">{needs}</p> })}
    }
    .into_any()
}

/// Why the company was chosen, in terms of its own profile.
fn why(fit: &Fit) -> AnyView {
    let (t, lang) = (words(), text::lang());
    let place = fit.territory.as_ref().map(|territory| {
        let name =
            territory.region.clone().unwrap_or_else(|| text::country(lang, &territory.country));
        let prefix = territory.postal_prefix.iter().map(|code| [code.as_str(), "…"].concat());
        let names: Vec<String> = std::iter::once(name).chain(prefix).collect();
        [t.your_territory, " ", &names.join(", "), "."].concat()
    });
    let products = (!fit.products.is_empty())
        .then(|| [t.your_products, " ", &format::list(lang, &fit.products), "."].concat());
    let nothing = place.is_none() && products.is_none();
    let general = nothing.then(|| t.your_programme.to_owned());
    let lines = [place, products, general].into_iter().flatten();
    view! {
        <div>
            <h3>{t.why_you}</h3>
            {lines.map(|line| view! { <p class="why-text">{line}</p> }).collect_view()}
        </div>
    }
    .into_any()
}

fn about(offer: &OfferCard) -> AnyView {
    let (t, lang) = (words(), text::lang());
    let facts = [
        (t.value, offer.band.map(|band| format::band(lang, band))),
        (t.place, offer.place.clone()),
        (t.products, (!offer.products.is_empty()).then(|| offer.products.join(", "))),
        (t.close, offer.close_month.map(|month| format::month(lang, month))),
    ];
    let contested = offer.contested.then(|| view! { <Notice quiet=true>{t.contested}</Notice> });
    let content = view! {
        {contested}
        {offer.fit.as_ref().map(why)}
        {fact_list(facts.into())}
        {text_list(vec![(t.needs, offer.needs.clone())])}
        <p class="sealed">
            <Icon glyph=Glyph::Lock large=true />
            <span>
                <b>{t.sealed}</b>
                {t.sealed_hint}
            </span>
        </p>
    };
    card("about-h", t.about, content.into_any())
}
