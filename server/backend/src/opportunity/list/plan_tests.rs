//! Every view and sort of the list runs along its own index on SQLite, also among 20,000 rows.

use domain::{
    ids::UserId,
    lang::Lang,
    money::Currency,
    opportunity::{Direction, ListQuery, Occasion, Sort, View},
    policy::{Actor, StaffRole},
};
use sea_orm::{ConnectionTrait, DbBackend, QueryTrait, Statement};
use strum::IntoEnumIterator;
use uuid::Uuid;

use super::{
    cursor::Cursor,
    figures,
    filter::{Filter, Place},
    page,
};
use crate::{
    Backend, Context,
    db::{Db, Options},
};

/// Rows in every status, half of them closed, owned by one of four people.
const ROWS: &str = "
INSERT INTO opportunity (id, reference, topic, topic_folded, topic_sort, search_text, owner_id,
    origin, currency, estimated_value, estimated_close_on, stage_entered_at, status, delivered_at,
    accepted_at, closed_at, last_activity_at, created_at, updated_at)
WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < 20000)
SELECT randomblob(16), printf('OPP-%08d', n), 'Linka ' || n, 'linka ' || n, 'linka ' || (n % 999),
    'linka ' || n, NULL, 'staff',
    CASE n % 3 WHEN 0 THEN 'CZK' WHEN 1 THEN 'EUR' ELSE 'USD' END, n % 5000,
    date('2026-01-01', '+' || (n % 365) || ' days'), '2026-03-02T12:00:00+00:00',
    CASE n % 8 WHEN 0 THEN 'delivered' WHEN 1 THEN 'declined' WHEN 2 THEN 'accepted'
        WHEN 3 THEN 'in_progress' ELSE 'canceled' END,
    '2026-03-02T12:00:00+00:00', '2026-03-02T12:00:00+00:00',
    CASE WHEN n % 8 > 3 THEN strftime('%Y-%m-%dT%H:%M:%S+00:00', 1767225600 + n, 'unixepoch') END,
    strftime('%Y-%m-%dT%H:%M:%S+00:00', 1767225600 + n, 'unixepoch'),
    strftime('%Y-%m-%dT%H:%M:%S+00:00', 1767225600 - n, 'unixepoch'), '2026-03-02T12:00:00+00:00'
FROM counter";

struct Table {
    cx: Context,
    _folder: tempfile::TempDir,
}

impl Table {
    /// With the statistics that SQLite has after a while, or without any, as on the first day.
    async fn of_20_000(analyzed: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("list.sqlite").display());
        let db = Db::connect(&url, &Options::default()).await.unwrap();
        db.migrate().await.unwrap();
        let txn = db.begin_write().await.unwrap();
        txn.execute_unprepared(ROWS).await.unwrap();
        if analyzed {
            txn.execute_unprepared("ANALYZE").await.unwrap();
        }
        txn.commit().await.unwrap();
        // Connections learn of statistics when they are opened.
        db.close().await.unwrap();
        let db = Db::connect(&url, &Options::default()).await.unwrap();
        let user = UserId(Uuid::from_u128(1));
        let cx = Backend::new(db).context(Actor::Staff { user, role: StaffRole::Seller }, Lang::Cs);
        Self { cx, _folder: folder }
    }

    async fn plan(&self, statement: Statement) -> String {
        let explain =
            Statement { sql: format!("EXPLAIN QUERY PLAN {}", statement.sql), ..statement };
        let rows = self.cx.db.read().query_all_raw(explain).await.unwrap();
        let lines = rows.iter().map(|row| row.try_get::<String>("", "detail").unwrap());
        lines.collect::<Vec<_>>().join("\n")
    }

    async fn filter(&self, view: View, sort: Sort, direction: Direction) -> Filter {
        let query = ListQuery {
            view: view.to_string(),
            sort: sort.to_string(),
            dir: direction.to_string(),
            ..ListQuery::default()
        };
        Filter::read(&self.cx, &query).await.unwrap()
    }

    /// The place of a row in the middle.
    async fn middle(&self, filter: &Filter) -> Option<Cursor> {
        let rows = page::fetch(&self.cx, filter, 0).await.unwrap().rows;
        rows.get(25).map(|row| Cursor::of(filter.sort, row))
    }
}

