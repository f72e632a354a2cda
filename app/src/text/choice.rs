//! The program's own words for what people choose from, and those of administrators where they wrote some.

#[cfg(feature = "ssr")]
use domain::choice::ChoiceForm;
use domain::{
    choice::{Chosen, Code, List},
    lang::Lang,
};

use super::{texts, words::pick};

/// The lists that administrators keep.
pub(crate) const KEPT_LISTS: [List; 4] = [List::Stage, List::Decline, List::Return, List::Loss];

texts! {
    /// Words of the pages where they keep them.
    ChoiceText {
        list: "Seznam" | "List";
        name: "Česky a\u{a0}anglicky" | "In Czech and in English";
        name_and_chance: "Česky, anglicky a\u{a0}pravděpodobnost prodeje" | "In Czech, in English, and the probability of a sale";
        label_cs: "Česky" | "In Czech";
        label_en: "Anglicky" | "In English";
        probability: "Pravděpodobnost prodeje" | "Probability of a sale";
        state: "Stav" | "State";
        change: "Změnit" | "Change";
        offered: "nabízí se" | "offered";
        retired: "vyřazeno" | "retired";
        save: "Uložit" | "Save";
        up: "Výš" | "Up";
        down: "Níž" | "Down";
        retire: "Vyřadit" | "Retire";
        offer_again: "Nabízet znovu" | "Offer again";
        add_heading: "Nová možnost" | "New choice";
        add: "Přidat" | "Add";
        retired_hint: "Vyřazené se už nenabízí. Kde bylo vybráno dřív, tam zůstává a\u{a0}čte se stejně. Prázdný název vrátí původní slovo." | "What is retired is no longer offered. Where it was chosen before it stays and reads as it did. An empty name brings the first word back.";
    }
}

/// Name of a list, and what it is for.
pub(crate) fn list_words(lang: Lang, list: List) -> (&'static str, &'static str) {
    let (cs, en) = match list {
        List::Stage => (
            (
                "Fáze prodeje",
                "Jak daleko prodej je. Obchodní příležitost stojí vždy v\u{a0}jedné z\u{a0}nich.",
            ),
            ("Stages", "How far a sale is. Each opportunity stands in one of them."),
        ),
        List::Decline => (
            ("Důvody odmítnutí", "Z\u{a0}nich partner vybírá, když nabídku odmítá."),
            ("Decline reasons", "A partner who declines an offer chooses from them."),
        ),
        List::Return => (
            ("Důvody vrácení", "Z\u{a0}nich partner vybírá, když přijatou příležitost vrací."),
            (
                "Return reasons",
                "A partner who gives an accepted opportunity back chooses from them.",
            ),
        ),
        List::Loss => (
            ("Důvody prohry", "Z\u{a0}nich se vybírá, když se prodej nepovedl."),
            ("Loss reasons", "They are chosen from when a sale was lost."),
        ),
    };
    match lang {
        Lang::Cs => cs,
        Lang::En => en,
    }
}

/// A label that repeats the program's own word is no other word: the program may better it later.
#[cfg(feature = "ssr")]
pub(crate) fn without_own_words(list: List, code: &Code, form: ChoiceForm) -> ChoiceForm {
    let other = |lang, typed: String| {
        let same = list.knows(code) && typed.trim() == own_word(lang, list, code);
        if same { String::new() } else { typed }
    };
    ChoiceForm {
        label_cs: other(Lang::Cs, form.label_cs),
        label_en: other(Lang::En, form.label_en),
        ..form
    }
}

/// The word of a choice.
pub(crate) fn choice(lang: Lang, list: List, chosen: &Chosen) -> String {
    match &chosen.label {
        Some(label) => label.clone(),
        None => own_word(lang, list, &chosen.code).to_owned(),
    }
}

/// The same for a code with its label, if it has one.
pub(crate) fn labelled(lang: Lang, list: List, code: &Code, label: Option<&str>) -> String {
    label.unwrap_or_else(|| own_word(lang, list, code)).to_owned()
}

/// What the program calls it; a code that it does not know is its own word.
pub(crate) fn own_word(lang: Lang, list: List, code: &Code) -> &str {
    let words = match list {
        List::Stage => stage(code.as_ref()),
        List::Decline => decline(code.as_ref()),
        List::Return => give_back(code.as_ref()),
        List::Loss => loss(code.as_ref()),
    };
    match words {
        Some(words) => pick(lang, words),
        None => code.as_ref(),
    }
}

type Words = Option<(&'static str, &'static str)>;

const OTHER: (&str, &str) = ("Jiný důvod", "Another reason");

fn stage(code: &str) -> Words {
    Some(match code {
        "qualify" => ("Kvalifikace", "Qualify"),
        "develop" => ("Rozvoj", "Develop"),
        "propose" => ("Nabídka", "Propose"),
        "close" => ("Uzavření", "Close"),
        _ => return None,
    })
}

fn decline(code: &str) -> Words {
    Some(match code {
        "no_capacity" => ("Nemáme kapacitu", "No capacity"),
        "outside_territory" => ("Mimo naše území", "Outside our territory"),
        "no_expertise" => ("Chybí nám odbornost", "We lack the expertise"),
        "unclear_need" => ("Zadání není jasné", "The need is unclear"),
        "already_known" => ("Se zákazníkem už jednáme", "We already talk to this customer"),
        "conflict_of_interest" => ("Střet zájmů", "Conflict of interest"),
        "other" => OTHER,
        _ => return None,
    })
}

fn give_back(code: &str) -> Words {
    Some(match code {
        "no_response" => ("Zákazník neodpovídá", "The customer does not answer"),
        "not_qualified" => ("Není skutečná potřeba", "There is no real need"),
        "no_budget" => ("Zákazník nemá rozpočet", "The customer has no budget"),
        "capability_gap" => ("Nezvládneme to", "We cannot do it"),
        "no_capacity" => ("Nemáme kapacitu", "No capacity"),
        "other" => OTHER,
        _ => return None,
    })
}

fn loss(code: &str) -> Words {
    Some(match code {
        "price" => ("Cena", "Price"),
        "competitor" => ("Vybrali konkurenta", "A competitor was chosen"),
        "no_budget" => ("Není rozpočet", "No budget"),
        "no_decision" => ("Zákazník se nerozhodl", "No decision"),
        "no_response" => ("Zákazník neodpovídá", "No response"),
        "other" => OTHER,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator as _;

    use super::*;

    #[test]
    fn the_program_has_a_word_for_each_code_that_it_came_with() {
        for list in List::iter() {
            for code in list.built_in() {
                let code: Code = code.parse().unwrap();
                for lang in Lang::iter() {
                    assert_ne!(own_word(lang, list, &code), code.as_ref(), "{list} {code}");
                }
            }
        }
    }

    #[test]
    fn the_administrators_word_comes_first() {
        let chosen = |label: Option<&str>| Chosen {
            code: "no_capacity".parse().unwrap(),
            label: label.map(str::to_owned),
        };
        let told = |label| choice(Lang::En, List::Decline, &chosen(label));
        assert_eq!(told(Some("Too busy")), "Too busy");
        assert_eq!(told(None), "No capacity");
    }
}
