//! What remains visible of an offer that was declined, lapsed or taken back.

use domain::{assignment::State, format, opportunity::FormerDetail};
use leptos::prelude::*;
use ui::{ButtonLink, Notice};

use super::{OPPORTUNITIES, offer_page::detail_head};
use crate::{
    shared::StateBadge,
    text::{self, PartnerText},
};

/// The page.
pub(super) fn former(detail: FormerDetail) -> AnyView {
    let t = PartnerText::get();
    let FormerDetail { reference, topic, state, ended_at, reason } = detail;
    let (what, hint) = match state {
        State::Declined => (t.you_declined, t.you_declined_hint),
        State::Expired => (t.it_lapsed, t.it_lapsed_hint),
        State::Returned => (t.you_returned, t.you_returned_hint),
        State::Left => (t.you_left, t.you_left_hint),
        State::Completed => (t.it_ended, ""),
        State::Recalled | State::Queued | State::Offered | State::Accepted => {
            (t.it_was_recalled, t.it_was_recalled_hint)
        }
    };
    let when = format::date_time(text::lang(), ended_at);
    view! {
        {detail_head(view! { <StateBadge state /> }.into_any(), reference, topic)}
        <section class="card block" aria-labelledby="former-h">
            <h2 id="former-h">{what}</h2>
            <p class="muted">{when}</p>
            {reason.map(|reason| view! { <Notice quiet=true>{reason}</Notice> })}
            <p>{hint}</p>
            <div>
                <ButtonLink href=OPPORTUNITIES>{t.to_opportunities}</ButtonLink>
            </div>
        </section>
    }
    .into_any()
}
