//! Messages that leave the house, as staff see them under Settings.

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumIter, EnumString};

use crate::{LocalTime, ids::MailId};

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
