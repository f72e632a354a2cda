//! What somebody sees who opens an offer from a mail, without having signed in.

use serde::{Deserialize, Serialize};

use super::State;
use crate::{choice::Chosen, opportunity::OfferCard};

/// The page behind the link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AnswerLinkView {
    /// It can be answered, now or after a hold: the teaser, and nothing that is not in it.
    Open(Box<AnswerableOffer>),
    /// It was answered, has lapsed or was taken back.
    Over(AnsweredOffer),
}

/// An offer and for whom it is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerableOffer {
    /// The teaser.
    pub card: OfferCard,
    /// The partner company.
    pub company: String,
    /// The person whom the mail was sent to.
    pub person: String,
    /// Why it can be declined.
    pub reasons: Vec<Chosen>,
}

/// What is left to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnsweredOffer {
    /// Reference.
    pub reference: String,
    /// Topic.
    pub topic: String,
    /// How it stands.
    pub state: State,
    /// The link itself was used for that: it was this person, from this or from another device.
    pub by_this_link: bool,
}
