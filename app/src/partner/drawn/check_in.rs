//! How it goes: one tap when all is well, a small page for everything else. Plain forms, with script and without.

use chrono::NaiveDate;
use domain::{assignment::Attention, ids::OpportunityId, opportunity::ManagedDetail};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, ButtonKind, Glyph, Icon};

use crate::{
    partner::{api::CheckIn, check_in_path, opportunity_path},
    text::{self, CheckInText},
};

/// What can be said of one opportunity.
pub(super) struct Ask<'a> {
    pub id: OpportunityId,
    pub reference: &'a str,
    /// Id of what names the opportunity on the page.
    pub describedby: String,
    /// The page to come back to, as the server function knows it.
    pub back: &'static str,
    /// The way to giving it back is offered.
    pub may_return: bool,
}

/// The strip under the stages on the page of an opportunity; nothing where nothing can be said.
pub(super) fn check_in(detail: &ManagedDetail) -> AnyView {
    if !detail.may_progress {
        return ().into_any();
    }
    let t = CheckInText::get();
    let ask = Ask {
        id: detail.id,
        reference: &detail.reference,
        describedby: "topic".to_owned(),
        back: "",
        // The page has it further below.
        may_return: false,
    };
    view! {
        <div class="check-in">
            <h3>{t.how}</h3>
            {standing_out(detail.attention, detail.waiting_until)}
            <p class="sm muted">{t.lead}</p>
            {answers(ask)}
        </div>
    }
    .into_any()
}

/// The ways to say how it goes.
pub(super) fn answers(ask: Ask<'_>) -> AnyView {
    let t = CheckInText::get();
    let Ask { id, reference, describedby, back, may_return } = ask;
    let page = check_in_path(reference);
    let way = |kind: &'static str, word: &'static str| {
        let href = [page.as_str(), "?kind=", kind].concat();
        link(href, word, describedby.clone())
    };
    let give_back = may_return.then(|| {
        let href = [opportunity_path(reference).as_str(), "#outcome-h"].concat();
        link(href, t.give_back, describedby.clone())
    });
    view! {
        <div class="check-in-answers">
            <form method="post" action=CheckIn::PATH>
                <input type="hidden" name="id" value=id.to_string() />
                <input type="hidden" name="form[kind]" value="progressing" />
                <input type="hidden" name="back" value=back />
                <Button
                    kind=ButtonKind::Accent
                    submit=true
                    describedby=describedby.clone()
                >
                    <Icon glyph=Glyph::Check />
                    {t.goes_on}
                </Button>
            </form>
            {way("waiting", t.waiting)}
            {way("stuck", t.stuck)}
            {give_back}
        </div>
    }
    .into_any()
}

/// `rel=external`: the page is the server's, so the browser itself goes there.
fn link(href: String, word: &'static str, describedby: String) -> AnyView {
    view! {
        <a class="btn" href=href rel="external" aria-describedby=describedby>
            {word}
        </a>
    }
    .into_any()
}

/// Why it should be looked at, or why nobody has to.
pub(super) fn standing_out(
    attention: Option<Attention>,
    waiting_until: Option<NaiveDate>,
) -> AnyView {
    let lang = text::lang();
    if let Some(attention) = attention {
        let level = match attention {
            Attention::FirstReport { late: true } => "urgent",
            _ => "soon",
        };
        return view! {
            <span class="countdown" data-level=level>
                <Icon glyph=Glyph::Warn />
                {text::attention(lang, attention)}
            </span>
        }
        .into_any();
    }
    match waiting_until {
        Some(day) => view! { <small>{text::waits_until(lang, day)}</small> }.into_any(),
        None => ().into_any(),
    }
}
