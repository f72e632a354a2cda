//! The one writer of SQLite: transactions take turns, and those that wait at the same time reach the disk together.
//!
//! Waiting for the disk is most of what a small transaction costs. So each transaction is a part of a common one, and
//! who is ready does not commit but lets the next one go ahead, until the commit's own turn comes. Everybody is answered
//! after that commit: what is acknowledged is on the disk. Somebody who writes alone waits for nobody.
//!
//! Each trip to the thread that writes takes longer than most statements. So a savepoint travels with the first statements
//! of its transaction, and is left to the commit when nothing has to be taken back.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use sea_orm::{
    ConnectionTrait as _, DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use tokio::{
    runtime::Handle,
    sync::{Mutex, OwnedMutexGuard, oneshot},
    time::timeout,
};

use super::draft::Drafts;
use crate::{
    Error,
    changes::{Change, Changes},
};

/// Stands below every savepoint. It is gone when SQLite has taken back the whole, as where the disk is full: the commit
/// then fails, also when later savepoints have begun another transaction.
const GROUND: &str = "SAVEPOINT ground";
/// Makes what was ready part of the whole.
const TO_GROUND: &str = "RELEASE ground";

/// The savepoint of one transaction. Neighbours differ in it: whoever was broken off before its own savepoint was set takes
/// back nothing of the one before it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Savepoint {
    #[default]
    Even,
    Odd,
}

impl Savepoint {
    fn next(self) -> Self {
        match self {
            Self::Even => Self::Odd,
            Self::Odd => Self::Even,
        }
    }

    fn set(self) -> &'static str {
        match self {
            Self::Even => "SAVEPOINT even",
            Self::Odd => "SAVEPOINT odd",
        }
    }

    /// What was ready at it stays.
    fn release(self) -> &'static str {
        match self {
            Self::Even => "RELEASE even",
            Self::Odd => "RELEASE odd",
        }
    }

    fn roll_back(self) -> &'static str {
        match self {
            Self::Even => "ROLLBACK TO even",
            Self::Odd => "ROLLBACK TO odd",
        }
    }
}

/// The writer. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Writer {
    connection: DatabaseConnection,
    changes: Changes,
    group: Arc<Mutex<Group>>,
    pub(super) drafts: Drafts,
    patience: Duration,
}

/// The common transaction and who waits for its commit.
#[derive(Debug, Default)]
struct Group {
    open: Option<DatabaseTransaction>,
    /// [`GROUND`] is there. It travels with the first statements, too.
    is_grounded: bool,
    ready: Vec<Ready>,
    /// Of the transaction before, which is the only one of them that is set; none when nothing was ready before.
    last: Option<Savepoint>,
    /// A commit of this group is in the queue of turns.
    ends: bool,
}

/// What follows from a commit.
#[derive(Debug)]
pub(super) struct Effect {
    /// What open pages look at again.
    pub told: Vec<Change>,
    /// What is remembered may be different after it.
    pub counts: bool,
}

/// A transaction that is complete, but not on the disk yet.
#[derive(Debug)]
pub(super) struct Ready {
    pub effect: Effect,
    pub answer: oneshot::Sender<Result<(), Error>>,
}

/// The right to write until it is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    writer: Writer,
    /// Until it is dropped.
    group: Option<OwnedMutexGuard<Group>>,
    savepoint: Savepoint,
    /// It was the first in the common transaction, and set none.
    is_whole: bool,
    /// Something was about to be sent, the savepoint, if any, before it.
    begun: AtomicBool,
}

impl Writer {
    pub fn new(connection: DatabaseConnection, changes: Changes, patience: Duration) -> Self {
        let (group, drafts) = Default::default();
        Self { connection, changes, group, drafts, patience }
    }

    /// Waits for the turn. [`Turn::begins_with`] or [`Turn::begins_whole_with`] has to be sent before anything else.
    pub async fn begin(&self) -> Result<Turn, Error> {
        let group = timeout(self.patience, self.group.clone().lock_owned()).await;
        let group = Some(group.map_err(|_| Error::Busy)?);
        let (savepoint, is_whole, begun) = Default::default();
        let mut turn = Turn { writer: self.clone(), group, savepoint, is_whole, begun };
        turn.open().await?;
        Ok(turn)
    }

    /// Takes a turn like everybody else, commits what became ready before it, and answers.
    async fn end(self) {
        let mut group = self.group.clone().lock_owned().await;
        group.ends = false;
        self.commit(group).await;
    }

    async fn commit(&self, mut group: OwnedMutexGuard<Group>) {
        group.last = None;
        let ready = std::mem::take(&mut group.ready);
        let Some(open) = group.open.take() else { return };
        if ready.is_empty() {
            // Dropped, it is taken back before anybody else begins.
            return;
        }
        let grounded = if group.is_grounded {
            open.execute_unprepared(TO_GROUND).await.map(drop)
        } else {
            Ok(())
        };
        let committed = match grounded {
            Ok(()) => open.commit().await,
            Err(error) => Err(error),
        };
        drop(group);
        // Before anybody is told, who would then look.
        if ready.iter().any(|one| one.effect.counts) {
            self.changes.count_write();
        }
        if let Err(error) = &committed {
            tracing::error!(%error, "a group of {} transactions was not committed", ready.len());
        }
        for Ready { effect, answer } in ready {
            if committed.is_ok() {
                for change in effect.told {
                    self.changes.publish(change);
                }
            }
            // Whoever asked may have gone; what was asked is done all the same.
            let _ = answer.send(committed.as_ref().map_err(|_| Error::Unavailable).copied());
        }
    }
}

