//! The search that each database keeps for itself finds the same rows on both.

use backend::fold;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use testkit::Portal;

/// Topics that hold a word beginning with each of `words`.
async fn found(portal: &Portal, words: &str) -> Vec<String> {
    let db = &portal.backend.db;
    let folded = fold::words([words]);
    let (sql, query) = match db.backend() {
        DbBackend::Sqlite => (
            "SELECT o.topic FROM opportunity o WHERE o.id IN (
                 SELECT r.opportunity_id FROM opportunity_search_row r
                 WHERE r.number IN
                     (SELECT rowid FROM opportunity_search WHERE opportunity_search MATCH $1)
             ) ORDER BY o.topic",
            folded.split(' ').map(|word| format!("\"{word}\"*")).collect::<Vec<_>>().join(" "),
        ),
        _ => (
            "SELECT topic FROM opportunity WHERE search_words @@ $1::tsquery ORDER BY topic",
            folded.split(' ').map(|word| format!("'{word}':*")).collect::<Vec<_>>().join(" & "),
        ),
    };
    let statement = Statement::from_sql_and_values(db.backend(), sql, [query.into()]);
    let rows = db.read().query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

#[tokio::test]
async fn beginnings_of_words_are_found_without_marks() {
    let portal = Portal::open().await;
    for topic in ["Žluťoučký kůň", "Kovárna 5e3", "jana@firma.cz: linka"] {
        portal.opportunity().topic(topic).create().await;
    }

    assert_eq!(found(&portal, "zlut KUN").await, ["Žluťoučký kůň"]);
    assert_eq!(found(&portal, "5e3").await, ["Kovárna 5e3"]);
    assert_eq!(found(&portal, "firma.cz").await, ["jana@firma.cz: linka"]);
    assert_eq!(found(&portal, "irma").await, Vec::<String>::new());
}

#[tokio::test]
async fn the_search_follows_changes() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().topic("Lis").create().await;

    let words = |text: &str| vec![("search_text", fold::words([text]).into())];
    portal.set("opportunity", deal.id.0, words("Soustruh")).await;
    assert_eq!(found(&portal, "lis").await, Vec::<String>::new());
    assert_eq!(found(&portal, "soustruh").await, ["Lis"]);

    portal.set("opportunity", deal.id.0, words("")).await;
    assert_eq!(found(&portal, "soustruh").await, Vec::<String>::new());
}

#[tokio::test]
async fn a_deleted_row_is_not_found() {
    let portal = Portal::open().await;
    portal.opportunity().topic("Lis").create().await;

    let txn = portal.backend.db.begin_write().await.unwrap();
    txn.execute_unprepared("DELETE FROM opportunity").await.unwrap();
    txn.commit().await.unwrap();
    portal.opportunity().topic("Lis druhý").create().await;

    assert_eq!(found(&portal, "lis").await, ["Lis druhý"]);
}
