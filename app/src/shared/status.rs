//! Statuses, states of assignments and stages in colour, picture and word.

use domain::{
    assignment::State,
    choice::{Chosen, Leg, List},
    lang::Lang,
    opportunity::Status,
    partner::PartnerStatus,
    registration,
};
use leptos::prelude::*;
use ui::{Badge, Glyph, StageLegs, Tone};

use crate::text;

/// The status of an opportunity.
#[component]
pub(crate) fn StatusBadge(
    /// Which one.
    status: Status,
    /// For the head of a page.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let (tone, glyph) = look_of_status(status);
    view! { <Badge tone glyph large word=text::status(text::lang(), status) /> }
}

/// Where a partner stands in the programme.
#[component]
pub(crate) fn PartnerBadge(
    /// Its status.
    status: PartnerStatus,
) -> impl IntoView {
    let (tone, glyph) = match status {
        PartnerStatus::Prospect => (Tone::Outline, Glyph::Eye),
        PartnerStatus::Onboarding => (Tone::Info, Glyph::Clock),
        PartnerStatus::Active => (Tone::Ok, Glyph::Check),
        PartnerStatus::Suspended => (Tone::Warn, Glyph::Pause),
        PartnerStatus::Ended => (Tone::Neutral, Glyph::Ban),
    };
    view! { <Badge tone glyph word=text::partner_status(text::lang(), status) /> }
}

/// Where a deal registration stands.
#[component]
pub(crate) fn RegistrationBadge(
    /// Which one.
    state: registration::State,
) -> impl IntoView {
    let (tone, glyph) = match state {
        registration::State::Submitted => (Tone::Info, Glyph::Send),
        registration::State::InReview => (Tone::Info, Glyph::Eye),
        registration::State::InfoRequested => (Tone::Warn, Glyph::Info),
        registration::State::Approved => (Tone::Ok, Glyph::Lock),
        registration::State::Converted => (Tone::Solid, Glyph::Check),
        registration::State::Rejected | registration::State::Revoked => (Tone::Bad, Glyph::X),
        registration::State::Expired => (Tone::Warn, Glyph::Clock),
        registration::State::Withdrawn | registration::State::Closed => (Tone::Neutral, Glyph::Ban),
    };
    view! { <Badge tone glyph word=text::registration_state(text::lang(), state) /> }
}

/// Where one assignment stands.
#[component]
pub(crate) fn StateBadge(
    /// Which one.
    state: State,
) -> impl IntoView {
    let (tone, glyph) = look_of_state(state);
    view! { <Badge tone glyph word=text::assignment_state(text::lang(), state) /> }
}

/// The stage as legs of a relay.
#[component]
pub(crate) fn StatusLegs(
    /// Which one.
    stage: Leg,
) -> impl IntoView {
    let lang = text::lang();
    let Leg { stage, at, of } = stage;
    let word = text::choice(lang, List::Stage, &stage);
    let label = match lang {
        // As it is read: ze dvou, ze tří, ze čtyř, z pěti, ze šesti, ze sedmi, z osmi … ze sedmnácti.
        Lang::Cs if matches!(of, 2..=4 | 6 | 7 | 12..=14 | 16 | 17) => {
            format!("Fáze {at} ze {of}: {word}")
        }
        Lang::Cs => format!("Fáze {at} z {of}: {word}"),
        Lang::En => format!("Stage {at} of {of}: {word}"),
    };
    view! { <StageLegs at of label /> }
}

/// Which of the stages it is, from zero.
pub(crate) fn step_of(stages: &[Chosen], stage: &str) -> usize {
    stages.iter().position(|each| each.code.as_ref() == stage).unwrap_or_default()
}

fn look_of_status(status: Status) -> (Tone, Glyph) {
    match status {
        Status::InProgress => (Tone::Outline, Glyph::Pencil),
        Status::OnHold => (Tone::Neutral, Glyph::Pause),
        Status::Delivered => (Tone::Info, Glyph::Send),
        Status::Accepted => (Tone::Ok, Glyph::Check),
        Status::Declined | Status::Rejected => (Tone::Bad, Glyph::X),
        Status::Expired => (Tone::Warn, Glyph::Clock),
        Status::Returned => (Tone::Warn, Glyph::Undo),
        Status::Won => (Tone::Solid, Glyph::Cup),
        Status::Canceled | Status::OutSold => (Tone::Neutral, Glyph::Ban),
    }
}

fn look_of_state(state: State) -> (Tone, Glyph) {
    match state {
        State::Queued => (Tone::Outline, Glyph::List),
        State::Offered => (Tone::Info, Glyph::Send),
        State::Accepted => (Tone::Ok, Glyph::Check),
        State::Declined => (Tone::Bad, Glyph::X),
        State::Expired => (Tone::Warn, Glyph::Clock),
        State::Recalled | State::Returned => (Tone::Warn, Glyph::Undo),
        State::Left => (Tone::Neutral, Glyph::Right),
        State::Completed => (Tone::Neutral, Glyph::Flag),
    }
}