impl Group {
    /// Takes back what has begun at this savepoint. When SQLite has taken back everything, those that waited for the commit
    /// are told.
    async fn take_back(&mut self, savepoint: Savepoint) {
        let Some(open) = &self.open else { return };
        self.last = Some(savepoint);
        if open.execute_unprepared(savepoint.roll_back()).await.is_ok() {
            self.is_grounded = true;
            return;
        }
        // It may never have begun; then the ground is still there.
        self.last = None;
        let found = open.execute_unprepared(&[TO_GROUND, GROUND].join(";")).await;
        self.is_grounded = found.is_ok();
        if let Err(error) = found {
            self.open = None;
            if self.ready.is_empty() {
                return;
            }
            tracing::error!(%error, "{} transactions were lost with another one", self.ready.len());
            for Ready { answer, .. } in self.ready.drain(..) {
                let _ = answer.send(Err(Error::Unavailable));
            }
        }
    }
}

impl Turn {
    /// Begins the common transaction where there is none, and chooses the savepoint.
    pub async fn open(&mut self) -> Result<(), Error> {
        let Some(group) = &mut self.group else { return Ok(()) };
        self.savepoint = group.last.unwrap_or_default().next();
        if group.open.is_none() {
            // It waits for the lock before it reads, so nothing it has read can change under it.
            let options = TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            };
            group.open = Some(self.writer.connection.begin_with_options(options).await?);
            group.is_grounded = false;
        }
        Ok(())
    }

    /// What is sent before anything else.
    pub fn begins_with(&self) -> impl Iterator<Item = &'static str> {
        let group = self.group.as_ref();
        let ground = group.filter(|group| !group.is_grounded).map(|_| GROUND);
        let last = group.and_then(|group| group.last).map(Savepoint::release);
        ground.into_iter().chain(last).chain([self.savepoint.set()])
    }

    /// Where statements run.
    pub fn connection(&self) -> Result<&DatabaseTransaction, DbErr> {
        self.begun.store(true, Ordering::Relaxed);
        let open = self.group.as_ref().and_then(|group| group.open.as_ref());
        open.ok_or_else(|| DbErr::Custom("nothing is being written".to_owned()))
    }

    /// Lets others write, and waits until this transaction is on the disk.
    pub async fn commit(mut self, effect: Effect) -> Result<(), Error> {
        let (answer, committed) = oneshot::channel();
        self.stays([Ready { effect, answer }]);
        drop(self);
        // What was wrong is logged with the common commit.
        committed.await.unwrap_or(Err(Error::Unavailable))
    }

    /// What was written is complete, and waits for the commit.
    pub fn stays(&mut self, ready: impl IntoIterator<Item = Ready>) {
        if let Some(group) = &mut self.group {
            group.ready.extend(ready);
            if !self.is_whole {
                group.last = Some(self.savepoint);
                group.is_grounded = true;
            }
        }
        self.begun.store(false, Ordering::Relaxed);
    }

    /// What is sent before anything else where the next answer says whether all of it stays: nothing, as long as nobody
    /// else has written, since then the whole can be taken back.
    pub fn begins_whole_with(&mut self) -> impl Iterator<Item = &'static str> {
        let group = self.group.as_ref();
        self.is_whole = group.is_some_and(|group| !group.is_grounded && group.ready.is_empty());
        let savepoints = (!self.is_whole).then(|| self.begins_with());
        savepoints.into_iter().flatten()
    }

    /// Commits everything that is ready.
    pub async fn end(mut self) {
        if let Some(group) = self.group.take() {
            self.writer.commit(group).await;
        }
    }

    /// Takes back what was written since it was opened.
    pub async fn take_back(&mut self) {
        if self.begun.swap(false, Ordering::Relaxed)
            && let Some(group) = &mut self.group
        {
            if self.is_whole {
                // Dropped, it is taken back before anything else is begun.
                group.open = None;
            } else {
                group.take_back(self.savepoint).await;
            }
        }
    }
}

impl Drop for Turn {
    /// The common transaction is never left open: nobody else, nor another process, could write.
    fn drop(&mut self) {
        let Some(mut group) = self.group.take() else { return };
        // Without a runtime everything is coming down, and the connection takes the transaction with it.
        let Ok(runtime) = Handle::try_current() else { return };
        if group.open.is_some() && !group.ends {
            group.ends = true;
            runtime.spawn(self.writer.clone().end());
        }
        if self.begun.load(Ordering::Relaxed) {
            let savepoint = self.savepoint;
            // Nobody has a turn before that is done, and nobody breaks it off.
            runtime.spawn(async move { group.take_back(savepoint).await });
        }
    }
}
