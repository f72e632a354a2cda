//! One offer among several: what is offered, until when, and the two answers.

use domain::{format, lang::Lang};
use leptos::prelude::*;
use ui::{Countdown, Drawn, DrawnHtml};

use super::{
    answer::{Answers, Told},
    follow::Refresh,
    opportunity_path,
    screen::{Deadline, Offer},
};
use crate::{
    forms::Echo,
    text::{self, PartnerText},
};

/// An offer as a card.
pub(super) fn offer_card(
    offer: Offer,
    may_answer: bool,
    echo: Option<Echo>,
    told: Told,
    refresh: Refresh,
) -> AnyView {
    let Offer { id, reference, topic, about, clock, on_hold, declines } = offer;
    let heading = ["offer-", &reference].concat();
    let answers = (may_answer && !on_hold).then(|| {
        let (topic, describedby) = (topic.clone(), heading.clone());
        view! { <Answers id topic describedby reasons=declines class="answer" echo told refresh /> }
    });
    let html = Signal::stored(DrawnHtml::from_server(about));
    view! {
        <article class="offer">
            <h3 id=heading>
                <a href=opportunity_path(&reference)>{topic}</a>
            </h3>
            <Drawn class="stack-sm" html />
            {deadline(clock, refresh)}
            {answers}
        </article>
    }
    .into_any()
}

/// What is left of the time to answer; without a deadline the offer stands until it is taken back.
pub(super) fn deadline(clock: Option<Deadline>, refresh: Refresh) -> AnyView {
    let t = PartnerText::get();
    let Some(Deadline { left, total, until, paused }) = clock else {
        return view! { <p class="sm muted">{t.no_deadline}</p> }.into_any();
    };
    let lang = text::lang();
    let words = move |seconds: i64| {
        if seconds == 0 {
            return t.time_is_up.to_owned();
        }
        let (before, after) = if lang == Lang::Cs { ("Zbývá ", "") } else { ("", " left") };
        [before, &format::remaining(lang, seconds), after].concat()
    };
    let (seconds_left, total_seconds, bar, deadline) = (left, total, true, until);
    if let Some(paused) = paused {
        // The end will be another one.
        return view! { <Countdown seconds_left total_seconds words paused bar /> }.into_any();
    }
    let on_expire = refresh.callback();
    view! { <Countdown seconds_left total_seconds words deadline bar on_expire /> }.into_any()
}
