//! A server is killed at random moments while it writes: what it acknowledged is there, nothing is half done, and whoever
//! is started next goes on with its runs.
//!
//! `STAFETA_CRASH_ROUNDS` says how often, 20 times when it is not set. The killed process is this same
//! program, run again with the one ignored test.
#![expect(
    clippy::unwrap_used,
    reason = "the lint spares test functions only, and what they call is test code as well"
)]

use std::{
    collections::BTreeSet,
    env,
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        mpsc::{Receiver, channel},
    },
    thread,
    time::{Duration, Instant},
};

use backend::{
    Backend, Context, assignment,
    clock::{Clock as _, SystemClock, TestClock},
    db::{Db, Options},
    entropy::{Entropy as _, SeededEntropy, SystemEntropy},
    note, opportunity, portal, routing,
};
use chrono::TimeDelta;
use domain::{
    ids::{AssignmentId, PartnerId, UserId},
    lang::Lang,
    opportunity::{FinishForm, OpportunityForm, ReasonForm},
    policy::{Actor, PartnerRole, StaffRole},
    timeline::NoteForm,
};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use testkit::Portal;

const URL: &str = "STAFETA_CRASH_URL";
const PEOPLE: &str = "STAFETA_CRASH_PEOPLE";
/// Before each acknowledgement on the writer's output.
const DONE: &str = "done ";
/// How many write at once, so that somebody is always in the middle.
const WRITERS: usize = 3;
/// How many opportunities the one who distributes chooses for each run.
const CHOSEN: u64 = 4;

/// Which event of which opportunity was acknowledged: its reference and the kind of the event.
type Deed = (String, String);

#[tokio::test]
async fn what_was_acknowledged_survives_a_kill() {
    let rounds = env::var("STAFETA_CRASH_ROUNDS").ok().and_then(|text| text.parse().ok());
    let rounds = rounds.unwrap_or(20);
    let portal = Portal::open().await;
    // Nobody else has the database open, so that each round recovers it from what the disk holds.
    portal.backend.db.clone().close().await.unwrap();
    let chance = SeededEntropy::new(2_026);
    let mut acknowledged = BTreeSet::new();
    let mut broken_off = 0;
    for round in 0..rounds {
        let fresh = killed_writer(&portal, &chance);
        assert!(!fresh.is_empty(), "round {round}: the writer did nothing");
        acknowledged.extend(fresh);

        let db = Db::connect(portal.url(), &Options::default()).await.unwrap();
        let stored = stored(&db).await;
        let lost: Vec<_> = acknowledged.difference(&stored).collect();
        assert!(lost.is_empty(), "round {round}: lost {lost:?}");
        assert_whole(&db).await;
        broken_off += count(&db, "routing_run WHERE state = 'running'").await;
        finish_runs(&db).await;
        db.close().await.unwrap();
        // SQLite checks a search index by what a connection remembers of it, and readers have not heard of these writes.
        let db = Db::connect(portal.url(), &Options::default()).await.unwrap();
        assert_whole(&db).await;
        db.close().await.unwrap();
    }
    assert!(broken_off > 0 || rounds < 20, "no run was in its middle");
}

/// The worker of a server that is started once the killed one was silent for long enough goes on with its runs.
async fn finish_runs(db: &Db) {
    let clock = TestClock::at(SystemClock.now() + TimeDelta::minutes(1));
    let backend = Backend::with(db.clone(), Arc::new(clock), Arc::new(SystemEntropy));
    routing::work(&backend, || false).await.unwrap();
    let done = count(db, "routing_run WHERE state = 'done'").await;
    assert_eq!(count(db, "routing_run").await, done);
    assert_eq!(count(db, "routing_run_item WHERE state = 'offered'").await, done * CHOSEN);
    assert_eq!(count(db, "routing_run_item").await, done * CHOSEN);
}

/// Starts the writer, kills it after a random number of deeds and a random moment more. Answers its deeds.
fn killed_writer(portal: &Portal, chance: &SeededEntropy) -> Vec<Deed> {
    let mut random = [0; 2];
    chance.fill(&mut random);
    let deeds = 1 + usize::from(random[0] % 48);
    let moment = Duration::from_micros(u64::from(random[1]) * 40);

    let mut writer = start_writer(portal);
    let said = listen(&mut writer);
    let mut acknowledged: Vec<Deed> = said.iter().take(deeds).collect();
    let until = Instant::now() + moment;
    while let Ok(deed) = said.recv_timeout(until.saturating_duration_since(Instant::now())) {
        acknowledged.push(deed);
    }
    // SIGKILL: no destructor runs, nothing is flushed.
    writer.kill().unwrap();
    writer.wait().unwrap();
    acknowledged.extend(said.iter());
    acknowledged
}

