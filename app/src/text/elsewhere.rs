//! What was wrong, where a partner's browser never says it: on the vendor's pages, and on pages that the server draws.
//!
//! The server has these words, and the root of the vendor's pages brings them along. In the partner's bundle nothing refers
//! to them, so they are not in it.

use domain::{format, invalid::Problem, lang::Lang, refusal::Refusal};
use leptos::prelude::*;

/// How the words are reached in a browser.
#[derive(Clone, Copy)]
struct Words {
    problem: fn(Lang, &Problem) -> String,
    refusal: fn(Lang, &Refusal) -> String,
}

/// Brings the words; called in the root of the vendor's pages.
pub(crate) fn provide_vendor_words() {
    provide_context(Words { problem: problem_in_words, refusal: refusal_in_words });
}

/// The message at a field.
pub(super) fn problem(lang: Lang, problem: &Problem) -> String {
    words().map_or_else(|| nothing_more(lang), |words| (words.problem)(lang, problem))
}

/// Why the business says no.
pub(super) fn refusal(lang: Lang, why: &Refusal) -> String {
    words().map_or_else(|| nothing_more(lang), |words| (words.refusal)(lang, why))
}

#[cfg(feature = "ssr")]
#[expect(clippy::unnecessary_wraps, reason = "a partner's browser has none")]
fn words() -> Option<Words> {
    Some(Words { problem: problem_in_words, refusal: refusal_in_words })
}

#[cfg(not(feature = "ssr"))]
fn words() -> Option<Words> {
    use_context()
}

/// For a version of the server that is newer than the page.
fn nothing_more(lang: Lang) -> String {
    super::failure(lang, &crate::error::AppError::Malformed)
}

