//! How a managed opportunity goes, asked and told; only the server says it.

use chrono::NaiveDate;
use domain::{
    assignment::Attention,
    format,
    lang::{Lang, plural},
};

use super::texts;

texts! {
    /// The check-in and what asks for it.
    CheckInText {
        alerts: "Vyžaduje vaši pozornost" | "Needs your attention";
        others: "Další:" | "More:";
        how: "Jak to jde?" | "How does it go?";
        lead: "Jedno klepnutí stačí. Dodavatel pak ví, že na tom pracujete." | "One tap is enough. The vendor then knows that you are on it.";
        goes_on: "Pokračujeme" | "It goes on";
        waiting: "Čekáme na zákazníka" | "Waiting for the customer";
        stuck: "Potřebujeme pomoc" | "We need help";
        give_back: "Vrátit" | "Return";
        answer_soon: "Brzy vyprší," | "About to expire,";
        accept: "přijmout" | "accept";
        until: "Čekáme do" | "Waiting until";
        until_hint: "Do toho dne se nebudeme ptát." | "We will not ask before that day.";
        words: "Vlastními slovy" | "In your own words";
        words_hint: "Nutné, když potřebujete pomoc: co by vám pomohlo?" | "Needed when you need help: what would help you?";
        send: "Odeslat" | "Send";
        cancel: "Zpět na příležitost" | "Back to the opportunity";
    }
}

/// Why somebody should look at what the company manages, in its own words.
pub(crate) fn attention(lang: Lang, attention: Attention) -> String {
    match (lang, attention) {
        (Lang::Cs, Attention::Stuck) => "Požádali jste o\u{a0}pomoc".to_owned(),
        (Lang::En, Attention::Stuck) => "You asked for help".to_owned(),
        (Lang::Cs, Attention::FirstReport { late: false }) => {
            "Blíží se termín první zprávy".to_owned()
        }
        (Lang::En, Attention::FirstReport { late: false }) => {
            "The first report is due soon".to_owned()
        }
        (Lang::Cs, Attention::FirstReport { late: true }) => "První zpráva má zpoždění".to_owned(),
        (Lang::En, Attention::FirstReport { late: true }) => "The first report is late".to_owned(),
        (_, Attention::Silent { days }) => silent(lang, days),
    }
}

/// `21 dní bez zprávy`.
pub(crate) fn silent(lang: Lang, days: i64) -> String {
    let forms = match lang {
        Lang::Cs => ("den bez zprávy", "dny bez zprávy", "dní bez zprávy"),
        Lang::En => ("day without news", "days without news", "days without news"),
    };
    let word = plural(lang, days.unsigned_abs(), forms);
    [format::number(lang, days).as_str(), word].join("\u{a0}")
}

/// `Čeká se na zákazníka do 24. 12. 2026`.
pub(crate) fn waits_until(lang: Lang, day: NaiveDate) -> String {
    let words = match lang {
        Lang::Cs => "Čeká se na zákazníka do",
        Lang::En => "Waiting for the customer until",
    };
    [words, &format::date(lang, day)].join(" ")
}

/// `Celkem 1,5–3 mil. Kč.`
pub(crate) fn in_all(lang: Lang, sums: &str) -> String {
    let words = match lang {
        Lang::Cs => "Celkem",
        Lang::En => "In all",
    };
    [words, " ", sums.trim_end_matches('.'), "."].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_is_counted_in_days_of_both_languages() {
        assert_eq!(silent(Lang::Cs, 21), "21\u{a0}dní bez zprávy");
        assert_eq!(silent(Lang::Cs, 2), "2\u{a0}dny bez zprávy");
        assert_eq!(silent(Lang::En, 1), "1\u{a0}day without news");
    }

    #[test]
    fn a_sentence_ends_with_one_full_stop() {
        assert_eq!(in_all(Lang::Cs, "1–2 mld."), "Celkem 1–2 mld.");
        assert_eq!(in_all(Lang::En, "€20–50"), "In all €20–50.");
    }
}
