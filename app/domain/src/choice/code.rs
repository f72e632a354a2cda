//! The code of a choice: what is stored, and what no administrator can change.

use std::{borrow::Cow, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::invalid::Problem;

/// Most characters of a code.
const MAX: usize = 40;

/// A small letter, then letters, digits and `_`; two to forty characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(Cow<'static, str>);

impl Code {
    /// Something else; a text says what.
    pub const OTHER: Self = Self(Cow::Borrowed("other"));
    /// A competitor was chosen: the loss that makes an opportunity *out-sold*.
    pub const COMPETITOR: Self = Self(Cow::Borrowed("competitor"));

    /// A code made of words: what is no letter or digit becomes `_`. The caller takes the marks off letters.
    #[must_use]
    pub fn of_words(folded: &str) -> Option<Self> {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
        let spelled: String = folded.chars().map(plain).collect();
        let parts: Vec<&str> = spelled.split('_').filter(|part| !part.is_empty()).collect();
        let mut code = parts.join("_");
        code.truncate(MAX - 4);
        code.trim_end_matches('_').parse().ok()
    }

    /// The same with a number behind it, for the second of that name.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Option<Self> {
        format!("{}_{number}", self.0).parse().ok()
    }
}

impl FromStr for Code {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let mut letters = text.chars();
        let begins = letters.next().is_some_and(|c| c.is_ascii_lowercase());
        let goes_on = letters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if begins && goes_on && (2..=MAX).contains(&text.len()) {
            Ok(Self(Cow::Owned(text.to_owned())))
        } else {
            Err(Problem::Choice)
        }
    }
}

impl TryFrom<String> for Code {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map_err(|_| "no code of a choice")
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0.into_owned()
    }
}

impl AsRef<str> for Code {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use strum::IntoEnumIterator as _;

    use super::*;
    use crate::choice::List;

    #[test]
    fn the_codes_of_the_program_are_codes() {
        for list in List::iter() {
            for code in list.built_in() {
                assert_eq!(code.parse::<Code>().unwrap().as_ref(), *code);
            }
            assert_eq!(list.built_in().contains(&Code::OTHER.as_ref()), list != List::Stage);
        }
        assert!(List::Loss.knows(&Code::COMPETITOR) && !List::Decline.knows(&Code::COMPETITOR));
    }

    #[test]
    fn words_become_a_code() {
        let code = |words| Code::of_words(words).map(String::from);
        assert_eq!(code("Bez licence, zatim!").as_deref(), Some("bez_licence_zatim"));
        assert_eq!(code("3rd party"), None);
        assert_eq!(code("—"), None);
        assert_eq!(Code::OTHER.numbered(2).unwrap().as_ref(), "other_2");
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_was_written(text in "\\PC{0,50}") {
            let spelled = regex_like(&text);
            prop_assert_eq!(text.parse::<Code>().is_ok(), spelled);
            if let Ok(code) = text.parse::<Code>() {
                prop_assert_eq!(code.to_string(), text);
            }
        }

        #[test]
        fn words_make_a_code_or_nothing(words in "\\PC{0,80}") {
            if let Some(code) = Code::of_words(&words) {
                prop_assert!(regex_like(code.as_ref()));
                prop_assert!(code.numbered(999).is_some());
            }
        }
    }

    /// `[a-z][a-z0-9_]{1,39}`, said another way.
    fn regex_like(text: &str) -> bool {
        let bytes = text.as_bytes();
        (2..=40).contains(&bytes.len())
            && bytes[0].is_ascii_lowercase()
            && bytes.iter().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_'))
    }
}
