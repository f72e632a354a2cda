//! Messages that leave the house, as staff see them under Settings.

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumIter, EnumString};

use crate::{LocalTime, ids::MailId, policy::Actor};

/// Where a message stands.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    Display,
    AsRefStr,
    EnumIter,
    EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum MailState {
    /// Waits to be sent.
    Pending,
    /// Handed to the mail server.
    Sent,
    /// Given up after repeated failures.
    Failed,
    /// No mail server is set up: somebody has to pass it on by hand.
    Held,
}

/// One message in the list and in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutgoingMail {
    /// Id.
    pub id: MailId,
    /// To whom.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// A link in it that can be copied (invitations).
    pub link: Option<String>,
    /// Where it stands.
    pub state: MailState,
    /// When it was written.
    pub created_at: LocalTime,
    /// When it went out.
    pub sent_at: Option<LocalTime>,
    /// The last failure.
    pub last_error: Option<String>,
}

/// Kinds of message that a person may do without. Offers, what is taken back, and everything about signing in is always sent.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    Display,
    AsRefStr,
    EnumIter,
    EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Topic {
    /// What partners answer and do with opportunities of the reader's.
    Answers,
    /// What the vendor changes about opportunities that the reader works on.
    Changes,
    /// Notes on the timeline.
    Notes,
    /// A deadline comes near.
    Reminders,
    /// Deal registrations.
    Registrations,
}

impl Topic {
    /// The kind of a message by the name of its template; `None` is always sent.
    #[must_use]
    pub fn of_template(template: &str) -> Option<Self> {
        Some(match template {
            "accepted" | "declined" | "owner_lapsed" | "returned" | "left" | "finished"
            | "info_given" | "brought" | "nobody_fits" => Self::Answers,
            "held" | "resumed" | "deadline_moved" | "closed" | "approved" | "seller_assigned" => {
                Self::Changes
            }
            "note_written" | "mentioned" => Self::Notes,
            "answer_soon" | "report_soon" | "report_late" | "owner_report_late" => Self::Reminders,
            name if name.starts_with("registration") => Self::Registrations,
            _ => return None,
        })
    }

    /// Whether the actor ever gets such a message.
    #[must_use]
    pub fn concerns(self, actor: &Actor) -> bool {
        match self {
            Self::Answers => actor.partner().is_none(),
            Self::Changes => actor.partner().is_some(),
            Self::Notes | Self::Reminders | Self::Registrations => true,
        }
    }
}

/// Ticked kinds of message.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MailForm {
    /// [`Topic::Answers`], ticked when not empty; the others alike.
    pub answers: String,
    /// [`Topic::Changes`].
    pub changes: String,
    /// [`Topic::Notes`].
    pub notes: String,
    /// [`Topic::Reminders`].
    pub reminders: String,
    /// [`Topic::Registrations`].
    pub registrations: String,
}

impl MailForm {
    /// Whether a kind is ticked.
    #[must_use]
    pub fn wants(&self, topic: Topic) -> bool {
        let field = match topic {
            Topic::Answers => &self.answers,
            Topic::Changes => &self.changes,
            Topic::Notes => &self.notes,
            Topic::Reminders => &self.reminders,
            Topic::Registrations => &self.registrations,
        };
        !field.is_empty()
    }
}
