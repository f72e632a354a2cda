//! The company as its own people see it, and what of it is theirs to say.

use serde::{Deserialize, Serialize};

use super::{Certification, Limits, PartnerStatus, Territory, Tier, languages, optional_id};
use crate::{
    calendar::Calendar,
    ids::UserId,
    invalid::{Collector, FieldError, Problem},
    opportunity::Named,
    person::PersonRow,
    policy::PartnerRole,
    text,
};

/// Longest description of a company.
pub const ABOUT_MAX: u32 = 2000;

/// What the company says of itself, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CompanyForm {
    /// In its own words.
    pub about: String,
    /// Web address.
    pub website: String,
    /// Telephone number.
    pub phone: String,
    /// Language codes, comma separated.
    pub languages: String,
    /// User who is told first of an offer.
    pub default_recipient: String,
    /// Time zone (IANA name).
    pub time_zone: String,
}

/// The same, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of CompanyForm, checked")]
pub struct CompanyInput {
    pub about: Option<String>,
    pub website: Option<String>,
    pub phone: Option<String>,
    pub languages: Vec<String>,
    pub default_recipient: Option<UserId>,
    pub time_zone: String,
}

impl CompanyForm {
    /// Checks every field and tells all problems at once. The time zone's existence is the server's to check.
    pub fn check(&self) -> Result<CompanyInput, Vec<FieldError>> {
        let mut c = Collector::default();
        let about = c.take("about", text::block(&self.about, ABOUT_MAX));
        let website = c.take("website", website(&self.website));
        let phone = c.take("phone", text::phone(&self.phone));
        let languages = c.take("languages", languages(&self.languages));
        let recipient = c.take("default_recipient", optional_id(&self.default_recipient));
        let zone = c.take("time_zone", text::required_line(&self.time_zone, 64));
        let (Some(time_zone), true) = (zone, c.is_empty()) else { return Err(c.into_errors()) };
        Ok(CompanyInput {
            about: about.flatten(),
            website: website.flatten(),
            phone: phone.flatten(),
            languages: languages.unwrap_or_default(),
            default_recipient: recipient.flatten(),
            time_zone,
        })
    }
}

/// An address of the web; `firma.cz` becomes `https://firma.cz`. It becomes a link, so it is nothing else.
fn website(input: &str) -> Result<Option<String>, Problem> {
    let Some(text) = text::line(input, 200)? else { return Ok(None) };
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let address = match rest {
        Some(_) => text.clone(),
        None => ["https://", &text].concat(),
    };
    let host = rest.unwrap_or(&text).split('/').next().unwrap_or_default();
    let plain = |c: char| !c.is_whitespace() && !matches!(c, '<' | '>' | '"' | '\'' | '@');
    let is_name = host.split('.').all(|label| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | ':'))
    });
    if host.contains('.') && is_name && text.chars().all(plain) {
        Ok(Some(address))
    } else {
        Err(Problem::WebAddress)
    }
}

/// The own company: what the vendor keeps of it, what it says itself, and its people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyView {
    /// Optimistic lock.
    pub version: i32,
    /// Name.
    pub name: String,
    /// Programme status.
    pub status: PartnerStatus,
    /// Tier.
    pub tier: Tier,
    /// Ranking, 0–100: what the vendor thinks of it.
    pub ranking: i32,
    /// Where it works.
    pub territories: Vec<Territory>,
    /// Product lines.
    pub products: Vec<String>,
    /// With their validity.
    pub certifications: Vec<Certification>,
    /// How large and how much.
    pub limits: Limits,
    /// Hours of work for an answer.
    pub accept_hours: i32,
    /// Working days for the first report.
    pub first_update_days: i32,
    /// Whose days off count.
    pub calendar: Calendar,
    /// What it says itself, as a form shows it.
    pub form: CompanyForm,
    /// Who is told first of an offer.
    pub recipient: Option<String>,
    /// Those who could be.
    pub recipients: Vec<Named<UserId>>,
    /// Its people by name.
    pub people: Vec<PersonRow>,
    /// The reader.
    pub reader: UserId,
    /// Roles that the reader may give, the highest first; empty when none.
    pub roles: Vec<PartnerRole>,
    /// The reader may change what it says.
    pub may_edit: bool,
    /// The reader may invite, change roles and let people in and out.
    pub may_manage: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_web_address_is_a_link_and_nothing_else() {
        let at = |text: &str| Ok(Some(text.to_owned()));
        assert_eq!(website("firma.cz"), at("https://firma.cz"));
        assert_eq!(website("http://firma.cz/o-nas?a=1"), at("http://firma.cz/o-nas?a=1"));
        assert_eq!(website(" "), Ok(None));
        for wrong in ["javascript:alert(1)", "firma", "https://", "jana@firma.cz", "a b.cz", ".cz"]
        {
            assert_eq!(website(wrong), Err(Problem::WebAddress), "{wrong}");
        }
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let form = CompanyForm {
            website: "nikde".into(),
            phone: "volejte".into(),
            languages: "česky".into(),
            default_recipient: "x".into(),
            ..CompanyForm::default()
        };
        let fields: Vec<_> = form.check().unwrap_err().into_iter().map(|e| e.field).collect();
        assert_eq!(fields, ["website", "phone", "languages", "default_recipient", "time_zone"]);
    }
}
