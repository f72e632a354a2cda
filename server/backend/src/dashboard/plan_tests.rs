//! The figures of the dashboard run along indexes on SQLite, also among 20,000 opportunities: a period costs what happened
//! in it.

use domain::{
    dashboard::Waits,
    ids::UserId,
    lang::Lang,
    policy::{Actor, StaffRole},
};
use sea_orm::{
    ConnectionTrait, DbBackend, QuerySelect, QueryTrait, Statement, sea_query::SelectStatement,
};
use strum::IntoEnumIterator;
use uuid::Uuid;

use super::{answers, figure::Period, partners, reports, waiting};
use crate::{Backend, Context, entity::plan_tests::filled, opportunity::list::occasion};

/// A year and a half of opportunities, each offered to one of 50 partners and answered or not; some sold.
const ROWS: &[&str] = &[
    "CREATE TEMP TABLE n AS WITH RECURSIVE c(i) AS
         (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 20000)
         SELECT i, strftime('%Y-%m-%dT%H:%M:%S+00:00', 1767225600 - i * 2400, 'unixepoch') AS at FROM c",
    "INSERT INTO account (id, name, name_folded, name_sort, created_at, updated_at)
         SELECT 'a' || i, i, i, i, at, at FROM n WHERE i <= 50",
    "INSERT INTO partner (id, account_id, status, created_at, updated_at)
         SELECT 'p' || i, 'a' || i, 'onboarding', at, at FROM n WHERE i <= 50",
    "INSERT INTO opportunity (id, reference, topic, topic_folded, topic_sort, search_text, origin,
             currency, actual_value, stage_entered_at, status, delivered_at, accepted_at, closed_at,
             last_activity_at, created_at, updated_at)
         SELECT 'o' || i, 'R' || i, i, i, i, i, 'staff', 'CZK', 100, at,
             CASE WHEN i % 4 = 0 THEN 'won' ELSE 'accepted' END, at, at,
             CASE WHEN i % 4 = 0 THEN at END, at, at, at FROM n",
    "INSERT INTO assignment (id, opportunity_id, partner_id, state, mode, decline_reason, offered_at,
             answered_at, answered_by, ended_at, created_at, updated_at)
         SELECT 's' || i, 'o' || i, 'p' || (i % 50 + 1),
             CASE i % 4 WHEN 0 THEN 'completed' WHEN 1 THEN 'declined' ELSE 'accepted' END, 'exclusive',
             CASE WHEN i % 4 = 1 THEN 'no_capacity' END, at, at, NULL,
             CASE WHEN i % 4 < 2 THEN at END, at, at
         FROM n",
];

async fn crowded(url: &str, analyzed: bool) -> Context {
    let db = filled(url, ROWS, analyzed).await;
    let user = UserId(Uuid::from_u128(1));
    Backend::new(db).context(Actor::Staff { user, role: StaffRole::Manager }, Lang::Cs)
}

async fn plan(cx: &Context, statement: &SelectStatement) -> String {
    let built = DbBackend::Sqlite.build(statement);
    let explain = Statement { sql: format!("EXPLAIN QUERY PLAN {}", built.sql), ..built };
    let rows = cx.db.read().query_all_raw(explain).await.unwrap();
    let lines = rows.iter().map(|row| row.try_get::<String>("", "detail").unwrap());
    lines.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn no_report_walks_through_everything() {
    for analyzed in [false, true] {
        let database = testkit::Database::sqlite();
        let cx = crowded(&database.url, analyzed).await;
        let period = Period { since: "2025-12-03".parse().unwrap() };
        let since = occasion::beginning(&cx, Some(period.since));
        for (name, statement) in [
            ("won sums", reports::won(&cx, period)),
            ("decline reasons", reports::reasons(&cx, period)),
            ("offers", partners::offers(&cx, period)),
            ("endings", partners::endings(&cx, period)),
            ("ranks", answers::ranks(&cx, since)),
            ("medians", answers::medians(&cx, since)),
            ("answered", answers::counts(&cx, since)),
        ] {
            let plan = plan(&cx, &statement).await;
            for table in ["opportunity", "assignment"] {
                let walks = plan.lines().any(|line| line == format!("SCAN {table}"));
                assert!(!walks, "{name}, analyzed {analyzed}: {plan}");
            }
            assert!(plan.contains("SEARCH"), "the measure works: {name}: {plan}");
        }
    }
}

#[tokio::test]
async fn what_has_waited_longest_is_found_along_indexes() {
    for analyzed in [false, true] {
        let database = testkit::Database::sqlite();
        let cx = crowded(&database.url, analyzed).await;
        for why in Waits::iter() {
            let statement = waiting::statement(&cx, why).await.unwrap().limit(8).into_query();
            let plan = plan(&cx, &statement).await;
            for table in ["opportunity", "assignment", "timeline_entry", "deal_registration"] {
                let walks = plan.lines().any(|line| line == format!("SCAN {table}"));
                assert!(!walks, "{why}, analyzed {analyzed}: {plan}");
            }
            // What is asked of each row again must not cost more with every other row.
            let lines: Vec<&str> = plan.lines().collect();
            for pair in lines.windows(2).filter(|pair| pair[0].starts_with("CORRELATED SCALAR")) {
                assert!(pair[1].contains("(opportunity_id=?"), "{why}, {analyzed}: {plan}");
            }
            assert!(plan.contains("INDEX"), "the measure works: {why}: {plan}");
            // Few of those who work on something are late.
            let along_its_own = plan.contains("assignment_by_first_update (");
            assert!(along_its_own || !analyzed || why != Waits::ReportLate, "{plan}");
        }
    }
}
