//! What wants something from the reader, the most pressing first: offers that run out, what the vendor asks, and work that
//! nothing is heard of.

use domain::{
    assignment::{Attention, Clock, is_near},
    opportunity::{Asked, ManagedRow, OfferCard, PartnerBoard},
};
use leptos::prelude::*;
use ui::{Glyph, Icon};

use super::check_in::{Ask, answers, standing_out};
use crate::{
    partner::{opportunity_path, registration::register_path},
    shared,
    text::{BringText, CheckInText, RegisterText},
};

/// So many are in sight; the others are folded away.
const IN_SIGHT: usize = 4;

/// The section; nothing where nothing is to be said.
pub(super) fn alerts(board: &PartnerBoard) -> AnyView {
    let offers = board
        .distributed
        .iter()
        .filter(|_| board.may_answer)
        .filter_map(|card| Some((card, card.clock.as_ref().filter(|clock| runs_out(clock))?)));
    let offers = offers.map(|(card, clock)| offer(card, clock));
    let mut managed: Vec<(u8, &ManagedRow)> =
        board.managed.iter().filter_map(|row| Some((urgency(row.attention?), row))).collect();
    managed.sort_by_key(|(urgency, row)| (*urgency, row.last_activity_at));
    let managed = managed.into_iter().map(|(_, row)| work(row));
    let asked = board.asked.iter().map(question);
    let mut items: Vec<AnyView> = offers.chain(asked).chain(managed).collect();
    if items.is_empty() {
        return ().into_any();
    }
    let count = items.len();
    let others = items.split_off(count.min(IN_SIGHT));
    let others = (!others.is_empty()).then(|| {
        view! {
            <details>
                <summary class="btn">{CheckInText::get().others} " " {others.len()}</summary>
                <ul>{others}</ul>
            </details>
        }
    });
    view! {
        <section class="card block alerts" aria-labelledby="alerts-h">
            <div class="section-title">
                <h2 id="alerts-h">{CheckInText::get().alerts}</h2>
                <span class="n">{count}</span>
            </div>
            <ul>{items}</ul>
            {others}
        </section>
    }
    .into_any()
}

fn runs_out(clock: &Clock) -> bool {
    !clock.paused && is_near(clock.seconds_left, clock.seconds_total)
}

fn urgency(attention: Attention) -> u8 {
    match attention {
        Attention::FirstReport { late: true } => 0,
        Attention::FirstReport { late: false } => 1,
        Attention::Silent { .. } => 2,
        Attention::Stuck => 3,
    }
}

fn offer(card: &OfferCard, clock: &Clock) -> AnyView {
    let t = CheckInText::get();
    let words = [t.answer_soon, t.accept, &shared::deadline(clock.until)].join(" ");
    view! {
        <li>
            <h3>
                <a href=opportunity_path(&card.reference)>{card.topic.clone()}</a>
            </h3>
            <span class="countdown" data-level="urgent">
                <Icon glyph=Glyph::Clock />
                {words}
            </span>
        </li>
    }
    .into_any()
}

/// Leads to where it is answered.
fn question(asked: &Asked) -> AnyView {
    let (path, words) = if asked.registration {
        (register_path(&asked.reference), RegisterText::get().asked)
    } else {
        (opportunity_path(&asked.reference), BringText::get().asked)
    };
    view! {
        <li>
            <h3>
                // The page of a registration is drawn by the server only.
                <a href=path rel=asked.registration.then_some("external")>
                    {asked.topic.clone()}
                </a>
            </h3>
            <span class="countdown" data-level="soon">
                <Icon glyph=Glyph::Info />
                {words}
            </span>
        </li>
    }
    .into_any()
}

fn work(row: &ManagedRow) -> AnyView {
    let heading = ["alert-", &row.reference].concat();
    let answers = row.may_check_in.then(|| {
        let describedby = heading.clone();
        answers(Ask {
            id: row.id,
            reference: &row.reference,
            describedby,
            back: "dashboard",
            may_return: row.may_return,
        })
    });
    view! {
        <li>
            <h3 id=heading.clone()>
                <a href=opportunity_path(&row.reference)>{row.topic.clone()}</a>
            </h3>
            {standing_out(row.attention, None)}
            {answers}
        </li>
    }
    .into_any()
}
