//! Many deadlines pass at the same moment, and every server that works on them is killed again and again: each offer expires
//! once, with all that belongs to it, and each message leaves at least once, under the name that it keeps.
//!
//! `STAFETA_DUE` says how many offers, 300 when it is not set. On PostgreSQL three servers work at the same time; SQLite
//! belongs to one. The killed processes are this same program, run again with the one ignored test.
#![expect(
    clippy::unwrap_used,
    reason = "the lint spares test functions only, and what they call is test code as well"
)]

use std::{
    collections::BTreeSet,
    env,
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
    sync::Arc,
    thread::{self, JoinHandle},
    time::Duration,
};

use async_trait::async_trait;
use backend::{
    Backend, assignment,
    clock::TestClock,
    db::{Db, Options},
    entropy::{Entropy as _, SeededEntropy, SystemEntropy},
    mail::{self, Mailer, Parcel, SendError},
    settings::Settings,
};
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ConnectionTrait as _, Statement};
use testkit::{Portal, on_postgres};

const URL: &str = "STAFETA_DUE_URL";
const NOW: &str = "STAFETA_DUE_NOW";
/// Before the name of each message that left.
const SENT: &str = "sent ";
/// Times at which every server is killed.
const ROUNDS: u32 = 6;
/// Longer than a dead server's messages are its own.
const LATER: TimeDelta = TimeDelta::minutes(16);

#[tokio::test]
async fn what_is_due_happens_once_whoever_is_killed() {
    let many = env::var("STAFETA_DUE").ok().and_then(|text| text.parse().ok()).unwrap_or(300);
    let portal = Portal::open().await;
    for _ in 0..many {
        let until = portal.now() + TimeDelta::hours(1);
        portal.opportunity().offered_until(&portal.alfa, Some(until)).create().await;
    }
    portal.backend.db.clone().close().await.unwrap();
    let servers: u32 = if on_postgres() { 3 } else { 1 };
    let chance = SeededEntropy::new(10_000);
    let mut now = portal.now() + TimeDelta::hours(2);
    let (mut left, mut broken_off) = (Vec::new(), 0);
    for _ in 0..ROUNDS {
        let working: Vec<_> = (0..servers).map(|_| Server::start(portal.url(), now)).collect();
        for server in working {
            let mut random = [0; 2];
            chance.fill(&mut random);
            // Any moment will do; nothing is waited for.
            thread::sleep(Duration::from_micros(u64::from(u16::from_le_bytes(random)) * 8));
            left.extend(server.kill());
        }
        now += LATER;
        let db = Db::connect(portal.url(), &Options::default()).await.unwrap();
        let waits = count(&db, "assignment WHERE state = 'offered'").await;
        let sent = count(&db, "outbox WHERE state = 'sent'").await;
        broken_off += u32::from(0 < waits + sent && sent < 3 * many);
        db.close().await.unwrap();
    }
    assert!(broken_off > 0, "no server was in the middle of it");
    let working: Vec<_> = (0..servers).map(|_| Server::start(portal.url(), now)).collect();
    left.extend(working.into_iter().flat_map(Server::finish));

    let db = Db::connect(portal.url(), &Options::default()).await.unwrap();
    for rows in [
        "assignment WHERE state = 'expired'",
        "opportunity WHERE status = 'expired' AND needs_decision",
        "timeline_entry WHERE kind = 'expired'",
        "(SELECT DISTINCT opportunity_id FROM timeline_entry WHERE kind = 'expired') AS each",
        "outbox WHERE template = 'owner_lapsed'",
    ] {
        assert_eq!(count(&db, rows).await, many, "{rows}");
    }
    // To the administrator and the manager of the company.
    assert_eq!(count(&db, "outbox WHERE template = 'lapsed'").await, 2 * many);
    assert_eq!(count(&db, "outbox WHERE state = 'sent'").await, 3 * many);
    let name = if on_postgres() { "replace(CAST(id AS text), '-', '')" } else { "lower(hex(id))" };
    let named = texts(&db, &format!("SELECT {name} FROM outbox")).await;
    assert_eq!(left.iter().map(|id| id.replace('-', "")).collect::<BTreeSet<_>>(), named);
    // What was under way when its server was killed leaves again, and nothing else does.
    let most = named.len() + usize::try_from(ROUNDS * servers).unwrap();
    assert!(left.len() <= most, "{} messages of {} left", left.len(), named.len());
    println!("{broken_off} of {ROUNDS} times in the middle, {} messages left", left.len());
    db.close().await.unwrap();
}

/// A process that does what is due.
struct Server {
    process: Child,
    output: JoinHandle<Vec<String>>,
}

impl Server {
    fn start(url: &str, now: DateTime<Utc>) -> Self {
        let mut process = Command::new(env::current_exe().unwrap())
            .args(["--ignored", "--exact", "timekeeper", "--nocapture"])
            .env(URL, url)
            .env(NOW, now.to_rfc3339())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(process.stdout.take().unwrap());
        let output = thread::spawn(move || {
            let lines = said.lines().map_while(Result::ok);
            lines.filter_map(|line| Some(line.split_once(SENT)?.1.to_owned())).collect()
        });
        Self { process, output }
    }

    /// SIGKILL: no destructor runs. Answers the messages that it had sent.
    fn kill(mut self) -> Vec<String> {
        // It works until it is killed, or until nothing is left to do.
        let ended = self.process.try_wait().unwrap();
        assert!(ended.is_none_or(|status| status.success()), "{ended:?}");
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        let mut sent = self.output.join().unwrap();
        // The last line may have been cut short.
        sent.retain(|id| id.len() == 36);
        sent
    }

    fn finish(mut self) -> Vec<String> {
        assert!(self.process.wait().unwrap().success());
        self.output.join().unwrap()
    }
}

async fn count(db: &Db, rows: &str) -> u64 {
    let found = texts(db, &format!("SELECT CAST(count(*) AS text) FROM {rows}")).await;
    found.first().unwrap().parse().unwrap()
}

async fn texts(db: &Db, query: &str) -> BTreeSet<String> {
    let statement = Statement::from_string(db.backend(), query);
    let rows = db.read().query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

/// Says what it sends.
#[derive(Debug)]
struct Speaker;

#[async_trait]
impl Mailer for Speaker {
    async fn send(&self, parcel: &Parcel) -> Result<(), SendError> {
        println!("{SENT}{}", parcel.id);
        Ok(())
    }
}

/// The process that is killed: the worker's calls, until nothing is due.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "started by the test above, which also ends it"]
async fn timekeeper() {
    let url = env::var(URL).expect("started by the test above");
    let now = env::var(NOW).unwrap().parse().unwrap();
    let db = Db::connect(&url, &Options::default()).await.unwrap();
    let settings = Settings { sends_mail: true, ..Settings::default() };
    let backend = Backend::with(db, Arc::new(TestClock::at(now)), Arc::new(SystemEntropy))
        .configured(settings);
    let is_due = "assignment WHERE state = 'offered'";
    let is_waiting = "outbox WHERE state = 'pending'";
    loop {
        assignment::expire_due(&backend.system(), 500).await.unwrap();
        mail::deliver_due(&backend.system(), &Speaker).await.unwrap();
        if count(&backend.db, is_due).await + count(&backend.db, is_waiting).await == 0 {
            break;
        }
    }
    backend.db.clone().close().await.unwrap();
}
