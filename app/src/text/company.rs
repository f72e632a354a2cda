//! Texts of the own company, and of what a partner can take on.

use domain::lang::{Lang, plural};

use super::texts;

texts! {
    /// The page of the own company.
    CompanyText {
        company: "Naše firma" | "Our company";
        saved: "Uloženo." | "Saved.";
        invited: "Pozvánka je na cestě." | "The invitation is on its way.";
        changed: "Hotovo." | "Done.";
        kept: "Profil u\u{a0}dodavatele" | "Profile with the vendor";
        kept_note: "Mění ho dodavatel." | "The vendor changes it.";
        status: "Stav" | "Status";
        tier: "Úroveň" | "Tier";
        ranking: "Hodnocení dodavatele" | "Vendor’s ranking";
        territories: "Území" | "Territories";
        products: "Produkty" | "Products";
        certifications: "Certifikace" | "Certifications";
        values: "Hodnota příležitostí" | "Value of opportunities";
        capacity: "Kapacita" | "Capacity";
        accept_within: "Na přijetí" | "Time to accept";
        report_within: "Na první zprávu" | "Time for the first report";
        calendar: "Pracovní kalendář" | "Working calendar";
        not_given: "neuvedeno" | "not given";
        said: "Co o\u{a0}sobě říkáme" | "What we say of ourselves";
        who_edits: "Upravit to může správce nebo manažer." | "An administrator or manager can change it.";
        about: "O\u{a0}firmě" | "About the company";
        website: "Web" | "Website";
        phone: "Telefon" | "Phone";
        languages: "Jazyky" | "Languages";
        languages_hint: "Kódy oddělené čárkou, například cs, en." | "Codes separated by commas, such as cs, en.";
        recipient: "Komu chodí nabídky" | "Who is told of offers";
        recipient_hint: "Kdo může přijímat: správci a\u{a0}manažeři." | "Those who can accept: administrators and managers.";
        longest_there: "správce, který je tu nejdéle" | "the administrator who has been here longest";
        time_zone: "Časové pásmo" | "Time zone";
        time_zone_hint: "Podle něj běží lhůty, například Europe/Prague." | "Deadlines run by it, such as Europe/Prague.";
        save: "Uložit" | "Save";
        team: "Tým" | "Team";
        full_name: "Celé jméno" | "Full name";
        role: "Role" | "Role";
        seen: "Naposledy" | "Last seen";
        access: "Přístup" | "Access";
        never: "zatím nikdy" | "not yet";
        invited_state: "pozvánka čeká" | "invited";
        inactive: "bez přístupu" | "no access";
        change: "Změnit" | "Change";
        deactivate: "Odebrat přístup" | "Remove access";
        activate: "Vrátit přístup" | "Give access back";
        email: "E-mail" | "E-mail";
        language: "Jazyk" | "Language";
        czech: "čeština" | "Czech";
        english: "angličtina" | "English";
        invite: "Pozvat" | "Invite";
        invite_heading: "Pozvat kolegu" | "Invite a colleague";
    }
}

/// What people here call a country of which they hear every day; all others have their code.
pub(crate) fn country(lang: Lang, code: &str) -> String {
    let name = match (lang, code) {
        (Lang::Cs, "CZ") => "Česko",
        (Lang::Cs, "SK") => "Slovensko",
        (Lang::Cs, "DE") => "Německo",
        (Lang::Cs, "AT") => "Rakousko",
        (Lang::Cs, "PL") => "Polsko",
        (Lang::Cs, "HU") => "Maďarsko",
        (Lang::En, "CZ") => "Czechia",
        (Lang::En, "SK") => "Slovakia",
        (Lang::En, "DE") => "Germany",
        (Lang::En, "AT") => "Austria",
        (Lang::En, "PL") => "Poland",
        (Lang::En, "HU") => "Hungary",
        (_, other) => other,
    };
    name.to_owned()
}

/// `48 pracovních hodin`: hours of working days.
pub(crate) fn working_hours(lang: Lang, count: i32) -> String {
    let forms = match lang {
        Lang::Cs => ("hodina pracovních dnů", "hodiny pracovních dnů", "hodin pracovních dnů"),
        Lang::En => ("hour of working days", "", "hours of working days"),
    };
    counted(lang, count, forms)
}

/// `5 pracovních dnů`.
pub(crate) fn working_days(lang: Lang, count: i32) -> String {
    let forms = match lang {
        Lang::Cs => ("pracovní den", "pracovní dny", "pracovních dnů"),
        Lang::En => ("working day", "", "working days"),
    };
    counted(lang, count, forms)
}

/// `nejvýše 5 příležitostí najednou`.
pub(crate) fn at_a_time(lang: Lang, count: i32) -> String {
    match lang {
        Lang::Cs => ["nejvýše ", &counted(lang, count, OPPORTUNITIES_CS), " najednou"].concat(),
        Lang::En => ["at most ", &counted(lang, count, OPPORTUNITIES_EN), " at a time"].concat(),
    }
}

/// `nejvýše 5 nových příležitostí za měsíc`.
pub(crate) fn a_month(lang: Lang, count: i32) -> String {
    match lang {
        Lang::Cs => {
            let forms = ("nová příležitost", "nové příležitosti", "nových příležitostí");
            ["nejvýše ", &counted(lang, count, forms), " za měsíc"].concat()
        }
        Lang::En => {
            let forms = ("new opportunity", "", "new opportunities");
            ["at most ", &counted(lang, count, forms), " a month"].concat()
        }
    }
}

/// `ISO 27001, platí do 31. 12. 2027`.
pub(crate) fn valid_until(lang: Lang, name: &str, day: &str) -> String {
    match lang {
        Lang::Cs => [name, ", platí do ", day].concat(),
        Lang::En => [name, ", valid until ", day].concat(),
    }
}

const OPPORTUNITIES_CS: (&str, &str, &str) = ("příležitost", "příležitosti", "příležitostí");
const OPPORTUNITIES_EN: (&str, &str, &str) = ("opportunity", "", "opportunities");

fn counted(lang: Lang, count: i32, forms: (&'static str, &'static str, &'static str)) -> String {
    let word = plural(lang, u64::try_from(count).unwrap_or_default(), forms);
    [&domain::format::number(lang, count.into()), "\u{a0}", word].concat()
}
