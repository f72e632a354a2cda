//! Stored keys by which both databases sort and search text alike: no marks, no case, Czech order.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The composed form (NFC) in which all text is stored, so that equal text has equal bytes.
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// Lower case without marks: `Žluťoučký Kůň` becomes `zlutoucky kun`. For comparing and for the
/// beginnings of names.
pub fn fold(text: &str) -> String {
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let mut folded = String::with_capacity(text.len());
    for c in plain {
        match c {
            // Letters that carry their mark inside.
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ø' => folded.push('o'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            other => folded.push(other),
        }
    }
    folded
}

/// The folded words of several texts, one space between them: what `search_text` holds.
pub fn words<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for text in texts {
        for word in fold(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}

/// A key that sorts byte by byte as Czech readers expect (ČSN 97 6030): *č, ř, š, ž* and *ch* are
/// letters of their own, other marks count only between equal words, case counts last.
pub fn sort_key(text: &str) -> String {
    let lower = nfc(text.trim()).to_lowercase();
    let mut key = String::with_capacity(lower.len() * 2 + 1);
    let mut letters = lower.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            // `~` is behind all letters and digits, so `č` comes after every `c…` and before `d`.
            'č' => key.push_str("c~"),
            'ř' => key.push_str("r~"),
            'š' => key.push_str("s~"),
            'ž' => key.push_str("z~"),
            'c' if letters.peek() == Some(&'h') => {
                letters.next();
                key.push_str("h~");
            }
            other => key.push_str(&fold(other.encode_utf8(&mut [0; 4]))),
        }
    }
    // Behind the letters, with a separator below all of them: the marks.
    key.push('\u{1}');
    key.push_str(&lower);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_takes_marks_and_case() {
        assert_eq!(fold("Žluťoučký KŮŇ"), "zlutoucky kun");
        assert_eq!(fold("Łódź, Straße, Øresund"), "lodz, strasse, oresund");
    }

    #[test]
    fn words_are_letters_and_digits_only() {
        let found = words(["Linka č. 5 (Zlín)", "", "OPP-7K3Q-9F2M", "jana@firma.cz"]);
        assert_eq!(found, "linka c 5 zlin opp 7k3q 9f2m jana firma cz");
    }

    #[test]
    fn czech_order() {
        let order = [
            "12 měsíců",
            "Auto",
            "Auto Čech",
            "autobus",
            "cihla",
            "Cyril",
            "čáp",
            "dům",
            "Hynek",
            "chata",
            "chléb",
            "ihned",
            "raj",
            "ráj",
            "Rum",
            "řeka",
            "sám",
            "šála",
            "zub",
            "žába",
        ];
        let mut sorted = order;
        sorted.sort_by_key(|word| sort_key(word));
        assert_eq!(sorted, order);
    }

    #[test]
    fn composed_and_decomposed_text_is_the_same() {
        assert_eq!(sort_key("c\u{30c}áp"), sort_key("čáp"));
        assert_eq!(nfc("e\u{301}"), "é");
    }
}
