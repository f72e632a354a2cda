//! What remains visible of an offer that was declined, lapsed or taken back.

use domain::{assignment::State, format, opportunity::FormerDetail};
use leptos::prelude::*;
use ui::{ButtonLink, Notice};

use super::{card, draw, head, words};
use crate::{
    partner::{OPPORTUNITIES, screen::Opportunity},
    shared::StateBadge,
    text,
};

/// The page.
pub(super) fn page(detail: FormerDetail) -> Opportunity {
    let FormerDetail { reference, topic, state, ended_at, overtaken, reason, receipts: _ } = detail;
    let badge = view! { <StateBadge state /> }.into_any();
    let when = format::date_time(text::lang(), ended_at);
    Opportunity {
        head: draw(head(badge, reference, topic.clone())),
        about: draw(ending((state, overtaken), when, reason)),
        topic,
        customer: String::new(),
        offer: None,
        report: None,
        may_answer: false,
        brought: false,
        registration: String::new(),
        work: None,
    }
}

fn ending((state, overtaken): (State, bool), when: String, reason: Option<String>) -> AnyView {
    let t = words();
    let (what, hint) = match state {
        State::Declined => (t.you_declined, t.you_declined_hint),
        State::Expired => (t.it_lapsed, t.it_lapsed_hint),
        State::Returned => (t.you_returned, t.you_returned_hint),
        State::Left => (t.you_left, t.you_left_hint),
        State::Completed => (t.it_ended, ""),
        State::Recalled if overtaken => (t.you_were_overtaken, t.you_were_overtaken_hint),
        State::Recalled | State::Queued | State::Offered | State::Accepted => {
            (t.it_was_recalled, t.it_was_recalled_hint)
        }
    };
    let content = view! {
        <p class="muted">{when}</p>
        {reason.map(|reason| view! { <Notice quiet=true>{reason}</Notice> })}
        <p>{hint}</p>
        <div>
            <ButtonLink href=OPPORTUNITIES>{t.to_opportunities}</ButtonLink>
        </div>
    };
    card("former-h", what, content.into_any())
}
