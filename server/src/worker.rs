//! The timer: expires offers whose deadline passed, reminds of those ahead, hands mails over, cleans up. It holds no rule; it calls use cases.

use std::time::Duration;

use backend::{
    Backend, assignment,
    file::{self, Folder},
    mail::{self, Smtp},
    registration, routing, session,
};
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

/// How often it looks. Accepting late is refused at once in any case; this is how long a screen may say otherwise.
const BEAT: Duration = Duration::from_secs(5);
/// How often it looks for a selection to distribute: somebody waits at the page.
const LOOK: Duration = Duration::from_secs(1);
/// Beats between two cleanings: an hour.
const CLEANING: u32 = 720;
/// Offers that one beat expires and deadlines that it reminds of, each in a transaction of its own.
const BATCH: u64 = 500;

/// Works until the server stops. A failure is logged and tried again with the next beat.
pub async fn run(
    backend: Backend,
    folder: Folder,
    mailer: Option<Smtp>,
    stopping: CancellationToken,
) {
    let mut beat = interval(BEAT);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut beats = 0_u32;
    loop {
        tokio::select! {
            () = stopping.cancelled() => return,
            _ = beat.tick() => {}
        }
        log("expire offers", assignment::expire_due(&backend.system(), BATCH).await.map(drop));
        log("send reminders", assignment::remind_due(&backend.system(), BATCH).await.map(drop));
        let timer = backend.system();
        log("end protections", registration::lapse_due(&timer, BATCH).await.map(drop));
        log("warn of ends", registration::warn_due(&timer, BATCH).await.map(drop));
        log("escalate requests", registration::escalate_due(&timer, BATCH).await.map(drop));
        if let Some(mailer) = &mailer {
            log("deliver mail", mail::deliver_due(&backend.system(), mailer).await.map(drop));
        }
        if beats.is_multiple_of(CLEANING) {
            log("clean sessions", session::sweep(&backend.system()).await.map(drop));
            log("clean files", file::clean(&backend.system(), &folder).await.map(drop));
        }
        beats = beats.wrapping_add(1);
    }
}

/// Distributes selections, apart from the timer: hundreds of them must not make an offer expire late.
pub async fn distribute(backend: Backend, stopping: CancellationToken) {
    let mut beat = interval(LOOK);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stopping.cancelled() => return,
            _ = beat.tick() => {}
        }
        let done = routing::work(&backend, || stopping.is_cancelled()).await;
        log("distribute a selection", done.map(drop));
    }
}

fn log(what: &str, result: Result<(), backend::Error>) {
    if let Err(error) = result {
        tracing::error!(%error, "cannot {what}");
    }
}
