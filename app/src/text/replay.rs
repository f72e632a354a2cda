//! Texts of past decisions that are made again.

use domain::{
    format,
    lang::{Lang, plural},
    routing::{REPLAY_MAX, WHOLE},
};

use super::texts;

texts! {
    /// The page.
    ReplayText {
        replay: "Distribuce s\u{a0}jinými vahami" | "Distribution with other weights";
        lead: "Co by se stalo, kdyby se v\u{a0}minulých dnech vybíralo jinak. Nic se nemění; je to odhad z\u{a0}uložených rozhodnutí." | "What would have happened if partners had been chosen in another way. Nothing changes; it is an estimate from stored decisions.";
        question: "Jak vybírat" | "How to choose";
        days: "Období" | "Period";
        strategy: "Způsob výběru" | "Way of choosing";
        ask: "Spočítat" | "Calculate";
        wrong: "Opravte vyznačená pole." | "Correct the marked fields.";
        nothing: "V\u{a0}tom období se automaticky nic nedistribuovalo." | "Nothing was distributed automatically in that time.";
        outlook: "Výhled" | "Outlook";
        measure: "Ukazatel" | "Measure";
        was: "Jak bylo" | "As it was";
        would: "Jak by bylo" | "As it would be";
        happened: "Jak dopadlo" | "How it ended";
        gini: "Nerovnost rozdělení (Gini; 0 je rovnoměrně)" | "Unevenness of the spread (Gini; 0 is even)";
        minutes: "Očekávaná doba odpovědi" | "Expected time to an answer";
        wins: "Očekávané výhry" | "Expected wins";
        accepted: "Z\u{a0}nabídek, které skutečně odešly, partneři přijali" | "Of the offers that were made, partners accepted";
        estimate: "Odhad: očekávání jsou z\u{a0}vyhlazených podílů, jak je rozhodnutí znalo. Každé rozhodnutí se počítá samo, takže by partner ve skutečnosti měl postupně méně volné kapacity. Kdo tehdy nevyhověl, nevyhoví ani teď." | "An estimate: expectations are from the smoothed rates as each decision knew them. Each decision is looked at alone, although a partner with more offers would have had less free capacity by the next. Who did not fit then does not fit now.";
        spread: "Kolik nabídek kdo dostal" | "Who got how many offers";
        partner: "Partner" | "Partner";
        changed: "Rozhodnutí, která by dopadla jinak" | "Decisions that would have been others";
        opportunity: "Příležitost" | "Opportunity";
        decided: "Rozhodnuto" | "Decided";
    }
}

/// `Jinak by dopadlo 12 z 40 rozhodnutí.`
pub(crate) fn replay_changed(lang: Lang, changed: u32, all: u32) -> String {
    let (changed, all) = (format::number(lang, changed.into()), format::number(lang, all.into()));
    match lang {
        Lang::Cs => format!("Jinak by dopadlo {changed} z\u{a0}{all} rozhodnutí."),
        Lang::En => format!("{changed} of {all} decisions would have been others."),
    }
}

/// That only the newest were looked at.
pub(crate) fn replay_limit(lang: Lang) -> String {
    let most = format::number(lang, i64::try_from(REPLAY_MAX).unwrap_or(i64::MAX));
    match lang {
        Lang::Cs => format!("V\u{a0}období jich bylo víc: počítá se nejnovějších {most}."),
        Lang::En => format!("There were more in the period: the newest {most} are counted."),
    }
}

/// That some records do not hold everybody.
pub(crate) fn replay_cut(lang: Lang, count: u32) -> String {
    let number = format::number(lang, count.into());
    match lang {
        Lang::Cs => format!(
            "U\u{a0}{number} rozhodnutí vyhovělo víc partnerů, než kolik jich záznam drží; vybírá se z\u{a0}těch prvních."
        ),
        Lang::En => format!(
            "For {number} {} more partners fitted than the record holds; the choice is among the first of them.",
            plural(lang, count.into(), ("decision", "decisions", "decisions"))
        ),
    }
}

/// That further partners are not listed.
pub(crate) fn replay_more(lang: Lang, count: u32) -> String {
    let number = format::number(lang, count.into());
    match lang {
        Lang::Cs => format!("Dalších partnerů s\u{a0}menším rozdílem: {number}."),
        Lang::En => format!("Further partners with less of a difference: {number}."),
    }
}

/// Millionths with two decimals: `0,42`.
pub(crate) fn hundredths(lang: Lang, millionths: u64) -> String {
    let hundredths = (millionths + u64::from(WHOLE) / 200) / (u64::from(WHOLE) / 100);
    let mark = if lang == Lang::Cs { ',' } else { '.' };
    format!("{}{mark}{:02}", hundredths / 100, hundredths % 100)
}

/// Minutes as hours with one decimal.
pub(crate) fn hours(lang: Lang, minutes: u64) -> String {
    let tenths = (minutes + 3) / 6;
    let mark = if lang == Lang::Cs { ',' } else { '.' };
    format!("{}{mark}{}\u{a0}h", tenths / 10, tenths % 10)
}
