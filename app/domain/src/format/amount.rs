//! Amounts of money, each language with the currency where it has it.

use super::number;
use crate::{
    lang::Lang,
    money::{Currency, Money},
    opportunity::ValueBand,
};

/// Whether `,00` is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decimals {
    /// Always: on a record.
    Always,
    /// Only when they are not zero: in lists.
    IfAny,
}

/// The sign that is written beside an amount.
#[must_use]
pub fn symbol(lang: Lang, currency: Currency) -> &'static str {
    match (currency, lang) {
        (Currency::Eur, _) => "€",
        (Currency::Usd, _) => "$",
        (Currency::Gbp, _) => "£",
        (Currency::Jpy, _) => "¥",
        (Currency::Chf, _) => "CHF",
        (Currency::Czk, Lang::Cs) => "Kč",
        (Currency::Pln, Lang::Cs) => "zł",
        (Currency::Huf, Lang::Cs) => "Ft",
        (Currency::Czk, Lang::En) => "CZK",
        (Currency::Pln, Lang::En) => "PLN",
        (Currency::Huf, Lang::En) => "HUF",
    }
}

/// `1 234 567,89 Kč`, `€1,234.50`, `CZK 1,234,567.89`.
#[must_use]
pub fn money(lang: Lang, value: Money, decimals: Decimals) -> String {
    let scale = value.currency.scale();
    let (units, rest) = (value.minor / scale, (value.minor % scale).abs());
    let mut figure = number(lang, units);
    if scale > 1 && (rest != 0 || decimals == Decimals::Always) {
        figure.push(if lang == Lang::Cs { ',' } else { '.' });
        if rest < 10 {
            figure.push('0');
        }
        figure.push_str(&rest.to_string());
    }
    beside(lang, &figure, value.currency)
}

/// Puts the currency where the language has it: behind in Czech, before in English; letters get a space.
fn beside(lang: Lang, figure: &str, currency: Currency) -> String {
    let symbol = symbol(lang, currency);
    match lang {
        Lang::Cs => [figure, "\u{a0}", symbol].concat(),
        Lang::En if symbol.starts_with(char::is_alphabetic) => [symbol, "\u{a0}", figure].concat(),
        Lang::En => [symbol, figure].concat(),
    }
}

/// `0,5–1 mil. Kč`, `CZK 0.5–1 million`.
#[must_use]
pub fn band(lang: Lang, band: ValueBand) -> String {
    let (divisor, unit) = match (band.high, lang) {
        (1_000_000_001.., Lang::Cs) => (1_000_000_000, "\u{a0}mld."),
        (1_000_000_001.., Lang::En) => (1_000_000_000, "\u{a0}billion"),
        (1_000_000.., Lang::Cs) => (1_000_000, "\u{a0}mil."),
        (1_000_000.., Lang::En) => (1_000_000, "\u{a0}million"),
        _ => (1, ""),
    };
    let end = |value: i64| {
        let (whole, rest) = (value / divisor, value % divisor * 10 / divisor);
        let mark = if lang == Lang::Cs { "," } else { "." };
        if rest == 0 {
            number(lang, whole)
        } else {
            [number(lang, whole), rest.to_string()].join(mark)
        }
    };
    beside(lang, &[&end(band.low), "–", &end(band.high), unit].concat(), band.currency)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn amounts() {
        let czk = Money::new(123_456_789, Currency::Czk);
        let eur = Money::new(31_250_000, Currency::Eur);
        let say = |lang, value, decimals| plain(&money(lang, value, decimals));
        assert_eq!(say(Lang::Cs, czk, Decimals::IfAny), "1 234 567,89 Kč");
        assert_eq!(say(Lang::En, czk, Decimals::IfAny), "CZK 1,234,567.89");
        assert_eq!(say(Lang::Cs, eur, Decimals::IfAny), "312 500 €");
        assert_eq!(say(Lang::En, eur, Decimals::Always), "€312,500.00");
        assert_eq!(say(Lang::Cs, Money::new(5, Currency::Czk), Decimals::IfAny), "0,05 Kč");
        assert_eq!(say(Lang::En, Money::new(1500, Currency::Jpy), Decimals::Always), "¥1,500");
    }

    #[test]
    fn bands() {
        let say =
            |lang, low, high| plain(&band(lang, ValueBand { low, high, currency: Currency::Czk }));
        assert_eq!(say(Lang::Cs, 500_000, 1_000_000), "0,5–1 mil. Kč");
        assert_eq!(say(Lang::En, 2_000_000, 5_000_000), "CZK 2–5 million");
        assert_eq!(say(Lang::Cs, 200_000, 500_000), "200 000–500 000 Kč");
        assert_eq!(say(Lang::Cs, 500_000_000, 1_000_000_000), "500–1 000 mil. Kč");
        assert_eq!(say(Lang::Cs, 1_000_000_000, 2_000_000_000), "1–2 mld. Kč");
    }
}
