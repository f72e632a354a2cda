//! What one unit of a foreign currency is worth from a day on, in exact digits.

mod convert;
mod form;
mod sheet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{invalid::Problem, lang::Lang, money::Currency};

pub use convert::{InBase, Unconvertible, between, convert, total};
pub use form::{RateDay, RateForm, RatesPage, Taken};
pub use sheet::{SHEET_MAX, Sheet};

/// The currency in which rates are stated.
pub const BASE: Currency = Currency::Czk;

/// A unit of the base currency, in the measure of rates.
pub const UNIT: i64 = 1_000_000;

/// Decimal places that a rate can have. Sheets state at most three, for at most a thousand units.
const PLACES: usize = 6;

/// Most units of the base currency that a unit can be worth.
const MOST: i64 = 1_000_000;

/// What one unit of a currency is worth from a day on, until there is a newer rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Packed", into = "Packed")]
pub struct Rate {
    /// Of which currency.
    pub currency: Currency,
    /// Its first day.
    pub valid_from: NaiveDate,
    /// Units of [`BASE`], in millionths; positive.
    pub millionths: i64,
}

type Packed = (Currency, NaiveDate, i64);

impl From<Packed> for Rate {
    fn from((currency, valid_from, millionths): Packed) -> Self {
        Self { currency, valid_from, millionths }
    }
}

impl From<Rate> for Packed {
    fn from(of: Rate) -> Self {
        (of.currency, of.valid_from, of.millionths)
    }
}

/// The currencies that have rates, in the order in which they are offered.
pub fn currencies() -> impl Iterator<Item = Currency> {
    Currency::all().filter(|currency| *currency != BASE)
}

/// Reads a rate as typed, in millionths: `25,305` and `25.305` are the same, because nobody groups the digits of a rate.
pub fn parse(typed: &str) -> Result<i64, Problem> {
    let text: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    if text.is_empty() {
        return Err(Problem::Required);
    }
    let (whole, fraction) = text.split_once([',', '.']).unwrap_or((&text, ""));
    let significant = fraction.trim_end_matches('0');
    let is_number = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) || significant.len() > PLACES {
        return Err(Problem::Rate);
    }
    let padded = format!("{significant:0<PLACES$}");
    let units: i64 = whole.parse().map_err(|_| Problem::Rate)?;
    let parts: i64 = padded.parse().map_err(|_| Problem::Rate)?;
    let millionths = if units < MOST { units * UNIT + parts } else { 0 };
    if millionths > 0 { Ok(millionths) } else { Err(Problem::Rate) }
}

/// The digits of a rate, with at least three decimals: `25,305`.
#[must_use]
pub fn digits(lang: Lang, millionths: i64) -> String {
    let mark = match lang {
        Lang::Cs => ',',
        Lang::En => '.',
    };
    let fraction = format!("{:0>PLACES$}", millionths % UNIT);
    let kept = fraction.trim_end_matches('0').len().max(3);
    format!("{}{mark}{}", millionths / UNIT, &fraction[..kept])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_rate_is_read_exactly() {
        for (typed, millionths) in [
            ("25,305", 25_305_000),
            ("25.305", 25_305_000),
            (" 0,06187 ", 61_870),
            ("1", 1_000_000),
            ("0,000001", 1),
            ("24,5000000", 24_500_000),
        ] {
            assert_eq!(parse(typed), Ok(millionths), "{typed}");
        }
        assert_eq!(parse(" "), Err(Problem::Required));
        for typed in
            ["0", "-1", "1e3", "1,2,3", "0,0000001", ",5", "1000000", "99999999999999999999"]
        {
            assert_eq!(parse(typed), Err(Problem::Rate), "{typed}");
        }
    }

    #[test]
    fn a_rate_is_shown_with_the_marks_of_the_language() {
        assert_eq!(digits(Lang::Cs, 25_305_000), "25,305");
        assert_eq!(digits(Lang::En, 61_870), "0.06187");
        assert_eq!(digits(Lang::En, 24_000_000), "24.000");
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_as_the_same(millionths in 1..1_000_000_000_000_i64, czech: bool) {
            let lang = if czech { Lang::Cs } else { Lang::En };
            prop_assert_eq!(parse(&digits(lang, millionths)), Ok(millionths));
        }

        #[test]
        fn no_input_panics(typed in "\\PC{0,24}") {
            let _ = parse(&typed);
        }
    }
}
