//! Events told in words, in both languages. Names stand between marks, so that they can be shown in bold.

use domain::{
    choice::List,
    format::{self, Decimals},
    lang::Lang,
    money::Money,
    opportunity::Origin,
    timeline::{CheckIn, Event},
};
use leptos::prelude::*;
use ui::{Glyph, Tone};

use super::{registration, routing};
use crate::{
    shared::{deadline, field_label},
    text::{self, texts},
};

texts! {
    /// Words of the timeline.
    TimelineText {
        only_us: "Jen my" | "Only us";
        us_and_vendor: "Jen my a dodavatel" | "Only us and the vendor";
        all_partners: "Všichni partneři" | "All partners";
        system: "Systém" | "System";
        note: "Poznámka" | "Note";
        receipt: "Potvrzení" | "Receipt";
        add_note: "Přidat poznámku" | "Add note";
        readers: "Kdo poznámku uvidí" | "Who will see the note";
        seen_by: "Uvidí" | "Seen by";
        placeholder: "Napište poznámku… @jméno a příjmení zmíní čtenáře" | "Write a note… @name and surname mentions a reader";
        one: "Jeden partner" | "One partner";
        one_partner: "Partner, který poznámku uvidí" | "Partner who will see the note";
        attach: "Přiložit soubor" | "Attach a file";
        attaching: "Nahrává se…" | "Uploading…";
        detach: "Odebrat soubor" | "Remove the file";
    }
}

/// One event in words.
pub(super) struct Story {
    pub tone: Tone,
    pub glyph: Glyph,
    /// With names between marks, see [`marked`].
    pub sentence: String,
    /// The reason that was given.
    pub why: Option<String>,
}

// Control characters never occur in stored text, so that nothing a person typed can open a mark.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';

pub(super) fn bold(text: &str) -> String {
    [OPEN.to_string().as_str(), text, CLOSE.to_string().as_str()].concat()
}

fn names(lang: Lang, names: &[String]) -> String {
    format::list(lang, &names.iter().map(|name| bold(name)).collect::<Vec<_>>())
}

/// Shows a sentence with its names in bold.
pub(super) fn marked(sentence: &str) -> AnyView {
    let parts: Vec<AnyView> = sentence
        .split(OPEN)
        .flat_map(|part| match part.split_once(CLOSE) {
            Some((name, rest)) => {
                let name = name.to_owned();
                vec![view! { <b>{name}</b> }.into_any(), rest.to_owned().into_any()]
            }
            None => vec![part.to_owned().into_any()],
        })
        .collect();
    parts.into_any()
}

impl Story {
    /// Tells an event; `label` is what administrators call the choice in it.
    pub(super) fn tell(lang: Lang, event: &Event, label: Option<&str>) -> Self {
        let (tone, glyph) = look(event);
        Self {
            tone,
            glyph,
            sentence: sentence(lang, event, label),
            why: reason(lang, event, label),
        }
    }
}

fn look(event: &Event) -> (Tone, Glyph) {
    match event {
        Event::Created { .. } | Event::Edited { .. } | Event::Note => {
            (Tone::Neutral, Glyph::Pencil)
        }
        Event::Delivered { .. } | Event::Broadcast { .. } => (Tone::Info, Glyph::Send),
        Event::Shared { .. } | Event::Accepted { .. } | Event::Approved => (Tone::Ok, Glyph::Check),
        Event::CollaboratorsChanged { .. } => (Tone::Info, Glyph::Users),
        Event::Declined { .. } | Event::Rejected { .. } => (Tone::Bad, Glyph::X),
        Event::Expired { .. } => (Tone::Warn, Glyph::Clock),
        Event::Recalled { .. } | Event::Returned { .. } | Event::Reopened { .. } => {
            (Tone::Warn, Glyph::Undo)
        }
        Event::TakenBack => (Tone::Neutral, Glyph::Undo),
        Event::Left { .. } => (Tone::Neutral, Glyph::LogOut),
        Event::Held { .. } => (Tone::Neutral, Glyph::Pause),
        Event::Resumed { .. } => (Tone::Info, Glyph::Right),
        Event::Won { .. } => (Tone::Solid, Glyph::Cup),
        Event::Lost { .. } => (Tone::Neutral, Glyph::Ban),
        Event::Revealed { .. } => (Tone::Neutral, Glyph::Eye),
        Event::InfoRequested { .. } => (Tone::Warn, Glyph::Info),
        Event::InfoGiven { .. } => (Tone::Info, Glyph::Pencil),
        Event::CheckedIn { kind: CheckIn::Stuck, .. } => (Tone::Warn, Glyph::Warn),
        Event::Progressed { .. } | Event::CheckedIn { .. } => (Tone::Neutral, Glyph::Flag),
        Event::SellerAssigned { .. } => (Tone::Neutral, Glyph::Users),
        Event::RegistrationMoved { state, .. } => registration::look(*state),
        Event::RegistrationExtended { .. } => (Tone::Ok, Glyph::Clock),
        Event::RegistrationAppealed { .. } => (Tone::Warn, Glyph::Undo),
        Event::QueueChanged { .. } | Event::NobodyFits { .. } => routing::look(event),
    }
}

