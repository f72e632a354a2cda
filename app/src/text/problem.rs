//! What was wrong, told so that a person knows what to do.
//!
//! Here is what the pages of a partner say in the browser; the rest is in [`super::elsewhere`], which a partner's phone does
//! not carry.

use domain::{format, invalid::Problem, lang::Lang, refusal::Refusal};

use super::{elsewhere, status};

/// The message at a field.
#[expect(clippy::too_many_lines, reason = "a catalogue: one arm a message")]
pub(crate) fn problem(lang: Lang, problem: &Problem) -> String {
    let cs = lang == Lang::Cs;
    let say = |czech: &str, english: &str| if cs { czech } else { english }.to_owned();
    match problem {
        Problem::Required => say("Vyplňte toto pole.", "Fill in this field."),
        Problem::TooLong { max } => {
            let max = format::number(lang, i64::from(*max));
            if cs {
                format!("Nejvýše {max} znaků.")
            } else {
                format!("At most {max} characters.")
            }
        }
        Problem::TooShort { min } if cs => format!("Nejméně {min} znaků."),
        Problem::TooShort { min } => format!("At least {min} characters."),
        Problem::Unprintable => say(
            "Text obsahuje znaky, které nelze zobrazit.",
            "The text contains characters that cannot be shown.",
        ),
        Problem::Email => say(
            "Zadejte e-mail ve tvaru jmeno@firma.cz.",
            "Enter an e-mail address such as name@company.com.",
        ),
        Problem::Amount => {
            say("Zadejte částku, například 1 234 567,89.", "Enter an amount such as 1,234,567.89.")
        }
        Problem::AmountRange => say(
            "Částka musí být od 0 do 1 000 000 000 000.",
            "The amount must be between 0 and 1,000,000,000,000.",
        ),
        Problem::AmountDecimals { places: 0 } => {
            say("Tato měna nemá desetinná místa.", "This currency has no decimal places.")
        }
        Problem::AmountDecimals { places } if cs => format!("Nejvýše {places} desetinná místa."),
        Problem::AmountDecimals { places } => format!("At most {places} decimal places."),
        Problem::NumberRange { min, max } if cs => format!("Zadejte celé číslo od {min} do {max}."),
        Problem::NumberRange { min, max } => {
            format!("Enter a whole number between {min} and {max}.")
        }
        Problem::Date => say("Zadejte platné datum.", "Enter a valid date."),
        Problem::NotFuture => {
            say("Termín musí být v budoucnosti.", "The deadline must be in the future.")
        }
        Problem::Past => say("Nejdříve dnešek.", "Today at the earliest."),
        Problem::TooFar { days: 3650 } => {
            say("Nejvýše 10\u{a0}let od dneška.", "At most 10 years from today.")
        }
        Problem::TooFar { days: 0 } => say("Nejpozději dnešek.", "Today at the latest."),
        Problem::TooFar { days } if cs => format!("Nejvýše {days} dní od dneška."),
        Problem::TooFar { days } => format!("At most {days} days from today."),
        Problem::Choice => {
            say("Vyberte jednu z nabízených možností.", "Choose one of the options.")
        }
        Problem::Retired => say(
            "Tohle se už nenabízí. Vyberte jinou možnost.",
            "This is no longer offered. Choose something else.",
        ),
        Problem::Taken => say("Už existuje.", "It already exists."),
        Problem::CommonPassword => say(
            "Toto heslo je příliš známé. Zvolte jiné.",
            "This password is too well known. Choose another one.",
        ),
        Problem::Credentials => {
            say("E-mail nebo heslo nesouhlasí.", "The e-mail or the password is wrong.")
        }
        Problem::Throttled { minutes } => throttled(lang, *minutes),
        Problem::Refused(why) => refusal(lang, why),
        Problem::FileType => {
            say("Tento druh souboru nelze přiložit.", "This kind of file cannot be attached.")
        }
        Problem::FileSize { max_mb } if cs => format!("Soubor může mít nejvýše {max_mb} MB."),
        Problem::FileSize { max_mb } => format!("A file may have at most {max_mb} MB."),
        Problem::TooMany { max } if cs => format!("Nejvýše {max} souborů."),
        Problem::TooMany { max } => format!("At most {max} files."),
        Problem::NotReader { name } => match lang {
            Lang::Cs => {
                format!("{name} tuto poznámku číst nemůže. Změňte čtenáře, nebo jméno vynechte.")
            }
            Lang::En => {
                format!("{name} may not read this note. Change its readers, or leave the name out.")
            }
        },
        other => elsewhere::problem(lang, other),
    }
}

fn throttled(lang: Lang, minutes: u32) -> String {
    match lang {
        Lang::Cs => {
            let word = domain::lang::plural(lang, minutes.into(), ("minutu", "minuty", "minut"));
            format!("Příliš mnoho pokusů. Zkuste to za {minutes} {word}.")
        }
        Lang::En => {
            let word = domain::lang::plural(lang, minutes.into(), ("minute", "minutes", "minutes"));
            format!("Too many attempts. Try again in {minutes} {word}.")
        }
    }
}

/// Why the business says no.
pub(crate) fn refusal(lang: Lang, why: &Refusal) -> String {
    let say =
        |czech: &str, english: &str| if lang == Lang::Cs { czech } else { english }.to_owned();
    match why {
        Refusal::Lapsed => say("Lhůta pro přijetí už uplynula.", "The time to accept has passed."),
        Refusal::AlreadyAnswered => say(
            "Na nabídku už někdo odpověděl, nebo ji dodavatel stáhl.",
            "Somebody has already answered the offer, or the vendor took it back.",
        ),
        Refusal::OnHold => say(
            "Příležitost je pozastavená. Počkejte, až ji dodavatel obnoví.",
            "The opportunity is on hold. Wait until the vendor resumes it.",
        ),
        Refusal::WrongStatus { from } => {
            let name = status(lang, *from);
            if lang == Lang::Cs {
                format!("Ve stavu {name} to nejde.")
            } else {
                format!("This is not possible while the status is {name}.")
            }
        }
        Refusal::Suspended => say(
            "Vaše firma má spolupráci pozastavenou: nic nového teď nezačnete.",
            "Your company is suspended: nothing new can be begun now.",
        ),
        Refusal::Collaborating => say(
            "Dokud partneři spolupracují, může to jen dodavatel.",
            "While partners collaborate, only the vendor may do this.",
        ),
        Refusal::OwnOpportunity => say(
            "Příležitost, kterou jste vytvořili, nelze vrátit.",
            "An opportunity that you created cannot be returned.",
        ),
        Refusal::NotManaging => say(
            "Tuto příležitost vaše firma nespravuje.",
            "Your company does not manage this opportunity.",
        ),
        Refusal::AwaitingApproval => say(
            "Příležitost od partnera nejdřív schvalte, nebo zamítněte.",
            "First approve or reject the partner's opportunity.",
        ),
        Refusal::LinkSpent => say(
            "Odkaz už neplatí. Požádejte o nový.",
            "The link is no longer valid. Ask for a new one.",
        ),
        other => elsewhere::refusal(lang, other),
    }
}
