//! What was wrong, told so that a person knows what to do.

use domain::{format, invalid::Problem, lang::Lang, refusal::Refusal};

use super::status;

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
        Problem::Phone => say(
            "Zadejte telefonní číslo, například +420 555 010 218.",
            "Enter a telephone number such as +420 555 010 218.",
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
        Problem::Taken => say("Už existuje.", "It already exists."),
        Problem::Duplicate => {
            say("Tento partner je v seznamu dvakrát.", "This partner is in the list twice.")
        }
        Problem::OtherAccount => say(
            "Tento kontakt patří k jinému obchodnímu vztahu.",
            "This contact belongs to another account.",
        ),
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
        #[cfg(feature = "ssr")]
        Problem::BatchAtOnce => say(
            "Nejlépe pro celý výběr nejde spojit s\u{a0}oslovením všech najednou. Vyberte jiný způsob výběru, nebo se ptejte jednoho po druhém.",
            "Best for the whole selection cannot be combined with asking all at once. Choose another strategy, or ask one after another.",
        ),
        // The form comes back from the server; a partner's phone need not carry the words.
        #[cfg(not(feature = "ssr"))]
        Problem::BatchAtOnce => self::problem(lang, &Problem::Choice),
        Problem::TimeZone => say(
            "Zadejte časové pásmo, například Europe/Prague.",
            "Enter a time zone such as Europe/Prague.",
        ),
        Problem::TooMany { max } if cs => format!("Nejvýše {max} souborů."),
        Problem::TooMany { max } => format!("At most {max} files."),
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
        Problem::NotReader { name } => match lang {
            Lang::Cs => {
                format!("{name} tuto poznámku číst nemůže. Změňte čtenáře, nebo jméno vynechte.")
            }
            Lang::En => {
                format!("{name} may not read this note. Change its readers, or leave the name out.")
            }
        },
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
#[expect(clippy::too_many_lines, reason = "a catalogue: one arm a message")]
pub(crate) fn refusal(lang: Lang, why: &Refusal) -> String {
    let say =
        |czech: &str, english: &str| if lang == Lang::Cs { czech } else { english }.to_owned();
    match why {
        Refusal::Lapsed => say("Lhůta pro přijetí už uplynula.", "The time to accept has passed."),
        Refusal::AlreadyAnswered => say(
            "Na nabídku už někdo odpověděl, nebo ji dodavatel stáhl.",
            "Somebody has already answered the offer, or the vendor took it back.",
        ),
        Refusal::OtherStays => {
            say("Jiný důvod se musí dát vybrat vždy.", "Another reason can always be given.")
        }
        Refusal::LastChoice => {
            say("Aspoň jedna možnost musí zůstat.", "At least one choice has to stay.")
        }
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
        Refusal::PartnerMissing => say("Vyberte partnera.", "Choose a partner."),
        Refusal::PartnerInactive => say(
            "Partner není aktivní, nelze mu nic nabídnout.",
            "The partner is not active, so nothing can be offered.",
        ),
        Refusal::Suspended => say(
            "Spolupráce s vaší firmou je teď pozastavená: dokončete, co máte rozdělané, nové věci nejde začít.",
            "Your company's programme is suspended for now: finish what you have; nothing new can be begun.",
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
        #[cfg(not(feature = "ssr"))]
        Refusal::CustomerShared => String::new(),
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
        Refusal::AwaitingApproval => say(
            "Příležitost od partnera nejdřív schvalte, nebo zamítněte.",
            "First approve or reject the partner's opportunity.",
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
        Refusal::LinkSpent => say(
            "Odkaz už neplatí. Požádejte o nový.",
            "The link is no longer valid. Ask for a new one.",
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
    }
}
