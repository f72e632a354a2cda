//! The end customer's organization.

use serde::{Deserialize, Serialize};

use crate::{
    LocalTime,
    ids::{AccountId, ContactId},
    invalid::{Collector, FieldError, Problem},
    lookup::Similar,
    place::{Place, place},
    text::{self, NAME_MAX, SHORT_MAX},
};

/// Checks a Czech registration number (IČO) and writes it with eight digits.
///
/// Rule: weights 8…2 over the first seven digits; the check digit is `(11 − sum mod 11) mod 10`.
/// Source: Czech Statistical Office, the rule of the business register.
pub fn registration_number(input: &str) -> Result<Option<String>, Problem> {
    let digits: String = input.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.is_empty() {
        return Ok(None);
    }
    if digits.len() > 8 || digits.len() < 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Problem::RegistrationNumber);
    }
    let padded = format!("{digits:0>8}");
    let values: Vec<u32> = padded.bytes().map(|b| u32::from(b - b'0')).collect();
    if check_digit(&values[..7]) == values[7] {
        Ok(Some(padded))
    } else {
        Err(Problem::RegistrationNumber)
    }
}

/// The VAT id of a Czech company with this registration number: the same digits behind two letters.
/// Source: Act No. 280/2009 Coll. (Tax Code), § 130: the root of a legal person's tax number is its registration number.
#[must_use]
pub fn vat_id_of(number: &str) -> String {
    ["CZ", number].concat()
}

/// The registration number in a Czech company's VAT id; people's ids hold another number, of nine or ten digits.
#[must_use]
pub fn number_of_vat_id(vat_id: &str) -> Option<String> {
    let digits = vat_id.strip_prefix("CZ").filter(|digits| digits.len() == 8)?;
    registration_number(digits).ok()?
}

/// The eighth digit that belongs to seven digits.
#[must_use]
pub fn check_digit(first_seven: &[u32]) -> u32 {
    let sum: u32 =
        first_seven.iter().zip((2..=8).rev()).map(|(digit, weight)| digit * weight).sum();
    (11 - sum % 11) % 10
}

/// What is typed into an account, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AccountForm {
    /// Name with legal form.
    pub name: String,
    /// IČO.
    pub registration_number: String,
    /// VAT id (DIČ).
    pub vat_id: String,
    /// Web domain.
    pub domain: String,
    /// Street and number.
    pub street: String,
    /// City.
    pub city: String,
    /// Region.
    pub region: String,
    /// Postal code.
    pub postal_code: String,
    /// Two-letter country code.
    pub country: String,
    /// Latitude and longitude in degrees.
    pub coordinates: String,
    /// Line of business.
    pub industry: String,
    /// Ticked once the similar ones were seen: "on".
    pub not_duplicate: String,
}

/// A valid account, ready to be stored.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the fields of AccountForm, checked")]
pub struct AccountInput {
    pub name: String,
    pub registration_number: Option<String>,
    pub vat_id: Option<String>,
    pub domain: Option<String>,
    pub street: Option<String>,
    pub city: Option<String>,
    pub region: Option<String>,
    pub postal_code: Option<String>,
    pub country: Option<String>,
    pub place: Option<Place>,
    pub industry: Option<String>,
}

impl AccountForm {
    /// Checks every field and tells all problems at once.
    pub fn check(&self) -> Result<AccountInput, Vec<FieldError>> {
        let mut c = Collector::default();
        let name = c.take("name", text::required_line(&self.name, NAME_MAX));
        let number = c.take("registration_number", registration_number(&self.registration_number));
        let vat_id = c.take("vat_id", text::line(&self.vat_id, 20));
        let domain = c.take("domain", web_domain(&self.domain));
        let street = c.take("street", text::line(&self.street, 120));
        let city = c.take("city", text::line(&self.city, SHORT_MAX));
        let region = c.take("region", text::line(&self.region, SHORT_MAX));
        let postal_code = c.take("postal_code", text::line(&self.postal_code, 16));
        let country = c.take("country", country(&self.country));
        let place = c.take("coordinates", place(&self.coordinates));
        let industry = c.take("industry", text::line(&self.industry, SHORT_MAX));
        let Some(name) = name.filter(|_| c.is_empty()) else { return Err(c.into_errors()) };
        Ok(AccountInput {
            name,
            registration_number: number.flatten(),
            vat_id: vat_id.flatten().map(|v| v.replace(' ', "").to_uppercase()),
            domain: domain.flatten(),
            street: street.flatten(),
            city: city.flatten(),
            region: region.flatten(),
            postal_code: postal_code.flatten(),
            country: country.flatten(),
            place: place.flatten(),
            industry: industry.flatten(),
        })
    }
}

