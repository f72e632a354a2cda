//! The passwords that everybody tries first.
//!
//! Twelve characters leave few of the well-known lists over, and nearly all of those are a well-known
//! word with figures behind it, a word twice, or a walk along the keyboard. So the list holds the words.

use crate::fold;

/// Words that guesses are made of: from the published lists of leaked passwords, Czech and English, without
/// the figures that people append, and the names that hang on the wall of this portal.
const WORDS: &str = include_str!("common.txt");

/// Walks along a keyboard or a number line; any stretch of one is easy to guess.
const WALKS: &[&str] = &[
    "01234567890123456789",
    "98765432109876543210",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6zhn7ujm",
    "1q2w3e4r5t6z7u8i9o0p",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5z6u7i8o9p0",
    "q1w2e3r4t5y6u7i8o9p0",
];

/// Whether a guesser would come to it early.
pub(super) fn is_common(password: &str) -> bool {
    let plain = fold::fold(password);
    let unit = shortest_period(&plain);
    let bare = unit.trim_matches(|c: char| !c.is_alphabetic());
    if bare.is_empty() || unit.chars().count() <= 3 {
        return true;
    }
    let letters: String = bare.chars().filter(|c| c.is_alphabetic()).collect();
    let spelled: String = bare.chars().map(unleet).filter(|c| c.is_alphabetic()).collect();
    let keys: String = bare.chars().filter(|c| c.is_alphanumeric()).collect();
    WALKS.iter().any(|walk| walk.contains(unit) || walk.contains(&keys))
        || is_word(&letters)
        || is_word(&spelled)
}

fn is_word(text: &str) -> bool {
    let unit = shortest_period(text);
    WORDS.split_whitespace().any(|word| word == unit)
}

/// The part that the text repeats, or the whole text: `hesloheslo` repeats `heslo`.
fn shortest_period(text: &str) -> &str {
    (1..=text.len() / 2)
        .filter(|&len| text.len().is_multiple_of(len) && text.is_char_boundary(len))
        .map(|len| &text[..len])
        .find(|unit| unit.repeat(text.len() / unit.len()) == text)
        .unwrap_or(text)
}

/// Figures that stand for letters: `p4ssw0rd`.
fn unleet(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_figures_walks_and_repetitions_are_common() {
        for guess in [
            "password1234",
            "Password1234!",
            "P@ssw0rd!!!!",
            "heslo1234567",
            "Heslo.2026.Heslo.",
            "hesloheslo123",
            "123456789012",
            "000000000000",
            "qwertyuiop12",
            "1q2w3e4r5t6y",
            "2026-11-23-12",
            "aaaaaaaaaaaaaa",
            "abcabcabcabc",
            "stafeta-demo-2026",
            "Tajné heslo 2026",
            "qwertz123456",
        ] {
            assert!(is_common(guess), "{guess}");
        }
    }

    #[test]
    fn phrases_and_random_ones_are_not() {
        for good in [
            "kolo jede do kopce",
            "Zelená tužka 14 leží",
            "x7GqP2mWz9Lr",
            "heslo je pod rohožkou",
            "my dragon eats lettuce",
            "Praha-Ostrava-vlakem",
        ] {
            assert!(!is_common(good), "{good}");
        }
    }
}
