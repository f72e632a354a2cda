//! Why the business says no. Every refusal is a case that a screen can explain.

use serde::{Deserialize, Serialize};

use crate::opportunity::Status;

/// A rule that was broken by the wish, told so that a person can act on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refused", rename_all = "snake_case")]
pub enum Refusal {
    /// The answer came after the deadline that the partner was given.
    #[error("the offer lapsed")]
    Lapsed,
    /// Somebody answered first: a colleague, another device, another partner or the timer.
    #[error("the offer was already answered")]
    AlreadyAnswered,
    /// The clocks are stopped; an answer is possible again after resuming.
    #[error("the opportunity is on hold")]
    OnHold,
    /// The move does not exist from where the opportunity stands.
    #[error("not possible while {from}")]
    WrongStatus {
        /// Where it stands.
        from: Status,
    },
    /// No partner was chosen.
    #[error("choose a partner")]
    PartnerMissing,
    /// The partner's programme is not active.
    #[error("the partner is not active")]
    PartnerInactive,
    /// Nobody in the partner company could accept.
    #[error("nobody at the partner can accept")]
    NoRecipient,
    /// Neither an account nor a company name says whose need it is.
    #[error("name the customer first")]
    CustomerMissing,
    /// The partner declined this one before; a reason overrides it.
    #[error("the partner declined it before")]
    DeclinedBefore,
    /// Collaboration needs at least two partners.
    #[error("collaboration needs two partners")]
    TooFewPartners,
    /// Collaboration has to be ticked to name several partners.
    #[error("tick collaboration")]
    CollaborationOff,
    /// While partners collaborate only staff close, prolong or hand over.
    #[error("only staff may do this while partners collaborate")]
    Collaborating,
    /// What a partner created cannot be returned to the vendor.
    #[error("your own opportunity cannot be returned")]
    OwnOpportunity,
    /// Only a lone managing partner may do this, and it is not one.
    #[error("only the managing partner may do this")]
    NotManaging,
    /// The ten minutes are over.
    #[error("too late to undo")]
    UndoTooLate,
    /// A partner-created opportunity that staff have not approved yet.
    #[error("waiting for approval")]
    AwaitingApproval,
    /// The last administrator stays.
    #[error("the last administrator stays")]
    LastAdministrator,
    /// The link was used, has expired or was replaced.
    #[error("the link is no longer valid")]
    LinkSpent,
}