/// Most characters of an address of the web that is pasted; what browsers copy is seldom longer.
const ADDRESS_MAX: u32 = 2000;
/// Most characters of a name of the web (RFC 1035, 2.3.4).
const DOMAIN_MAX: usize = 253;

/// Countries that people around here write out, as they do in small letters; all others by their codes.
const COUNTRIES: [(&str, &[&str]); 6] = [
    ("CZ", &["česko", "cesko", "česká republika", "ceska republika", "czechia", "czech republic"]),
    ("SK", &["slovensko", "slovenská republika", "slovenska republika", "slovakia"]),
    ("DE", &["německo", "nemecko", "germany", "deutschland"]),
    ("AT", &["rakousko", "austria", "österreich"]),
    ("PL", &["polsko", "poland", "polska"]),
    ("HU", &["maďarsko", "madarsko", "hungary"]),
];

/// A two-letter country code (ISO 3166-1 alpha-2) in capitals; neighbours by their names, too.
pub fn country(input: &str) -> Result<Option<String>, Problem> {
    let Some(typed) = text::line(input, SHORT_MAX)? else { return Ok(None) };
    let name = typed.to_lowercase();
    if let Some((code, _)) = COUNTRIES.iter().find(|(_, names)| names.contains(&name.as_str())) {
        return Ok(Some((*code).to_owned()));
    }
    let code = typed.to_ascii_uppercase();
    let well_formed = code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
    if well_formed { Ok(Some(code)) } else { Err(Problem::Country) }
}

/// A name of the web, from whatever of an address is pasted: two or more labels of letters, digits and hyphens, each of at
/// most 63 characters (RFC 1035, 2.3.4), with letters of all alphabets (RFC 5890).
pub fn web_domain(input: &str) -> Result<Option<String>, Problem> {
    let Some(typed) = text::line(input, ADDRESS_MAX)? else { return Ok(None) };
    let domain = bare_domain(&typed);
    // A field may have been filled with the beginning of every address.
    if domain.is_empty() {
        return Ok(None);
    }
    let label = |label: &str| {
        let is_plain = label.chars().all(|c| c.is_alphanumeric() || c == '-');
        (1..=63).contains(&label.chars().count())
            && is_plain
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    // What ends with a number is an address of a machine.
    let is_named =
        domain.rsplit('.').next().is_some_and(|last| !last.chars().all(char::is_numeric));
    let is_short = domain.chars().count() <= DOMAIN_MAX;
    let is_domain = domain.contains('.') && is_named && is_short && domain.split('.').all(label);
    if is_domain { Ok(Some(domain)) } else { Err(Problem::Domain) }
}

/// `https://www.firma.cz/o-nas` and `jana@firma.cz` are both `firma.cz`.
#[must_use]
pub fn bare_domain(input: &str) -> String {
    let text = input.trim().to_lowercase();
    let text = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
    let host = text.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default().trim_end_matches('.');
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountRow {
    /// Id.
    pub id: AccountId,
    /// Name.
    pub name: String,
    /// IČO.
    pub registration_number: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Web domain.
    pub domain: Option<String>,
    /// Open opportunities.
    pub open_count: u64,
    /// Last change.
    pub updated_at: LocalTime,
}

/// The record with its people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountDetail {
    /// Id.
    pub id: AccountId,
    /// Optimistic lock.
    pub version: i32,
    /// The values as a form shows them.
    pub form: AccountForm,
    /// Its people: id, name, job title.
    pub contacts: Vec<(ContactId, String, Option<String>)>,
    /// Its opportunities: reference and topic, newest first, at most 50.
    pub opportunities: Vec<crate::opportunity::OpportunityRow>,
    /// Deal registrations of these, newest first, at most 50.
    pub registrations: Vec<crate::registration::QueueRow>,
    /// Others that may be the same.
    pub similar: Vec<Similar>,
    /// What became part of it, the latest first.
    pub merged: Vec<crate::account_merge::MergedRecord>,
    /// The reader may make one of it and another one.
    pub may_merge: bool,
}

/// A page of any list that is searched by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// All that match.
    pub total: u64,
    /// Cursor of the next page.
    pub next: Option<String>,
    /// Cursor of the page before.
    pub previous: Option<String>,
}