fn start_writer(portal: &Portal) -> Child {
    let staff = portal.staff_seller().actor.user().unwrap();
    let alfa = &portal.alfa;
    let people = [staff.0, alfa.id.0, alfa.manager.0].map(|id| id.to_string()).join(" ");
    Command::new(env::current_exe().unwrap())
        .args(["--ignored", "--exact", "writer", "--nocapture"])
        .env(URL, portal.url())
        .env(PEOPLE, people)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Reads acknowledgements until the writer is gone. A line that was cut short is none.
fn listen(writer: &mut Child) -> Receiver<Deed> {
    let mut output = BufReader::new(writer.stdout.take().unwrap());
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut line = String::new();
        while output.read_line(&mut line).is_ok_and(|length| length > 0) {
            let deed = line.strip_suffix('\n').and_then(|line| line.split_once(DONE));
            if let Some((reference, kind)) = deed.and_then(|(_, deed)| deed.split_once(' ')) {
                let _gone = sender.send((reference.to_owned(), kind.to_owned()));
            }
            line.clear();
        }
    });
    receiver
}

/// All events that the database knows.
async fn stored(db: &Db) -> BTreeSet<Deed> {
    let rows = select(
        db,
        "SELECT o.reference, e.kind FROM timeline_entry e JOIN opportunity o ON o.id = e.opportunity_id",
    )
    .await;
    rows.into_iter().map(|row| (row[0].clone(), row[1].clone())).collect()
}

/// Every deed is there with all that belongs to it, or not at all.
async fn assert_whole(db: &Db) {
    if db.backend() == DbBackend::Sqlite {
        assert_eq!(select(db, "PRAGMA integrity_check").await, [["ok"]]);
        let dangling =
            select(db, "SELECT \"table\", \"parent\" FROM pragma_foreign_key_check").await;
        assert!(dangling.is_empty(), "{dangling:?}");
    }
    for (what, query) in BROKEN {
        let found = select(db, query).await;
        assert!(found.is_empty(), "{what}: {found:?}");
    }
    for (kind, template, each) in TOLD {
        let events = count(db, &format!("timeline_entry WHERE kind = '{kind}'")).await;
        let mails = count(db, &format!("outbox WHERE template = '{template}'")).await;
        assert_eq!(mails, events * each, "{kind} is told by {template}");
    }
}

async fn count(db: &Db, rows: &str) -> u64 {
    let found = select(db, &format!("SELECT CAST(count(*) AS text) FROM {rows}")).await;
    found[0][0].parse().unwrap()
}

/// What must not be found.
const BROKEN: [(&str, &str); 9] = [
    (
        "a number without its entry",
        "SELECT reference FROM opportunity o WHERE last_event_seq <>
         (SELECT count(*) FROM timeline_entry e WHERE e.opportunity_id = o.id)",
    ),
    (
        "a status without its assignment",
        "SELECT reference, status FROM opportunity o
         WHERE (status = 'delivered' OR status = 'accepted') AND 1 <>
         (SELECT count(*) FROM assignment a WHERE a.opportunity_id = o.id
          AND a.state = CASE o.status WHEN 'delivered' THEN 'offered' ELSE 'accepted' END)",
    ),
    (
        "an assignment without its status",
        "SELECT reference, status FROM opportunity o JOIN assignment a ON a.opportunity_id = o.id
         WHERE (a.state = 'offered' AND o.status <> 'delivered')
            OR (a.state = 'accepted' AND o.status <> 'accepted')
            OR (a.state = 'declined' AND o.status <> 'declined')
            OR (a.state = 'completed' AND o.status <> 'won')",
    ),
    (
        "an acceptance that showed the customer unseen",
        "SELECT CAST(state AS text) FROM assignment a WHERE revealed_at IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM reveal r WHERE r.assignment_id = a.id)",
    ),
    (
        "an answer without its event",
        "SELECT reference FROM opportunity o WHERE status IN ('accepted', 'declined', 'won')
         AND NOT EXISTS (SELECT 1 FROM timeline_entry e WHERE e.opportunity_id = o.id
                         AND e.kind IN (o.status, 'accepted'))",
    ),
    (
        "one opportunity with two partners",
        "SELECT reference FROM opportunity o WHERE 1 <
         (SELECT count(*) FROM assignment a WHERE a.opportunity_id = o.id
          AND a.mode = 'exclusive' AND a.state IN ('offered', 'accepted'))",
    ),
    (
        "a turn of a run without its offer, its record or its event",
        "SELECT reference FROM opportunity o JOIN routing_run_item i ON i.opportunity_id = o.id
         WHERE i.state = 'offered' AND (
            NOT EXISTS (SELECT 1 FROM assignment a JOIN routing_decision d ON d.id = a.decision_id
                        WHERE a.opportunity_id = o.id AND d.opportunity_id = o.id
                        AND a.state = 'offered' AND a.partner_id = i.partner_id
                        AND d.chosen_id = i.partner_id)
            OR NOT EXISTS (SELECT 1 FROM timeline_entry e WHERE e.opportunity_id = o.id
                           AND e.kind = 'delivered'))",
    ),
    (
        "an offer or a record of a run without its turn",
        "SELECT reference FROM opportunity o JOIN routing_run_item i ON i.opportunity_id = o.id
         WHERE i.state <> 'offered' AND (
            EXISTS (SELECT 1 FROM assignment a WHERE a.opportunity_id = o.id)
            OR EXISTS (SELECT 1 FROM routing_decision d WHERE d.opportunity_id = o.id))",
    ),
    (
        "a run that ended before all had their turn",
        "SELECT reference FROM opportunity o JOIN routing_run_item i ON i.opportunity_id = o.id
         JOIN routing_run r ON r.id = i.run_id
         WHERE r.state <> 'running' AND i.state = 'waiting'",
    ),
];