#[expect(clippy::too_many_lines, reason = "a catalogue: one arm a message")]
fn problem_in_words(lang: Lang, problem: &Problem) -> String {
    let cs = lang == Lang::Cs;
    let say = |czech: &str, english: &str| if cs { czech } else { english }.to_owned();
    match problem {
        Problem::Phone => say(
            "Zadejte telefonní číslo, například +420 555 010 218.",
            "Enter a telephone number such as +420 555 010 218.",
        ),
        Problem::RegistrationNumber => say(
            "IČO není platné: zkontrolujte osm číslic.",
            "The registration number is not valid: check its eight digits.",
        ),
        Problem::NotFound => say(
            "Nic takového není. Vyberte ze seznamu, nebo založte nové.",
            "There is nothing of that name. Choose from the list or create it.",
        ),
        Problem::Ambiguous => say(
            "Tak se jich jmenuje víc. Vyberte ze seznamu.",
            "Several have that name. Choose one from the list.",
        ),
        Problem::Duplicate => {
            say("Tento partner je v seznamu dvakrát.", "This partner is in the list twice.")
        }
        Problem::OtherAccount => say(
            "Tento kontakt patří k jinému obchodnímu vztahu.",
            "This contact belongs to another account.",
        ),
        Problem::Territory { line } if cs => format!(
            "Řádek {line}: napište kód země, kraj a začátek PSČ oddělené středníkem, například CZ; Zlínský kraj; 76."
        ),
        Problem::Territory { line } => format!(
            "Line {line}: enter country code, region and the beginning of the postal code with semicolons, such as CZ; Zlínský kraj; 76."
        ),
        Problem::Certification { line } if cs => format!(
            "Řádek {line}: napište název a za středník poslední den platnosti, například ISO 27001; 31. 12. 2027."
        ),
        Problem::Certification { line } => format!(
            "Line {line}: enter the name and after a semicolon the last valid day, such as ISO 27001; 2027-12-31."
        ),
        Problem::CustomerLine { line } if cs => format!(
            "Řádek {line}: napište jedno IČO, nebo doménu, například firma.cz. Řádků může být nejvýše 200."
        ),
        Problem::CustomerLine { line } => format!(
            "Line {line}: enter one registration number, or a domain such as company.com. There may be at most 200 lines."
        ),
        Problem::ListMark => say(
            "Název nesmí obsahovat čárku ani středník.",
            "The name must not contain a comma or a semicolon.",
        ),
        Problem::LanguageCode => say(
            "Zadejte dvoupísmenné kódy jazyků, například cs, en.",
            "Enter two-letter language codes such as cs, en.",
        ),
        Problem::WebAddress => say(
            "Zadejte webovou adresu, například https://firma.cz.",
            "Enter a web address such as https://company.com.",
        ),
        Problem::AmountOrder => say(
            "Horní hranice musí být aspoň tak vysoká jako dolní.",
            "The upper bound must be at least as high as the lower one.",
        ),
        Problem::BatchAtOnce => say(
            "Nejlépe pro celý výběr nejde spojit s\u{a0}oslovením všech najednou. Vyberte jiný způsob výběru, nebo se ptejte jednoho po druhém.",
            "Best for the whole selection cannot be combined with asking all at once. Choose another strategy, or ask one after another.",
        ),
        Problem::TimeZone => say(
            "Zadejte časové pásmo, například Europe/Prague.",
            "Enter a time zone such as Europe/Prague.",
        ),
        Problem::NotSince => say(
            "Zadejte den od schválení či prodloužení do dneška.",
            "Enter a day since the approval or extension, up to today.",
        ),
        Problem::OpenQuote { last } if cs => {
            format!(
                "Uvozovky nejsou ukončené před koncem buňky; přečteno jako jeden řádek až po {last}."
            )
        }
        Problem::OpenQuote { last } => {
            format!(
                "A quotation mark is not closed before the cell ends; read as one line up to {last}."
            )
        }
        Problem::Cells { expected, found } if cs => {
            let cells =
                domain::lang::plural(Lang::Cs, u64::from(*found), ("buňku", "buňky", "buněk"));
            format!("Řádek má {found} {cells}, záhlaví {expected}.")
        }
        Problem::Cells { expected, found } => {
            let cells =
                domain::lang::plural(Lang::En, u64::from(*found), ("cell", "cells", "cells"));
            format!("The line has {found} {cells}, the header {expected}.")
        }
        Problem::Rate => say(
            "Zadejte kurz nad nulou s\u{a0}nejvýše šesti desetinnými místy, například 24,105.",
            "Enter a rate above zero with at most six decimal places, such as 24.105.",
        ),
        Problem::RateSheet { line } if cs => format!(
            "Řádek {line} do kurzovního lístku nepatří. Vložte celý denní lístek ČNB, jak je na jejím webu v\u{a0}textové podobě."
        ),
        Problem::RateSheet { line } => format!(
            "Line {line} does not belong on a sheet. Paste the whole daily sheet of the Czech National Bank in its text form."
        ),
        Problem::CustomerKey => say(
            "Zadejte IČO, nebo doménu, například firma.cz.",
            "Enter a registration number, or a domain such as company.com.",
        ),
        Problem::CustomerKeys => say(
            "Zadejte aspoň jedno: IČO, DIČ, nebo web.",
            "Enter at least one: registration number, VAT id, or web.",
        ),
        Problem::Coordinates => say(
            "Zadejte zeměpisnou šířku a\u{a0}délku ve stupních, například 50.0755, 14.4378.",
            "Enter latitude and longitude in degrees, such as 50.0755, 14.4378.",
        ),
        Problem::NotOnEarth => say(
            "Zeměpisná šířka je od −90 do 90 stupňů a\u{a0}délka od −180 do 180.",
            "Latitude is between −90 and 90 degrees, and longitude between −180 and 180.",
        ),
        Problem::Domain => {
            say("Zadejte doménu, například firma.cz.", "Enter a domain such as company.com.")
        }
        Problem::Country => say(
            "Napište dvoupísmenný kód země, například CZ.",
            "Write the two-letter code of the country, such as CZ.",
        ),
        // These stand in `problem`.
        Problem::Required
        | Problem::TooLong { .. }
        | Problem::TooShort { .. }
        | Problem::Unprintable
        | Problem::Email
        | Problem::Amount
        | Problem::AmountRange
        | Problem::AmountDecimals { .. }
        | Problem::NumberRange { .. }
        | Problem::Date
        | Problem::NotFuture
        | Problem::Past
        | Problem::TooFar { .. }
        | Problem::Choice
        | Problem::Retired
        | Problem::Taken
        | Problem::CommonPassword
        | Problem::Credentials
        | Problem::Throttled { .. }
        | Problem::Refused(_)
        | Problem::FileType
        | Problem::FileSize { .. }
        | Problem::TooMany { .. }
        | Problem::NotReader { .. } => nothing_more(lang),
    }
}

