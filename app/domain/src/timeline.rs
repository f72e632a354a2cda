//! What happened and who wrote what. Append-only; every entry says who may read it.

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumIter, EnumString};

use crate::{
    LocalTime,
    choice::{Code, List},
    ids::{AccountId, AttachmentId, ContactId, EntryId, PartnerId, ReceiptId},
    money::Money,
    opportunity::{Origin, Status},
    receipt, registration,
    routing::{Obstacle, QueueDeed},
};

/// Who may read an entry beside staff, who read all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "audience", content = "partner", rename_all = "snake_case")]
pub enum Audience {
    /// Nobody else.
    Staff,
    /// One partner.
    Partner(PartnerId),
    /// All partners that manage the opportunity.
    AllPartners,
}

/// The choice of an audience in a composer.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    Serialize,
    Deserialize,
    Display,
    AsRefStr,
    EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum AudienceChoice {
    /// Only the own company and staff; for staff: only staff.
    #[default]
    Internal,
    /// One named partner (staff only).
    One,
    /// Everybody who manages the opportunity.
    All,
}

/// What happened, in the past tense. Stored as JSON; variants are only ever added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are the facts that the variant names")]
pub enum Event {
    /// It was created.
    Created { origin: Origin },
    /// Staff changed fields.
    Edited { fields: Vec<String> },
    /// It was offered to one partner.
    Delivered { partner: String, accept_by: Option<LocalTime>, override_reason: Option<String> },
    /// It was offered to several at once: the first to accept has it.
    Broadcast { partners: Vec<String>, accept_by: Option<LocalTime> },
    /// It was shared with several.
    Shared { partners: Vec<String> },
    /// Partners were added to or removed from the collaboration.
    CollaboratorsChanged { added: Vec<String>, removed: Vec<String> },
    /// The partner accepted.
    Accepted { partner: String },
    /// The partner declined.
    Declined { partner: String, reason: Code, text: Option<String> },
    /// The partner did not answer in time.
    Expired { partner: String },
    /// Staff took it back.
    Recalled { partners: Vec<String>, reason: Option<String>, undone: bool },
    /// Staff kept what had come back.
    TakenBack,
    /// The partner gave it back.
    Returned { partner: String, reason: Code, text: Option<String> },
    /// A collaborator left.
    Left { partner: String, text: Option<String> },
    /// Staff approved what a partner created.
    Approved,
    /// Staff rejected what a partner created.
    Rejected { reason: String },
    /// The partner reported progress.
    Progressed {
        stage: Option<Code>,
        value: Option<Money>,
        close_on: Option<chrono::NaiveDate>,
        note: Option<String>,
    },
    /// Clocks stopped.
    Held { reason: Option<String> },
    /// Clocks run again.
    Resumed { status: Status },
    /// Sold.
    Won { value: Option<Money> },
    /// Lost.
    Lost { status: Status, reason: Code, text: Option<String> },
    /// Opened again.
    Reopened { reason: String },
    /// A note was written.
    Note,
    /// Customer data were shown to a partner for the first time.
    Revealed { partner: String },
    /// Staff asked the partner that brought it about these fields.
    InfoRequested { fields: Vec<String>, question: String },
    /// The partner answered and changed these fields.
    InfoGiven { fields: Vec<String>, answer: Option<String> },
    /// The partner said how it goes without changing anything.
    CheckedIn { kind: CheckIn, until: Option<chrono::NaiveDate>, text: Option<String> },
    /// A colleague at the partner works on it from now on, or nobody in particular.
    SellerAssigned { seller: Option<String> },
    /// A deal registration moved.
    RegistrationMoved {
        registration: String,
        state: registration::State,
        reason: Option<registration::Reason>,
        text: Option<String>,
        until: Option<LocalTime>,
    },
    /// Its protection lasts longer. The evidence begins with its day: stored in no language, read in the reader's.
    RegistrationExtended { registration: String, until: LocalTime, evidence: String },
    /// The partner appealed against a rejection.
    RegistrationAppealed { registration: String, text: String },
    /// Staff changed who is asked next; a stop concerns nobody in particular.
    QueueChanged { deed: QueueDeed, partner: Option<String> },
    /// The rule by which it was to be distributed found nobody: how many partners are out, by reason.
    NobodyFits { reasons: Vec<(Obstacle, u32)> },
}

