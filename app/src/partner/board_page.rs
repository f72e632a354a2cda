//! `/dashboard` and `/opportunities`: what waits for an answer, and what is managed.

use domain::{
    format::{self, Decimals},
    money::Money,
    opportunity::{ManagedRow, PartnerBoard},
};
use leptos::prelude::*;
use ui::{ButtonLink, EmptyState, Section};

use super::{
    OPPORTUNITIES,
    answer::Told,
    api::read_board,
    follow::{Refresh, follow},
    frame::{Top, framed},
    managed_table::managed_table,
    offer_card::offer_card,
};
use crate::{
    forms::Echo,
    shared::page_title::{PageTitle, provide_page_failed},
    text::{self, CommonText, PartnerText},
};

/// Managed ones on the dashboard; the others are one step away.
const SHORT: usize = 5;

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

type Draw = fn(Signal<PartnerBoard>, Option<Echo>, Refresh) -> AnyView;

fn page(title: &'static str, draw: Draw) -> AnyView {
    provide_page_failed();
    let refresh = Refresh::new();
    let board = Resource::new_blocking(move || refresh.track(), |_| read_board());
    let page = view! {
        <PageTitle title />
        {follow(board, refresh, draw)}
    };
    framed(Top { word: title.into(), above: None }, page.into_any())
}

fn dashboard(board: Signal<PartnerBoard>, echo: Option<Echo>, refresh: Refresh) -> AnyView {
    let t = PartnerText::get();
    let hello = move || text::waiting(text::lang(), board.with(|board| board.distributed.len()));
    view! {
        <div class="page page--wide">
            <div class="hello">
                <h1>{t.dashboard}</h1>
                <p>{hello}</p>
            </div>
            {distributed(board, echo, refresh)}
            {managed(board, SHORT)}
        </div>
    }
    .into_any()
}

fn opportunities(board: Signal<PartnerBoard>, echo: Option<Echo>, refresh: Refresh) -> AnyView {
    let closed = Memo::new(move |_| board.with(|board| board.closed.clone()));
    view! {
        <div class="page page--wide">
            <div class="hello">
                <h1>{CommonText::get().opportunities}</h1>
            </div>
            {distributed(board, echo, refresh)}
            {managed(board, usize::MAX)}
            {move || ended(closed.get())}
        </div>
    }
    .into_any()
}

/// Cards stay as they are while others come and go, so that nothing typed into them is lost.
fn distributed(board: Signal<PartnerBoard>, echo: Option<Echo>, refresh: Refresh) -> AnyView {
    let t = PartnerText::get();
    let told = Told::new(echo.as_ref());
    let count = Memo::new(move |_| board.with(|board| board.distributed.len()));
    let card = move |card| {
        let may_answer = board.with_untracked(|board| board.may_answer);
        offer_card(card, may_answer, echo.clone(), told, refresh)
    };
    let empty = move || {
        (count.get() == 0).then(
            || view! { <EmptyState title=t.nothing_distributed text=t.nothing_distributed_hint /> },
        )
    };
    view! {
        <section class="stack" aria-labelledby="distributed-h">
            {heading("distributed-h", t.distributed, count)}
            {told.view()}
            <div class="offers">
                <For
                    each=move || board.with(|board| board.distributed.clone())
                    key=|card| (card.assignment, card.clock.as_ref().map(|c| (c.until, c.paused)))
                    children=card
                />
            </div>
            {empty}
        </section>
    }
    .into_any()
}

fn heading(id: &'static str, title: &'static str, count: Memo<usize>) -> AnyView {
    view! {
        <div class="section-title">
            <h2 id=id>{title}</h2>
            <span class="n">{move || count.get()}</span>
        </div>
    }
    .into_any()
}

/// The first `most` of what is managed, with sums over all of it.
fn managed(board: Signal<PartnerBoard>, most: usize) -> AnyView {
    let rows =
        Memo::new(move |_| board.with(|board| (board.managed.clone(), board.managed_sums.clone())));
    (move || {
        let (rows, sums) = rows.get();
        managed_section(rows, &sums, most)
    })
    .into_any()
}

fn managed_section(mut rows: Vec<ManagedRow>, sums: &[Money], most: usize) -> AnyView {
    let t = PartnerText::get();
    let count = rows.len();
    rows.truncate(most);
    let more = (rows.len() < count).then(|| {
        view! {
            <div>
                <ButtonLink href=OPPORTUNITIES>{t.show_all}</ButtonLink>
            </div>
        }
    });
    let list = if count == 0 {
        view! { <EmptyState title=t.nothing_managed text=t.nothing_managed_hint /> }.into_any()
    } else {
        managed_table(t.managed, rows, false)
    };
    view! {
        <Section id="managed" title=t.managed count=count.to_string() note=total(sums)>
            {list}
            {more}
        </Section>
    }
    .into_any()
}

fn total(sums: &[Money]) -> String {
    let lang = text::lang();
    let sums: Vec<_> = sums.iter().map(|sum| format::money(lang, *sum, Decimals::IfAny)).collect();
    sums.join(" · ")
}

fn ended(rows: Vec<ManagedRow>) -> AnyView {
    let t = PartnerText::get();
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <Section id="closed" title=t.closed count=rows.len().to_string()>
            {managed_table(t.closed, rows, true)}
        </Section>
    }
    .into_any()
}