/// Kind of an event, the message that goes with it, and to how many people.
const TOLD: [(&str, &str, u64); 6] = [
    ("delivered", "offered", 1),
    ("accepted", "accepted", 1),
    ("declined", "declined", 1),
    ("recalled", "recalled", 2),
    ("won", "finished", 1),
    ("note", "note_written", 1),
];

async fn select(db: &Db, query: &str) -> Vec<Vec<String>> {
    let statement = Statement::from_string(db.backend(), query);
    let rows = db.read().query_all_raw(statement).await.unwrap();
    let columns = |row: &sea_orm::QueryResult| row.column_names().len();
    rows.iter()
        .map(|row| (0..columns(row)).map(|at| row.try_get_by_index(at).unwrap()).collect())
        .collect()
}

/// The process that is killed: works through opportunities and says each deed once it is done.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "started by the test above, which also ends it"]
async fn writer() {
    let url = env::var(URL).expect("started by the crash test");
    let people = env::var(PEOPLE).unwrap();
    let mut ids = people.split(' ').map(|id| id.parse().unwrap());
    let mut next = || ids.next().unwrap();
    let staff = Actor::Staff { user: UserId(next()), role: StaffRole::Seller };
    let (partner, user) = (PartnerId(next()), UserId(next()));
    let manager = Actor::Partner { user, partner, role: PartnerRole::Manager };

    let backend = Backend::new(Db::connect(&url, &Options::default()).await.unwrap());
    let mut tasks: Vec<_> = (0..WRITERS)
        .map(|number| {
            let backend = backend.clone();
            tokio::spawn(async move {
                for turn in number.. {
                    Box::pin(life(&backend, staff, manager, turn)).await;
                }
            })
        })
        .collect();
    tasks.push(tokio::spawn(async move {
        for turn in 0_usize.. {
            Box::pin(selection(&backend, staff, turn)).await;
        }
    }));
    for task in tasks {
        task.await.unwrap();
    }
}

/// A new opportunity; answers its reference once it is acknowledged.
async fn create(staff: &Context, topic: String) -> String {
    let form = OpportunityForm {
        topic,
        lead_company: "Kovárna Viktoria, a.s.".to_owned(),
        owner_id: staff.actor.user().unwrap().to_string(),
        ..OpportunityForm::default()
    };
    let reference = opportunity::create(staff, form).await.unwrap().reference;
    println!("{DONE}{reference} created");
    reference
}

/// Opportunities from their creation to the end of a run over all of them, worked as the server does it.
async fn selection(backend: &Backend, staff: Actor, turn: usize) {
    let staff = || backend.context(staff, Lang::Cs);
    let mut references = Vec::new();
    for number in 0..CHOSEN {
        references.push(create(&staff(), format!("Výběr {turn}.{number}")).await);
    }
    routing::start(&staff(), &references.join(","), "").await.unwrap();
    routing::work(backend, || false).await.unwrap();
    for reference in references {
        println!("{DONE}{reference} delivered");
    }
}

/// One opportunity from its creation to one of four ends.
async fn life(backend: &Backend, staff: Actor, manager: Actor, turn: usize) {
    let staff = || backend.context(staff, Lang::Cs);
    let partner = || backend.context(manager, Lang::Cs);
    let reference = create(&staff(), format!("Pokus {turn}")).await;
    let done = |kind: &str| println!("{DONE}{reference} {kind}");

    let seen = opportunity::show(&staff(), &reference).await.unwrap();
    let mut form = seen.form;
    "delivered".clone_into(&mut form.status);
    "Alfa Systems s.r.o.".clone_into(&mut form.partner_name);
    form.partner_id = partner().actor.partner().unwrap().to_string();
    opportunity::save(&staff(), seen.id, seen.version, None, form).await.unwrap();
    done("delivered");

    let seen = opportunity::show(&staff(), &reference).await.unwrap();
    let offer: AssignmentId = seen.assignments[0].id;
    match turn % 4 {
        0 => {
            let reason = ReasonForm { reason: "no_capacity".to_owned(), text: String::new() };
            assignment::decline(&partner(), offer, reason).await.unwrap();
            return done("declined");
        }
        1 => {
            opportunity::recall(&staff(), seen.id, "Jinak.").await.unwrap();
            return done("recalled");
        }
        _ => assignment::accept(&partner(), offer).await.unwrap(),
    };
    done("accepted");
    let note = NoteForm { body: "Voláme.".to_owned(), ..NoteForm::default() };
    note::write(&partner(), seen.id, note).await.unwrap();
    done("note");
    if turn % 4 == 3 {
        let sold = FinishForm { actual_value: "1000".to_owned(), ..FinishForm::default() };
        portal::win(&partner(), seen.id, sold).await.unwrap();
        done("won");
    }
}
