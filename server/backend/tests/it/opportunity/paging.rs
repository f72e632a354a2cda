//! Pages follow each other without a gap and without a repeat, whatever is inserted meanwhile.

use std::collections::BTreeSet;

use backend::opportunity;
use domain::{
    ids::OpportunityId,
    opportunity::{Direction, ListQuery, OpportunityPage, Sort},
};
use proptest::{prelude::*, test_runner::TestRunner};
use strum::IntoEnumIterator;
use testkit::Portal;

/// A row as the property makes it: few different values, so that ties are the rule.
#[derive(Debug, Clone)]
struct Made {
    topic: usize,
    value: Option<i64>,
    currency: usize,
    close: Option<u32>,
}

fn made() -> impl Strategy<Value = Made> {
    let value = proptest::option::of(0..4_i64);
    (0..5_usize, value, 0..3_usize, proptest::option::of(1..4_u32))
        .prop_map(|(topic, value, currency, close)| Made { topic, value, currency, close })
}

async fn insert(portal: &Portal, made: &Made) {
    let topic = ["Čep", "Cívka", "Chladič", "hala", "čep"][made.topic];
    let day = made.close.and_then(|day| chrono::NaiveDate::from_ymd_opt(2026, 5, day));
    let currency = ["CZK", "EUR", "USD"][made.currency];
    let builder = portal.opportunity().topic(topic).close_on(day).value(made.value, currency);
    builder.create().await;
}

async fn page(portal: &Portal, query: &ListQuery) -> OpportunityPage {
    opportunity::list(&portal.staff_seller(), query).await.unwrap()
}

fn ids(page: &OpportunityPage) -> Vec<OpportunityId> {
    page.rows.iter().map(|row| row.id).collect()
}

/// All rows are of this status: asking for it changes how they are found and nothing else.
fn query(sort: Sort, direction: Direction, status: &str) -> ListQuery {
    let (sort, dir) = (sort.to_string(), direction.to_string());
    ListQuery { sort, dir, status: status.to_owned(), ..ListQuery::default() }
}

/// Walks all pages forwards, inserting between them, then all the way back.
async fn walk(portal: &Portal, first: ListQuery, late: &[Made]) {
    let way = format!("{} {} {}", first.sort, first.dir, first.status);
    let mut before = BTreeSet::new();
    let mut query = first.clone();
    loop {
        let page = page(portal, &query).await;
        before.extend(ids(&page));
        let Some(next) = page.next else { break };
        query = ListQuery { after: next, ..first.clone() };
    }
    assert!(before.len() >= 110, "{way}: {} rows", before.len());

    let mut late = late.iter();
    let mut seen = Vec::new();
    let mut query = first.clone();
    let last = loop {
        let page = page(portal, &query).await;
        seen.push(ids(&page));
        let Some(next) = page.next.clone() else { break page };
        query = ListQuery { after: next, ..first.clone() };
        if let Some(made) = late.next() {
            insert(portal, made).await;
        }
    };
    let forwards: Vec<_> = seen.iter().flatten().copied().collect();
    let different: BTreeSet<_> = forwards.iter().copied().collect();
    assert_eq!(different.len(), forwards.len(), "{way}: a row came twice");
    assert!(before.is_subset(&different), "{way}: a row was left out");

    let mut backwards = ids(&last);
    let mut previous = last.previous;
    while let Some(place) = previous {
        let page = page(portal, &ListQuery { before: place, ..first.clone() }).await;
        let mut rows = ids(&page);
        rows.append(&mut backwards);
        backwards = rows;
        previous = page.previous;
    }
    let different: BTreeSet<_> = backwards.iter().copied().collect();
    assert_eq!(different.len(), backwards.len(), "{way}: a row came twice back");
    assert!(before.is_subset(&different), "{way}: a row was left out back");
    let order: Vec<_> = backwards.iter().filter(|id| before.contains(id)).collect();
    let there: Vec<_> = forwards.iter().filter(|id| before.contains(id)).collect();
    assert_eq!(order, there, "{way}: another order on the way back");
}

#[test]
fn no_row_comes_twice_or_is_left_out_under_inserts() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut runner = TestRunner::new(ProptestConfig { cases: 3, ..ProptestConfig::default() });
    let rows = proptest::collection::vec(made(), 110..130);
    let late = proptest::collection::vec(made(), 4);
    runner
        .run(&(rows, late), |(rows, late)| {
            runtime.block_on(async {
                let portal = Portal::open().await;
                for made in &rows {
                    insert(&portal, made).await;
                }
                for sort in Sort::iter() {
                    for direction in [Direction::Asc, Direction::Desc] {
                        for status in ["", "in_progress"] {
                            walk(&portal, query(sort, direction, status), &late).await;
                        }
                    }
                }
            });
            Ok(())
        })
        .unwrap();
}

#[tokio::test]
async fn the_first_page_leads_only_forwards_and_a_place_behind_everything_to_the_first() {
    let portal = Portal::open().await;
    for _ in 0..51 {
        portal.opportunity().create().await;
    }

    let first = page(&portal, &ListQuery::default()).await;
    assert_eq!((first.rows.len(), first.previous.as_ref()), (50, None));
    let after = ListQuery { after: first.next.unwrap(), ..ListQuery::default() };
    let second = page(&portal, &after).await;
    assert_eq!((second.rows.len(), second.next.as_ref()), (1, None));
    let before = ListQuery { before: second.previous.unwrap(), ..ListQuery::default() };
    let back = page(&portal, &before).await;
    assert_eq!((back.rows.len(), back.previous.as_ref()), (50, None));

    let narrowed = ListQuery { status: "delivered".to_owned(), ..after };
    let none = page(&portal, &narrowed).await;
    assert_eq!((none.rows.len(), none.previous), (0, None));
    let broken = ListQuery { after: "nesmysl".to_owned(), ..ListQuery::default() };
    assert_eq!(page(&portal, &broken).await.rows.len(), 50);
}
