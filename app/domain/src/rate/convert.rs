//! An amount in another currency, and one total of many: exact until it is rounded, once.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{BASE, Rate, UNIT};
use crate::money::{Currency, Money};

/// Decimal places that no currency here has more of.
const PLACES_MAX: u32 = 3;

/// Why an amount cannot be had in another currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unconvertible {
    /// This currency has no rate.
    NoRate(Currency),
    /// It would be more than an amount can express.
    TooLarge,
}

/// What sums in several currencies come to in [`BASE`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InBase {
    /// In whole units, with the day of the oldest rate that was used; `None` when there was none to use.
    pub about: Option<(Money, NaiveDate)>,
    /// Currencies without a rate. They are left out.
    pub missing: Vec<Currency>,
}

/// The rates by which one currency is converted to another one, or the currency that has none.
pub fn between(from: Currency, to: Currency, rates: &[Rate]) -> Result<Vec<Rate>, Unconvertible> {
    let foreign = [from, to].into_iter().filter(|currency| *currency != BASE);
    foreign
        .map(|currency| of(currency, rates).copied().ok_or(Unconvertible::NoRate(currency)))
        .collect()
}

/// The amount in another currency, rounded to its minor unit, half away from zero.
pub fn convert(money: Money, to: Currency, rates: &[Rate]) -> Result<Money, Unconvertible> {
    if money.currency == to {
        return Ok(money);
    }
    let worth = worth(money.minor, money.currency.places(), millionths(money.currency, rates)?)
        .ok_or(Unconvertible::TooLarge)?;
    let minor = amount(worth, to.places(), millionths(to, rates)?);
    Ok(Money::new(minor.ok_or(Unconvertible::TooLarge)?, to))
}

/// What sums in more than one currency come to. `None` when there is nothing to convert, or it is more than an amount can
/// express.
#[must_use]
pub fn total(sums: &[Money], rates: &[Rate]) -> Option<InBase> {
    // A sum beyond all amounts was cut off to the largest one: nothing can be said of it.
    if sums.len() < 2 || sums.iter().any(|sum| sum.minor == i64::MAX) {
        return None;
    }
    let (mut all, mut day, mut missing) = (0_i128, None, Vec::new());
    for sum in sums {
        let Ok(rate) = millionths(sum.currency, rates) else {
            missing.push(sum.currency);
            continue;
        };
        all = all.checked_add(worth(sum.minor, sum.currency.places(), rate)?)?;
        let used = of(sum.currency, rates).map(|rate| rate.valid_from);
        day = day.into_iter().chain(used).min();
    }
    let about = match day {
        Some(day) => {
            let units = amount(all, 0, UNIT)?;
            Some((Money::new(units.checked_mul(BASE.scale())?, BASE), day))
        }
        None => None,
    };
    Some(InBase { about, missing })
}

fn of(currency: Currency, rates: &[Rate]) -> Option<&Rate> {
    let sound = |rate: &&Rate| rate.currency == currency && rate.millionths > 0;
    rates.iter().find(sound).filter(|_| currency != BASE)
}

fn millionths(currency: Currency, rates: &[Rate]) -> Result<i64, Unconvertible> {
    match currency {
        BASE => Ok(UNIT),
        other => of(other, rates).map(|rate| rate.millionths).ok_or(Unconvertible::NoRate(other)),
    }
}

/// An amount in the one measure that loses nothing: thousandths of millionths of a unit of [`BASE`].
fn worth(minor: i64, places: u8, millionths: i64) -> Option<i128> {
    let finer = 10_i128.pow(PLACES_MAX.checked_sub(u32::from(places))?);
    i128::from(minor).checked_mul(millionths.into())?.checked_mul(finer)
}

