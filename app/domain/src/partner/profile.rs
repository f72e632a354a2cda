//! What a partner can take on: where, in which languages, how large, how much at a time.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::list;
use crate::{
    account::{country, registration_number, web_domain},
    calendar::Calendar,
    invalid::Problem,
    money::Money,
    text::{self, NAME_MAX, SHORT_MAX},
};

/// Most lines of a list in a profile.
const LINES_MAX: u32 = 50;
/// Most customers that a partner is kept from.
const CUSTOMERS_MAX: u32 = 200;

/// A part of a country where the partner works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Territory {
    /// Two-letter country code.
    pub country: String,
    /// Region; `None` is the whole country.
    pub region: Option<String>,
    /// What postal codes begin with, without spaces.
    pub postal_prefix: Option<String>,
}

/// Proof of what the partner can do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certification {
    /// What it is called.
    pub name: String,
    /// Its last day; `None` is for good.
    pub valid_until: Option<NaiveDate>,
}

/// Bounds of what the partner wants and can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Limits {
    /// Smallest value of an opportunity.
    pub min_value: Option<Money>,
    /// Largest value.
    pub max_value: Option<Money>,
    /// Most opportunities in work at a time.
    pub open: Option<i32>,
    /// Most new ones in a month.
    pub month: Option<i32>,
}

/// The part of a partner that routing and clocks go by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Order among equals, the higher the better.
    pub ranking: i32,
    /// Hours of work for an answer.
    pub accept_hours: i32,
    /// Working days for the first report.
    pub first_update_days: i32,
    /// IANA name.
    pub time_zone: String,
    /// Whose days off count.
    pub calendar: Calendar,
    /// Where.
    pub territories: Vec<Territory>,
    /// Product lines.
    pub products: Vec<String>,
    /// Language codes (ISO 639-1).
    pub languages: Vec<String>,
    /// With their validity.
    pub certifications: Vec<Certification>,
    /// Customers that it is not chosen for: registration numbers with eight digits, and bare domains.
    pub conflicts: Vec<String>,
    /// How large and how much.
    pub limits: Limits,
}

impl fmt::Display for Territory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.country)?;
        match (&self.region, &self.postal_prefix) {
            (None, None) => Ok(()),
            (Some(region), None) => write!(f, "; {region}"),
            (region, Some(prefix)) => write!(f, "; {}; {prefix}", region.as_deref().unwrap_or("")),
        }
    }
}

impl fmt::Display for Certification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.valid_until {
            Some(day) => write!(f, "{}; {day}", self.name),
            None => f.write_str(&self.name),
        }
    }
}

/// One territory a line: `CZ; Jihomoravský kraj; 6`, of which only the country is required.
pub fn territories(input: &str) -> Result<Vec<Territory>, Problem> {
    lines(input, LINES_MAX, |line| {
        let mut parts = line.split(';').map(str::trim);
        let country = country(parts.next().unwrap_or_default()).ok().flatten()?;
        let region = text::line(parts.next().unwrap_or_default(), SHORT_MAX).ok()?;
        let prefix = parts.next().unwrap_or_default().replace([' ', '-'], "").to_ascii_uppercase();
        let plain = prefix.len() <= 10 && prefix.bytes().all(|b| b.is_ascii_alphanumeric());
        let postal_prefix = (!prefix.is_empty()).then_some(prefix);
        (plain && parts.next().is_none()).then_some(Territory { country, region, postal_prefix })
    })
    .map_err(|line| line.map_or(Problem::TooLong { max: 50 }, |line| Problem::Territory { line }))
}

/// One certification a line: `ISO 27001; 2027-12-31`, or without a date.
pub fn certifications(input: &str) -> Result<Vec<Certification>, Problem> {
    lines(input, LINES_MAX, |line| {
        let (name, day) = match line.rsplit_once(';') {
            Some((name, day)) => (name, Some(day.trim())),
            None => (line, None),
        };
        let name = text::required_line(name, NAME_MAX).ok()?;
        let valid_until = match day {
            Some(day) if !day.is_empty() => Some(self::day(day)?),
            _ => None,
        };
        Some(Certification { name, valid_until })
    })
    .map_err(|line| {
        line.map_or(Problem::TooLong { max: 50 }, |line| Problem::Certification { line })
    })
}

/// `2027-12-31`, `31. 12. 2027` or `31.12.2027`.
fn day(text: &str) -> Option<NaiveDate> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    plain.parse().ok().or_else(|| NaiveDate::parse_from_str(&plain, "%d.%m.%Y").ok())
}

