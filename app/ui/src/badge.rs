//! Badges and tags: a state in colour, picture and word.

use leptos::prelude::*;

use crate::{
    Text,
    icon::{Glyph, Icon},
    settled,
};

/// The colour of a state. Colour never stands alone: picture and word say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// At rest.
    #[default]
    Neutral,
    /// Being prepared: a frame only.
    Outline,
    /// On its way.
    Info,
    /// Agreed.
    Ok,
    /// Somebody should look.
    Warn,
    /// Refused or late.
    Bad,
    /// Reached: filled.
    Solid,
}

impl Tone {
    /// The suffix of the class.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Outline => "outline",
            Self::Info => "info",
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Solid => "solid",
        }
    }
}

/// A state: picture and word on a tint.
#[component]
pub fn Badge(
    /// Its colour.
    tone: Tone,
    /// Its picture.
    glyph: Glyph,
    /// For the head of a page.
    #[prop(optional)]
    large: bool,
    /// Its word.
    #[prop(into)]
    word: Text,
) -> AnyView {
    let large = if large { " badge--lg" } else { "" };
    settled(view! {
        <span class=format!("badge badge--{}{large}", tone.name())>
            <Icon glyph />
            {word}
        </span>
    })
}

/// A small fact without a state, such as a class of membership.
#[component]
pub fn Tag(
    /// Tinted: "new", "yours".
    #[prop(optional)]
    accent: bool,
    /// A picture before it.
    #[prop(optional)]
    glyph: Option<Glyph>,
    /// Its word.
    #[prop(into)]
    word: Text,
) -> AnyView {
    view! {
        <span class=if accent { "tag tag--accent" } else { "tag" }>
            {glyph.map(|glyph| view! { <Icon glyph /> })}
            {word}
        </span>
    }
    .into_any()
}
