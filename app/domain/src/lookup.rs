//! Choices under a picker: what is found while somebody types a name.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Id of the record.
    pub id: Uuid,
    /// Its name, as it goes into the field.
    pub name: String,
    /// What tells it from another one of that name: IČO and city, company, tier.
    pub detail: String,
}

/// A record that may be the same as the one being entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Similar {
    /// The other record.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What both have in common.
    pub why: SimilarBy,
}

/// What two accounts have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SimilarBy {
    /// The same registration number.
    RegistrationNumber,
    /// The same web or mail domain.
    Domain,
    /// The same name but for case, diacritics and legal form.
    Name,
}
