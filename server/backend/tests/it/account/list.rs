//! Lists and pickers of accounts.

use backend::{Context, account};
use domain::{account::ListingQuery, opportunity::Status};
use testkit::Portal;

use super::record::form;

async fn names(cx: &Context, query: ListingQuery) -> (Vec<String>, Option<String>, Option<String>) {
    let page = account::list(cx, &query).await.unwrap();
    (page.rows.into_iter().map(|row| row.name).collect(), page.next, page.previous)
}

fn q(text: &str) -> ListingQuery {
    ListingQuery { q: text.to_owned(), ..ListingQuery::default() }
}

#[tokio::test]
async fn pages_go_forth_and_back_in_czech_order() {
    let portal = Portal::open().await;
    let cx = portal.staff_seller();
    for n in 0..120 {
        portal.add_account(&format!("Účet {n:03}")).await;
    }
    portal.add_account("Žatec").await;
    portal.add_account("Čáslav").await;

    let (first, next, previous) = names(&cx, ListingQuery::default()).await;
    assert_eq!(first.len(), 50);
    assert_eq!(previous, None);
    assert_eq!(&first[2], "Čáslav", "behind Alfa and Beta, before Gama");

    let after = ListingQuery { after: next.unwrap(), ..ListingQuery::default() };
    let (second, next, previous) = names(&cx, after).await;
    assert_eq!(second.len(), 50);
    let after = ListingQuery { after: next.unwrap(), ..ListingQuery::default() };
    let (third, next, _) = names(&cx, after).await;
    assert_eq!((third.len(), next), (25, None));
    assert_eq!(third.last().unwrap(), "Žatec");

    let before = ListingQuery { before: previous.unwrap(), ..ListingQuery::default() };
    assert_eq!(names(&cx, before).await.0, first);
}

#[tokio::test]
async fn a_cursor_that_is_no_cursor_is_the_beginning() {
    let portal = Portal::open().await;
    let cx = portal.staff_seller();
    let first = names(&cx, ListingQuery::default()).await;

    for cursor in ["x", "00000000-0000-0000-0000-000000000000", "' OR 1=1 --"] {
        let query = ListingQuery { after: cursor.to_owned(), ..ListingQuery::default() };
        assert_eq!(names(&cx, query).await, first);
    }
}

#[tokio::test]
async fn search_knows_neither_marks_nor_case_and_finds_numbers_and_domains() {
    let portal = Portal::open().await;
    let cx = portal.staff_seller();
    let known = domain::account::AccountForm {
        registration_number: "45274649".to_owned(),
        domain: "prumysl.example".to_owned(),
        ..form("Žďárské strojírny, a. s.")
    };
    account::create(&cx, &known).await.unwrap();

    for text in ["zdarske", "zdarske\0", "STROJÍRNY žďár", "452 74", "45274649", "prumysl.ex"] {
        assert_eq!(names(&cx, q(text)).await.0, ["Žďárské strojírny, a. s."], "{text}");
    }
    for text in ["100%", "_", "strojirny brno", "\\", "x\0y"] {
        assert!(names(&cx, q(text)).await.0.is_empty(), "{text}");
    }
}

#[tokio::test]
async fn rows_count_open_opportunities() {
    let portal = Portal::open().await;
    let cx = portal.staff_seller();
    let account = portal.add_account("Kovárna Horák").await;
    let deal = portal.opportunity().account(account).offered_to(&portal.alfa).create().await;
    portal.opportunity().account(account).status(Status::Won).create().await;

    let page = account::list(&cx, &q("kovarna")).await.unwrap();

    assert_eq!(page.rows[0].open_count, 1);
    let detail = account::show(&cx, account).await.unwrap();
    assert_eq!(detail.opportunities.len(), 2);
    assert!(detail.opportunities.iter().any(|row| row.reference == deal.reference));
}

#[tokio::test]
async fn a_picker_offers_at_most_ten_those_that_begin_so_first() {
    let portal = Portal::open().await;
    let cx = portal.staff_seller();
    for n in 0..12 {
        portal.add_account(&format!("Auto Novák {n:02}")).await;
    }
    portal.add_account("Novák a syn").await;

    let choices = account::lookup(&cx, "novak").await.unwrap();

    assert_eq!(choices.len(), 10);
    assert_eq!(choices[0].name, "Novák a syn");
    assert_eq!(choices[0].detail, "Brno");
    assert_eq!(account::lookup(&cx, "\0novak").await.unwrap(), choices);
    assert!(
        account::lookup(&cx, "ovak").await.unwrap().is_empty(),
        "words are found by their beginning"
    );
}