/// One customer a line: `45274649` or `firma.cz`. Of too many, the first beyond the limit is the wrong line.
pub fn customers(input: &str) -> Result<Vec<String>, Problem> {
    lines(input, CUSTOMERS_MAX, |line| {
        if line.chars().all(|c| c.is_ascii_digit() || c.is_whitespace()) {
            return registration_number(line).ok().flatten();
        }
        web_domain(line).ok().flatten()
    })
    .map_err(|line| Problem::CustomerLine { line: line.unwrap_or(CUSTOMERS_MAX + 1) })
}

/// Language codes, separated by commas.
pub fn languages(input: &str) -> Result<Vec<String>, Problem> {
    let mut codes = Vec::new();
    for word in list(input)? {
        let code = word.to_ascii_lowercase();
        if code.len() != 2 || !code.bytes().all(|b| b.is_ascii_lowercase()) {
            return Err(Problem::LanguageCode);
        }
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    Ok(codes)
}

/// A list as its field shows it: one a line.
#[must_use]
pub fn written<T: fmt::Display>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Reads what stands on each line. The error is the number of the line, or nothing when there are too many.
fn lines<T: PartialEq>(
    input: &str,
    max: u32,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, Option<u32>> {
    let mut items = Vec::new();
    for (line, number) in input.lines().zip(1..) {
        if line.trim().is_empty() {
            continue;
        }
        let item = read(line).ok_or(Some(number))?;
        if !items.contains(&item) {
            items.push(item);
        }
    }
    if items.len() > max as usize { Err(None) } else { Ok(items) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn territories_are_read_as_they_are_written() {
        let typed = "cz; Jihomoravský kraj; 6\n\n SK \nCZ;;60 2\r\nSK";
        let read = territories(typed).unwrap();
        assert_eq!(written(&read), "CZ; Jihomoravský kraj; 6\nSK\nCZ; ; 602");
        assert_eq!(territories(&written(&read)), Ok(read));
    }

    #[test]
    fn a_wrong_line_is_named() {
        assert_eq!(territories("CZ\nAtlantida"), Err(Problem::Territory { line: 2 }));
        assert_eq!(territories("CZ; Zlín; 76; x"), Err(Problem::Territory { line: 1 }));
        assert_eq!(certifications("ISO; zítra"), Err(Problem::Certification { line: 1 }));
        assert_eq!(certifications("; 2027-01-01"), Err(Problem::Certification { line: 1 }));
        let many: Vec<_> = (0..51).map(|n| format!("Zkouška {n}")).collect();
        assert_eq!(certifications(&many.join("\n")), Err(Problem::TooLong { max: 50 }));
    }

    #[test]
    fn a_day_is_read_in_both_notations() {
        let typed = "ISO 27001; 31. 12. 2027\nISO 9001; 2027-12-31\nŠkolení";
        let read = certifications(typed).unwrap();
        assert_eq!(written(&read), "ISO 27001; 2027-12-31\nISO 9001; 2027-12-31\nŠkolení");
    }

    #[test]
    fn customers_are_numbers_and_domains() {
        let typed = "452 74 649\n\nhttps://www.Firma.cz/o-nas\r\n177041\njana@firma.cz\n 45274649 ";
        let read = customers(typed).unwrap();
        assert_eq!(written(&read), "45274649\nfirma.cz\n00177041");
        assert_eq!(customers(&written(&read)), Ok(read));
        assert_eq!(customers(" \n"), Ok(Vec::new()));
    }

    #[test]
    fn a_line_that_is_no_customer_is_named() {
        let at = |line| Err(Problem::CustomerLine { line });
        assert_eq!(customers("firma.cz\n45274648"), at(2), "the check digit");
        for wrong in ["Firma", "a b.cz", "firma.cz, jina.cz", "firma..cz", ".", "12345"] {
            assert_eq!(customers(&["firma.cz\n\n", wrong].concat()), at(3), "{wrong}");
        }
        let mut many: Vec<_> = (1..=200).map(|n| format!("firma-{n}.cz")).collect();
        assert_eq!(customers(&many.join("\n")), Ok(many.clone()));
        many.push("firma.cz".to_owned());
        assert_eq!(customers(&many.join("\n")), at(201));
    }

    #[test]
    fn languages_are_codes() {
        assert_eq!(languages("CS, en, cs"), Ok(vec!["cs".to_owned(), "en".to_owned()]));
        assert_eq!(languages("čeština"), Err(Problem::LanguageCode));
    }
}
