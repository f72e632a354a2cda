//! Events of automatic distribution told in words.

use domain::{lang::Lang, routing::QueueDeed, timeline::Event};
use ui::{Glyph, Tone};

use super::story::bold;

/// How such an event looks.
pub(super) fn look(_event: &Event) -> (Tone, Glyph) {
    (Tone::Neutral, Glyph::Users)
}

/// The event in a sentence; nothing for events of other kinds.
pub(super) fn sentence(lang: Lang, event: &Event) -> String {
    match event {
        Event::QueueChanged { deed, partner } => queue(lang, *deed, partner.as_deref()),
        _ => String::new(),
    }
}

fn queue(lang: Lang, deed: QueueDeed, partner: Option<&str>) -> String {
    let name = bold(partner.unwrap_or_default());
    match (lang, deed) {
        (Lang::Cs, QueueDeed::Stop) => "Dalších partnerů se už portál nezeptá".to_owned(),
        (Lang::Cs, QueueDeed::Skip) => format!("Partner {name} se v pořadí přeskočí"),
        (Lang::Cs, QueueDeed::First) => format!("Jako další je na řadě {name}"),
        (Lang::En, QueueDeed::Stop) => "No other partner will be asked".to_owned(),
        (Lang::En, QueueDeed::Skip) => format!("{name} will not be asked next"),
        (Lang::En, QueueDeed::First) => format!("{name} will be asked first"),
    }
}
