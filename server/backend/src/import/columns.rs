//! Which header means which field.
//!
//! Labels and logical names are those of the Dataverse table `opportunity`
//! (<https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/opportunity>), its Czech labels, and
//! plain words. Case, diacritics and punctuation do not matter.

use crate::fold;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    ExternalId,
    Topic,
    Account,
    AccountNumber,
    Contact,
    ContactEmail,
    ContactPhone,
    Value,
    Currency,
    CloseOn,
    ActualValue,
    Probability,
    Situation,
    Needs,
    Solution,
    Description,
    Stage,
    State,
    StatusReason,
    Owner,
    Source,
    Products,
    City,
    Region,
    PostalCode,
    Country,
}

/// Field names as the report shows them, then every header that means it, folded.
const NAMES: &[(Column, &str, &[&str])] = &[
    (
        Column::ExternalId,
        "external_id",
        &[
            "opportunityid",
            "do not modify opportunity",
            "neupravujte prilezitost",
            "nemenit prilezitost",
            "external id",
            "externi id",
            "id",
        ],
    ),
    (Column::Topic, "topic", &["name", "topic", "tema", "nazev"]),
    (
        Column::Account,
        "account",
        &[
            "customerid",
            "parentaccountid",
            "potential customer",
            "account",
            "account name",
            "potencialni zakaznik",
            "obchodni vztah",
            "zakaznik",
            "customer",
            "firma",
        ],
    ),
    (
        Column::AccountNumber,
        "registration_number",
        &["accountnumber", "account number", "ico", "registration number", "cislo uctu"],
    ),
    (Column::Contact, "contact", &["parentcontactid", "contact", "kontakt", "contact name"]),
    (
        Column::ContactEmail,
        "contact_email",
        &["emailaddress", "email address", "email", "e mail", "e mailova adresa"],
    ),
    (Column::ContactPhone, "contact_phone", &["telephone1", "business phone", "phone", "telefon"]),
    (
        Column::Value,
        "estimated_value",
        &[
            "estimatedvalue",
            "est revenue",
            "estimated revenue",
            "odhadovane vynosy",
            "odhadovana trzba",
            "odhadovana hodnota",
            "value",
            "hodnota",
        ],
    ),
    (Column::Currency, "currency", &["transactioncurrencyid", "currency", "mena"]),
    (
        Column::CloseOn,
        "estimated_close_on",
        &[
            "estimatedclosedate",
            "est close date",
            "estimated close date",
            "odhadovane datum uzavreni",
            "odhad data uzavreni",
            "odhadovane uzavreni",
            "close date",
            "datum uzavreni",
        ],
    ),
    (
        Column::ActualValue,
        "actual_value",
        &["actualvalue", "actual revenue", "skutecne vynosy", "skutecna trzba", "skutecna hodnota"],
    ),
    (Column::Probability, "probability", &["closeprobability", "probability", "pravdepodobnost"]),
    (
        Column::Situation,
        "situation",
        &[
            "currentsituation",
            "current situation",
            "customer situation",
            "situation",
            "aktualni situace",
            "situace",
            "situace zakaznika",
        ],
    ),
    (
        Column::Needs,
        "needs",
        &[
            "customerneed",
            "customer need",
            "customer needs",
            "needs",
            "potreba zakaznika",
            "potreby zakaznika",
            "potreby",
        ],
    ),
    (
        Column::Solution,
        "solution",
        &[
            "proposedsolution",
            "proposed solution",
            "solution",
            "navrhovane reseni",
            "navrzene reseni",
            "reseni",
        ],
    ),
    (Column::Description, "description", &["description", "popis"]),
    (
        Column::Stage,
        "stage",
        &["salesstage", "sales stage", "stage", "pipeline phase", "faze prodeje", "faze"],
    ),
    (Column::State, "status", &["statecode", "status", "stav"]),
    (Column::StatusReason, "status_reason", &["statuscode", "status reason", "duvod stavu"]),
    (Column::Owner, "owner", &["ownerid", "owner", "vlastnik"]),
    (Column::Source, "source", &["opportunitysource", "source", "zdroj", "lead source"]),
    (Column::Products, "products", &["products", "produkty"]),
    (Column::City, "city", &["address1 city", "city", "mesto"]),
    (Column::Region, "region", &["address1 stateorprovince", "region", "kraj"]),
    (Column::PostalCode, "postal_code", &["address1 postalcode", "postal code", "psc"]),
    (Column::Country, "country", &["address1 country", "country", "zeme"]),
];

impl Column {
    /// The column that a header means. A formatted value wins over the raw lookup of the Web API, which is an id.
    pub fn of_header(header: &str) -> Option<Self> {
        let header = header.trim();
        let (name, is_formatted) = match header.split_once('@') {
            Some((name, _)) => (name, true),
            None => (header, false),
        };
        let lookup = name.strip_prefix('_').and_then(|name| name.strip_suffix("_value"));
        if lookup.is_some() && !is_formatted {
            return None;
        }
        let key = words(lookup.unwrap_or(name));
        NAMES
            .iter()
            .find(|(_, _, names)| names.contains(&key.as_str()))
            .map(|(column, _, _)| *column)
    }

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(column, _, _)| *column == self).map_or("", |(_, name, _)| name)
    }

    /// The column that a field of the form came from, to name it in messages.
    pub fn of_field(field: &str) -> Option<Self> {
        let name = match field {
            "account_name" => "account",
            "contact_name" => "contact",
            "owner_id" => "owner",
            "loss_reason" => "status",
            other => other,
        };
        NAMES.iter().find(|(_, known, _)| *known == name).map(|(column, _, _)| *column)
    }
}

/// Folded words with single spaces, without punctuation.
pub fn words(text: &str) -> String {
    let folded = fold::fold(text);
    let parts: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).collect();
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_dynamics_in_both_languages_and_plain_ones() {
        for (header, column) in [
            ("Topic", Column::Topic),
            ("Téma", Column::Topic),
            ("name", Column::Topic),
            ("Potential Customer", Column::Account),
            ("Potenciální zákazník", Column::Account),
            ("_customerid_value@OData.Community.Display.V1.FormattedValue", Column::Account),
            ("Est. revenue", Column::Value),
            ("Odhadované výnosy", Column::Value),
            ("Est. Close Date", Column::CloseOn),
            ("(Do Not Modify) Opportunity", Column::ExternalId),
            ("(Neměnit) Příležitost", Column::ExternalId),
            ("Status Reason", Column::StatusReason),
            ("Důvod stavu", Column::StatusReason),
            ("statecode", Column::State),
            (" MĚNA ", Column::Currency),
            ("IČO", Column::AccountNumber),
        ] {
            assert_eq!(Column::of_header(header), Some(column), "{header}");
        }
        for unknown in ["(Do Not Modify) Row Checksum", "_customerid_value", "Exchange Rate", ""] {
            assert_eq!(Column::of_header(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn no_header_means_two_things() {
        let mut all: Vec<&str> =
            NAMES.iter().flat_map(|(_, _, names)| names.iter().copied()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
