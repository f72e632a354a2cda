//! Texts of automatic distribution as staff read them.

use domain::{
    format,
    lang::{Lang, plural},
    routing::{Asking, OUT_MAX, Obstacle, Part, PlaceFrom, Shown, Strategy, Trigger, WHOLE},
};

use super::texts;

texts! {
    /// Automatic distribution on the page of an opportunity.
    RoutingText {
        distribute: "Distribuovat automaticky" | "Distribute automatically";
        routing: "Automatická distribuce" | "Automatic distribution";
        why: "Proč tento partner" | "Why this partner";
        why_out: "Proč partneři nevyhovují:" | "Why partners do not fit:";
        suggest: "Navrhnout partnery" | "Suggest partners";
        suggested: "Návrhy" | "Suggestions";
        offer_to: "Nabídnout partnerovi" | "Offer to";
        nobody: "Žádný partner teď nevyhovuje." | "No partner fits now.";
        next: "Další na řadě, kdyby odmítl" | "Next, if it says no";
        ask_first: "Zeptat se dřív" | "Ask first";
        skip: "Přeskočit" | "Skip";
        stop: "Zastavit, dalších se neptat" | "Stop, ask nobody else";
        chosen: "vybrán" | "chosen";
        first_chosen: "vybrán jako první" | "chosen first";
        course: "Kdo byl osloven" | "Who was asked";
        taken_back: "Vzatá zpět: tato volba už neplatí" | "Taken back: this choice no longer stands";
        by_account: "Území podle adresy zákazníka, příležitost zemi neuvádí." | "Territories by the customer’s address: the opportunity names no country.";
        no_country: "Území se nedalo ověřit: zemi neuvádí příležitost ani zákazník." | "Territories could not be checked: neither the opportunity nor the customer names a country.";
        preview: "Náhled" | "Preview";
        asked: "osloven" | "asked";
        out: "Kdo nevyhověl" | "Who does not fit";
        score: "Skóre partnera" | "Score of";
        part: "Hledisko" | "Part";
        share: "Hodnocení" | "Rating";
        counts: "váha" | "weight";
        by_itself: "automaticky" | "automatically";
        no_rule: "bez pravidla" | "no rule";
        version: "verze" | "version";
        rates: "Měny porovnány kurzem" | "Currencies compared at";
    }
}

/// Where the customer's country is from, when it is not the opportunity that says it.
pub(crate) fn place_from(from: Option<PlaceFrom>) -> Option<&'static str> {
    let t = RoutingText::get();
    match from? {
        PlaceFrom::Opportunity => None,
        PlaceFrom::Account => Some(t.by_account),
        PlaceFrom::Nowhere => Some(t.no_country),
    }
}

/// A part of the score.
pub(crate) fn score_part(lang: Lang, part: Part) -> &'static str {
    let (cs, en) = match part {
        Part::Tier => ("Úroveň programu", "Programme tier"),
        Part::Ranking => ("Hodnocení dodavatele", "Vendor's ranking"),
        Part::Products => ("Produkty", "Products"),
        Part::Territory => ("Území", "Territory"),
        Part::Acceptance => ("Jak často přijímá", "How often it accepts"),
        Part::Wins => ("Jak často vyhrává", "How often it wins"),
        Part::Speed => ("Jak rychle odpovídá", "How soon it answers"),
        Part::Load => ("Volná kapacita", "Free capacity"),
        Part::Recency => ("Jak dlouho nic nedostal", "How long without an offer"),
    };
    if lang == Lang::Cs { cs } else { en }
}

/// What a part is from: ` (23 km)`, or the cases of a rate, ` (13 z 21)`. The rating mixes those with the average, so
/// that one case proves little.
pub(crate) fn basis(lang: Lang, part: Part, of: &Shown) -> Option<String> {
    let (some, all) = match part {
        Part::Territory => return of.kilometres.map(|kilometres| distance(lang, kilometres)),
        Part::Acceptance => (of.course.accepted, of.course.answered),
        Part::Wins => (of.course.won, of.course.closed),
        Part::Speed => return Some(answers(lang, of.course.replies.into())),
        _ => return None,
    };
    let word = if lang == Lang::Cs { "z" } else { "of" };
    Some(format!(" ({some}\u{a0}{word}\u{a0}{all})"))
}

fn distance(lang: Lang, kilometres: u32) -> String {
    [" (", &format::number(lang, kilometres.into()), "\u{a0}km)"].concat()
}

fn answers(lang: Lang, count: u64) -> String {
    let forms = match lang {
        Lang::Cs => ("odpověď", "odpovědi", "odpovědí"),
        Lang::En => ("answer", "answers", "answers"),
    };
    [" (", &count.to_string(), "\u{a0}", plural(lang, count, forms), ")"].concat()
}

