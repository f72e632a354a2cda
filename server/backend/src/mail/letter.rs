//! A message in its final words: subject, plain text and HTML in the receiver's language.
//!
//! A template is plain text: the first line is the subject, the rest are paragraphs. The HTML page is
//! built around the rendered paragraphs and escapes them, so no template can forget to.

use std::sync::LazyLock;

use domain::{format, lang::Lang};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};

use super::{notice::Facts, recipient::Recipient};
use crate::{Error, settings::Settings, zone};

/// How long an invitation is good for.
pub(crate) const INVITATION_DAYS: i64 = 7;

/// A rendered message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Letter {
    pub subject: String,
    pub text: String,
    pub html: String,
    /// Where its button leads.
    pub link: String,
}

macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        [$(
            (concat!($name, ".cs.txt"), include_str!(concat!("templates/", $name, ".cs.txt"))),
            (concat!($name, ".en.txt"), include_str!(concat!("templates/", $name, ".en.txt"))),
        )*]
    };
}

static NOTICES: [(&str, &str); 38] = templates![
    "offered",
    "shared",
    "held",
    "resumed",
    "deadline_moved",
    "recalled",
    "lapsed",
    "accepted",
    "declined",
    "owner_lapsed",
    "returned",
    "left",
    "finished",
    "closed",
    "approved",
    "rejected",
    "note_written",
    "partner_invitation",
    "staff_invitation",
];

const LETTER_HTML: &str = "letter.html";

static LAYOUTS: [(&str, &str); 2] = [
    ("letter.txt", include_str!("templates/letter.txt")),
    (LETTER_HTML, include_str!("templates/letter.html")),
];

static ENVIRONMENT: LazyLock<Result<Environment<'static>, minijinja::Error>> =
    LazyLock::new(|| {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|name| {
            if name == LETTER_HTML { AutoEscape::Html } else { AutoEscape::None }
        });
        for (name, source) in NOTICES.iter().chain(&LAYOUTS) {
            environment.add_template(name, source)?;
        }
        Ok(environment)
    });

/// Writes the message for one receiver.
pub(super) fn write(
    template: &str,
    facts: &Facts<'_>,
    to: &Recipient,
    settings: &Settings,
) -> Result<Letter, Error> {
    let link = match (facts.link, facts.reference) {
        (Some(link), _) => link.to_owned(),
        (None, Some(reference)) if to.is_staff => {
            settings.url(&format!("/staff/opportunities/{reference}"))
        }
        (None, Some(reference)) => settings.url(&format!("/opportunities/{reference}")),
        (None, None) => settings.url("/"),
    };
    compose(template, facts, to, settings, link).map_err(|error| {
        Error::Setup(format!("the mail template {template} cannot be filled: {error}"))
    })
}

fn compose(
    template: &str,
    facts: &Facts<'_>,
    to: &Recipient,
    settings: &Settings,
    link: String,
) -> Result<Letter, minijinja::Error> {
    let environment = ENVIRONMENT.as_ref().map_err(|error| {
        minijinja::Error::new(minijinja::ErrorKind::SyntaxError, error.to_string())
    })?;
    let message = environment
        .get_template(&format!("{template}.{}.txt", to.lang))?
        .render(told(facts, to, settings))?;
    let (subject, body) = message.split_once('\n').unwrap_or((&message, ""));
    let frame = framed(subject, body, facts, to, settings, &link);
    Ok(Letter {
        subject: subject.to_owned(),
        text: environment.get_template("letter.txt")?.render(&frame)?,
        html: environment.get_template(LETTER_HTML)?.render(&frame)?,
        link,
    })
}

/// What the template of the notice may say.
fn told(facts: &Facts<'_>, to: &Recipient, settings: &Settings) -> Value {
    let accept_by =
        facts.accept_by.map(|at| format::date_time(to.lang, zone::local(at, &to.time_zone)));
    context! {
        vendor => one_line(&settings.vendor),
        reference => facts.reference,
        topic => one_line(facts.topic),
        partner => one_line(facts.partner),
        author => one_line(facts.author),
        company => one_line(facts.company),
        others => facts.others.iter().map(|name| one_line(name)).collect::<Vec<_>>(),
        accept_by => accept_by,
        reason => facts.reason.map(|reason| reason.to_string()),
        won => facts.won,
        valid_days => INVITATION_DAYS,
    }
}

/// What stands around it: greeting, quotation, button, footer.
fn framed(
    subject: &str,
    body: &str,
    facts: &Facts<'_>,
    to: &Recipient,
    settings: &Settings,
    link: &str,
) -> Value {
    let words = words(to.lang, facts.link.is_some());
    let paragraphs: Vec<String> = body
        .split("\n\n")
        .map(|paragraph| paragraph.trim().to_owned())
        .filter(|paragraph| !paragraph.is_empty())
        .collect();
    let quote: Vec<String> =
        facts.quote.into_iter().flat_map(|text| text.trim().lines()).map(str::to_owned).collect();
    context! {
        lang => to.lang.to_string(),
        subject => subject,
        greeting => words.greeting,
        paragraphs => paragraphs,
        quote => quote,
        action => words.action,
        link => link,
        vendor => one_line(&settings.vendor),
        home => settings.url("/"),
        reason => words.reason,
    }
}

/// Names and topics are single lines; a line break in one would begin the body in the subject.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Words {
    greeting: &'static str,
    action: &'static str,
    reason: &'static str,
}

fn words(lang: Lang, invitation: bool) -> Words {
    match (lang, invitation) {
        (Lang::Cs, true) => Words {
            greeting: "Dobrý den,",
            action: "Zvolit si heslo a přihlásit se",
            reason: "Píšeme vám, protože vás někdo pozval. Pokud o tom nevíte, zprávu smažte.",
        },
        (Lang::Cs, false) => Words {
            greeting: "Dobrý den,",
            action: "Otevřít příležitost",
            reason: "Píšeme vám, protože se vás tato příležitost týká.",
        },
        (Lang::En, true) => Words {
            greeting: "Hello,",
            action: "Choose a password and sign in",
            reason: "You receive this because somebody invited you. If you know nothing of it, delete it.",
        },
        (Lang::En, false) => Words {
            greeting: "Hello,",
            action: "Open the opportunity",
            reason: "You receive this because the opportunity concerns you.",
        },
    }
}