fn sentence(lang: Lang, event: &Event, label: Option<&str>) -> String {
    match lang {
        Lang::Cs => czech(event, label),
        Lang::En => english(event, label),
    }
}

#[expect(clippy::too_many_lines, reason = "one arm for each event")]
fn czech(event: &Event, label: Option<&str>) -> String {
    let lang = Lang::Cs;
    match event {
        Event::Created { origin: Origin::Staff } => "Příležitost vytvořena".to_owned(),
        Event::Created { origin: Origin::Partner } => "Příležitost vytvořena na portálu".to_owned(),
        Event::Created { origin: Origin::Import } => "Příležitost přišla ze souboru".to_owned(),
        Event::Edited { fields } => format!("Změněno: {}", labels(lang, fields)),
        Event::Delivered { partner, accept_by, .. } => {
            let until = accept_by.map(|at| format!(", přijmout {}", deadline(at)));
            format!("Dodáno partnerovi {}{}", bold(partner), until.unwrap_or_default())
        }
        Event::Broadcast { partners, accept_by } => {
            let until = accept_by.map(|at| format!(", přijmout {}", deadline(at)));
            let until = until.unwrap_or_default();
            format!("Nabídnuto najednou, kdo přijme první: {}{until}", names(lang, partners))
        }
        Event::Shared { partners } => format!("Přijato: {} spolupracují", names(lang, partners)),
        Event::CollaboratorsChanged { added, removed } => changed(
            lang,
            [("Ke spolupráci přidáno: ", added), ("Ze spolupráce odebráno: ", removed)],
        ),
        Event::Accepted { partner } => format!("Partner {} příležitost přijal", bold(partner)),
        Event::Declined { partner, .. } => {
            format!("Partner {} příležitost odmítl", bold(partner))
        }
        Event::Expired { partner } => format!("Partner {} v termínu neodpověděl", bold(partner)),
        Event::Recalled { partners, undone: true, .. } => {
            format!("Předání vzato zpět: {}", names(lang, partners))
        }
        Event::Recalled { partners, .. } => format!("Odvoláno: {}", names(lang, partners)),
        Event::TakenBack => "Převzato zpět k rozhodnutí".to_owned(),
        Event::Returned { partner, .. } => format!("Partner {} příležitost vrátil", bold(partner)),
        Event::Left { partner, .. } => format!("Partner {} ze spolupráce odešel", bold(partner)),
        Event::Approved => "Příležitost partnera schválena".to_owned(),
        Event::Rejected { .. } => "Příležitost partnera zamítnuta".to_owned(),
        Event::Progressed { stage, value, close_on, .. } => progress(
            lang,
            ("Fáze změněna na ", "hodnota ", "uzavření ", "Zpráva o postupu"),
            stage.as_ref().map(|stage| text::labelled(lang, List::Stage, stage, label)),
            *value,
            *close_on,
        ),
        Event::Held { .. } => "Pozastaveno, lhůty stojí".to_owned(),
        Event::Resumed { status } => format!("Obnoveno: {}", bold(text::status(lang, *status))),
        Event::Won { value } => with_value(lang, "Vyhráno", *value),
        Event::Lost { status, .. } => format!("Uzavřeno: {}", bold(text::status(lang, *status))),
        Event::Reopened { .. } => "Znovu otevřeno".to_owned(),
        Event::Note => TimelineText::CS.note.to_owned(),
        Event::Revealed { partner } => {
            format!("Údaje zákazníka se ukázaly partnerovi {}", bold(partner))
        }
        Event::InfoRequested { fields, .. } => {
            format!("Dodavatel se ptá na: {}", labels(lang, fields))
        }
        Event::InfoGiven { fields, .. } if fields.is_empty() => "Doplněno partnerem".to_owned(),
        Event::InfoGiven { fields, .. } => format!("Partner doplnil: {}", labels(lang, fields)),
        Event::CheckedIn { kind, until, .. } => registration::check_in(lang, *kind, *until),
        Event::SellerAssigned { seller: Some(name) } => format!("Řeší {}", bold(name)),
        Event::SellerAssigned { seller: None } => "Nikdo konkrétní to neřeší".to_owned(),
        Event::RegistrationMoved { .. }
        | Event::RegistrationExtended { .. }
        | Event::RegistrationAppealed { .. } => registration::sentence(lang, event),
        Event::QueueChanged { .. } | Event::NobodyFits { .. } => routing::sentence(lang, event),
    }
}

