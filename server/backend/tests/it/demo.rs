//! The demo: enough of everything to show what the portal does, and the same at every load.

use std::{collections::BTreeSet, sync::Arc};

use backend::{
    Backend,
    clock::TestClock,
    demo,
    entropy::SeededEntropy,
    mail::{Memory, deliver_due},
    settings::Settings,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{account::registration_number, opportunity::Status, routing::Decision};
use sea_orm::{ConnectionTrait, Statement};
use strum::IntoEnumIterator as _;
use testkit::{Database, Digest, START};

/// A database with the demo; the backend goes first, so that its connections are gone before the database is.
struct Demo {
    backend: Backend,
    _database: Database,
}

impl Demo {
    /// Loaded at this time by a server whose own random numbers begin with `seed`.
    async fn loaded(now: DateTime<Utc>, seed: u64) -> Self {
        let database = Database::migrated().await;
        let (clock, entropy) = (TestClock::at(now), SeededEntropy::new(seed));
        let backend = Backend::with(database.connect().await, Arc::new(clock), Arc::new(entropy));
        assert!(demo::load(&backend).await.unwrap());
        Self { backend, _database: database }
    }

    async fn texts(&self, query: &str) -> Vec<String> {
        self.texts_of(query, Vec::new()).await
    }

    async fn texts_of(&self, query: &str, values: Vec<sea_orm::Value>) -> Vec<String> {
        let db = &self.backend.db;
        let statement = Statement::from_sql_and_values(db.backend(), query, values);
        let rows = db.read().query_all_raw(statement).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }

    /// How many offers run out within this time.
    async fn expiring_within(&self, now: DateTime<Utc>, span: TimeDelta) -> usize {
        let query = "SELECT reference FROM opportunity \
                     WHERE status = 'delivered' AND accept_by > $1 AND accept_by <= $2";
        self.texts_of(query, vec![now.into(), (now + span).into()]).await.len()
    }
}

fn start() -> DateTime<Utc> {
    START.parse().unwrap()
}

#[tokio::test]
async fn there_is_enough_of_everything() {
    let demo = Demo::loaded(start(), 1).await;

    assert!(demo.texts("SELECT status FROM partner").await.len() >= 12);
    let numbers = demo
        .texts("SELECT registration_number FROM account WHERE registration_number IS NOT NULL")
        .await;
    assert!(numbers.len() >= 60, "{}", numbers.len());
    for number in &numbers {
        assert_eq!(registration_number(number), Ok(Some(number.clone())));
    }
    assert!(demo::opportunity_count(&demo.backend).await.unwrap() >= 200);

    let statuses: BTreeSet<String> =
        demo.texts("SELECT DISTINCT status FROM opportunity").await.into_iter().collect();
    assert_eq!(statuses, Status::iter().map(|status| status.to_string()).collect());
    let currencies = demo.texts("SELECT DISTINCT currency FROM opportunity").await;
    assert!(currencies.len() >= 5, "{currencies:?}");
}

#[tokio::test]
async fn notes_are_written_in_czech_and_in_english() {
    let demo = Demo::loaded(start(), 1).await;
    let notes = demo.texts("SELECT body FROM timeline_entry WHERE body IS NOT NULL").await;

    let with = |letters: &str, words: [&str; 2]| {
        let is_one = |note: &&String| {
            note.contains(|letter| letters.contains(letter))
                || words.iter().any(|word| note.contains(word))
        };
        notes.iter().filter(is_one).count()
    };
    let (czech, english) = (with("ěščřžýů", [" se ", " je "]), with("", [" the ", "The "]));
    assert!(czech >= 20 && english >= 20, "{czech} and {english} of {}", notes.len());
}

#[tokio::test]
async fn something_is_always_about_to_expire() {
    for days in [0, 400] {
        let now = start() + TimeDelta::days(days);
        let demo = Demo::loaded(now, 1).await;
        assert!(demo.expiring_within(now, TimeDelta::hours(1)).await >= 1);
        assert!(demo.expiring_within(now, TimeDelta::hours(24)).await >= 3);
        let late =
            "SELECT reference FROM opportunity WHERE status = 'delivered' AND accept_by <= $1";
        assert!(demo.texts_of(late, vec![now.into()]).await.is_empty(), "nobody ends these");
    }
}

#[tokio::test]
async fn two_loads_at_the_same_time_are_the_same() {
    let (one, other) = (Demo::loaded(start(), 1).await, Demo::loaded(start(), 2).await);
    let (one, other) = (Digest::of(&one.backend.db).await, Digest::of(&other.backend.db).await);
    let difference = one.difference(&other);
    assert!(one == other, "{:?}", difference.iter().take(6).collect::<Vec<_>>());
}

#[tokio::test]
async fn it_is_loaded_into_an_empty_database_only() {
    let demo = Demo::loaded(start(), 1).await;
    let before = Digest::of(&demo.backend.db).await;
    assert!(!demo::load(&demo.backend).await.unwrap());
    assert!(Digest::of(&demo.backend.db).await == before);
}

/// Whoever tries the demo with a mail server of their own sends nothing to the people of the story.
#[tokio::test]
async fn the_mails_of_the_story_are_not_sent() {
    let database = Database::migrated().await;
    let settings = Settings { sends_mail: true, ..Settings::default() };
    let mailing = Backend::new(database.connect().await).configured(settings);

    assert!(demo::load(&mailing).await.unwrap());

    let mailer = Memory::default();
    let sent = deliver_due(&mailing.system(), &mailer).await.unwrap();
    drop(mailing);
    assert_eq!(sent, 0);
}

/// Every stored decision can be made again from its record alone.
#[tokio::test]
async fn decisions_are_made_again_from_their_records() {
    let demo = Demo::loaded(start(), 1).await;

    let records = demo.texts("SELECT record FROM routing_decision").await;

    assert!(records.len() > 1, "{} decisions", records.len());
    for record in records {
        let decision: Decision = serde_json::from_str(&record).unwrap();
        assert_eq!(decision.recomputed(), decision);
        assert_eq!(serde_json::to_value(decision).unwrap().to_string(), record);
    }
}
