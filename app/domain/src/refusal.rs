//! Why the business says no. Every refusal is a case that a screen can explain.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    opportunity::Status,
    registration::{Protection, State},
    routing::Obstacle,
};

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
    /// The company of whoever asks is suspended: it finishes what it has and begins nothing.
    #[error("your company is suspended")]
    Suspended,
    /// Nobody in the partner company could accept.
    #[error("nobody at the partner can accept")]
    NoRecipient,
    /// Neither an account nor a company name says whose need it is.
    #[error("name the customer first")]
    CustomerMissing,
    /// Another partner has the customer too, so that only the vendor corrects what is known of it.
    #[error("another partner has the customer too")]
    CustomerShared,
    /// No partner can be chosen by itself; a person has to decide.
    #[error("no partner fits")]
    NobodyFits {
        /// How many partners are out, by reason.
        reasons: Vec<(Obstacle, u32)>,
    },
    /// The partner that a person chose does not fit now.
    #[error("the partner does not fit")]
    PartnerUnfit {
        /// Why, each once.
        reasons: Vec<(Obstacle, u32)>,
    },
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
    /// The vendor has asked already and waits for the answer.
    #[error("asked already")]
    AlreadyAsked,
    /// Nothing is asked any more: a colleague answered, or the vendor decided.
    #[error("nothing is asked")]
    NothingAsked,
    /// Only what a partner brought and the vendor has not approved can be asked about.
    #[error("not waiting for approval")]
    NotAwaiting,
    /// The last administrator stays.
    #[error("the last administrator stays")]
    LastAdministrator,
    /// Two partners have people and offers of their own and cannot become one.
    #[error("both are partners")]
    BothPartners,
    /// Registrations protect both for the same product, which one record cannot have twice.
    #[error("both are protected: for {first} and for {second}")]
    BothProtected {
        /// For whom the one that stays is protected.
        first: String,
        /// For whom the other one is.
        second: String,
    },
    /// Where reasons are chosen from, *other* always is one.
    #[error("other stays")]
    OtherStays,
    /// Something has to be left to choose.
    #[error("the last choice stays")]
    LastChoice,
    /// Nobody takes their own access away.
    #[error("not your own access")]
    Oneself,
    /// The link was used, has expired or was replaced.
    #[error("the link is no longer valid")]
    LinkSpent,
    /// The step does not exist from where the registration stands.
    #[error("not possible while the registration is {from}")]
    RegistrationState {
        /// Where it stands.
        from: State,
    },
    /// Only what the own company brought can be registered.
    #[error("the company did not bring it")]
    NotBrought,
    /// The company has a request or a protection for this opportunity already.
    #[error("registered already")]
    RegisteredAlready,
    /// The company has as many registrations as its tier allows.
    #[error("only {limit} registrations at a time")]
    QuotaReached {
        /// How many it may have.
        limit: u32,
    },
    /// A rejection can be appealed against once.
    #[error("appealed before")]
    AppealedBefore,
    /// An appeal is decided by somebody else than the first decision.
    #[error("somebody else has to decide an appeal")]
    SamePerson,
    /// The protection has ended.
    #[error("the protection is over")]
    ProtectionOver,
    /// It can be extended when its end is near.
    #[error("it can be extended from {from}")]
    ExtendLater {
        /// The first day.
        from: NaiveDate,
    },
    /// It was extended as often as it can be.
    #[error("no extension is left")]
    ExtensionsUsed,
    /// Another registration protects this customer and one of these products.
    #[error("protected until {until} for {partner}")]
    CustomerProtected {
        /// The last day, in the reader's zone.
        until: NaiveDate,
        /// For whom.
        partner: String,
    },
    /// A registration protects this opportunity for somebody else.
    #[error("protected until {until} for {partner}")]
    Protected {
        /// The last day, in the reader's zone.
        until: NaiveDate,
        /// For whom.
        partner: String,
    },
}

impl From<Protection> for Refusal {
    fn from(held: Protection) -> Self {
        Self::Protected { until: held.until, partner: held.partner.name }
    }
}
