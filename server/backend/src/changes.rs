//! Tells open pages that something changed: after the commit, and to every server on the database.

use std::{
    hash::{BuildHasher as _, RandomState},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use domain::{
    ids::{OpportunityId, PartnerId, UserId},
    policy::Actor,
};
use sea_orm::sqlx::postgres::PgListener;
use serde::{Deserialize, Serialize};
use tokio::{sync::broadcast, task::JoinHandle};

/// How many changes a slow page may fall behind before it is told to fetch everything.
const BACKLOG: usize = 1024;
/// PostgreSQL's name for the channel.
pub(crate) const CHANNEL: &str = "stafeta_changed";
/// PostgreSQL refuses a NOTIFY of 8000 bytes; beyond this many partners all of them are told.
const MOST_PARTNERS: usize = 150;

/// What may look different now. Carries ids only: whoever is told fetches again through the policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// One opportunity, as staff and these partners see it.
    Opportunity {
        /// Which.
        id: OpportunityId,
        /// Partners that can see the change, those that just lost the opportunity included.
        partners: Vec<PartnerId>,
    },
    /// Somebody signed out, or was signed out: what is open for them looks at its session again.
    Sessions {
        /// Whose.
        user: UserId,
    },
    /// Changes may have been missed, or concern everybody.
    Everything,
}

impl Change {
    /// Whether somebody may see a difference.
    pub fn concerns(&self, actor: &Actor) -> bool {
        match (self, actor) {
            // Nothing looks different; only who is there.
            (_, Actor::Anonymous) | (Self::Sessions { .. }, _) => false,
            (Self::Everything, _) | (_, Actor::Staff { .. } | Actor::System) => true,
            (Self::Opportunity { partners, .. }, Actor::Partner { partner, .. }) => {
                partners.contains(partner)
            }
        }
    }

    /// As it travels between servers.
    pub(crate) fn to_wire(&self) -> String {
        let small = match self {
            Self::Opportunity { partners, .. } if partners.len() > MOST_PARTNERS => {
                &Self::Everything
            }
            change => change,
        };
        serde_json::to_string(small).unwrap_or_default()
    }
}

/// The stream of changes of this process.
#[derive(Debug, Clone)]
pub struct Changes {
    sender: broadcast::Sender<Change>,
    /// Listens as long as anybody holds this.
    _listener: Option<Arc<Listener>>,
    writes: Arc<AtomicU64>,
    /// Hides the number of writes, and tells servers apart, whose numbers mean nothing to each other.
    veil: RandomState,
}

impl Changes {
    /// For one process alone: what it commits is all that there is.
    pub(crate) fn local() -> Self {
        Self {
            sender: broadcast::Sender::new(BACKLOG),
            _listener: None,
            writes: Arc::default(),
            veil: RandomState::new(),
        }
    }

    /// For several servers on one PostgreSQL: changes come back from the database, the own ones too.
    pub(crate) async fn of_postgres(url: &str) -> Result<Self, sea_orm::sqlx::Error> {
        let changes = Self::local();
        let first = connect(url).await?;
        let (sender, writes) = (changes.sender.clone(), changes.writes.clone());
        let task = tokio::spawn(listen(url.to_owned(), first, sender, writes));
        Ok(Self { _listener: Some(Arc::new(Listener(task))), ..changes })
    }

    /// Everything that is committed from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Change> {
        self.sender.subscribe()
    }

    /// Another one than before once anything was written that counts: whoever reads, remembers it from before that, and finds it the same
    /// after [`Changes::subscribe`] has missed nothing in between. It says nothing else, such as how much is written.
    pub fn mark(&self) -> String {
        format!("{:016x}", self.veil.hash_one(self.writes()))
    }

    /// Counts what this process commits and what it hears from other servers, but for what changes nothing that anybody
    /// remembers. Who remembers a figure together with the
    /// number before it was read knows whether it still holds.
    pub(crate) fn writes(&self) -> u64 {
        self.writes.load(Ordering::Acquire)
    }

    /// Something was committed just now that may change what is remembered.
    pub(crate) fn count_write(&self) {
        self.writes.fetch_add(1, Ordering::Release);
    }

    /// Tells all subscribers. Nobody listening is no error.
    pub(crate) fn publish(&self, change: Change) {
        let _nobody_listens = self.sender.send(change);
    }
}

/// Ends the listening with the last handle.
#[derive(Debug)]
struct Listener(JoinHandle<()>);

impl Drop for Listener {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn connect(url: &str) -> Result<PgListener, sea_orm::sqlx::Error> {
    let mut listener = PgListener::connect(url).await?;
    listener.listen(CHANNEL).await?;
    Ok(listener)
}

/// Feeds the broadcast. Whatever was missed while the connection was away becomes `Everything`.
async fn listen(
    url: String,
    mut listener: PgListener,
    sender: broadcast::Sender<Change>,
    writes: Arc<AtomicU64>,
) {
    loop {
        let change = match listener.try_recv().await {
            Ok(Some(message)) => {
                serde_json::from_str(message.payload()).unwrap_or(Change::Everything)
            }
            // The connection was lost; the listener has already made a new one.
            Ok(None) => Change::Everything,
            Err(error) => {
                tracing::warn!(%error, "lost the channel of changes");
                listener = reconnect(&url).await;
                Change::Everything
            }
        };
        writes.fetch_add(1, Ordering::Release);
        let _nobody_listens = sender.send(change);
    }
}

async fn reconnect(url: &str) -> PgListener {
    let mut pause = Duration::from_millis(100);
    loop {
        match connect(url).await {
            Ok(listener) => return listener,
            Err(error) => tracing::warn!(%error, "cannot listen to changes"),
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(Duration::from_secs(5));
    }
}