/// Minor units of a currency that are worth so much.
fn amount(worth: i128, places: u8, millionths: i64) -> Option<i64> {
    let units = worth.checked_mul(10_i128.pow(places.into()))?;
    let unit = i128::from(millionths).checked_mul(10_i128.pow(PLACES_MAX))?;
    let (whole, rest) = (units.checked_div(unit)?, units.checked_rem(unit)?);
    let is_half = rest.unsigned_abs().checked_mul(2)? >= unit.unsigned_abs();
    let rounded = if is_half { whole + rest.signum() } else { whole };
    i64::try_from(rounded).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rate(currency: Currency, day: u32, millionths: i64) -> Rate {
        let valid_from = NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        Rate { currency, valid_from, millionths }
    }

    fn rates() -> Vec<Rate> {
        vec![
            rate(Currency::Eur, 23, 25_720_000),
            rate(Currency::Usd, 20, 22_100_000),
            rate(Currency::Jpy, 24, 134_520),
        ]
    }

    #[test]
    fn an_amount_is_converted_to_the_minor_unit_of_the_other_currency() {
        for (minor, from, to, expected) in [
            (100, Currency::Eur, Currency::Czk, 2572),
            (2572, Currency::Czk, Currency::Eur, 100),
            (1, Currency::Czk, Currency::Eur, 0),
            (100, Currency::Eur, Currency::Usd, 116),
            (100, Currency::Eur, Currency::Jpy, 191),
            (1, Currency::Jpy, Currency::Czk, 13),
            (0, Currency::Eur, Currency::Jpy, 0),
            (77, Currency::Gbp, Currency::Gbp, 77),
        ] {
            let money = Money::new(minor, from);
            assert_eq!(convert(money, to, &rates()), Ok(Money::new(expected, to)), "{money:?}");
        }
    }

    #[test]
    fn a_half_goes_away_from_zero_with_any_number_of_places() {
        let half = |minor, from, to| amount(worth(minor, from, UNIT / 2)?, to, UNIT);
        assert_eq!((half(1, 2, 2), half(-1, 2, 2), half(3, 2, 2)), (Some(1), Some(-1), Some(2)));
        assert_eq!((half(1, 0, 0), half(1, 0, 2), half(1, 0, 3)), (Some(1), Some(50), Some(500)));
        assert_eq!((half(1, 3, 3), half(999, 3, 0), half(1001, 3, 0)), (Some(1), Some(0), Some(1)));
        assert_eq!(half(1, 4, 0), None);
    }

    #[test]
    fn what_no_amount_can_express_is_refused() {
        let rates = [rate(Currency::Eur, 1, 999_999_999_999), rate(Currency::Jpy, 1, 1)];
        let most = Money::new(i64::MAX, Currency::Eur);
        assert_eq!(convert(most, Currency::Jpy, &rates), Err(Unconvertible::TooLarge));
        assert_eq!(convert(most, Currency::Czk, &rates), Err(Unconvertible::TooLarge));
        let sums = [Money::new(i64::MAX - 1, Currency::Eur), Money::new(1, Currency::Czk)];
        assert_eq!(total(&sums, &rates), None);
        assert_eq!(total(&[most, Money::new(1, Currency::Czk)], &self::rates()), None);
    }

    #[test]
    fn a_currency_without_a_rate_is_named() {
        let gbp = Money::new(100, Currency::Gbp);
        let missing = Unconvertible::NoRate(Currency::Gbp);
        assert_eq!(convert(gbp, Currency::Czk, &rates()), Err(missing));
        assert_eq!(between(Currency::Czk, Currency::Gbp, &rates()), Err(missing));
        let nothing = [rate(Currency::Gbp, 1, 0)];
        assert_eq!(convert(gbp, Currency::Czk, &nothing), Err(missing));
    }

    #[test]
    fn the_rates_of_a_conversion_are_those_of_foreign_currencies() {
        let rates = rates();
        assert_eq!(between(Currency::Czk, Currency::Eur, &rates), Ok(vec![rates[0]]));
        assert_eq!(between(Currency::Usd, Currency::Eur, &rates), Ok(vec![rates[1], rates[0]]));
    }

    #[test]
    fn sums_come_to_one_total_of_whole_units_with_the_oldest_day() {
        let day = rates()[1].valid_from;
        let sums = [
            Money::new(100, Currency::Czk),
            Money::new(100_000, Currency::Eur),
            Money::new(1_000, Currency::Usd),
        ];
        let all = InBase { about: Some((Money::new(2_594_200, BASE), day)), missing: vec![] };
        assert_eq!(total(&sums, &rates()), Some(all));
        assert_eq!(total(&sums[1..2], &rates()), None);
    }

    #[test]
    fn what_has_no_rate_is_left_out_of_the_total() {
        let eur = Money::new(100, Currency::Eur);
        let (czk, gbp) = (Money::new(100, Currency::Czk), Money::new(100, Currency::Gbp));
        let found = total(&[czk, gbp], &rates()).unwrap();
        assert_eq!((found.about, found.missing), (None, vec![Currency::Gbp]));
        let found = total(&[eur, gbp], &rates()).unwrap();
        let about = Some((Money::new(2_600, BASE), rates()[0].valid_from));
        assert_eq!((found.about, found.missing), (about, vec![Currency::Gbp]));
    }

    proptest! {
        #[test]
        fn no_amount_panics(minor: i64, millionths in 1..=i64::MAX, other in 1..=i64::MAX) {
            let rates =
                [rate(Currency::Eur, 1, millionths), rate(Currency::Jpy, 1, other)];
            for from in [Currency::Eur, Currency::Czk, Currency::Jpy] {
                for to in [Currency::Eur, Currency::Czk, Currency::Jpy] {
                    let _ = convert(Money::new(minor, from), to, &rates);
                }
            }
        }
    }
}
