//! `/answer/{token}`: an offer opened from a mail, answered without signing in. Opening it changes nothing.

mod api;

use domain::{
    assignment::{AnswerLinkView, AnswerableOffer, AnsweredOffer, State},
    choice::{Chosen, List},
    format,
    opportunity::OfferCard,
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::{Button, ButtonKind, ButtonLink, TextArea};

use self::api::{AcceptByLink, DeclineByLink, show_answer_link};
use super::{
    deed::radios,
    drawn::{self, choices, fact_list},
    opportunity_path,
};
use crate::{
    error::AppError,
    forms::{Echo, FormState},
    session::{Entrance, LinkSpent, echo_of},
    shared::{deadline, form_summary::FormSummary},
    text::{self, AnswerText, PartnerPartsText, PartnerText},
};

fn path(token: &str) -> String {
    ["/answer/", token].concat()
}

/// The page.
#[component]
pub(super) fn AnswerPage() -> AnyView {
    let token = use_params_map().with_untracked(|params| params.get("token")).unwrap_or_default();
    let echo = use_query_map().with_untracked(|query| query.get("echo"));
    let page = move || {
        let (token, echo) = (token.clone(), echo.clone());
        Suspend::new(async move {
            ui::in_earnest().await;
            let echo = echo_of(echo).await;
            match show_answer_link(token.clone()).await {
                Ok(AnswerLinkView::Open(offer)) => open(*offer, token, echo.as_ref()),
                Ok(AnswerLinkView::Over(offer)) => over(offer),
                Err(AppError::Refused(_) | AppError::NotFound) => {
                    view! { <LinkSpent /> }.into_any()
                }
                Err(error) => view! { <crate::shared::failure::Alone error /> }.into_any(),
            }
        })
    };
    view! { <Suspense>{page}</Suspense> }.into_any()
}

fn open(offer: AnswerableOffer, token: String, echo: Option<&Echo>) -> AnyView {
    let (t, p) = (AnswerText::get(), PartnerText::get());
    let AnswerableOffer { card, company, person, reasons } = offer;
    let lead = [t.offer_for, " ", &company, " · ", t.you_answer_as, " ", &person].concat();
    let accept = FormState::of_page::<AcceptByLink>(echo);
    let failed = echo.is_some();
    let title = card.topic.clone();
    let about = teaser(&card);
    if let Some(told) = drawn::on_hold(&card) {
        return view! {
            <Entrance title lead failed>
                {about}
                <ui::Notice>{told}</ui::Notice>
                {to_portal(&card.reference)}
            </Entrance>
        }
        .into_any();
    }
    let decline = decline(token.clone(), &reasons, echo);
    view! {
        <Entrance title lead failed>
            <FormSummary state=accept labels=vec![] />
            {about}
            <form method="post" action=AcceptByLink::PATH class="stack">
                <input type="hidden" name="token" value=token />
                <Button kind=ButtonKind::Primary class="btn--block btn--lg" submit=true>
                    {p.accept}
                </Button>
            </form>
            {decline}
        </Entrance>
    }
    .into_any()
}

fn teaser(card: &OfferCard) -> AnyView {
    let (t, lang) = (PartnerPartsText::get(), text::lang());
    let stands = |clock| drawn::deadline(clock).paused;
    let clock = card.clock.as_ref();
    let until = clock.map(|clock| stands(clock).unwrap_or_else(|| deadline(clock.until)));
    let facts = vec![
        (AnswerText::get().accept_by, until),
        (t.value, card.band.map(|band| format::band(lang, band))),
        (t.place, card.place.clone()),
        (t.products, (!card.products.is_empty()).then(|| card.products.join(", "))),
        (t.close, card.close_month.map(|month| format::month(lang, month))),
        (t.needs, card.needs.clone()),
    ];
    view! {
        <div class="stack-sm">
            <span class="ref">{card.reference.clone()}</span>
            {fact_list(facts)}
            <p class="sm muted">{t.sealed} ": " {t.sealed_hint}</p>
        </div>
    }
    .into_any()
}

fn decline(token: String, reasons: &[Chosen], echo: Option<&Echo>) -> AnyView {
    let t = PartnerText::get();
    let state = FormState::of_page::<DeclineByLink>(echo);
    let failed = state.failure().with_untracked(Option::is_some);
    let reasons = choices(List::Decline, reasons);
    let labels = vec![("reason", t.reason), ("text", t.words)];
    view! {
        <details class="stack" open=failed>
            <summary class="btn btn--block btn--lg">{t.decline}</summary>
            <form method="post" action=DeclineByLink::PATH class="stack" novalidate=true>
                <FormSummary state labels />
                <input type="hidden" name="token" value=token />
                {radios(t.reason, "reason".to_owned(), state, reasons)}
                <TextArea
                    label=t.words
                    name="form[text]"
                    id="text"
                    hint=t.words_hint
                    initial=state.value("form[text]", "")
                    error=state.error("text")
                />
                <Button kind=ButtonKind::Danger class="btn--block btn--lg" submit=true>
                    {t.decline}
                </Button>
            </form>
        </details>
    }
    .into_any()
}

fn over(offer: AnsweredOffer) -> AnyView {
    let t = AnswerText::get();
    let AnsweredOffer { reference, topic, state, by_this_link } = offer;
    let (what, hint) = match (state, by_this_link) {
        (State::Accepted, true) => (t.you_accepted, t.you_accepted_hint),
        (State::Accepted, false) => (t.accepted_already, t.accepted_already_hint),
        (State::Declined, true) => (t.you_declined, t.you_declined_hint),
        (State::Declined, false) => (t.declined_already, t.you_declined_hint),
        (State::Expired, _) => (t.lapsed, t.lapsed_hint),
        _ => (t.gone, t.gone_hint),
    };
    view! {
        <Entrance title=what lead=topic failed=false>
            <div class="stack">
                <span class="ref">{reference.clone()}</span>
                <p>{hint}</p>
                {to_portal(&reference)}
            </div>
        </Entrance>
    }
    .into_any()
}

/// To the page of the opportunity, past the door.
fn to_portal(reference: &str) -> AnyView {
    view! {
        <ButtonLink href=opportunity_path(reference) kind=ButtonKind::Primary>
            {AnswerText::get().sign_in}
        </ButtonLink>
    }
    .into_any()
}
