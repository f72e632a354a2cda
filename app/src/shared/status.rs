//! Statuses, states of assignments and stages in colour, picture and word.

use domain::{
    assignment::State, opportunity::Status, partner::PartnerStatus, registration, stage::Stage,
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

/// The stage as four legs.
#[component]
pub(crate) fn StatusLegs(
    /// Which one.
    stage: Stage,
) -> impl IntoView {
    let lang = text::lang();
    let at = stage_number(stage);
    let label = match lang {
        domain::lang::Lang::Cs => format!("Fáze {at} ze 4: {}", text::stage(lang, stage)),
        domain::lang::Lang::En => format!("Stage {at} of 4: {}", text::stage(lang, stage)),
    };
    view! { <StageLegs at label /> }
}

/// 1 to 4.
pub(crate) fn stage_number(stage: Stage) -> u8 {
    match stage {
        Stage::Qualify => 1,
        Stage::Develop => 2,
        Stage::Propose => 3,
        Stage::Close => 4,
    }
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
