//! `/opportunities/{reference}`: the teaser, everything, or what is left to say.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use ui::{Drawn, DrawnHtml};

use super::{
    answer::{Answers, Told},
    follow::{Refresh, follow},
    notes::notes,
    offer_card::deadline,
    outcome::outcome,
    progress::progress,
    screen::{Opportunity, Work},
};
use crate::{
    forms::Echo,
    shared::page_title::{PageTitle, provide_page_failed},
    text::PartnerText,
};

/// The page. Another reference is another page, with forms of its own.
#[component]
pub(super) fn OpportunityPage() -> AnyView {
    let params = use_params_map();
    let reference =
        Memo::new(move |_| params.with(|params| params.get("reference")).unwrap_or_default());
    (move || {
        provide_page_failed();
        follow(reference.get(), page)
    })
    .into_any()
}

/// Which of the three it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Offer { on_hold: bool },
    Managed,
    Brought,
    Former,
}

fn page(data: Signal<Opportunity>, echo: Option<Echo>, refresh: Refresh) -> AnyView {
    let told = Told::new(echo.as_ref());
    let kind = Memo::new(move |_| {
        data.with(|data| match (&data.offer, &data.work) {
            _ if data.brought => Kind::Brought,
            (Some(offer), _) => Kind::Offer { on_hold: offer.on_hold },
            (None, Some(_)) => Kind::Managed,
            (None, None) => Kind::Former,
        })
    });
    // Another kind is another page with forms of its own.
    let operated = move || match kind.get() {
        Kind::Offer { .. } => offer(data, echo.clone(), told, refresh),
        Kind::Managed => managed(data, echo.as_ref(), refresh),
        Kind::Brought => brought(data, echo.as_ref(), refresh),
        Kind::Former => part(data, "stack", |data| &data.about),
    };
    view! {
        <PageTitle title=data.with_untracked(|data| data.topic.clone()) />
        <div class="page">
            <div class="detail">
                {part(data, "detail-head", |data| &data.head)}
                {told.view()}
                {operated}
                {part(data, "stack", |data| &data.registration)}
            </div>
        </div>
    }
    .into_any()
}

/// A part that the server drew.
fn part(
    data: Signal<Opportunity>,
    class: &'static str,
    which: fn(&Opportunity) -> &str,
) -> AnyView {
    let html =
        Signal::derive(move || DrawnHtml::from_server(data.with(|data| which(data).to_owned())));
    view! { <Drawn class html /> }.into_any()
}

fn offer(data: Signal<Opportunity>, echo: Option<Echo>, told: Told, refresh: Refresh) -> AnyView {
    let t = PartnerText::get();
    let Some(offer) = data.with_untracked(|data| data.offer.clone()) else {
        return ().into_any();
    };
    // Only the deadline of an offer changes while it stands, and on hold it is another page.
    let running = move || deadline(data.with(|data| data.offer.as_ref()?.clock.clone()), refresh);
    let may_answer = data.with_untracked(|data| data.may_answer);
    let answers = may_answer.then(|| {
        let (id, topic, describedby) = (offer.id, offer.topic, "topic".to_owned());
        let (reasons, class) = (offer.declines, "sticky-actions aside");
        view! { <Answers id topic describedby reasons class echo told refresh /> }
    });
    view! {
        <section class="card block" aria-label=t.deadline>
            {running}
            {part(data, "sm", |data| data.offer.as_ref().map_or("", |offer| offer.about.as_str()))}
        </section>
        {part(data, "stack", |data| &data.about)}
        {answers}
    }
    .into_any()
}

fn managed(data: Signal<Opportunity>, echo: Option<&Echo>, refresh: Refresh) -> AnyView {
    let topic = data.with_untracked(|data| data.topic.clone());
    let work = work(data);
    let report = move || {
        let clock = data.with(|data| data.report.clone());
        clock.map(|clock| view! { <div class="card block">{deadline(Some(clock), refresh)}</div> })
    };
    view! {
        {report}
        {progress(work, echo, refresh)}
        {part(data, "aside", |data| &data.customer)}
        {part(data, "stack", |data| &data.about)}
        {notes(work, echo, refresh)}
        {outcome(topic, work, echo, refresh)}
    }
    .into_any()
}

fn brought(data: Signal<Opportunity>, echo: Option<&Echo>, refresh: Refresh) -> AnyView {
    view! {
        {part(data, "aside", |data| &data.customer)}
        {part(data, "stack", |data| &data.about)}
        {notes(work(data), echo, refresh)}
    }
    .into_any()
}

fn work(data: Signal<Opportunity>) -> Signal<Work> {
    // The page itself stays until it is drawn anew as another kind: until then nothing changes here.
    let work = Memo::new(move |before: Option<&Work>| {
        data.with(|data| data.work.as_deref().or(before).cloned().unwrap_or_default())
    });
    work.into()
}