/// The index made for it, or one that is as good: along the references of all rows every second one
/// is open or closed.
fn indexes(view: View, sort: Sort) -> Vec<String> {
    let mut good = vec![format!("INDEX opportunity_{view}_by_{sort}")];
    if matches!(view, View::Open | View::Closed) && sort == Sort::Reference {
        good.push("INDEX opportunity_one_reference".to_owned());
    }
    good
}

async fn each_view_and_sort_uses_its_index(table: &Table) {
    for view in View::iter() {
        for sort in Sort::iter() {
            for direction in [Direction::Asc, Direction::Desc] {
                let filter = table.filter(view, sort, direction).await;
                let mut places = vec![Place::First];
                if let Some(cursor) = table.middle(&filter).await {
                    places.extend([Place::After(cursor.clone()), Place::Before(cursor)]);
                }
                for place in places {
                    let select = page::select(&table.cx, &filter, &place);
                    let plan = table.plan(select.build(DbBackend::Sqlite)).await;
                    let used = indexes(view, sort).into_iter().any(|index| plan.contains(&index));
                    assert!(used, "{view} {sort} {direction} {place:?}: {plan}");
                    assert!(!plan.contains("TEMP B-TREE"), "{view} {sort} {place:?}: {plan}");
                }
            }
        }
    }
}

#[tokio::test]
async fn each_view_and_sort_runs_along_its_index() {
    each_view_and_sort_uses_its_index(&Table::of_20_000(true).await).await;
}

#[tokio::test]
async fn also_before_the_database_has_statistics() {
    each_view_and_sort_uses_its_index(&Table::of_20_000(false).await).await;
}

#[tokio::test]
async fn counting_and_adding_up_run_along_an_index_and_group_nothing() {
    let table = Table::of_20_000(true).await;
    for view in View::iter() {
        let filter = table.filter(view, Sort::Activity, Direction::Desc).await;
        let sums = figures::by_currency(&table.cx, &filter);
        let plan = table.plan(DbBackend::Sqlite.build(&sums)).await;
        let index = format!("INDEX opportunity_{view}_by_value");
        assert_eq!(plan.matches(&index).count(), Currency::all().count(), "{view}: {plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{view}: {plan}");
        let rows = figures::of_view(&table.cx, view);
        let plan = table.plan(DbBackend::Sqlite.build(&rows)).await;
        assert!(plan.contains("INDEX opportunity_"), "{view}: {plan}");
    }
}

#[tokio::test]
async fn filters_search_and_names_never_scan_a_table() {
    let table = Table::of_20_000(true).await;
    let id = Uuid::from_u128(7).to_string();
    let all = ListQuery::default();
    let queries = [
        ListQuery { q: "linka".into(), ..all.clone() },
        ListQuery { q: "OPP-0000-0007".into(), ..all.clone() },
        ListQuery { owner: id.clone(), ..all.clone() },
        ListQuery { account: id.clone(), ..all.clone() },
        ListQuery { partner: id, ..all.clone() },
        ListQuery { status: "declined".into(), ..all.clone() },
        ListQuery { min_value: "10".into(), sort: "value".into(), ..all.clone() },
        ListQuery { close_to: "2026-02-01".into(), sort: "close".into(), ..all.clone() },
    ];
    let happened = Occasion::iter().flat_map(|occasion| {
        let since = ListQuery {
            event: occasion.to_string(),
            since: "2026-02-01".into(),
            ..ListQuery::default()
        };
        [ListQuery { partner: Uuid::from_u128(8).to_string(), ..since.clone() }, since]
    });
    for query in queries.into_iter().chain(happened) {
        let filter = Filter::read(&table.cx, &query).await.unwrap();
        let select = page::select(&table.cx, &filter, &Place::First);
        let plan = table.plan(select.build(DbBackend::Sqlite)).await;
        for line in plan.lines().filter(|line| line.starts_with("SCAN")) {
            let along_an_index = line.contains("USING") || line.contains("VIRTUAL TABLE");
            assert!(along_an_index, "{query:?}: {plan}");
        }
    }
}

