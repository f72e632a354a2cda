//! `/dashboard` and `/opportunities`: what waits for an answer, and what is managed.

use leptos::prelude::*;
use ui::{Drawn, DrawnHtml, EmptyState};

use super::{
    NEW,
    answer::Told,
    follow::{Refresh, follow},
    offer_card::offer_card,
    screen::Board,
};
use crate::{
    forms::Echo,
    shared::page_title::{PageTitle, provide_page_failed},
    text::{CommonText, PartnerText},
};

/// `/dashboard`.
#[component]
pub(super) fn DashboardPage() -> AnyView {
    page(PartnerText::get().dashboard, dashboard)
}

/// `/opportunities`.
#[component]
pub(super) fn OpportunitiesPage() -> AnyView {
    page(CommonText::get().opportunities, opportunities)
}

type Draw = fn(Signal<Board>, Option<Echo>, Refresh) -> AnyView;

fn page(title: &'static str, draw: Draw) -> AnyView {
    provide_page_failed();
    view! {
        <PageTitle title />
        {follow(String::new(), draw)}
    }
    .into_any()
}

fn dashboard(board: Signal<Board>, echo: Option<Echo>, refresh: Refresh) -> AnyView {
    let waiting = view! { <p>{move || board.with(|board| board.waiting.clone())}</p> }.into_any();
    let alerts = part(board, |board| &board.alerts);
    let managed = part(board, |board| &board.managed_short);
    let lead = (waiting, alerts);
    lists(PartnerText::get().dashboard, lead, board, echo, refresh, managed)
}

fn opportunities(board: Signal<Board>, echo: Option<Echo>, refresh: Refresh) -> AnyView {
    let managed = (part(board, |board| &board.managed), part(board, |board| &board.closed));
    let title = CommonText::get().opportunities;
    lists(title, (().into_any(), ().into_any()), board, echo, refresh, managed.into_any())
}

fn lists(
    title: &'static str,
    (lead, alerts): (AnyView, AnyView),
    board: Signal<Board>,
    echo: Option<Echo>,
    refresh: Refresh,
    managed: AnyView,
) -> AnyView {
    view! {
        <div class="page page--wide">
            <div class="hello">
                <h1>{title}</h1>
                {lead}
            </div>
            <div>
                <a class="btn btn--primary" href=NEW rel="external">
                    {PartnerText::get().new}
                </a>
            </div>
            {alerts}
            {distributed(board, echo, refresh)}
            {part(board, |board| &board.brought)}
            {managed}
        </div>
    }
    .into_any()
}

/// A part that the server drew.
fn part(board: Signal<Board>, which: fn(&Board) -> &String) -> AnyView {
    let html =
        Signal::derive(move || DrawnHtml::from_server(board.with(|board| which(board).clone())));
    view! { <Drawn class="stack" html /> }.into_any()
}

/// Cards stay as they are while others come and go, so that nothing typed into them is lost.
fn distributed(board: Signal<Board>, echo: Option<Echo>, refresh: Refresh) -> AnyView {
    let t = PartnerText::get();
    let told = Told::new(echo.as_ref());
    let count = move || board.with(|board| board.offers.len());
    let card = move |offer| {
        let may_answer = board.with_untracked(|board| board.may_answer);
        offer_card(offer, may_answer, echo.clone(), told, refresh)
    };
    let empty = move || {
        (count() == 0).then(|| {
            view! { <EmptyState title=t.nothing_distributed text=t.nothing_distributed_hint /> }
        })
    };
    view! {
        <section class="stack" aria-labelledby="distributed-h">
            <div class="section-title">
                <h2 id="distributed-h">{t.distributed}</h2>
                <span class="n">{count}</span>
            </div>
            {told.view()}
            <div class="offers">
                <For
                    each=move || board.with(|board| board.offers.clone())
                    // What is left of a deadline is counted here; only a new end or a stop makes a new card.
                    key=|offer| {
                        let clock = offer.clock.as_ref();
                        (offer.id.clone(), offer.on_hold, clock.map(|clock| clock.until.clone()))
                    }
                    children=card
                />
            </div>
            {empty}
        </section>
    }
    .into_any()
}
