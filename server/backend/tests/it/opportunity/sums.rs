//! Sums of more rows than anybody reads.

use backend::opportunity;
use domain::{
    money::{Currency, Money},
    opportunity::{Count, ListQuery},
};
use sea_orm::ConnectionTrait;
use testkit::{Portal, on_postgres};

/// More than one page of any list, and more than views count.
const ROWS: i64 = 10_500;

/// In progress, worth 1, 2, 3 … cents.
async fn many(portal: &Portal) {
    let (id, at) = if on_postgres() {
        ("gen_random_uuid()", "CAST('2026-03-02T12:00:00Z' AS timestamptz)")
    } else {
        ("randomblob(16)", "'2026-03-02T12:00:00+00:00'")
    };
    let txn = portal.backend.db.begin_write().await.unwrap();
    let sql = format!(
        "INSERT INTO opportunity (id, reference, topic, topic_folded, topic_sort, search_text, origin, currency, \
         estimated_value, stage_entered_at, status, last_activity_at, created_at, updated_at) \
         WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < {ROWS}) \
         SELECT {id}, 'OPP-' || (10000000 + n), 'Linka', 'linka', 'linka', 'linka', 'staff', 'EUR', n, {at}, \
         'in_progress', {at}, {at}, {at} FROM counter"
    );
    txn.execute_unprepared(&sql).await.unwrap();
    txn.commit().await.unwrap();
}

#[tokio::test]
async fn sums_are_exact_however_many_rows_there_are() {
    let portal = Portal::open().await;
    many(&portal).await;
    let largest = 1_000_000_000_000_000;
    for _ in 0..3 {
        portal.opportunity().topic("Linka").value(largest, "CZK").create().await;
    }
    let all =
        [Money::new(3 * largest, Currency::Czk), Money::new(ROWS * (ROWS + 1) / 2, Currency::Eur)];
    let narrowed = [
        ListQuery::default(),
        ListQuery { q: "lin".into(), ..ListQuery::default() },
        ListQuery { status: "in_progress".into(), ..ListQuery::default() },
    ];
    for query in narrowed {
        let page = opportunity::list(&portal.staff_seller(), &query).await.unwrap();
        assert_eq!(page.sums, all, "{query:?}");
        assert_eq!(page.total, Count::Exactly(ROWS.unsigned_abs() + 3), "{query:?}");
    }
}