/// Why a partner is out.
pub(crate) fn obstacle(lang: Lang, obstacle: Obstacle) -> &'static str {
    let (cs, en) = match obstacle {
        Obstacle::Inactive => ("není aktivní", "is not active"),
        Obstacle::NoRecipient => ("nikdo tam nemůže přijmout", "nobody there can accept"),
        Obstacle::Territory => ("jiné území", "another territory"),
        Obstacle::Products => ("jiné produkty", "other products"),
        Obstacle::Language => {
            ("nemluví jazykem zákazníka", "does not speak the customer’s language")
        }
        Obstacle::Certification => ("chybí platná certifikace", "no valid certification"),
        Obstacle::ValueBelow => ("hodnota je pod jeho minimem", "value below its minimum"),
        Obstacle::ValueAbove => ("hodnota je nad jeho maximem", "value above its maximum"),
        Obstacle::NoRate => (
            "hodnota je v jiné měně než jeho limity a\u{a0}chybí kurz",
            "value in another currency than its limits, and no rate is known",
        ),
        Obstacle::OpenFull => ("plná kapacita", "no capacity left"),
        Obstacle::MonthFull => ("vyčerpaný měsíční limit", "monthly limit used up"),
        Obstacle::Declined => ("už odmítl", "declined before"),
        Obstacle::HadIt => ("už ji měl", "had it before"),
        Obstacle::Conflict => (
            "je to sám zákazník, nebo se mu nemá nabízet",
            "is the customer itself, or is kept from it",
        ),
        Obstacle::Protected => {
            ("chráněno registrací jiného partnera", "protected by another partner’s registration")
        }
    };
    if lang == Lang::Cs { cs } else { en }
}

/// How a partner is chosen.
pub(crate) fn strategy(lang: Lang, strategy: Strategy) -> &'static str {
    let (cs, en) = match strategy {
        Strategy::Best => ("nejlepší první", "best first"),
        Strategy::Weighted => ("losem podle skóre", "by lot, by score"),
        Strategy::RoundRobin => ("postupně dokola", "round robin"),
        Strategy::Batch => ("nejlépe pro celý výběr", "best for the whole selection"),
    };
    if lang == Lang::Cs { cs } else { en }
}

/// Parts per million as a whole percentage.
pub(crate) fn millionths(share: u32) -> String {
    [&(u64::from(share) * 100 / u64::from(WHOLE)).to_string(), "\u{a0}%"].concat()
}

/// `vyhovují 3 partneři`
pub(crate) fn fit_count(lang: Lang, count: u32) -> String {
    let count = u64::from(count);
    let forms = match lang {
        Lang::Cs => ("partner vyhovuje", "partneři vyhovují", "partnerů vyhovuje"),
        Lang::En => ("partner fits", "partners fit", "partners fit"),
    };
    [&count.to_string(), "\u{a0}", plural(lang, count, forms)].concat()
}

/// How many are named who do not fit; of more than a record keeps, the reasons alone are counted.
pub(crate) fn out_count(lang: Lang, named: usize) -> String {
    match lang {
        _ if named < OUT_MAX => named.to_string(),
        Lang::Cs => format!("prvních {OUT_MAX}, u\u{a0}ostatních se počítají důvody"),
        Lang::En => format!("the first {OUT_MAX}; of the others the reasons are counted"),
    }
}

/// `3 partnerům najednou`; nothing where it is not several.
pub(crate) fn asked_at_once(lang: Lang, count: usize) -> Option<String> {
    (count > 1).then(|| match lang {
        Lang::Cs => format!("{count}\u{a0}partnerům najednou"),
        Lang::En => format!("{count}\u{a0}partners at once"),
    })
}

/// What staff are told while several are asked.
pub(crate) fn contest(lang: Lang, count: usize) -> Option<String> {
    let several = asked_at_once(lang, count)?;
    Some(match lang {
        Lang::Cs => {
            format!("Nabídnuto {several}. Získá ji, kdo přijme první; ostatní se to hned dozvědí.")
        }
        Lang::En => {
            format!("Offered to {several}. The first to accept wins; the others are told at once.")
        }
    })
}

/// When a rule decides.
pub(crate) fn trigger(lang: Lang, trigger: Trigger) -> &'static str {
    let (cs, en) = match trigger {
        Trigger::Request => ("Až na požádání", "On request"),
        Trigger::Creation => ("Hned po vytvoření", "At creation"),
    };
    match lang {
        Lang::Cs => cs,
        Lang::En => en,
    }
}

/// How several partners are asked.
pub(crate) fn asking(lang: Lang, asking: Asking) -> &'static str {
    let (cs, en) = match asking {
        Asking::InTurn => ("jednoho po druhém", "one after another"),
        Asking::AtOnce => ("všech najednou, kdo přijme první", "all at once, first to accept wins"),
    };
    if lang == Lang::Cs { cs } else { en }
}
