//! What waits for an answer, and what is managed.

use domain::{
    format::{self, Decimals},
    money::Money,
    opportunity::{ManagedRow, PartnerBoard, ValueBand},
};
use leptos::prelude::*;
use ui::{ButtonLink, EmptyState, Section};

use super::{alerts::alerts, brought, draw, managed_table::managed_table, offer, words};
use crate::{
    partner::{OPPORTUNITIES, screen::Board},
    text,
};

/// Managed ones on the dashboard; the others are one step away.
const SHORT: usize = 5;

/// Both pages.
pub(crate) fn board(board: &PartnerBoard) -> Board {
    let managed = |most| draw(managed(&board.managed, &board.managed_sums, most));
    Board {
        waiting: waiting(board),
        alerts: draw(alerts(board)),
        offers: board.distributed.iter().map(|card| offer::short(card, &board.declines)).collect(),
        may_answer: board.may_answer,
        brought: draw(brought::lists(&board.waiting, &board.rejected)),
        managed: managed(usize::MAX),
        managed_short: managed(SHORT),
        closed: draw(closed(board.closed.clone())),
    }
}

/// How many offers wait and what they may be worth: only bands are known of them.
fn waiting(board: &PartnerBoard) -> String {
    let lang = text::lang();
    let mut bands: Vec<ValueBand> = Vec::new();
    let answerable = || board.distributed.iter().filter(|card| card.held_at.is_none());
    for band in answerable().filter_map(|card| card.band) {
        match bands.iter_mut().find(|sum| sum.currency == band.currency) {
            Some(sum) => {
                sum.low = sum.low.saturating_add(band.low);
                sum.high = sum.high.saturating_add(band.high);
            }
            None => bands.push(band),
        }
    }
    let waiting = text::waiting(lang, answerable().count());
    if bands.is_empty() {
        return waiting;
    }
    let bands: Vec<_> = bands.into_iter().map(|band| format::band(lang, band)).collect();
    [waiting, text::in_all(lang, &bands.join(" · "))].join(" ")
}

/// The first `most` of what is managed, with sums over all of it.
fn managed(rows: &[ManagedRow], sums: &[Money], most: usize) -> AnyView {
    let t = words();
    let count = rows.len();
    let rows: Vec<_> = rows.iter().take(most).cloned().collect();
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

fn closed(rows: Vec<ManagedRow>) -> AnyView {
    let t = words();
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
