//! One offer among several: what is offered, until when, and the two answers.

use domain::{format, opportunity::OfferCard};
use leptos::prelude::*;
use ui::{Glyph, Icon};

use super::{
    answer::{Answers, Told},
    follow::Refresh,
    opportunity_path,
};
use crate::{
    forms::Echo,
    shared::OfferClock,
    text::{self, PartnerText},
};

/// An offer as a card.
pub(super) fn offer_card(
    card: OfferCard,
    may_answer: bool,
    echo: Option<Echo>,
    told: Told,
    refresh: Refresh,
) -> AnyView {
    let heading = ["offer-", &card.reference].concat();
    let answers = may_answer.then(|| {
        let (id, topic) = (card.assignment, card.topic.clone());
        let describedby = heading.clone();
        view! { <Answers id topic describedby class="answer" echo told refresh /> }
    });
    let clock = clock(&card, refresh);
    view! {
        <article class="offer">
            <div class="stack-sm">
                <h3 id=heading>
                    <a href=opportunity_path(&card.reference)>{card.topic.clone()}</a>
                </h3>
                {meta(&card)}
            </div>
            {card.needs.map(|needs| view! { <p class="needs">{needs}</p> })}
            {clock}
            {answers}
        </article>
    }
    .into_any()
}

/// Place, products, value band.
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
    view! { <p class="meta">{place} {products} {band}</p> }.into_any()
}

/// What is left of the time to answer; without a deadline the offer stands until it is taken back.
pub(super) fn clock(card: &OfferCard, refresh: Refresh) -> AnyView {
    match card.clock.clone() {
        Some(clock) => {
            view! { <OfferClock clock bar=true on_expire=refresh.callback() /> }.into_any()
        }
        None => view! { <p class="sm muted">{PartnerText::get().no_deadline}</p> }.into_any(),
    }
}
