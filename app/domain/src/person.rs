//! People with a sign-in, and what is typed to become one.

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumIter, EnumString};

use crate::{
    LocalTime,
    ids::{PartnerId, UserId},
    invalid::{Collector, FieldError, Problem},
    lang::Lang,
    policy::{self, Action, Actor, PartnerRole, Relation, StaffRole},
    text::{self, NAME_MAX},
};

/// Fewest characters of a password (OWASP ASVS 5.0, 6.2.1 asks for 8; this product for 12).
pub const PASSWORD_MIN: u32 = 12;
/// Most characters of a password; longer ones only cost the server time.
pub const PASSWORD_MAX: u32 = 128;

/// Colours of the interface.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Default,
    Serialize,
    Deserialize,
    Display,
    AsRefStr,
    EnumIter,
    EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Theme {
    /// As the device says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The role of somebody, on either side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "side", content = "role", rename_all = "snake_case")]
pub enum Role {
    /// The vendor's.
    Staff(StaffRole),
    /// A partner's.
    Partner(PartnerRole),
}

/// Who is signed in, for the frame around every page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// Id.
    pub id: UserId,
    /// Full name.
    pub name: String,
    /// E-mail.
    pub email: String,
    /// Role.
    pub role: Role,
    /// The partner company, for partner people.
    pub partner: Option<(PartnerId, String)>,
    /// Chosen language, if any.
    pub language: Option<Lang>,
    /// Chosen colours.
    pub theme: Theme,
    /// Open sign-ins of this person, this one included.
    pub session_count: u64,
}

impl Me {
    /// Whether the policy lets them do this where no opportunity is concerned, for screens that offer only what will
    /// work.
    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        policy::may(&self.actor(), action, Relation::Own)
    }

    fn actor(&self) -> Actor {
        let user = self.id;
        match (self.role, &self.partner) {
            (Role::Staff(role), _) => Actor::Staff { user, role },
            (Role::Partner(role), Some((partner, _))) => {
                Actor::Partner { user, partner: *partner, role }
            }
            // There are no partner people without a partner; nobody is the one who may nothing.
            (Role::Partner(_), None) => Actor::Anonymous,
        }
    }
}

/// What every page knows of the installation, signed in or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// The vendor's name.
    pub vendor: String,
    /// Demo mode: names of the demo people to show, and a loud notice.
    pub demo: bool,
}

/// One line of a list of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    /// Id.
    pub id: UserId,
    /// Full name.
    pub name: String,
    /// E-mail.
    pub email: String,
    /// Role.
    pub role: Role,
    /// May sign in.
    pub is_active: bool,
    /// Invited and has not come yet.
    pub is_invited: bool,
    /// Last seen.
    pub last_seen_at: Option<LocalTime>,
}

/// What is typed to invite somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct InviteForm {
    /// Full name.
    pub name: String,
    /// E-mail, the sign-in name.
    pub email: String,
    /// Role as [`StaffRole`] or [`PartnerRole`].
    pub role: String,
    /// Language of the mail.
    pub language: String,
}

/// A valid invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of InviteForm, checked")]
pub struct InviteInput {
    pub name: String,
    pub email: String,
    pub role: Role,
    pub language: Lang,
}

impl InviteForm {
    /// Checks every field; `staff` says which roles there are.
    pub fn check(&self, staff: bool) -> Result<InviteInput, Vec<FieldError>> {
        let mut c = Collector::default();
        let name = c.take("name", text::required_line(&self.name, NAME_MAX));
        let email =
            c.take("email", text::email(&self.email).and_then(|e| e.ok_or(Problem::Required)));
        let role = if staff {
            self.role.parse().map(Role::Staff).map_err(|_| Problem::Choice)
        } else {
            self.role.parse().map(Role::Partner).map_err(|_| Problem::Choice)
        };
        match (name, email, c.take("role", role), c.is_empty()) {
            (Some(name), Some(email), Some(role), true) => Ok(InviteInput {
                name,
                email,
                role,
                language: self.language.parse().unwrap_or_default(),
            }),
            _ => Err(c.into_errors()),
        }
    }
}

/// Checks a new password and its repetition. The list of common ones is the server's.
pub fn new_password(password: &str, again: &str) -> Result<(), Vec<FieldError>> {
    let mut c = Collector::default();
    let length = u32::try_from(password.chars().count()).unwrap_or(u32::MAX);
    if length < PASSWORD_MIN {
        c.add("password", Problem::TooShort { min: PASSWORD_MIN });
    } else if length > PASSWORD_MAX {
        c.add("password", Problem::TooLong { max: PASSWORD_MAX });
    } else if password != again {
        c.add("password_again", Problem::Choice);
    }
    if c.is_empty() { Ok(()) } else { Err(c.into_errors()) }
}

/// What the page behind an invitation or set-up link shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkView {
    /// E-mail that the link is for; empty for the first administrator.
    pub email: String,
    /// Name as invited.
    pub name: String,
    /// The partner company, for partner people.
    pub partner: Option<String>,
    /// Makes the first administrator.
    pub first_admin: bool,
    /// Only chooses another password.
    pub new_password: bool,
}
