//! Works while nobody asks: expires offers whose deadline passed, reminds of those ahead, hands mails over, distributes
//! selections, cleans up. It holds no rule; it calls use cases.
//!
//! What people wait for, and what waits for others (a mail server), has a task of its own: neither keeps an offer from
//! expiring in time.

use std::time::Duration;

use backend::{
    Backend, assignment,
    file::{self, Folder},
    mail::{self, Smtp},
    registration, routing, session,
};
use tokio::{
    task::JoinSet,
    time::{Interval, MissedTickBehavior, interval},
};
use tokio_util::sync::CancellationToken;

/// How often it looks. Accepting late is refused at once in any case; this is how long a screen may say otherwise.
const BEAT: Duration = Duration::from_secs(5);
/// How often it looks for a selection to distribute: somebody waits at the page.
const LOOK: Duration = Duration::from_secs(1);
/// Beats between two cleanings: an hour.
const CLEANING: u32 = 720;
/// Offers that one beat expires and deadlines that it reminds of, each in a transaction of its own.
const BATCH: u64 = 500;

/// Begins all of it. The tasks end when the server stops; a failure is logged and tried again with the next beat.
pub fn start(
    backend: &Backend,
    folder: Folder,
    mailer: Option<Smtp>,
    stopping: &CancellationToken,
) -> JoinSet<()> {
    let mut tasks = JoinSet::new();
    tasks.spawn(keep_time(backend.clone(), folder, stopping.clone()));
    tasks.spawn(distribute(backend.clone(), stopping.clone()));
    if let Some(mailer) = mailer {
        tasks.spawn(deliver(backend.clone(), mailer, stopping.clone()));
    }
    tasks
}

/// Waits for the next beat; false when the server stops.
async fn beats(beat: &mut Interval, stopping: &CancellationToken) -> bool {
    tokio::select! {
        biased;
        () = stopping.cancelled() => false,
        _ = beat.tick() => true,
    }
}

fn every(span: Duration) -> Interval {
    let mut beat = interval(span);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    beat
}

async fn keep_time(backend: Backend, folder: Folder, stopping: CancellationToken) {
    let (mut beat, mut count) = (every(BEAT), 0_u32);
    while beats(&mut beat, &stopping).await {
        log("expire offers", assignment::expire_due(&backend.system(), BATCH).await.map(drop));
        log("send reminders", assignment::remind_due(&backend.system(), BATCH).await.map(drop));
        let timer = backend.system();
        log("end protections", registration::lapse_due(&timer, BATCH).await.map(drop));
        log("warn of ends", registration::warn_due(&timer, BATCH).await.map(drop));
        log("escalate requests", registration::escalate_due(&timer, BATCH).await.map(drop));
        if count.is_multiple_of(CLEANING) {
            log("clean sessions", session::sweep(&backend.system()).await.map(drop));
            log("clean files", file::clean(&backend.system(), &folder).await.map(drop));
        }
        count = count.wrapping_add(1);
    }
}

/// A mail server may take half a minute for every message.
async fn deliver(backend: Backend, mailer: Smtp, stopping: CancellationToken) {
    let mut beat = every(BEAT);
    while beats(&mut beat, &stopping).await {
        let is_stopping = || stopping.is_cancelled();
        let done = mail::deliver_until(&backend.system(), &mailer, is_stopping).await;
        log("deliver mail", done.map(drop));
    }
}

async fn distribute(backend: Backend, stopping: CancellationToken) {
    let mut beat = every(LOOK);
    while beats(&mut beat, &stopping).await {
        let done = routing::work(&backend, || stopping.is_cancelled()).await;
        log("distribute a selection", done.map(drop));
    }
}

fn log(what: &str, result: Result<(), backend::Error>) {
    if let Err(error) = result {
        tracing::error!(%error, "cannot {what}");
    }
}

#[cfg(test)]
mod tests {
    use backend::{assignment, changes::Change};
    use chrono::TimeDelta;
    use domain::{lang::Lang, opportunity::Status};
    use testkit::Portal;
    use tokio::{net::TcpListener, time::timeout};

    use super::*;

    /// Fails the test instead of hanging it; nothing waits so long when all is well.
    const PATIENCE: Duration = Duration::from_secs(30);

    async fn status(portal: &Portal, reference: &str) -> Status {
        backend::opportunity::show(&portal.staff_manager(), reference).await.unwrap().status
    }

    /// A mail server that takes the connection and says nothing, ever.
    async fn silent_server() -> (TcpListener, Smtp) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let sender = mail::Sender::parse("portal@vendor.example").unwrap();
        (listener, Smtp::connect(&url, sender).unwrap())
    }

    #[tokio::test]
    async fn what_is_due_happens_by_itself_also_while_the_mail_server_says_nothing() {
        let portal = Portal::open().await;
        let offer = |hours| {
            let until = Some(portal.now() + TimeDelta::hours(hours));
            portal.opportunity().offered_until(&portal.alfa, until)
        };
        let (lapses, later) = (offer(1).create().await, offer(48).create().await);
        let settings =
            backend::settings::Settings { sends_mail: true, ..portal.backend.settings().clone() };
        let backend = portal.backend.clone().configured(settings);
        // A mail is due from the start, so the server is spoken to at once.
        let manager = backend.context(portal.manager_of(&portal.alfa).actor, Lang::Cs);
        assignment::accept(&manager, later.assignment()).await.unwrap();
        portal.clock.advance(TimeDelta::hours(2));
        let mut changes = portal.backend.db.changes().subscribe();
        let (listener, smtp) = silent_server().await;
        let data = tempfile::tempdir().unwrap();
        let (folder, stopping) = (Folder::in_data(data.path()).unwrap(), CancellationToken::new());

        let mut tasks = start(&backend, folder, Some(smtp), &stopping);
        let (talking, _) = timeout(PATIENCE, listener.accept()).await.unwrap().unwrap();
        while status(&portal, &lapses.reference).await != Status::Expired {
            let change = timeout(PATIENCE, changes.recv()).await.expect("it expires").unwrap();
            assert!(matches!(change, Change::Opportunity { .. }), "{change:?}");
        }

        stopping.cancel();
        drop((listener, talking));
        timeout(PATIENCE, async { while tasks.join_next().await.is_some() {} }).await.unwrap();
    }
}
