//! Events of automatic distribution told in words.

use domain::{
    lang::Lang,
    routing::{Obstacle, QueueDeed},
    timeline::Event,
};
use ui::{Glyph, Tone};

use super::story::bold;
use crate::text;

/// How such an event looks.
pub(super) fn look(event: &Event) -> (Tone, Glyph) {
    match event {
        Event::NobodyFits { .. } => (Tone::Warn, Glyph::Warn),
        _ => (Tone::Neutral, Glyph::Users),
    }
}

/// The event in a sentence; nothing for events of other kinds.
pub(super) fn sentence(lang: Lang, event: &Event) -> String {
    match event {
        Event::QueueChanged { deed, partner } => queue(lang, *deed, partner.as_deref()),
        Event::NobodyFits { reasons } => nobody(lang, reasons),
        _ => String::new(),
    }
}

fn nobody(lang: Lang, reasons: &[(Obstacle, u32)]) -> String {
    let start = match lang {
        Lang::Cs => "Automatická distribuce nenašla vhodného partnera",
        Lang::En => "Automatic distribution found no partner that fits",
    };
    let reason = |(one, count): &(Obstacle, u32)| {
        [text::obstacle(lang, *one), ": ", &count.to_string()].concat()
    };
    let reasons: Vec<String> = reasons.iter().map(reason).collect();
    if reasons.is_empty() {
        start.to_owned()
    } else {
        [start, ". ", &reasons.join(" · ")].concat()
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