#[expect(clippy::too_many_lines, reason = "a catalogue: one arm a message")]
fn refusal_in_words(lang: Lang, why: &Refusal) -> String {
    let say =
        |czech: &str, english: &str| if lang == Lang::Cs { czech } else { english }.to_owned();
    match why {
        Refusal::OtherStays => {
            say("Jiný důvod se musí dát vybrat vždy.", "Another reason can always be given.")
        }
        Refusal::LastChoice => {
            say("Aspoň jedna možnost musí zůstat.", "At least one choice has to stay.")
        }
        Refusal::PartnerMissing => say("Vyberte partnera.", "Choose a partner."),
        Refusal::PartnerInactive => say(
            "Partner není aktivní, nelze mu nic nabídnout.",
            "The partner is not active, so nothing can be offered.",
        ),
        Refusal::NoRecipient => say(
            "U partnera není nikdo, kdo by mohl příležitost přijmout. Nejdřív pozvěte jeho správce.",
            "Nobody at the partner could accept it. Invite its administrator first.",
        ),
        Refusal::CustomerMissing => say(
            "Nejdřív vyplňte obchodní vztah nebo název firmy zákazníka.",
            "First fill in the account or the customer's company name.",
        ),
        // Only pages that the server draws say it.
        #[cfg(feature = "ssr")]
        Refusal::CustomerShared => super::CustomerText::get().shared.to_owned(),
        Refusal::DeclinedBefore => say(
            "Partner tuto příležitost už odmítl. Napište, proč mu ji nabízíte znovu.",
            "The partner declined this opportunity before. Say why you offer it again.",
        ),
        Refusal::TooFewPartners => say(
            "Pro spolupráci vyberte alespoň dva partnery.",
            "Choose at least two partners for collaboration.",
        ),
        Refusal::CollaborationOff => say(
            "Stav Přijato nastavte až se zaškrtnutou Spoluprací s partnerem; jinak přijímá partner.",
            "Set the status Accepted only with Partner collaboration ticked; otherwise the partner accepts.",
        ),
        Refusal::UndoTooLate => say(
            "Od předání uplynulo víc než 10 minut. Příležitost můžete odvolat s důvodem.",
            "More than 10 minutes have passed. You can recall the opportunity with a reason.",
        ),
        Refusal::AlreadyAsked => say(
            "Partner už byl dotázán a odpověď zatím nepřišla.",
            "The partner has been asked already and has not answered yet.",
        ),
        Refusal::NothingAsked => say(
            "Na nic se už nečeká: někdo odpověděl, nebo dodavatel rozhodl.",
            "Nothing is asked any more: somebody answered, or the vendor decided.",
        ),
        Refusal::NotAwaiting => say(
            "Ptát se lze jen na to, co přinesl partner a co čeká na schválení.",
            "Only what a partner brought and what waits for approval can be asked about.",
        ),
        Refusal::LastAdministrator => {
            say("Poslední správce musí zůstat.", "The last administrator has to stay.")
        }
        Refusal::BothPartners => say(
            "Obě firmy jsou partneři a mají vlastní lidi a nabídky. Sloučit je nelze.",
            "Both companies are partners with people and offers of their own. They cannot be merged.",
        ),
        Refusal::BothProtected { first, second } => match lang {
            Lang::Cs => format!(
                "Obě firmy mají na týž produkt platnou ochranu (jedna pro {first}, druhá pro {second}). Sloučit je půjde, až jedna ochrana skončí nebo ji odvoláte."
            ),
            Lang::En => format!(
                "Both companies are protected for the same product (one for {first}, the other for {second}). They can be merged once one protection ends or is revoked."
            ),
        },
        Refusal::Oneself => say(
            "Sami sobě přístup odebrat nemůžete. Požádejte jiného správce.",
            "You cannot take your own access away. Ask another administrator.",
        ),
        Refusal::RegistrationState { .. } => say(
            "Registrace se mezitím změnila, teď to nejde.",
            "The registration has changed meanwhile; this is not possible now.",
        ),
        Refusal::NotBrought => say(
            "Registrovat lze jen příležitost, kterou přinesla vaše firma.",
            "Only an opportunity that your company brought can be registered.",
        ),
        Refusal::RegisteredAlready => {
            say("Žádost o registraci už existuje.", "There is a registration request already.")
        }
        Refusal::QuotaReached { limit } if lang == Lang::Cs => {
            format!("Najednou můžete mít nejvýše {limit} registrací.")
        }
        Refusal::QuotaReached { limit } => {
            format!("You may have at most {limit} registrations at a time.")
        }
        Refusal::NobodyFits { .. } => say(
            "Žádný partner teď nevyhovuje. Vyberte ho sami.",
            "No partner fits now. Choose one yourself.",
        ),
        Refusal::PartnerUnfit { reasons } => {
            let why: Vec<_> = reasons.iter().map(|(why, _)| super::obstacle(lang, *why)).collect();
            let why = why.join(", ");
            match lang {
                Lang::Cs => format!("Tento partner teď nevyhovuje: {why}."),
                Lang::En => format!("This partner does not fit now: {why}."),
            }
        }
        Refusal::AppealedBefore => say("Odvolat se lze jen jednou.", "You can appeal only once."),
        Refusal::SamePerson => say(
            "O odvolání musí rozhodnout někdo jiný než poprvé.",
            "Somebody else than the first time has to decide the appeal.",
        ),
        Refusal::ProtectionOver => say("Ochrana už skončila.", "The protection is over."),
        Refusal::ExtendLater { from } => super::extends_later(lang, *from),
        Refusal::ExtensionsUsed => {
            say("Ochranu už nelze prodloužit.", "The protection cannot be extended any more.")
        }
        Refusal::CustomerProtected { until, partner } | Refusal::Protected { until, partner } => {
            let until = format::date(lang, *until);
            match lang {
                Lang::Cs => format!("Chráněno do {until} pro {partner}."),
                Lang::En => format!("Protected until {until} for {partner}."),
            }
        }
        #[cfg(not(feature = "ssr"))]
        Refusal::CustomerShared => nothing_more(lang),
        // These stand in `refusal`.
        Refusal::Lapsed
        | Refusal::AlreadyAnswered
        | Refusal::OnHold
        | Refusal::WrongStatus { .. }
        | Refusal::Suspended
        | Refusal::Collaborating
        | Refusal::OwnOpportunity
        | Refusal::NotManaging
        | Refusal::LinkSpent
        | Refusal::AwaitingApproval => nothing_more(lang),
    }
}