#[expect(clippy::too_many_lines, reason = "one arm for each event")]
fn english(event: &Event, label: Option<&str>) -> String {
    let lang = Lang::En;
    match event {
        Event::Created { origin: Origin::Staff } => "Opportunity created".to_owned(),
        Event::Created { origin: Origin::Partner } => {
            "Opportunity created on the portal".to_owned()
        }
        Event::Created { origin: Origin::Import } => "Opportunity came in a file".to_owned(),
        Event::Edited { fields } => format!("Changed: {}", labels(lang, fields)),
        Event::Delivered { partner, accept_by, .. } => {
            let until = accept_by.map(|at| format!(", to be accepted {}", deadline(at)));
            format!("Delivered to {}{}", bold(partner), until.unwrap_or_default())
        }
        Event::Broadcast { partners, accept_by } => {
            let until = accept_by.map(|at| format!(", to be accepted {}", deadline(at)));
            let until = until.unwrap_or_default();
            format!("Offered at once, first to accept wins: {}{until}", names(lang, partners))
        }
        Event::Shared { partners } => format!("Accepted: {} collaborate", names(lang, partners)),
        Event::CollaboratorsChanged { added, removed } => changed(
            lang,
            [("Added to the collaboration: ", added), ("Taken off the collaboration: ", removed)],
        ),
        Event::Accepted { partner } => format!("{} accepted", bold(partner)),
        Event::Declined { partner, .. } => format!("{} declined", bold(partner)),
        Event::Expired { partner } => format!("{} did not answer in time", bold(partner)),
        Event::Recalled { partners, undone: true, .. } => {
            format!("Delivery undone: {}", names(lang, partners))
        }
        Event::Recalled { partners, .. } => format!("Recalled from {}", names(lang, partners)),
        Event::TakenBack => "Taken back for a decision".to_owned(),
        Event::Returned { partner, .. } => format!("{} returned it", bold(partner)),
        Event::Left { partner, .. } => format!("{} left the collaboration", bold(partner)),
        Event::Approved => "The partner's opportunity was approved".to_owned(),
        Event::Rejected { .. } => "The partner's opportunity was rejected".to_owned(),
        Event::Progressed { stage, value, close_on, .. } => progress(
            lang,
            ("Stage changed to ", "value ", "close ", "Progress reported"),
            stage.as_ref().map(|stage| text::labelled(lang, List::Stage, stage, label)),
            *value,
            *close_on,
        ),
        Event::Held { .. } => "Put on hold, clocks stand still".to_owned(),
        Event::Resumed { status } => format!("Resumed: {}", bold(text::status(lang, *status))),
        Event::Won { value } => with_value(lang, "Won", *value),
        Event::Lost { status, .. } => format!("Closed: {}", bold(text::status(lang, *status))),
        Event::Reopened { .. } => "Reopened".to_owned(),
        Event::Note => TimelineText::EN.note.to_owned(),
        Event::Revealed { partner } => {
            format!("The customer's details were shown to {}", bold(partner))
        }
        Event::InfoRequested { fields, .. } => {
            format!("The vendor asks about: {}", labels(lang, fields))
        }
        Event::InfoGiven { fields, .. } if fields.is_empty() => "The partner answered".to_owned(),
        Event::InfoGiven { fields, .. } => {
            format!("The partner completed: {}", labels(lang, fields))
        }
        Event::CheckedIn { kind, until, .. } => registration::check_in(lang, *kind, *until),
        Event::SellerAssigned { seller: Some(name) } => format!("Assigned to {}", bold(name)),
        Event::SellerAssigned { seller: None } => "Assigned to nobody in particular".to_owned(),
        Event::RegistrationMoved { .. }
        | Event::RegistrationExtended { .. }
        | Event::RegistrationAppealed { .. } => registration::sentence(lang, event),
        Event::QueueChanged { .. } | Event::NobodyFits { .. } => routing::sentence(lang, event),
    }
}

