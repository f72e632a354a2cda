//! Money as integer minor units and a currency; never a float.

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumIter, EnumString, IntoEnumIterator};

use crate::{format, invalid::Problem, lang::Lang};

/// The currencies that can be chosen.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Default,
    Serialize,
    Deserialize,
    Display,
    AsRefStr,
    EnumIter,
    EnumString,
)]
#[serde(rename_all = "UPPERCASE")]
#[strum(serialize_all = "UPPERCASE")]
pub enum Currency {
    /// Czech koruna.
    #[default]
    Czk,
    /// Euro.
    Eur,
    /// United States dollar.
    Usd,
    /// Pound sterling.
    Gbp,
    /// Polish złoty.
    Pln,
    /// Hungarian forint.
    Huf,
    /// Swiss franc.
    Chf,
    /// Japanese yen.
    Jpy,
}

impl Currency {
    /// All of them in the order in which they are offered.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::iter()
    }

    /// Decimal places (ISO 4217 minor unit).
    #[must_use]
    pub fn places(self) -> u8 {
        match self {
            Self::Jpy => 0,
            Self::Czk | Self::Eur | Self::Usd | Self::Gbp | Self::Pln | Self::Huf | Self::Chf => 2,
        }
    }

    /// Minor units in one unit.
    #[must_use]
    pub fn scale(self) -> i64 {
        10_i64.pow(u32::from(self.places()))
    }
}

/// An amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units (haléře, cents).
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

/// Largest amount in units (Dataverse money fields).
pub const MAX_UNITS: i64 = 1_000_000_000_000;

impl Money {
    /// An amount of minor units.
    #[must_use]
    pub fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Reads an amount as typed in either language; empty is `None`.
    ///
    /// `1 234,50`, `1.234,50`, `1,234.50`, `1234.5` and `1'234` are read alike. A single separator followed by exactly three
    /// digits (`1.234`) groups thousands, because no currency here has three decimal places.
    pub fn parse(input: &str, currency: Currency) -> Result<Option<Self>, Problem> {
        let text = without_spaces(input);
        if text.is_empty() {
            return Ok(None);
        }
        if text.starts_with('-') {
            return Err(Problem::AmountRange);
        }
        let (whole, fraction) = split_decimal(&text).ok_or(Problem::Amount)?;
        let places = currency.places();
        let significant = fraction.trim_end_matches('0');
        if significant.len() > usize::from(places) {
            return Err(Problem::AmountDecimals { places });
        }
        let units: i64 = whole.parse().map_err(|_| Problem::AmountRange)?;
        if units > MAX_UNITS {
            return Err(Problem::AmountRange);
        }
        let mut minor = units * currency.scale();
        let padded = format!("{significant:0<width$}", width = usize::from(places));
        minor += padded.parse::<i64>().unwrap_or_default();
        if minor > MAX_UNITS * currency.scale() {
            return Err(Problem::AmountRange);
        }
        Ok(Some(Self { minor, currency }))
    }

    /// The figure for a form field: the language's marks, decimals only where there are some.
    #[must_use]
    pub fn for_input(self, lang: Lang) -> String {
        let scale = self.currency.scale();
        let (units, rest) = (self.minor / scale, self.minor % scale);
        let units = format::number(lang, units);
        if rest == 0 {
            return units;
        }
        let (mark, width) = (mark(lang), usize::from(self.currency.places()));
        format!("{units}{mark}{rest:0width$}")
    }
}

/// A typed amount with the marks of the language, as [`Money::for_input`] would write it; `None` when it is no amount, or
/// would read as another one. Digits behind the decimal mark stay as they are.
#[must_use]
pub fn grouped(lang: Lang, typed: &str) -> Option<String> {
    let (whole, fraction) = split_decimal(&without_spaces(typed))?;
    let mut text = format::number(lang, whole.parse().ok()?);
    if !fraction.is_empty() {
        text.push(mark(lang));
        text.push_str(&fraction);
    }
    let (read, rest) = split_decimal(&without_spaces(&text))?;
    (read.parse::<i64>() == whole.parse() && rest == fraction).then_some(text)
}

fn mark(lang: Lang) -> char {
    match lang {
        Lang::Cs => ',',
        Lang::En => '.',
    }
}

fn without_spaces(input: &str) -> String {
    let kept = |c: &char| !c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\'');
    input.chars().filter(kept).collect()
}

