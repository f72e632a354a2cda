//! The two languages and how they count.

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumIter, EnumString};

/// A language of the interface.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Default,
    Serialize,
    Deserialize,
    Display,
    AsRefStr,
    EnumIter,
    EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Lang {
    /// Czech, the language of the founding document.
    #[default]
    Cs,
    /// English.
    En,
}

impl Lang {
    /// The first language of an `Accept-Language` header that we speak. Slovak readers get Czech.
    #[must_use]
    pub fn from_header(header: &str) -> Option<Self> {
        header.split(',').find_map(|part| {
            let tag = part.split(';').next().unwrap_or_default().trim();
            match tag.get(..2).map(str::to_ascii_lowercase).as_deref() {
                Some("cs" | "sk") => Some(Self::Cs),
                Some("en") => Some(Self::En),
                _ => None,
            }
        })
    }

    /// The other one of the two.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Cs => Self::En,
            Self::En => Self::Cs,
        }
    }
}

/// The forms of one noun: `(one, few, many)`; English uses the first and the last.
pub type Forms = (&'static str, &'static str, &'static str);

/// Picks the form for a whole number.
///
/// CLDR plural rules: Czech has *one* (1), *few* (2–4) and *other* (0, 5 and more); English *one* and *other*.
#[must_use]
pub fn plural(lang: Lang, count: u64, forms: Forms) -> &'static str {
    match (lang, count) {
        (_, 1) => forms.0,
        (Lang::Cs, 2..=4) => forms.1,
        (Lang::Cs | Lang::En, _) => forms.2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn czech_has_three_forms_for_whole_numbers() {
        let forms = ("příležitost", "příležitosti", "příležitostí");
        let say = |n| plural(Lang::Cs, n, forms);
        assert_eq!((say(0), say(1), say(2)), (forms.2, forms.0, forms.1));
        assert_eq!((say(4), say(5), say(11), say(22)), (forms.1, forms.2, forms.2, forms.2));
    }

    #[test]
    fn the_first_language_we_speak_wins() {
        assert_eq!(Lang::from_header("de-DE,sk;q=0.9,en;q=0.8"), Some(Lang::Cs));
        assert_eq!(Lang::from_header("en-GB,cs"), Some(Lang::En));
        assert_eq!(Lang::from_header("de, čeština"), None);
    }
}