fn labels(lang: Lang, fields: &[String]) -> String {
    fields.iter().map(|field| field_label(lang, field)).collect::<Vec<_>>().join(", ")
}

fn changed(lang: Lang, parts: [(&str, &Vec<String>); 2]) -> String {
    let told = parts.into_iter().filter(|(_, list)| !list.is_empty());
    told.map(|(words, list)| format!("{words}{}", names(lang, list)))
        .collect::<Vec<_>>()
        .join(" · ")
}

fn with_value(lang: Lang, word: &str, value: Option<Money>) -> String {
    match value {
        Some(value) => {
            format!("{}: {}", bold(word), format::money(lang, value, Decimals::IfAny))
        }
        None => bold(word),
    }
}

/// `words`: before stage, value and day, and what is said when only a note came.
fn progress(
    lang: Lang,
    words: (&str, &str, &str, &str),
    stage: Option<String>,
    value: Option<Money>,
    close_on: Option<chrono::NaiveDate>,
) -> String {
    let told: Vec<String> = [
        stage.map(|stage| format!("{}{}", words.0, bold(&stage))),
        value.map(|v| format!("{}{}", words.1, bold(&format::money(lang, v, Decimals::IfAny)))),
        close_on.map(|day| format!("{}{}", words.2, bold(&format::date(lang, day)))),
    ]
    .into_iter()
    .flatten()
    .collect();
    if told.is_empty() { words.3.to_owned() } else { told.join(" · ") }
}

fn reason(lang: Lang, event: &Event, label: Option<&str>) -> Option<String> {
    match event {
        Event::Delivered { override_reason: text, .. }
        | Event::Recalled { reason: text, .. }
        | Event::Left { text, .. }
        | Event::Progressed { note: text, .. }
        | Event::CheckedIn { text, .. }
        | Event::RegistrationMoved { reason: None, text, .. }
        | Event::InfoGiven { answer: text, .. }
        | Event::Held { reason: text } => text.clone(),
        Event::InfoRequested { question: text, .. }
        | Event::RegistrationExtended { evidence: text, .. }
        | Event::RegistrationAppealed { text, .. } => Some(text.clone()),
        Event::RegistrationMoved { reason: Some(reason), text, .. } => {
            let words = text::registration_reason(lang, *reason);
            Some(with_words(lang, words, text.as_deref()))
        }
        Event::Declined { text, .. } | Event::Returned { text, .. } | Event::Lost { text, .. } => {
            let (list, code) = event.choice()?;
            let words = text::labelled(lang, list, code, label);
            Some(with_words(lang, &words, text.as_deref()))
        }
        Event::Rejected { reason } | Event::Reopened { reason } => Some(reason.clone()),
        _ => None,
    }
}

fn with_words(lang: Lang, reason: &str, words: Option<&str>) -> String {
    match words {
        None => reason.to_owned(),
        Some(words) => format!("{reason} – {}", text::quoted(lang, words)),
    }
}
