//! What people are told of deal registrations.

use chrono::{DateTime, Utc};
use domain::registration::State;

use super::notice::Facts;

/// What happened to a registration.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the facts that the variant names")]
pub enum RegistrationNews {
    /// To the vendor's managers: something to decide until then, nothing any more, or protected until then.
    ToVendor {
        what: VendorNews,
        partner: String,
        customer: String,
        until: DateTime<Utc>,
        text: Option<String>,
    },
    /// To the partner: approved, rejected or revoked.
    Decided { state: State, until: Option<DateTime<Utc>>, text: Option<String> },
    /// To the partner: a question.
    Asked { question: String },
    /// To the partner: the protection ends soon.
    Lapsing { until: DateTime<Utc> },
    /// To the partner: the protection has ended.
    Lapsed,
}

/// What the vendor hears of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::AsRefStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum VendorNews {
    /// It came in.
    Submitted,
    /// The partner answered.
    Answered,
    /// The partner appealed.
    Appealed,
    /// The partner took it back.
    Withdrawn,
    /// Nobody decided in time.
    Overdue,
    /// The partner extended the protection.
    Extended,
}

impl RegistrationNews {
    /// Name of the template, the same in both languages.
    pub(super) fn template(&self) -> &'static str {
        match self {
            Self::ToVendor { .. } => "registration_news",
            Self::Decided { .. } => "registration_decided",
            Self::Asked { .. } => "registration_asked",
            Self::Lapsing { .. } => "registration_lapsing",
            Self::Lapsed => "registration_lapsed",
        }
    }

    /// Adds what it says to what its opportunity is called.
    pub(super) fn fill<'a>(&'a self, facts: Facts<'a>) -> Facts<'a> {
        match self {
            Self::ToVendor { what, partner, customer, until, text } => Facts {
                news: what.as_ref(),
                partner,
                company: customer,
                until: Some(*until),
                quote: text.as_deref(),
                ..facts
            },
            Self::Decided { state, until, text } => {
                Facts { news: state.as_ref(), until: *until, quote: text.as_deref(), ..facts }
            }
            Self::Asked { question } => Facts { quote: Some(question), ..facts },
            Self::Lapsing { until } => Facts { until: Some(*until), ..facts },
            Self::Lapsed => facts,
        }
    }
}
