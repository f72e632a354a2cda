//! What the vendor types into the record of a partner.

use serde::{Deserialize, Serialize};

use super::{
    Limits, PartnerStatus, Profile, Tier, certifications, customers, languages, list, optional_id,
    territories, whole_number,
};
use crate::{
    account::{registration_number, web_domain},
    calendar::Calendar,
    ids::UserId,
    invalid::{Collector, FieldError, Problem},
    money::{Currency, Money},
    place::{Place, place},
    text::{self, NAME_MAX},
};

/// Default hours for an answer.
pub const DEFAULT_ACCEPT_HOURS: i32 = 48;
/// Default working days for the first report.
pub const DEFAULT_FIRST_UPDATE_DAYS: i32 = 5;

/// What is typed into a partner. Name and IČO belong to its account.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PartnerForm {
    /// Company name.
    pub name: String,
    /// IČO.
    pub registration_number: String,
    /// City.
    pub city: String,
    /// Region.
    pub region: String,
    /// Latitude and longitude of its seat in degrees.
    pub coordinates: String,
    /// Web domain.
    pub domain: String,
    /// [`PartnerStatus`].
    pub status: String,
    /// [`Tier`].
    pub tier: String,
    /// Order among equals, 0–100.
    pub ranking: String,
    /// Hours of work that the partner has for an answer, 1–240.
    pub accept_hours: String,
    /// Working days for the first report, 1–30.
    pub first_update_days: String,
    /// Time zone (IANA name).
    pub time_zone: String,
    /// [`Calendar`].
    pub calendar: String,
    /// One a line: country; region; beginning of the postal code.
    pub territories: String,
    /// Product lines, comma separated.
    pub products: String,
    /// Language codes, comma separated.
    pub languages: String,
    /// One a line: name; last day.
    pub certifications: String,
    /// Customers that it is not chosen for, one a line: registration number or domain.
    pub conflicts: String,
    /// Smallest value.
    pub min_value: String,
    /// Largest value.
    pub max_value: String,
    /// Currency of both.
    pub value_currency: String,
    /// Most opportunities at a time.
    pub capacity_open: String,
    /// Most new ones in a month.
    pub capacity_month: String,
    /// User who is told first of an offer.
    pub default_recipient: String,
}

/// A valid partner.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of PartnerForm, checked")]
pub struct PartnerInput {
    pub name: String,
    pub registration_number: Option<String>,
    pub city: Option<String>,
    pub region: Option<String>,
    pub place: Option<Place>,
    pub domain: Option<String>,
    pub status: PartnerStatus,
    pub tier: Tier,
    pub profile: Profile,
    pub default_recipient: Option<UserId>,
}

impl PartnerForm {
    /// Checks every field and tells all problems at once. The time zone's existence is the server's to check.
    pub fn check(&self) -> Result<PartnerInput, Vec<FieldError>> {
        let mut c = Collector::default();
        let name = c.take("name", text::required_line(&self.name, NAME_MAX));
        let number = c.take("registration_number", registration_number(&self.registration_number));
        let city = c.take("city", text::line(&self.city, text::SHORT_MAX));
        let region = c.take("region", text::line(&self.region, text::SHORT_MAX));
        let place = c.take("coordinates", place(&self.coordinates));
        let domain = c.take("domain", web_domain(&self.domain));
        let status = c.take("status", self.status.parse().map_err(|_| Problem::Choice));
        let tier = c.take("tier", self.tier.parse().map_err(|_| Problem::Choice));
        let profile = self.profile(&mut c);
        let recipient = c.take("default_recipient", optional_id(&self.default_recipient));
        let (Some(name), Some(status), Some(tier), true) = (name, status, tier, c.is_empty())
        else {
            return Err(c.into_errors());
        };
        Ok(PartnerInput {
            name,
            registration_number: number.flatten(),
            city: city.flatten(),
            region: region.flatten(),
            place: place.flatten(),
            domain: domain.flatten(),
            status,
            tier,
            profile,
            default_recipient: recipient.flatten(),
        })
    }