impl Event {
    /// What confirms an event of this kind, if anything does.
    #[must_use]
    pub fn receipt(&self) -> Option<receipt::Kind> {
        match self {
            Self::Accepted { .. } => Some(receipt::Kind::Acceptance),
            Self::RegistrationMoved { state: registration::State::Submitted, .. } => {
                Some(receipt::Kind::Registration)
            }
            Self::RegistrationMoved {
                state: registration::State::Approved | registration::State::Rejected,
                ..
            } => Some(receipt::Kind::Protection),
            _ => None,
        }
    }

    /// The choice in it, whose word may be the administrators'.
    #[must_use]
    pub fn choice(&self) -> Option<(List, &Code)> {
        match self {
            Self::Declined { reason, .. } => Some((List::Decline, reason)),
            Self::Returned { reason, .. } => Some((List::Return, reason)),
            Self::Lost { reason, .. } => Some((List::Loss, reason)),
            Self::Progressed { stage: Some(stage), .. } => Some((List::Stage, stage)),
            _ => None,
        }
    }
}

/// How a partner says it goes.
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
pub enum CheckIn {
    /// It goes on.
    Progressing,
    /// The customer asked for time.
    Waiting,
    /// The partner is stuck and asks for help.
    Stuck,
}

/// Rich text that the server has sanitised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// Only for the server's sanitiser (`backend::markdown`): whatever is in here reaches the page unescaped.
    #[must_use]
    pub fn from_sanitiser(html: String) -> Self {
        Self(html)
    }

    /// The markup.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A file on the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileView {
    /// Id, downloaded from `/files/{id}`.
    pub id: AttachmentId,
    /// Name.
    pub name: String,
    /// Size in bytes.
    pub size: u64,
}

/// One entry as its reader sees it, newest first in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineItem {
    /// Id.
    pub id: EntryId,
    /// Position on the timeline of this opportunity.
    pub seq: i64,
    /// When.
    pub at: LocalTime,
    /// Who; `None` is the system.
    pub author: Option<String>,
    /// The author's company: a partner's name, or `None` for the vendor's people.
    pub company: Option<String>,
    /// Written by the reader.
    pub is_mine: bool,
    /// Who may read it.
    pub audience: Audience,
    /// Name of the partner, when the audience is one.
    pub audience_name: Option<String>,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
    /// What administrators call the choice in it; `None` where the program's own word stands.
    pub label: Option<String>,
    /// The note.
    pub body: Option<SafeHtml>,
    /// Files.
    pub files: Vec<FileView>,
    /// What confirms it to the partner, as far as the reader may see that.
    pub receipt: Option<ReceiptId>,
}

/// A record that has opportunities and with them a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Subject {
    /// The customer of its opportunities.
    Account(AccountId),
    /// The person whom its opportunities name.
    Contact(ContactId),
    /// The partner to which its opportunities were assigned.
    Partner(PartnerId),
}

/// An entry among those of several opportunities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelatedItem {
    /// Reference of the opportunity on which it stands.
    pub reference: String,
    /// Its topic.
    pub topic: String,
    /// The entry.
    pub item: TimelineItem,
}

/// A page of what happened on the opportunities of a record.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RelatedTimeline {
    /// The entries, newest first.
    pub items: Vec<RelatedItem>,
    /// The last of them, if there are earlier ones.
    pub earlier: Option<EntryId>,
    /// How the record itself began, as far as the reader may know.
    pub made: Option<Made>,
}

/// When a record was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// When.
    pub at: LocalTime,
    /// By whom, where a person did it.
    pub author: Option<String>,
}

/// What is typed into the composer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NoteForm {
    /// Markdown.
    pub body: String,
    /// [`AudienceChoice`].
    pub audience: String,
    /// The one partner, when the audience is one.
    pub partner: String,
    /// Ids of uploaded files, comma separated.
    pub files: String,
}