/// Splits digits at the decimal mark and drops grouping marks; `None` when it is no number.
fn split_decimal(text: &str) -> Option<(String, String)> {
    let marks: Vec<(usize, char)> =
        text.char_indices().filter(|(_, c)| matches!(c, ',' | '.')).collect();
    if text.chars().any(|c| !c.is_ascii_digit() && !matches!(c, ',' | '.')) {
        return None;
    }
    let decimal = match marks.as_slice() {
        [] => None,
        // Three digits behind one mark are a group; but no figure in groups begins with a zero.
        [(at, _)] if text.len() - at - 1 == 3 && *at <= 3 && !text.starts_with(['0', ',', '.']) => {
            None
        }
        [(at, _)] => Some(*at),
        [.., (last_at, last)] => {
            let repeated = marks.iter().filter(|(_, c)| c == last).count() > 1;
            (!repeated).then_some(*last_at)
        }
    };
    let (whole, fraction) = match decimal {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    };
    if !groups_of_three(whole) || fraction.contains([',', '.']) {
        return None;
    }
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    Some((if whole.is_empty() { "0".to_owned() } else { whole }, fraction.to_owned()))
}

fn groups_of_three(whole: &str) -> bool {
    let mut groups = whole.split([',', '.']);
    let first = groups.next().unwrap_or_default();
    let mut rest = groups.peekable();
    rest.peek().is_none() || (1..=3).contains(&first.len()) && rest.all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn czk(input: &str) -> Result<Option<i64>, Problem> {
        Money::parse(input, Currency::Czk).map(|money| money.map(|m| m.minor))
    }

    #[test]
    fn both_decimal_styles_are_read() {
        for (input, minor) in [
            ("1 234 567,89", 123_456_789),
            ("1\u{a0}234\u{202f}567,89", 123_456_789),
            ("1,234,567.89", 123_456_789),
            ("1.234.567,89", 123_456_789),
            ("1234,5", 123_450),
            ("1234.5", 123_450),
            ("1.234", 123_400),
            ("1'000", 100_000),
            ("0,5", 50),
            (",5", 50),
            ("2480000,00", 248_000_000),
            ("1000000000000", 100_000_000_000_000),
        ] {
            assert_eq!(czk(input), Ok(Some(minor)), "{input}");
        }
    }

    #[test]
    fn nonsense_is_refused_with_its_reason() {
        assert_eq!(czk("  "), Ok(None));
        assert_eq!(czk("-5"), Err(Problem::AmountRange));
        assert_eq!(czk("1e6"), Err(Problem::Amount));
        assert_eq!(czk("12,34,5"), Err(Problem::Amount));
        assert_eq!(czk("1.23.456"), Err(Problem::Amount));
        assert_eq!(czk(","), Err(Problem::Amount));
        assert_eq!(czk("0,123456"), Err(Problem::AmountDecimals { places: 2 }));
        assert_eq!(czk("0.125"), Err(Problem::AmountDecimals { places: 2 }));
        assert_eq!(czk("1000000000000,01"), Err(Problem::AmountRange));
        assert_eq!(czk("99999999999999999999"), Err(Problem::AmountRange));
        assert_eq!(Money::parse("10,5", Currency::Jpy), Err(Problem::AmountDecimals { places: 0 }));
    }

    #[test]
    fn a_field_that_is_left_shows_its_amount_in_groups() {
        for (typed, czech, english) in [
            ("1234567,89", "1\u{a0}234\u{a0}567,89", "1,234,567.89"),
            ("1234567.89", "1\u{a0}234\u{a0}567,89", "1,234,567.89"),
            ("1 234 567", "1\u{a0}234\u{a0}567", "1,234,567"),
            ("1,234,567", "1\u{a0}234\u{a0}567", "1,234,567"),
            (" 0012,5 ", "12,5", "12.5"),
            ("999", "999", "999"),
            (",5", "0,5", "0.5"),
        ] {
            assert_eq!(grouped(Lang::Cs, typed).as_deref(), Some(czech), "{typed}");
            assert_eq!(grouped(Lang::En, typed).as_deref(), Some(english), "{typed}");
        }
        for typed in ["", "-5", "1e6", "12,34,5", "milion", "0123,456", "99999999999999999999"] {
            assert_eq!(grouped(Lang::Cs, typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn groups_change_no_amount(typed in "[0-9 ]{1,12}([.,][0-9]{0,4}){0,3}", czech: bool) {
            let lang = if czech { Lang::Cs } else { Lang::En };
            if let Some(shown) = grouped(lang, &typed) {
                let read = |text: &str| Money::parse(text, Currency::Eur);
                prop_assert_eq!(read(&shown), read(&typed));
                prop_assert_eq!(grouped(lang, &shown), Some(shown));
            }
        }

        #[test]
        fn what_a_form_shows_is_read_back(minor in 0..=100_000_000_000_000_i64, czech: bool) {
            let lang = if czech { Lang::Cs } else { Lang::En };
            let money = Money::new(minor, Currency::Eur);
            prop_assert_eq!(Money::parse(&money.for_input(lang), Currency::Eur), Ok(Some(money)));
        }

        #[test]
        fn no_input_panics(input in "\\PC{0,24}") {
            let _ = Money::parse(&input, Currency::Czk);
        }
    }
}
