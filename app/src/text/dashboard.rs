//! Texts of the staff dashboard and of the lists behind its numbers.

use chrono::NaiveDate;
use domain::{
    dashboard::Waits,
    format,
    lang::{Lang, plural},
    opportunity::Occasion,
};

use super::texts;

texts! {
    /// The dashboard.
    DashboardText {
        dashboard: "Řídicí panel" | "Dashboard";
        short: "Panel" | "Dashboard";
        period: "Období" | "Period";
        now: "právě teď" | "right now";
        waiting: "Vyžaduje rozhodnutí" | "Needs a decision";
        oldest: "Čeká nejdéle" | "Waiting longest";
        nothing: "Nic nečeká. Všechno běží." | "Nothing waits. Everything runs.";
        expiring_today: "Dnes vyprší" | "Expiring today";
        own: "Moje příležitosti" | "My opportunities";
        own_open: "Otevřené" | "Open";
        own_decision: "Čeká na rozhodnutí" | "Needs a decision";
        own_delivered: "Dodáno" | "Delivered";
        own_won: "Vyhráno" | "Won";
        results: "Výsledky" | "Results";
        acceptance: "Míra přijetí" | "Acceptance rate";
        accepted: "přijato" | "accepted";
        accepted_offers: "přijatých nabídek" | "accepted offers";
        of_settled: "z\u{a0}vyřízených nabídek:" | "of settled offers:";
        settled: "Nabídky" | "Offers";
        settled_offers: "vyřízených nabídek" | "settled offers";
        median: "Medián doby odpovědi" | "Median time to answer";
        answers: "z\u{a0}odpovědí:" | "of answers:";
        answered_offers: "zodpovězených nabídek" | "answered offers";
        p90: "devět z\u{a0}deseti do" | "nine of ten within";
        won_value: "Vyhraná hodnota" | "Won value";
        won_count: "vyhráno" | "won";
        nothing_won: "Zatím nic" | "Nothing yet";
        no_data: "Bez dat" | "No data";
        too_few: "málo dat" | "too few";
        funnel: "Trychtýř" | "Funnel";
        funnel_hint: "Co se v\u{a0}období stalo, každá příležitost jednou za krok." | "What happened in the period, each opportunity once a step.";
        step: "Krok" | "Step";
        count: "Počet" | "Count";
        declines: "Důvody odmítnutí" | "Decline reasons";
        no_declines: "V\u{a0}období nikdo neodmítl." | "Nobody declined in the period.";
        reason: "Důvod" | "Reason";
        sales: "Vyhraná hodnota podle partnerů" | "Won value by partner";
        sales_hint: "Sdílený prodej se počítá každému z\u{a0}partnerů. Každá měna má vlastní měřítko." | "A shared sale counts with each partner. Each currency has a scale of its own.";
        leaderboard: "Žebříček partnerů" | "Partner leaderboard";
        no_partners: "V\u{a0}období nikdo nic nedostal." | "Nobody was given anything in the period.";
        other_partners: "Další partneři" | "More partners";
        partner: "Partner" | "Partner";
        answers_in: "Odpovídá za" | "Answers in";
        win_rate: "Úspěšnost" | "Win rate";
        of_closed: "z\u{a0}uzavřených:" | "of closed:";
        closed: "uzavřených" | "closed";
    }
}

/// `posledních 90 dní`.
pub(crate) fn last_days(lang: Lang, days: u32) -> String {
    match lang {
        Lang::Cs => format!("posledních {days}\u{a0}dní"),
        Lang::En => format!("last {days}\u{a0}days"),
    }
}

/// `90 dní`.
pub(crate) fn days_long(lang: Lang, days: u32) -> String {
    let days = i64::from(days);
    [format::number(lang, days).as_str(), format::days(lang, days)].join("\u{a0}")
}

/// `26. 8. 2026 – 23. 11. 2026`.
pub(crate) fn from_to(lang: Lang, from: NaiveDate, to: NaiveDate) -> String {
    [format::date(lang, from).as_str(), "–", &format::date(lang, to)].join(" ")
}

/// `71 %`, `71%`.
pub(crate) fn percent(lang: Lang, share: u64) -> String {
    match lang {
        Lang::Cs => format!("{share}\u{a0}%"),
        Lang::En => format!("{share}%"),
    }
}

/// How long something has waited.
pub(crate) fn age(lang: Lang, seconds: i64) -> String {
    match (lang, seconds < 60) {
        (Lang::Cs, true) => "právě teď".to_owned(),
        (Lang::En, true) => "just now".to_owned(),
        (_, false) => format::remaining(lang, seconds),
    }
}

/// From how many settled offers on a rate is shown.
pub(crate) fn sample(lang: Lang, least: u64) -> String {
    let forms = match lang {
        Lang::Cs => ("nabídky", "nabídek", "nabídek"),
        Lang::En => ("offer", "offers", "offers"),
    };
    let word = plural(lang, least, forms);
    match lang {
        Lang::Cs => format!("podíly od {least}\u{a0}{word}"),
        Lang::En => format!("shares from {least}\u{a0}{word} on"),
    }
}