/// What a list is asked for, as it stands in the URL.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ListingQuery {
    /// Searched words.
    pub q: String,
    /// Opaque cursor from the page before.
    pub after: String,
    /// Opaque cursor from the page behind.
    pub before: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registration_numbers() {
        // Public entries of the Czech register: Škoda Auto, ČEZ, Czech Statistical Office.
        for real in ["00177041", "45274649", "00025593"] {
            assert_eq!(registration_number(real), Ok(Some(real.to_owned())), "{real}");
        }
        assert_eq!(registration_number("177041"), Ok(Some("00177041".to_owned())));
        assert_eq!(registration_number("452 74 649"), Ok(Some("45274649".to_owned())));
        assert_eq!(registration_number(""), Ok(None));
        for wrong in ["45274648", "1234567", "123456789", "CZ452746", "12345"] {
            assert_eq!(registration_number(wrong), Err(Problem::RegistrationNumber), "{wrong}");
        }
    }

    #[test]
    fn domains() {
        for typed in
            ["https://www.Firma.cz/o-nas?x=1", "firma.cz", "jana@firma.cz", "http://firma.cz:8080"]
        {
            assert_eq!(bare_domain(typed), "firma.cz", "{typed}");
            assert_eq!(web_domain(typed), Ok(Some("firma.cz".to_owned())), "{typed}");
        }
        assert_eq!(web_domain("Žlutý-Kůň.cz."), Ok(Some("žlutý-kůň.cz".to_owned())));
        assert_eq!((web_domain(" "), web_domain("https://")), (Ok(None), Ok(None)));
        for wrong in ["not a domain !", "firma", ".cz", "firma..cz", "-firma.cz", "10.0.0.1"] {
            assert_eq!(web_domain(wrong), Err(Problem::Domain), "{wrong}");
        }
        let long = |letter: &str, times| [&letter.repeat(times), ".cz"].concat();
        assert_eq!(web_domain(&long("ž", 63)), Ok(Some(long("ž", 63))));
        assert_eq!(web_domain(&long("a", 64)), Err(Problem::Domain));
        assert_eq!(web_domain(&long("a.", 130)), Err(Problem::Domain));
        let copied = ["firma.cz/?utm=", &"x".repeat(1500)].concat();
        assert_eq!(web_domain(&copied), Ok(Some("firma.cz".to_owned())));
    }

    #[test]
    fn countries() {
        for (typed, code) in
            [("cz", "CZ"), (" Česko ", "CZ"), ("ČESKO", "CZ"), ("Slovakia", "SK"), ("FR", "FR")]
        {
            assert_eq!(country(typed), Ok(Some(code.to_owned())), "{typed}");
        }
        assert_eq!(country(""), Ok(None));
        for wrong in ["CZE", "C1", "Atlantida"] {
            assert_eq!(country(wrong), Err(Problem::Country), "{wrong}");
        }
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let form = AccountForm {
            registration_number: "1".into(),
            country: "Atlantida".into(),
            coordinates: "91, 14".into(),
            ..AccountForm::default()
        };
        let fields: Vec<_> = form.check().unwrap_err().into_iter().map(|e| e.field).collect();
        assert_eq!(fields, ["name", "registration_number", "country", "coordinates"]);
    }
}
