//! What happens to a deal registration and how a partner says it goes, in words.

use chrono::NaiveDate;
use domain::{
    LocalTime, format,
    lang::Lang,
    registration::State,
    timeline::{CheckIn, Event},
};
use ui::{Glyph, Tone};

use super::story::bold;

pub(super) fn look(state: State) -> (Tone, Glyph) {
    match state {
        State::Submitted => (Tone::Info, Glyph::Send),
        State::InReview => (Tone::Neutral, Glyph::Eye),
        State::InfoRequested => (Tone::Warn, Glyph::Info),
        State::Approved | State::Converted => (Tone::Ok, Glyph::Check),
        State::Rejected | State::Revoked => (Tone::Bad, Glyph::X),
        State::Expired => (Tone::Warn, Glyph::Clock),
        State::Withdrawn | State::Closed => (Tone::Neutral, Glyph::Ban),
    }
}

pub(super) fn sentence(lang: Lang, event: &Event) -> String {
    match event {
        // With words it goes on because the partner answered.
        Event::RegistrationMoved {
            registration, state: State::InReview, text: Some(_), ..
        } => match lang {
            Lang::Cs => format!("Dotaz k registraci {} zodpovězen", bold(registration)),
            Lang::En => format!("Question about {} answered", bold(registration)),
        },
        Event::RegistrationMoved { registration, state, until, .. } => {
            moved(lang, &bold(registration), *state, *until)
        }
        Event::RegistrationExtended { registration, until, .. } => {
            let (name, day) = (bold(registration), format::date(lang, until.date_naive()));
            match lang {
                Lang::Cs => format!("Ochrana registrace {name} prodloužena do {day}"),
                Lang::En => format!("Protection of registration {name} extended until {day}"),
            }
        }
        Event::RegistrationAppealed { registration, .. } => match lang {
            Lang::Cs => format!("Odvolání proti zamítnutí registrace {}", bold(registration)),
            Lang::En => format!("Appeal against the rejection of {}", bold(registration)),
        },
        _ => String::new(),
    }
}

fn moved(lang: Lang, name: &str, state: State, until: Option<LocalTime>) -> String {
    let until = until.map(|at| format::date(lang, at.date_naive())).unwrap_or_default();
    match (lang, state) {
        (Lang::Cs, State::Submitted) => format!("Žádost o registraci dohody {name} odeslána"),
        (Lang::Cs, State::InReview) => format!("Registrace {name} se posuzuje"),
        (Lang::Cs, State::InfoRequested) => format!("K registraci {name} chybí informace"),
        (Lang::Cs, State::Approved) => {
            format!("Registrace {name} schválena, ochrana do {until}")
        }
        (Lang::Cs, State::Rejected) => format!("Registrace {name} zamítnuta"),
        (Lang::Cs, State::Withdrawn) => format!("Registrace {name} vzata zpět"),
        (Lang::Cs, State::Expired) => format!("Ochrana registrace {name} skončila"),
        (Lang::Cs, State::Revoked) => format!("Ochrana registrace {name} odebrána"),
        (Lang::Cs, State::Converted) => format!("Registrace {name} vedla k výhře"),
        (Lang::Cs, State::Closed) => format!("Registrace {name} uzavřena"),
        (Lang::En, State::Submitted) => format!("Deal registration request {name} submitted"),
        (Lang::En, State::InReview) => format!("Registration {name} is under review"),
        (Lang::En, State::InfoRequested) => format!("Registration {name} needs information"),
        (Lang::En, State::Approved) => {
            format!("Registration {name} approved, protected until {until}")
        }
        (Lang::En, State::Rejected) => format!("Registration {name} rejected"),
        (Lang::En, State::Withdrawn) => format!("Registration {name} withdrawn"),
        (Lang::En, State::Expired) => format!("Protection of registration {name} ended"),
        (Lang::En, State::Revoked) => format!("Protection of registration {name} revoked"),
        (Lang::En, State::Converted) => format!("Registration {name} ended in a sale"),
        (Lang::En, State::Closed) => format!("Registration {name} closed"),
    }
}

/// How the partner says it goes.
pub(super) fn check_in(lang: Lang, kind: CheckIn, until: Option<NaiveDate>) -> String {
    let until = until.map(|day| format::date(lang, day));
    match (lang, kind, until) {
        (Lang::Cs, CheckIn::Progressing, _) => "Partner pokračuje".to_owned(),
        (Lang::Cs, CheckIn::Waiting, Some(day)) => format!("Čeká se na zákazníka do {day}"),
        (Lang::Cs, CheckIn::Waiting, None) => "Čeká se na zákazníka".to_owned(),
        (Lang::Cs, CheckIn::Stuck, _) => "Partner potřebuje pomoc".to_owned(),
        (Lang::En, CheckIn::Progressing, _) => "The partner goes on".to_owned(),
        (Lang::En, CheckIn::Waiting, Some(day)) => format!("Waiting for the customer until {day}"),
        (Lang::En, CheckIn::Waiting, None) => "Waiting for the customer".to_owned(),
        (Lang::En, CheckIn::Stuck, _) => "The partner needs help".to_owned(),
    }
}
