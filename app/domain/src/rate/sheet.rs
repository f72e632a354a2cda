//! The daily sheet of the Czech National Bank: its day and number, a header, and a line for each currency.

use chrono::NaiveDate;

use super::{PLACES, Rate, parse};
use crate::{invalid::Problem, money::Currency};

/// Most characters of a sheet; a real one has about a thousand.
pub const SHEET_MAX: u32 = 8_000;

const HEADER: &str = "země|měna|množství|kód|kurz";

/// What stands on a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The day from which it holds.
    pub day: NaiveDate,
    /// The currencies that there are here; the others are left out.
    pub rates: Vec<Rate>,
}

impl Sheet {
    /// Reads it as a whole or not at all: half a sheet is no rate of a day.
    pub fn read(text: &str) -> Result<Self, Problem> {
        if text.trim().is_empty() {
            return Err(Problem::Required);
        }
        if text.chars().count() > SHEET_MAX as usize {
            return Err(Problem::TooLong { max: SHEET_MAX });
        }
        let text = text.trim_start_matches('\u{feff}');
        let mut lines = (1..).zip(text.lines().map(str::trim)).filter(|(_, line)| !line.is_empty());
        let (number, first) = lines.next().unwrap_or((1, ""));
        let day = title(first).ok_or(Problem::RateSheet { line: number })?;
        let (number, header) = lines.next().unwrap_or((number + 1, ""));
        if header.to_lowercase() != HEADER {
            return Err(Problem::RateSheet { line: number });
        }
        let mut rates: Vec<Rate> = Vec::new();
        let mut last = number;
        for (number, line) in lines {
            let wrong = Problem::RateSheet { line: number };
            let (code, millionths) = entry(line).ok_or(wrong.clone())?;
            last = number;
            let Ok(currency) = code.parse::<Currency>() else { continue };
            if rates.iter().any(|rate| rate.currency == currency) {
                return Err(wrong);
            }
            rates.push(Rate { currency, valid_from: day, millionths });
        }
        if rates.is_empty() {
            return Err(Problem::RateSheet { line: last });
        }
        Ok(Self { day, rates })
    }
}

/// `24.11.2026 #227`
fn title(line: &str) -> Option<NaiveDate> {
    let (day, number) = line.split_once(' ')?;
    let number = number.trim().strip_prefix('#')?;
    number.parse::<u32>().ok()?;
    NaiveDate::parse_from_str(day, "%d.%m.%Y").ok()
}

/// `Maďarsko|forint|100|HUF|6,187`: the code, and what one unit is worth, which has to come out exactly.
fn entry(line: &str) -> Option<(&str, i64)> {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let [_, _, amount, code, rate] = cells[..] else { return None };
    let amount: i64 = amount.parse().ok().filter(|amount| *amount > 0)?;
    let is_code = code.len() == 3 && code.chars().all(|c| c.is_ascii_uppercase());
    let rate = exact(rate)?;
    (is_code && rate % amount == 0 && rate > 0).then(|| (code, rate / amount))
}

/// A figure of the sheet in millionths. Of currencies that are not kept here it may be anything above zero.
fn exact(rate: &str) -> Option<i64> {
    let decimals = rate.split_once(',').map_or(0, |(_, fraction)| fraction.len());
    if decimals > PLACES { None } else { parse(rate).ok() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SHEET: &str = "24.11.2026 #227\nzemě|měna|množství|kód|kurz\nEMU|euro|1|EUR|24,105\n\
                         Indonesie|rupie|1000|IDR|1,303\nMaďarsko|forint|100|HUF|6,187\n\
                         Japonsko|jen|100|JPY|13,452\n";

    fn with(from: &str, to: &str) -> Result<Sheet, Problem> {
        Sheet::read(&SHEET.replacen(from, to, 1))
    }

    #[test]
    fn the_currencies_of_the_portal_are_taken_exactly() {
        let sheet = Sheet::read(SHEET).unwrap();
        let rates: Vec<_> = sheet.rates.iter().map(|r| (r.currency, r.millionths)).collect();
        assert_eq!(sheet.day.to_string(), "2026-11-24");
        let expected =
            [(Currency::Eur, 24_105_000), (Currency::Huf, 61_870), (Currency::Jpy, 134_520)];
        assert_eq!(rates, expected);
        let windows = format!("\u{feff}{}", SHEET.replace('\n', "\r\n"));
        assert_eq!(Sheet::read(&windows), Ok(sheet));
    }

    #[test]
    fn what_is_no_sheet_is_refused_with_its_line() {
        let at = |line| Err(Problem::RateSheet { line });
        assert_eq!(Sheet::read(" \n"), Err(Problem::Required));
        assert_eq!(Sheet::read(&"x".repeat(9_000)), Err(Problem::TooLong { max: SHEET_MAX }));
        assert_eq!(with("24.11.2026", "31.11.2026"), at(1));
        assert_eq!(with(" #227", ""), at(1));
        assert_eq!(with("množství", "amount"), at(2));
        assert_eq!(with("EUR|24,105", "EUR"), at(3));
        assert_eq!(with("24,105", "0"), at(3));
        assert_eq!(with("|1|", "|7|"), at(3));
        assert_eq!(with("IDR", "EUR"), at(4));
        assert_eq!(Sheet::read("24.11.2026 #227\nzemě|měna|množství|kód|kurz\n"), at(2));
    }

    proptest! {
        #[test]
        fn no_input_panics(text in "\\PC{0,60}", line in "\\PC{0,40}") {
            let _ = Sheet::read(&text);
            let _ = Sheet::read(&format!("{SHEET}{line}"));
        }
    }
}
