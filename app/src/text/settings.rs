//! Texts of the page of all settings.

use chrono::NaiveDate;
use domain::{format, lang::Lang, overview::Split};

use super::texts;

texts! {
    /// What each part is for, where its own page does not say it shortly enough.
    SettingsText {
        rules: "Komu se příležitost nabídne, když ji rozděluje Stafeta." | "Whom an opportunity is offered to when Stafeta distributes it.";
        people: "Kdo z\u{a0}vaší firmy se přihlašuje a\u{a0}co smí." | "Who of your company signs in, and what they may do.";
        rates: "Čím se porovnávají hodnoty v\u{a0}různých měnách." | "What values in different currencies are compared by.";
        no_rates: "Zatím žádný kurz" | "No rate yet";
        no_rules: "Zatím žádné" | "None yet";
        mail: "Zprávy partnerům a\u{a0}kolegům." | "Messages to partners and colleagues.";
    }
}

/// `V nabídce 12, vyřazeno 2`.
pub(crate) fn offered(lang: Lang, split: Split) -> String {
    both(lang, split.on, split.off, [("V\u{a0}nabídce", "offered"), ("vyřazeno", "retired")])
}

/// `Poslední z 23. 11. 2026`.
pub(crate) fn newest_rate(lang: Lang, day: NaiveDate) -> String {
    let day = format::date(lang, day);
    match lang {
        Lang::Cs => ["Poslední z\u{a0}", &day].concat(),
        Lang::En => ["Newest of ", &day].concat(),
    }
}

/// `Platí 2, neplatí 1`.
pub(crate) fn rules_in_use(lang: Lang, split: Split) -> String {
    both(lang, split.on, split.off, [("Platí", "in use"), ("neplatí", "not in use")])
}

/// `Přístup má 6, pozváno 1`.
pub(crate) fn with_access(lang: Lang, active: usize, invited: usize) -> String {
    let words = [("Přístup má", "with access"), ("pozváno", "invited")];
    both(lang, active as u64, invited as u64, words)
}

/// `Čeká 3, nepodařilo se 1`.
pub(crate) fn mail_waiting(lang: Lang, waiting: u64, failed: u64) -> String {
    both(lang, waiting, failed, [("Čeká", "waiting"), ("nepodařilo se odeslat", "failed")])
}

/// Two figures with their words, the second one only where it is not nothing.
fn both(lang: Lang, first: u64, second: u64, words: [(&str, &str); 2]) -> String {
    let [first_word, second_word] = words;
    let first = figure(lang, first, first_word);
    if second == 0 { first } else { [first, figure(lang, second, second_word)].join(", ") }
}

/// The figure behind its word in Czech, where nothing then has to agree with it, and before it in English.
fn figure(lang: Lang, count: u64, (cs, en): (&str, &str)) -> String {
    let count = format::number(lang, i64::try_from(count).unwrap_or(i64::MAX));
    match lang {
        Lang::Cs => [cs, &count].join("\u{a0}"),
        Lang::En => [&count, en].join("\u{a0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_none_is_left_out_behind_and_said_in_front() {
        assert_eq!(
            offered(Lang::Cs, Split { on: 12, off: 2 }),
            "V\u{a0}nabídce\u{a0}12, vyřazeno\u{a0}2"
        );
        assert_eq!(offered(Lang::En, Split { on: 1, off: 0 }), "1\u{a0}offered");
        assert_eq!(mail_waiting(Lang::En, 0, 0), "0\u{a0}waiting");
        assert_eq!(mail_waiting(Lang::En, 0, 3), "0\u{a0}waiting, 3\u{a0}failed");
    }
}
