//! What a partner learns of the value before accepting: a band, not the figure.

use serde::{Deserialize, Serialize};

use crate::money::{Currency, Money};

/// A range of whole units in the 1–2–5 series around an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueBand {
    /// Lower end in units.
    pub low: i64,
    /// Upper end in units.
    pub high: i64,
    /// The currency.
    pub currency: Currency,
}

impl ValueBand {
    /// The band `[low, high)` that holds the amount; amounts below one unit fall into 0–1.
    #[must_use]
    pub fn around(value: Money) -> Self {
        let units = value.minor / value.currency.scale();
        let mut low = 0;
        let mut power = 1_i64;
        loop {
            for step in [1, 2, 5] {
                let high = step * power;
                if units < high {
                    return Self { low, high, currency: value.currency };
                }
                low = high;
            }
            power *= 10;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn band(units: i64) -> (i64, i64) {
        let band = ValueBand::around(Money::new(units * 100, Currency::Czk));
        (band.low, band.high)
    }

    #[test]
    fn bands_follow_one_two_five() {
        assert_eq!(band(0), (0, 1));
        assert_eq!(band(860_000), (500_000, 1_000_000));
        assert_eq!(band(1_000_000), (1_000_000, 2_000_000));
        assert_eq!(band(2_480_000), (2_000_000, 5_000_000));
    }

    proptest! {
        #[test]
        fn the_amount_lies_in_its_band(units in 0..=1_000_000_000_000_i64) {
            let (low, high) = band(units);
            prop_assert!(low <= units && units < high);
        }
    }
}
