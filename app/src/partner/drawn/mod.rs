//! What only the server draws: everything on the partner's pages that is read and not operated.

mod alerts;
mod board;
mod brought;
mod check_in;
mod customer;
mod former;
mod managed;
mod managed_table;
mod offer;
mod seller;

use domain::{
    assignment::Clock,
    choice::{Chosen, List},
    lang::Lang,
};
use leptos::prelude::*;
use ui::{Fact, IconSprite};

use super::screen::Deadline;
use crate::{
    request, shared,
    shell::Document,
    text::{self, PartnerPartsText},
};
pub(super) use {board::board, managed::opportunity, offer::on_hold};

/// Says in which language and with which pictures to draw: an answer that is no page has neither yet.
pub(super) async fn prepare() -> Result<backend::Context, crate::error::AppError> {
    let cx = request::context().await?;
    provide_context(cx.lang);
    if let Some(document) = use_context::<Document>() {
        provide_context(IconSprite(document.assets.icons.clone()));
    }
    Ok(cx)
}

/// The markup of a view.
fn draw(view: AnyView) -> String {
    view.to_html()
}

/// What can be chosen from a list, as its form names it and in words.
pub(super) fn choices(list: List, offered: &[Chosen]) -> Vec<(String, String)> {
    let lang = text::lang();
    offered.iter().map(|each| (each.code.to_string(), text::choice(lang, list, each))).collect()
}

/// Facts that are known, as pairs.
pub(super) fn fact_list(facts: Vec<(&'static str, Option<String>)>) -> AnyView {
    let facts = facts
        .into_iter()
        .filter_map(|(term, value)| value.map(|value| view! { <Fact term>{value}</Fact> }))
        .collect_view();
    view! { <dl class="kv kv--stack">{facts}</dl> }.into_any()
}

/// Texts that are there, under their headings.
fn text_list(texts: Vec<(&'static str, Option<String>)>) -> AnyView {
    let part = |(title, words): (&'static str, Option<String>)| {
        words.map(|words| {
            view! {
                <div>
                    <h3>{title}</h3>
                    <p class="why-text">{words}</p>
                </div>
            }
        })
    };
    texts.into_iter().filter_map(part).collect_view().into_any()
}

/// State, reference and topic at the head of a page.
fn head(badge: AnyView, reference: String, topic: String) -> AnyView {
    view! {
        <div class="cluster">{badge} <span class="ref">{reference}</span></div>
        <h1 id="topic">{topic}</h1>
    }
    .into_any()
}

/// The deadline of an offer in the reader's words.
pub(super) fn deadline(clock: &Clock) -> Deadline {
    let accept = match text::lang() {
        Lang::Cs => "přijmout",
        Lang::En => "accept",
    };
    until(clock, accept)
}

/// The deadline of the first report, in the same words.
fn report_deadline(clock: &Clock) -> Deadline {
    let report = match text::lang() {
        Lang::Cs => "první zpráva",
        Lang::En => "first report",
    };
    until(clock, report)
}

fn until(clock: &Clock, what: &str) -> Deadline {
    let lang = text::lang();
    let stands = match lang {
        Lang::Cs => "Pozastaveno",
        Lang::En => "On hold",
    };
    let words = || shared::clock::standing_still(lang, stands, clock.seconds_left);
    Deadline {
        left: clock.seconds_left,
        total: clock.seconds_total,
        until: [what, &shared::deadline(clock.until)].join(" "),
        paused: clock.paused.then(words),
    }
}

/// A section under a heading.
fn card(id: &'static str, title: &'static str, content: AnyView) -> AnyView {
    view! {
        <section class="card block" aria-labelledby=id>
            <h2 id=id>{title}</h2>
            {content}
        </section>
    }
    .into_any()
}

/// The words of these parts.
fn words() -> &'static PartnerPartsText {
    PartnerPartsText::get()
}
