//! What a use case is called with: who asks, when, in which language, and what it may touch.

use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Utc};
use domain::{LocalTime, lang::Lang, policy::Actor};
use jiff::tz::TimeZone;
use uuid::{Builder, Uuid};

use crate::{
    clock::{Clock, SystemClock},
    db::Db,
    entropy::{Entropy, SystemEntropy},
    opportunity::Figures,
    receipt,
    settings::Settings,
    zone,
};

/// The parts of a running portal that outlive a call.
#[derive(Debug, Clone)]
pub struct Backend {
    /// The database.
    pub db: Db,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    settings: Arc<Settings>,
    figures: Arc<Figures>,
    receipt_key: Arc<OnceLock<receipt::Key>>,
}

impl Backend {
    /// On the machine's clock and random generator.
    pub fn new(db: Db) -> Self {
        Self::with(db, Arc::new(SystemClock), Arc::new(SystemEntropy))
    }

    /// On a clock and a random generator of the caller's, for tests and demo data.
    pub fn with(db: Db, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        let (settings, figures, receipt_key) = Default::default();
        Self { db, clock, entropy, settings, figures, receipt_key }
    }

    /// The same with the operator's settings.
    #[must_use]
    pub fn configured(self, settings: Settings) -> Self {
        Self { settings: Arc::new(settings), ..self }
    }

    /// What the operator decided.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// A context for one call, with the time as it is now.
    pub fn context(&self, actor: Actor, lang: Lang) -> Context {
        Context {
            actor,
            now: self.clock.now(),
            lang,
            zone: zone::home(),
            db: self.db.clone(),
            settings: Arc::clone(&self.settings),
            figures: Arc::clone(&self.figures),
            receipt_key: Arc::clone(&self.receipt_key),
            entropy: Arc::clone(&self.entropy),
        }
    }

    /// A context for a timer or the command line.
    pub fn system(&self) -> Context {
        self.context(Actor::System, Lang::default())
    }
}

/// One call: made at the edge, passed down by reference.
#[derive(Debug, Clone)]
pub struct Context {
    /// Who asks.
    pub actor: Actor,
    /// When; the same instant for everything that the call writes.
    pub now: DateTime<Utc>,
    /// The language in which the asker reads.
    pub lang: Lang,
    /// The time zone in which the asker reads and types.
    pub zone: TimeZone,
    /// The database.
    pub db: Db,
    /// What the operator decided.
    pub settings: Arc<Settings>,
    /// What is remembered between two writes.
    pub(crate) figures: Arc<Figures>,
    /// What signs receipts, once it was read.
    pub(crate) receipt_key: Arc<OnceLock<receipt::Key>>,
    entropy: Arc<dyn Entropy>,
}

impl Context {
    /// A new `UUIDv7`: ordered by time, random otherwise.
    pub fn new_id(&self) -> Uuid {
        let mut random = [0; 10];
        self.entropy.fill(&mut random);
        let millis = u64::try_from(self.now.timestamp_millis()).unwrap_or_default();
        Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    /// A secret of 256 bits for a cookie or a link, as 64 hexadecimal digits. Store its hash only.
    pub fn new_token(&self) -> String {
        let half = || {
            let mut random = [0; 16];
            self.entropy.fill(&mut random);
            u128::from_be_bytes(random)
        };
        format!("{:032x}{:032x}", half(), half())
    }

    /// A reference for people, such as `OPP-7K3Q-9F2M`. Its uniqueness is the database's word: on a
    /// unique violation take another one.
    pub fn new_reference(&self) -> String {
        domain::reference::from_bits(self.random_bits())
    }

    /// The same for a deal registration, such as `REG-7K3Q-9F2M`.
    pub(crate) fn new_registration_reference(&self) -> String {
        domain::reference::of_registration(self.random_bits())
    }

    /// 256 bits for a key that nobody can guess.
    pub(crate) fn new_seed(&self) -> [u8; 32] {
        let mut seed = [0; 32];
        self.entropy.fill(&mut seed);
        seed
    }

    /// What chance goes by in one decision; kept with it, so that it can be made again.
    pub(crate) fn new_draw(&self) -> u64 {
        self.random_bits()
    }

    fn random_bits(&self) -> u64 {
        let mut random = [0; 8];
        self.entropy.fill(&mut random);
        u64::from_le_bytes(random)
    }

    /// The same call, reading everything as it is at its first question.
    pub(crate) fn still(&self) -> Self {
        Self { db: self.db.still(), ..self.clone() }
    }

    /// An instant as the asker reads it.
    pub fn local(&self, at: DateTime<Utc>) -> LocalTime {
        zone::local(at, &self.zone)
    }

    /// The same call in another time zone.
    #[must_use]
    pub fn in_zone(&self, zone: TimeZone) -> Self {
        Self { zone, ..self.clone() }
    }

    /// The person who asks, for the `…_by` columns.
    pub fn user_id(&self) -> Option<Uuid> {
        self.actor.user().map(|user| user.0)
    }

    /// The same call on behalf of somebody else: sign-in before there is a person, a timer's work.
    #[must_use]
    pub fn acting_as(&self, actor: Actor) -> Self {
        Self { actor, ..self.clone() }
    }
}