    fn profile(&self, c: &mut Collector) -> Profile {
        let ranking = c.take("ranking", whole_number(&self.ranking, 0, 100));
        let hours = c.take("accept_hours", whole_number(&self.accept_hours, 1, 240));
        let days = c.take("first_update_days", whole_number(&self.first_update_days, 1, 30));
        let zone = c.take("time_zone", text::line(&self.time_zone, 64));
        let calendar = match self.calendar.trim() {
            "" => Ok(Calendar::default()),
            word => word.parse().map_err(|_| Problem::Choice),
        };
        Profile {
            ranking: ranking.flatten().unwrap_or_default(),
            accept_hours: hours.flatten().unwrap_or(DEFAULT_ACCEPT_HOURS),
            first_update_days: days.flatten().unwrap_or(DEFAULT_FIRST_UPDATE_DAYS),
            time_zone: zone.flatten().unwrap_or_else(|| "Europe/Prague".to_owned()),
            calendar: c.take("calendar", calendar).unwrap_or_default(),
            territories: c.take("territories", territories(&self.territories)).unwrap_or_default(),
            products: c.take("products", list(&self.products)).unwrap_or_default(),
            languages: c.take("languages", languages(&self.languages)).unwrap_or_default(),
            certifications: c
                .take("certifications", certifications(&self.certifications))
                .unwrap_or_default(),
            conflicts: c.take("conflicts", customers(&self.conflicts)).unwrap_or_default(),
            limits: self.limits(c),
        }
    }

    fn limits(&self, c: &mut Collector) -> Limits {
        let currency: Option<Currency> = match self.value_currency.trim() {
            "" => None,
            code => c.take("value_currency", code.parse().map_err(|_| Problem::Choice)),
        };
        let money = |text: &str| Money::parse(text, currency.unwrap_or_default());
        let min_value = c.take("min_value", money(&self.min_value)).flatten();
        let max_value = c.take("max_value", money(&self.max_value)).flatten();
        if currency.is_none() && c.is_empty() && (min_value.is_some() || max_value.is_some()) {
            c.add("value_currency", Problem::Required);
        }
        if let (Some(min), Some(max)) = (min_value, max_value)
            && min.minor > max.minor
        {
            c.add("max_value", Problem::AmountOrder);
        }
        Limits {
            min_value,
            max_value,
            open: c.take("capacity_open", whole_number(&self.capacity_open, 0, 10_000)).flatten(),
            month: c
                .take("capacity_month", whole_number(&self.capacity_month, 0, 10_000))
                .flatten(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> PartnerForm {
        PartnerForm {
            name: "Alfa".to_owned(),
            status: "onboarding".to_owned(),
            tier: "gold".to_owned(),
            ..PartnerForm::default()
        }
    }

    #[test]
    fn what_is_left_empty_has_a_sensible_value() {
        let profile = form().check().unwrap().profile;
        let clocks = (profile.accept_hours, profile.first_update_days, profile.calendar);
        assert_eq!(clocks, (48, 5, Calendar::Cz));
        assert_eq!(profile.limits, Limits::default());
    }

    #[test]
    fn every_wrong_field_is_told_at_itself() {
        let wrong = PartnerForm {
            coordinates: "50.0755".into(),
            ranking: "101".into(),
            first_update_days: "0".into(),
            calendar: "DE".into(),
            territories: "Morava".into(),
            languages: "česky".into(),
            certifications: "ISO; brzy".into(),
            conflicts: "firma.cz\nFirma".into(),
            min_value: "dost".into(),
            capacity_open: "-1".into(),
            ..form()
        };
        let fields: Vec<_> = wrong.check().unwrap_err().into_iter().map(|e| e.field).collect();
        assert_eq!(
            fields,
            [
                "coordinates",
                "ranking",
                "first_update_days",
                "calendar",
                "territories",
                "languages",
                "certifications",
                "conflicts",
                "min_value",
                "capacity_open",
            ]
        );
    }

    #[test]
    fn a_range_has_a_currency_and_an_order() {
        let errors = |min: &str, max: &str, currency: &str| {
            let range = PartnerForm {
                min_value: min.into(),
                max_value: max.into(),
                value_currency: currency.into(),
                ..form()
            };
            range.check().err().unwrap_or_default()
        };
        let one = |field, problem| vec![FieldError::new(field, problem)];
        assert_eq!(errors("100", "", ""), one("value_currency", Problem::Required));
        assert_eq!(errors("100", "99", "CZK"), one("max_value", Problem::AmountOrder));
        assert_eq!(errors("100", "100", "CZK"), []);
        assert_eq!(errors("", "", ""), []);
    }
}
