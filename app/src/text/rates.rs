//! Texts of the rates of currencies.

use chrono::NaiveDate;
use domain::{
    format::{self, Decimals},
    lang::Lang,
    money::{Currency, Money},
    rate::{BASE, Rate, RateForm, Taken, digits},
};

use super::texts;

texts! {
    /// The page of rates.
    RateText {
        rates: "Kurzy měn" | "Currency rates";
        lead: "Kurz platí ode dne, než ho vystřídá novější. Automatická distribuce jím porovnává hodnotu příležitosti s\u{a0}limity partnerů a pravidel; rozhodnutí si pamatuje, kterým." | "A rate holds from its day until a newer one. Automatic distribution compares the value of an opportunity with the limits of partners and rules by it; each decision keeps by which.";
        now: "Platí dnes" | "In force today";
        none: "kurz chybí" | "no rate";
        add: "Přidat kurz" | "Add a rate";
        currency: "Měna" | "Currency";
        valid_from: "Platí od" | "Valid from";
        rate: "Kolik CZK za jednotku" | "CZK for one unit";
        rate_hint: "Přesně, nejvýše šest desetinných míst. U\u{a0}HUF a JPY také za jednotku, ne za sto." | "Exact, at most six decimal places. For HUF and JPY one unit too, not a hundred.";
        take: "Převzít kurzovní lístek ČNB" | "Take over a sheet of the Czech National Bank";
        sheet: "Denní kurzovní lístek" | "Daily sheet";
        sheet_hint: "Vložte celý lístek v\u{a0}textové podobě, od data až po poslední měnu. Měny, které portál nezná, se přeskočí; jiný kurz ze stejného dne se opraví." | "Paste the whole sheet in its text form, from the date to the last currency. Currencies that the portal does not know are left out; another rate of the same day is corrected.";
        take_over: "Převzít kurzy" | "Take over";
        days: "Kurzy podle dnů" | "Rates by day";
        no_days: "Zatím tu není žádný kurz. Dokud chybí, partner s\u{a0}limitem v\u{a0}jiné měně automaticky vybrán nebude." | "There is no rate yet. While there is none, a partner with a limit in another currency is not chosen automatically.";
        older: "Starší dny" | "Older days";
    }
}

/// `1 EUR = 24,105 CZK (od 24. 11. 2026)`
pub(crate) fn stated_rate(lang: Lang, rate: &Rate) -> String {
    let from = match lang {
        Lang::Cs => "od",
        Lang::En => "from",
    };
    let (figure, day) = (digits(lang, rate.millionths), format::date(lang, rate.valid_from));
    format!("1\u{a0}{} = {figure}\u{a0}{BASE} ({from} {day})", rate.currency)
}

/// `Opravit kurz EUR od 24. 11. 2026`
pub(crate) fn rate_to_correct(lang: Lang, form: &RateForm) -> String {
    let day = form.valid_from.parse().map(|day| format::date(lang, day)).unwrap_or_default();
    match lang {
        Lang::Cs => format!("Opravit kurz {} od {day}", form.currency),
        Lang::En => format!("Correct the rate of {} from {day}", form.currency),
    }
}

/// What a link to one rate does.
pub(crate) fn correct_rate(lang: Lang, rate: &Rate) -> String {
    let (figure, day) = (digits(lang, rate.millionths), format::date(lang, rate.valid_from));
    match lang {
        Lang::Cs => format!("{figure}, opravit kurz {} od {day}", rate.currency),
        Lang::En => format!("{figure}, correct the rate of {} from {day}", rate.currency),
    }
}

/// What came of a sheet.
pub(crate) fn taken(lang: Lang, taken: &Taken) -> String {
    let Taken { day, new, corrected, same } = taken;
    let day = format::date(lang, *day);
    match lang {
        Lang::Cs => {
            format!("Kurzy k\u{a0}{day}: nových {new}, opravených {corrected}, beze změny {same}.")
        }
        Lang::En => format!("Rates of {day}: {new} new, {corrected} corrected, {same} unchanged."),
    }
}

/// `celkem asi 12 345 678 Kč (kurzy k 23. 11. 2026)`
pub(crate) fn total_in_base(lang: Lang, total: Money, day: NaiveDate) -> String {
    let (total, day) = (format::money(lang, total, Decimals::IfAny), format::date(lang, day));
    match lang {
        Lang::Cs => format!("celkem asi {total} (kurzy k\u{a0}{day})"),
        Lang::En => format!("about {total} in all (rates of {day})"),
    }
}

/// `bez EUR, kurz není zadán`: behind a total, or where there is none because of it.
pub(crate) fn without_rates(
    lang: Lang,
    missing: &[Currency],
    behind_total: bool,
) -> Option<String> {
    let codes: Vec<&str> = missing.iter().map(AsRef::as_ref).collect();
    let codes = codes.join(", ");
    Some(match (lang, behind_total, missing.len()) {
        (_, _, 0) => return None,
        (Lang::Cs, true, 1) => format!("bez {codes}, kurz není zadán"),
        (Lang::Cs, true, _) => format!("bez {codes}, kurzy nejsou zadány"),
        (Lang::Cs, false, 1) => format!("celkem nelze říct, kurz {codes} není zadán"),
        (Lang::Cs, false, _) => format!("celkem nelze říct, kurzy {codes} nejsou zadány"),
        (Lang::En, true, 1) => format!("without {codes}, no rate is entered"),
        (Lang::En, true, _) => format!("without {codes}, no rates are entered"),
        (Lang::En, false, 1) => format!("no total, no rate of {codes} is entered"),
        (Lang::En, false, _) => format!("no total, no rates of {codes} are entered"),
    })
}

/// Why a figure cannot be converted.
pub(crate) fn not_convertible(lang: Lang, missing: Currency) -> String {
    match lang {
        Lang::Cs => format!("Přepočítat nelze: kurz {missing} není zadán."),
        Lang::En => format!("It cannot be converted: no rate of {missing} is entered."),
    }
}
