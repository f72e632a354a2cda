//! Sentences with counts on the partner's pages; only the server says them.

use domain::{
    format,
    lang::{Lang, plural},
};

/// How many offers wait for an answer, as a sentence.
pub(crate) fn waiting(lang: Lang, count: usize) -> String {
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    if count == 0 {
        return match lang {
            Lang::Cs => "Na vaši odpověď nic nečeká.",
            Lang::En => "Nothing waits for your answer.",
        }
        .to_owned();
    }
    let forms = match lang {
        Lang::Cs => (
            "příležitost čeká na vaši odpověď.",
            "příležitosti čekají na vaši odpověď.",
            "příležitostí čeká na vaši odpověď.",
        ),
        Lang::En => (
            "opportunity waits for your answer.",
            "opportunities wait for your answer.",
            "opportunities wait for your answer.",
        ),
    };
    [&count.to_string(), "\u{a0}", plural(lang, count, forms)].concat()
}

/// With how many other partners it is shared, and with whom; nothing when it is not.
pub(crate) fn shared_with(lang: Lang, others: &[String]) -> Option<String> {
    let count = u64::try_from(others.len()).unwrap_or(u64::MAX);
    if count == 0 {
        return None;
    }
    // The preposition goes with the first sound of the number: s jedním, se dvěma, s pěti, se šesti.
    let with = match (lang, count) {
        (Lang::Cs, 2..=4 | 6 | 7 | 16 | 17) => "Sdíleno se ",
        (Lang::Cs, _) => "Sdíleno s ",
        (Lang::En, _) => "Shared with ",
    };
    let forms = match lang {
        Lang::Cs => ("partnerem", "partnery", "partnery"),
        Lang::En => ("partner", "partners", "partners"),
    };
    let names = format::list(lang, others);
    let word = plural(lang, count, forms);
    Some([with, &count.to_string(), "\u{a0}", word, ": ", &names].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(count: usize) -> Vec<String> {
        (0..count).map(|n| n.to_string()).collect()
    }

    #[test]
    fn the_preposition_fits_the_number() {
        let czech = |count| shared_with(Lang::Cs, &names(count)).unwrap_or_default();
        assert_eq!(czech(0), "");
        assert!(czech(1).starts_with("Sdíleno s 1\u{a0}partnerem: "));
        assert!(czech(2).starts_with("Sdíleno se 2\u{a0}partnery: "));
        assert!(czech(5).starts_with("Sdíleno s 5\u{a0}partnery: "));
    }

    #[test]
    fn waiting_offers_are_counted_in_both_languages() {
        assert_eq!(waiting(Lang::En, 1), "1\u{a0}opportunity waits for your answer.");
        assert_eq!(waiting(Lang::Cs, 3), "3\u{a0}příležitosti čekají na vaši odpověď.");
        assert_eq!(waiting(Lang::Cs, 12), "12\u{a0}příležitostí čeká na vaši odpověď.");
    }
}
