//! The one writer of SQLite: transactions take turns, and those that wait at the same time reach the disk together.
//!
//! Waiting for the disk is most of what a small transaction costs. So each transaction is a savepoint in a common one, and
//! who is ready does not commit but lets the next one go ahead, until the commit's own turn comes. Everybody is answered
//! after that commit: what is acknowledged is on the disk. Somebody who writes alone waits for nobody.

use std::{sync::Arc, time::Duration};

use sea_orm::{
    DatabaseConnection, DatabaseTransaction, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use tokio::{
    runtime::Handle,
    sync::{Mutex, OwnedMutexGuard, oneshot},
    time::timeout,
};

use crate::{
    Error,
    changes::{Change, Changes},
};

/// The writer. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Writer {
    connection: DatabaseConnection,
    changes: Changes,
    group: Arc<Mutex<Group>>,
    patience: Duration,
}

/// The common transaction and who waits for its commit.
#[derive(Debug, Default)]
struct Group {
    open: Option<DatabaseTransaction>,
    ready: Vec<Ready>,
    /// A commit of this group is in the queue of turns.
    ends: bool,
}

/// A transaction that is complete, but not on the disk yet.
#[derive(Debug)]
struct Ready {
    told: Vec<Change>,
    answer: oneshot::Sender<bool>,
}

/// The right to write until it is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    writer: Writer,
    group: OwnedMutexGuard<Group>,
}

impl Writer {
    pub fn new(connection: DatabaseConnection, changes: Changes, patience: Duration) -> Self {
        Self { connection, changes, group: Arc::default(), patience }
    }

    /// Waits for the turn and opens a savepoint.
    pub async fn begin(&self) -> Result<(DatabaseTransaction, Turn), Error> {
        let group = timeout(self.patience, self.group.clone().lock_owned()).await;
        let mut turn = Turn { writer: self.clone(), group: group.map_err(|_| Error::Busy)? };
        if turn.group.open.is_none() {
            // It waits for the lock before it reads, so nothing it has read can change under it.
            let options = TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            };
            turn.group.open = Some(self.connection.begin_with_options(options).await?);
        }
        match &turn.group.open {
            Some(open) => Ok((open.begin().await?, turn)),
            None => Err(Error::Unavailable),
        }
    }

    /// Takes a turn like everybody else, commits what became ready before it, and answers.
    async fn end(self) {
        let mut group = self.group.lock().await;
        group.ends = false;
        let ready = std::mem::take(&mut group.ready);
        let Some(open) = group.open.take() else { return };
        let committed = open.commit().await;
        drop(group);
        self.changes.count_write();
        if let Err(error) = &committed {
            tracing::error!(%error, "a group of {} transactions was not committed", ready.len());
        }
        for Ready { told, answer } in ready {
            if committed.is_ok() {
                for change in told {
                    self.changes.publish(change);
                }
            }
            // Whoever asked may have gone; what was asked is done all the same.
            let _ = answer.send(committed.is_ok());
        }
    }
}

impl Turn {
    /// Lets others write, and waits until this transaction is on the disk.
    pub async fn commit(mut self, told: Vec<Change>) -> Result<(), Error> {
        let (answer, committed) = oneshot::channel();
        self.group.ready.push(Ready { told, answer });
        drop(self);
        match committed.await {
            Ok(true) => Ok(()),
            // What was wrong is logged with the common commit.
            _ => Err(Error::Unavailable),
        }
    }
}

impl Drop for Turn {
    /// The common transaction is never left open: nobody else, nor another process, could write.
    fn drop(&mut self) {
        if self.group.open.is_some() && !self.group.ends {
            self.group.ends = true;
            // Without a runtime everything is coming down, and the connection takes the transaction with it.
            if let Ok(runtime) = Handle::try_current() {
                runtime.spawn(self.writer.clone().end());
            }
        }
    }
}
