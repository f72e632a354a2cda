//! What a partner asks for costs what the partner has: no scope walks through the whole portal.

use domain::{
    ids::{PartnerId, UserId},
    policy::{Actor, PartnerRole},
};
use sea_orm::{
    ConnectionTrait, DbBackend, QueryFilter, QueryOrder, QueryTrait, Statement, entity::prelude::*,
};
use strum::IntoEnumIterator;

use super::{account, assignment, attachment, contact, opportunity, timeline_entry};
use crate::db::{Db, Options};

/// 20,000 opportunities, each with one of 50 partners, a customer, a contact and three entries.
const ROWS: &[&str] = &[
    "CREATE TEMP TABLE n AS WITH RECURSIVE c(i) AS
         (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 20000) SELECT i FROM c",
    "CREATE TEMP TABLE at AS SELECT '2026-03-02T12:00:00+00:00' AS now",
    "INSERT INTO account (id, name, name_folded, name_sort, created_at, updated_at)
         SELECT 'a' || i, i, i, i, now, now FROM n, at",
    "INSERT INTO partner (id, account_id, status, created_at, updated_at)
         SELECT 'p' || i, 'a' || i, 'onboarding', now, now FROM n, at WHERE i <= 50",
    "INSERT INTO contact (id, last_name, name_folded, name_sort, account_id, created_at, updated_at)
         SELECT 'c' || i, i, i, i, 'a' || i, now, now FROM n, at",
    "INSERT INTO opportunity (id, reference, topic, topic_folded, topic_sort, search_text, origin,
             account_id, contact_id, currency, stage_entered_at, status, accepted_at,
             last_activity_at, created_at, updated_at)
         SELECT 'o' || i, 'R' || i, i, i, i, i, 'staff', 'a' || i, 'c' || i, 'CZK', now, 'accepted',
             now, now, now, now FROM n, at",
    "INSERT INTO assignment (id, opportunity_id, partner_id, state, mode, offered_at, answered_at,
             created_at, updated_at)
         SELECT 's' || i, 'o' || i, 'p' || (i % 50 + 1), 'accepted', 'exclusive', now, now, now, now
         FROM n, at",
    "INSERT INTO timeline_entry (id, opportunity_id, seq, kind, audience, at)
         SELECT 'e' || i || '.' || seq, 'o' || i, seq, 'note', 'all_partners', now
         FROM n, at, (SELECT i AS seq FROM n WHERE i <= 3)",
];

pub(crate) async fn crowded(url: &str, analyzed: bool) -> Db {
    filled(url, ROWS, analyzed).await
}

/// A new database after these statements.
pub(crate) async fn filled(url: &str, rows: &[&str], analyzed: bool) -> Db {
    let db = Db::connect(url, &Options::default()).await.unwrap();
    db.migrate().await.unwrap();
    let txn = db.begin_write().await.unwrap();
    for sql in rows {
        txn.execute_unprepared(sql).await.unwrap();
    }
    if analyzed {
        txn.execute_unprepared("ANALYZE").await.unwrap();
    }
    txn.commit().await.unwrap();
    // Connections learn of statistics when they are opened.
    db.close().await.unwrap();
    Db::connect(url, &Options::default()).await.unwrap()
}

fn person(role: PartnerRole) -> Actor {
    let id = Uuid::from_u128(1);
    Actor::Partner { user: UserId(id), partner: PartnerId(id), role }
}

/// The questions behind the partner's pages.
fn questions(actor: &Actor) -> Vec<(&'static str, Statement)> {
    let id = Uuid::from_u128(2);
    let sqlite = DbBackend::Sqlite;
    let by_reference = || opportunity::Column::Reference.eq("R1");
    vec![
        (
            "inbox",
            assignment::Entity::visible_to(actor)
                .filter(assignment::Column::State.eq("offered"))
                .order_by_asc(assignment::Column::AcceptBy)
                .build(sqlite),
        ),
        ("known", opportunity::Entity::visible_to(actor).filter(by_reference()).build(sqlite)),
        ("all known", opportunity::Entity::visible_to(actor).build(sqlite)),
        ("revealed", opportunity::Entity::revealed_to(actor).filter(by_reference()).build(sqlite)),
        ("all revealed", opportunity::Entity::revealed_to(actor).build(sqlite)),
        ("customers", account::Entity::visible_to(actor).build(sqlite)),
        ("kept alone", account::Entity::kept_by(actor, id).build(sqlite)),
        ("people", contact::Entity::visible_to(actor).build(sqlite)),
        (
            "timeline",
            timeline_entry::Entity::visible_to(actor)
                .filter(timeline_entry::Column::OpportunityId.eq(id))
                .order_by_desc(timeline_entry::Column::Seq)
                .build(sqlite),
        ),
        (
            "files",
            attachment::Entity::visible_to(actor)
                .filter(attachment::Column::OpportunityId.eq(id))
                .build(sqlite),
        ),
    ]
}

/// Steps of the plan that read a whole table. A scan of a subquery's result reads what it found.
pub(crate) async fn walks(db: &Db, statement: Statement) -> Vec<String> {
    let sql = format!("EXPLAIN QUERY PLAN {}", statement.sql);
    let rows = db.read().query_all_raw(Statement { sql, ..statement }).await.unwrap();
    let steps = rows.iter().map(|row| row.try_get::<String>("", "detail").unwrap());
    let tables = [
        "account",
        "assignment",
        "attachment",
        "contact",
        "deal_registration",
        "merged_account",
        "opportunity",
        "protection",
        "timeline_entry",
    ];
    steps
        .filter(|step| {
            let scanned = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
            scanned.is_some_and(|name| tables.contains(&name))
        })
        .collect()
}

#[tokio::test]
async fn no_question_of_a_partner_walks_through_everything() {
    for analyzed in [false, true] {
        let database = testkit::Database::sqlite();
        let db = crowded(&database.url, analyzed).await;
        let everything = opportunity::Entity::visible_to(&Actor::System).build(DbBackend::Sqlite);
        assert_eq!(walks(&db, everything).await, ["SCAN opportunity"], "the measure works");
        for role in PartnerRole::iter() {
            for (name, statement) in questions(&person(role)) {
                let walks = walks(&db, statement).await;
                assert!(walks.is_empty(), "{name}, {role}, analyzed {analyzed}: {walks:?}");
            }
        }
    }
}

/// The worker's question: which offers are overdue.
#[tokio::test]
async fn overdue_offers_are_found_along_their_index() {
    let database = testkit::Database::sqlite();
    let db = crowded(&database.url, true).await;

    let overdue = assignment::Entity::visible_to(&Actor::System)
        .filter(assignment::Column::State.eq("offered"))
        .filter(assignment::Column::AcceptBy.lt("2026-03-02T12:00:00+00:00"))
        .build(DbBackend::Sqlite);

    assert_eq!(walks(&db, overdue).await, Vec::<String>::new());
}
