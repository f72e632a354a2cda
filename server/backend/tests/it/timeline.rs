//! What happened is numbered without gaps, and messages are written once.

use backend::{
    changes::Change,
    outbox::{Message, enqueue},
    timeline::{Entry, record},
};
use domain::{
    lang::Lang,
    timeline::{Audience, Event},
};
use sea_orm::{ConnectionTrait, Statement};
use testkit::Portal;

async fn numbers(portal: &Portal) -> Vec<i32> {
    let db = &portal.backend.db;
    let sql = "SELECT seq FROM timeline_entry ORDER BY seq";
    let rows = db.read().query_all_raw(Statement::from_string(db.backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

#[tokio::test]
async fn entries_written_at_once_get_numbers_without_gaps() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let tasks: Vec<_> = (0..10)
        .map(|_| {
            let (cx, id) = (portal.manager_of(&portal.alfa), deal.id);
            tokio::spawn(async move {
                let txn = cx.db.begin_write().await?;
                record(&txn, &cx, id, Entry::of(Event::Note, Audience::AllPartners)).await?;
                txn.commit().await
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }

    assert_eq!(numbers(&portal).await, (1..=10).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_number_that_was_rolled_back_is_taken_again() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    let cx = portal.staff_seller();
    let txn = cx.db.begin_write().await.unwrap();
    record(&txn, &cx, deal.id, Entry::of(Event::Note, Audience::Staff)).await.unwrap();
    txn.rollback().await.unwrap();

    portal.add_note(&cx, deal.id, Audience::Staff).await;

    assert_eq!(numbers(&portal).await, [1]);
}

#[tokio::test]
async fn readers_are_told_and_nobody_else() {
    let portal = Portal::open().await;
    let deal = portal
        .opportunity()
        .formerly_with(&portal.gama, domain::assignment::State::Returned)
        .queued_for(&portal.beta)
        .accepted_by(&portal.alfa)
        .create()
        .await;
    let mut told = portal.backend.db.changes().subscribe();
    let staff = portal.staff_seller();

    let mut partners = Vec::new();
    for audience in [Audience::Staff, Audience::Partner(portal.alfa.id), Audience::AllPartners] {
        portal.add_note(&staff, deal.id, audience).await;
        let Change::Opportunity { id, partners: mut whom } = told.recv().await.unwrap() else {
            panic!("only this opportunity changed");
        };
        assert_eq!(id, deal.id);
        whom.sort_unstable();
        partners.push(whom);
    }

    let mut with_former = vec![portal.alfa.id, portal.gama.id];
    with_former.sort_unstable();
    assert_eq!(partners, [vec![], vec![portal.alfa.id], with_former]);
}

#[tokio::test]
async fn an_entry_needs_its_opportunity() {
    let portal = Portal::open().await;
    let cx = portal.staff_seller();
    let txn = cx.db.begin_write().await.unwrap();

    let nowhere = domain::ids::OpportunityId(cx.new_id());
    record(&txn, &cx, nowhere, Entry::of(Event::Note, Audience::Staff)).await.unwrap();

    assert!(txn.commit().await.is_err());
}

fn message(portal: &Portal, key: &str) -> Message {
    Message {
        topic: "offer.delivered",
        key: key.to_owned(),
        recipient: Some(portal.alfa.manager),
        email: "manager@alfa.example".to_owned(),
        name: None,
        lang: Lang::Cs,
        template: "offer",
        subject: "Nová příležitost".to_owned(),
        payload: serde_json::json!({"reference": "OPP-7K3Q-9F2M"}),
        text: "Přijměte do středy.".to_owned(),
        html: None,
    }
}

#[tokio::test]
async fn the_same_message_is_written_once() {
    let portal = Portal::open().await;
    let cx = portal.system();

    for key in ["offer:1", "offer:1", "offer:2"] {
        let txn = cx.db.begin_write().await.unwrap();
        enqueue(&txn, &cx, message(&portal, key));
        txn.commit().await.unwrap();
    }

    let mails = portal.mails().await;
    assert_eq!(mails.len(), 2);
    assert_eq!((mails[0].key.as_str(), mails[0].to.as_str()), ("offer:1", "manager@alfa.example"));
}

#[tokio::test]
async fn what_is_written_later_is_there_for_the_next_question_and_after_the_commit() {
    let portal = Portal::open().await;
    let cx = portal.system();

    let txn = cx.db.begin_write().await.unwrap();
    let enqueued = |from: usize| {
        for number in from..from + 40 {
            enqueue(&txn, &cx, message(&portal, &format!("offer:{number:02}")));
        }
    };
    enqueued(10);
    let count = Statement::from_string(cx.db.backend(), "SELECT count(*) FROM outbox");
    let row = txn.query_one_raw(count).await.unwrap().unwrap();
    assert_eq!(row.try_get_by_index::<i64>(0).unwrap(), 40);
    enqueued(50);
    txn.commit().await.unwrap();

    let mut keys: Vec<String> = portal.mails().await.into_iter().map(|mail| mail.key).collect();
    keys.sort();
    assert_eq!(keys, (10..90).map(|number| format!("offer:{number}")).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_message_goes_with_its_transaction() {
    let portal = Portal::open().await;
    let cx = portal.system();

    let txn = cx.db.begin_write().await.unwrap();
    enqueue(&txn, &cx, message(&portal, "offer:1"));
    txn.rollback().await.unwrap();

    assert_eq!(portal.mails().await, []);
}