/// Why things wait, as the name of their list.
pub(crate) fn waits(lang: Lang, why: Waits) -> &'static str {
    let (cs, en) = match why {
        Waits::Stuck => ("Potřebuje pomoc", "Needs help"),
        Waits::Declined => ("Odmítnuto", "Declined"),
        Waits::Expired => ("Vypršelo", "Expired"),
        Waits::Returned => ("Vráceno", "Returned"),
        Waits::ReportLate => ("První zpráva po termínu", "First report late"),
        Waits::Brought => ("Vytvořil partner", "Created by a partner"),
        Waits::Registration => ("Registrace dohody", "Deal registration"),
        Waits::Silent => ("Bez zprávy", "No news"),
    };
    if lang == Lang::Cs { cs } else { en }
}

/// Why one opportunity waits.
pub(crate) fn why(lang: Lang, why: Waits, partner: Option<&str>) -> String {
    let Some(partner) = partner else { return waits(lang, why).to_owned() };
    match (lang, why) {
        (Lang::Cs, Waits::Stuck) => format!("{partner} potřebuje pomoc"),
        (Lang::Cs, Waits::Declined) => format!("Odmítl partner {partner}"),
        (Lang::Cs, Waits::Expired) => format!("{partner} v\u{a0}termínu neodpověděl"),
        (Lang::Cs, Waits::Returned) => format!("Vrátil partner {partner}"),
        (Lang::Cs, Waits::ReportLate) => format!("{partner} neposlal první zprávu v\u{a0}termínu"),
        (Lang::Cs, Waits::Brought) => format!("Vytvořil partner {partner}"),
        (Lang::Cs, Waits::Registration) => format!("Žádost o\u{a0}registraci, {partner}"),
        (Lang::Cs, Waits::Silent) => format!("Bez zprávy, {partner}"),
        (Lang::En, Waits::Stuck) => format!("{partner} needs help"),
        (Lang::En, Waits::Declined) => format!("Declined by {partner}"),
        (Lang::En, Waits::Expired) => format!("{partner} did not answer in time"),
        (Lang::En, Waits::Returned) => format!("Returned by {partner}"),
        (Lang::En, Waits::ReportLate) => format!("First report of {partner} is late"),
        (Lang::En, Waits::Brought) => format!("Created by {partner}"),
        (Lang::En, Waits::Registration) => format!("Deal registration, {partner}"),
        (Lang::En, Waits::Silent) => format!("No news from {partner}"),
    }
}

/// A step of the funnel.
pub(crate) fn step(lang: Lang, step: Occasion) -> &'static str {
    let (cs, en) = match step {
        Occasion::Created => ("Rozpracováno", "In progress"),
        Occasion::Delivered => ("Dodáno", "Delivered"),
        Occasion::Accepted => ("Přijato", "Accepted"),
        Occasion::Won => ("Vyhráno", "Won"),
        other => return occasion(lang, other),
    };
    if lang == Lang::Cs { cs } else { en }
}

/// What chooses the rows of a list.
pub(crate) fn occasion(lang: Lang, occasion: Occasion) -> &'static str {
    let (cs, en) = match occasion {
        Occasion::Created => ("založeno", "created"),
        Occasion::Delivered => ("dodáno partnerovi", "delivered to a partner"),
        Occasion::Accepted => ("přijato partnerem", "accepted by a partner"),
        Occasion::OfferAccepted => ("nabídka přijata", "offer accepted"),
        Occasion::OfferAnswered => ("nabídka zodpovězena", "offer answered"),
        Occasion::OfferSettled => ("nabídka vyřízena", "offer settled"),
        Occasion::Declined => ("odmítnuto", "declined"),
        Occasion::Expired => ("vypršelo", "expired"),
        Occasion::Returned => ("vráceno", "returned"),
        Occasion::Won => ("vyhráno", "won"),
        Occasion::Closed => ("uzavřeno", "closed"),
        Occasion::ExpiringToday => ("dnes vyprší", "expiring today"),
        Occasion::Silent => ("bez zprávy", "no news"),
        Occasion::Stuck => ("partner potřebuje pomoc", "the partner needs help"),
        Occasion::ReportLate => ("první zpráva po termínu", "first report late"),
        Occasion::Brought => ("vytvořil partner", "created by a partner"),
        Occasion::Registration => ("registrace k\u{a0}rozhodnutí", "registration to decide"),
    };
    if lang == Lang::Cs { cs } else { en }
}

/// The same with its first day.
pub(crate) fn occasion_since(lang: Lang, what: Occasion, since: Option<NaiveDate>) -> String {
    let words = occasion(lang, what);
    match (lang, since.filter(|_| what.has_period())) {
        (_, None) => words.to_owned(),
        (Lang::Cs, Some(day)) => format!("{words} od {}", format::date(lang, day)),
        (Lang::En, Some(day)) => format!("{words} since {}", format::date(lang, day)),
    }
}
