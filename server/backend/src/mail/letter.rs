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

/// Where a message leads.
struct Links {
    page: String,
    /// Answers an offer without signing in.
    answer: Option<String>,
}

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

static NOTICES: [(&str, &str); 76] = templates![
    "offered",
    "shared",
    "held",
    "resumed",
    "deadline_moved",
    "recalled",
    "overtaken",
    "lapsed",
    "answer_soon",
    "report_soon",
    "report_late",
    "owner_report_late",
    "seller_assigned",
    "accepted",
    "declined",
    "owner_lapsed",
    "nobody_fits",
    "run_held",
    "returned",
    "needs_help",
    "left",
    "finished",
    "closed",
    "approved",
    "rejected",
    "brought",
    "info_requested",
    "info_given",
    "registration_news",
    "registration_decided",
    "registration_asked",
    "registration_lapsing",
    "registration_lapsed",
    "note_written",
    "mentioned",
    "password_reset",
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
    answer: Option<String>,
) -> Result<Letter, Error> {
    let link = match (facts.link, facts.reference) {
        (Some(link), _) => link.to_owned(),
        (None, Some(reference)) if to.is_staff => {
            settings.url(&format!("/staff/opportunities/{reference}"))
        }
        (None, Some(reference)) => settings.url(&format!("/opportunities/{reference}")),
        (None, None) => settings.url(facts.page.unwrap_or("/")),
    };
    let links = Links { page: link, answer };
    compose(template, facts, to, settings, links).map_err(|error| {
        Error::Setup(format!("the mail template {template} cannot be filled: {error}"))
    })
}

fn compose(
    template: &str,
    facts: &Facts<'_>,
    to: &Recipient,
    settings: &Settings,
    links: Links,
) -> Result<Letter, minijinja::Error> {
    let environment = ENVIRONMENT.as_ref().map_err(|error| {
        minijinja::Error::new(minijinja::ErrorKind::SyntaxError, error.to_string())
    })?;
    let message = environment
        .get_template(&format!("{template}.{}.txt", to.lang))?
        .render(told(facts, to, settings))?;
    let (subject, body) = message.split_once('\n').unwrap_or((&message, ""));
    let words = match facts.page {
        Some(_) => words_of_a_run(to.lang),
        None => words(to.lang, template, facts.link.is_some()),
    };
    let frame = framed((subject, body), facts, &words, settings, &links);
    Ok(Letter {
        subject: subject.to_owned(),
        text: environment.get_template("letter.txt")?.render(&frame)?,
        html: environment.get_template(LETTER_HTML)?.render(&frame)?,
        link: links.page,
    })
}

/// What the template of the notice may say.
fn told(facts: &Facts<'_>, to: &Recipient, settings: &Settings) -> Value {
    let end = |at| format::end(zone::local(at, &to.time_zone), |at| format::date_time(to.lang, at));
    let day = |at| format::date(to.lang, zone::local(at, &to.time_zone).date_naive());
    context! {
        vendor => one_line(&settings.vendor),
        reference => facts.reference,
        topic => one_line(facts.topic),
        partner => one_line(facts.partner),
        author => one_line(facts.author),
        company => one_line(facts.company),
        others => facts.others.iter().map(|name| one_line(name)).collect::<Vec<_>>(),
        accept_by => facts.accept_by.map(end),
        report_by => facts.report_by.map(end),
        reason => facts.reason.map(ToString::to_string),
        called => facts.reason_labels.and_then(|labels| labels.get(to.lang)).map(one_line),
        won => facts.won,
        next => facts.next.map(one_line),
        open => facts.open,
        registration => facts.registration,
        news => facts.news,
        until => facts.until.map(end),
        until_day => facts.until.map(day),
        valid_days => INVITATION_DAYS,
    }
}

/// What stands around it: greeting, quotation, button, footer.
fn framed(
    (subject, body): (&str, &str),
    facts: &Facts<'_>,
    words: &Words,
    settings: &Settings,
    links: &Links,
) -> Value {
    let paragraphs: Vec<String> = body
        .split("\n\n")
        .map(|paragraph| paragraph.trim().to_owned())
        .filter(|paragraph| !paragraph.is_empty())
        .collect();
    let quote: Vec<String> =
        facts.quote.into_iter().flat_map(|text| text.trim().lines()).map(str::to_owned).collect();
    context! {
        lang => words.lang,
        subject => subject,
        greeting => words.greeting,
        paragraphs => paragraphs,
        quote => quote,
        action => words.action,
        link => links.page.as_str(),
        answer => links.answer.as_deref(),
        answer_action => words.answer,
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
    lang: &'static str,
    greeting: &'static str,
    action: &'static str,
    answer: &'static str,
    reason: &'static str,
}

fn words_of_a_run(lang: Lang) -> Words {
    let (action, reason) = match lang {
        Lang::Cs => ("Otevřít distribuci", "Píšeme vám, protože o\u{a0}tom rozhodujete."),
        Lang::En => ("Open the distribution", "You receive this because you decide about it."),
    };
    Words { action, reason, ..words(lang, super::notice::RUN_HELD, false) }
}

fn words(lang: Lang, template: &str, is_sign_in: bool) -> Words {
    let forgotten = template == super::notice::PASSWORD_RESET;
    let (action, reason) = match (lang, is_sign_in, forgotten) {
        (Lang::Cs, _, true) => (
            "Zvolit si nové heslo",
            "Píšeme vám, protože si někdo pro tuto adresu vyžádal nové heslo.",
        ),
        (Lang::En, _, true) => (
            "Choose another password",
            "You receive this because somebody asked for a new password for this address.",
        ),
        (Lang::Cs, true, _) => (
            "Zvolit si heslo a přihlásit se",
            "Píšeme vám, protože vás někdo pozval. Pokud o tom nevíte, zprávu smažte.",
        ),
        (Lang::En, true, _) => (
            "Choose a password and sign in",
            "You receive this because somebody invited you. If you know nothing of it, delete it.",
        ),
        (Lang::Cs, false, _) => {
            ("Otevřít příležitost", "Píšeme vám, protože se vás tato příležitost týká.")
        }
        (Lang::En, false, _) => {
            ("Open the opportunity", "You receive this because the opportunity concerns you.")
        }
    };
    match lang {
        Lang::Cs => Words {
            lang: "cs",
            greeting: "Dobrý den,",
            action,
            answer: "Odpovědět bez přihlášení (odkaz je jen pro vás a platí jednou)",
            reason,
        },
        Lang::En => Words {
            lang: "en",
            greeting: "Hello,",
            action,
            answer: "Answer without signing in (the link is for you alone and works once)",
            reason,
        },
    }
}