/// What matches in many rows of a view.
fn wide_filters(sort: Sort) -> Vec<ListQuery> {
    let all = ListQuery { view: "open".into(), sort: sort.to_string(), ..ListQuery::default() };
    vec![
        ListQuery { q: "linka".into(), ..all.clone() },
        ListQuery { currency: "EUR".into(), ..all.clone() },
        ListQuery { status: "declined".into(), ..all.clone() },
        ListQuery {
            q: "linka 1".into(),
            currency: "EUR".into(),
            min_value: "10".into(),
            close_to: "2026-09-01".into(),
            ..all
        },
    ]
}

#[tokio::test]
async fn what_matches_in_many_rows_is_passed_in_the_order_of_the_list() {
    let table = Table::of_20_000(true).await;
    for sort in [Sort::Activity, Sort::Topic, Sort::Reference] {
        for query in wide_filters(sort) {
            let filter = Filter::read(&table.cx, &query).await.unwrap();
            let row = page::fetch(&table.cx, &filter, 0).await.unwrap().rows.swap_remove(25);
            let place = Place::After(Cursor::of(sort, &row));
            let rows = filter.rows_along(&table.cx).unwrap();
            let select = page::along(&filter, &place, rows, Some(&row));
            let plan = table.plan(select.build(DbBackend::Sqlite)).await;
            let good = indexes(View::Open, sort);
            assert!(good.into_iter().any(|index| plan.contains(&index)), "{query:?}: {plan}");
            // From both sides, or rows behind the end would be passed as well.
            assert!(plan.contains('>') && plan.contains('<'), "{query:?}: {plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{query:?}: {plan}");
        }
    }
}

#[tokio::test]
async fn passing_rows_finds_the_same_pages() {
    let table = Table::of_20_000(true).await;
    for sort in Sort::iter() {
        for query in wide_filters(sort) {
            let mut filter = Filter::read(&table.cx, &query).await.unwrap();
            let (matching, _) = figures::total(&table.cx, &filter).await.unwrap();
            assert!(matching > 200, "{query:?}: {matching}");
            for _ in 0..4 {
                let found = page::fetch(&table.cx, &filter, 0).await.unwrap();
                let passed = page::fetch(&table.cx, &filter, matching).await.unwrap();
                assert_eq!(passed.rows, found.rows, "{query:?} {sort}");
                assert_eq!((&passed.next, &passed.previous), (&found.next, &found.previous));
                let next = found.next.and_then(|next| Cursor::read(&next, sort));
                filter.place = Place::After(next.unwrap());
            }
        }
    }
}

#[tokio::test]
async fn a_part_of_a_name_is_looked_for_among_names_only() {
    let table = Table::of_20_000(true).await;
    let queries = [
        ListQuery { partner_name: "alf".into(), ..ListQuery::default() },
        ListQuery { account_name: "lak".into(), ..ListQuery::default() },
    ];
    for query in queries {
        let filter = Filter::read(&table.cx, &query).await.unwrap();
        let select = page::select(&table.cx, &filter, &Place::First);
        let plan = table.plan(select.build(DbBackend::Sqlite)).await;
        for line in plan.lines().filter(|line| line.starts_with("SCAN")) {
            let names = line == "SCAN partner" || line == "SCAN account";
            assert!(names || line.contains("USING"), "{query:?}: {plan}");
        }
    }
}
