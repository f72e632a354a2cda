//! The two lists.

use backend::{Error, portal};
use chrono::TimeDelta;
use domain::{
    assignment::State,
    money::{Currency, Money},
    opportunity::{PartnerOpportunity, Status, ValueBand},
    policy::Denied,
    timeline::{Audience, Event},
};
use testkit::Portal;

use crate::refused::{events, refused};

#[tokio::test]
async fn offers_stand_by_deadline_and_show_a_teaser_only() {
    let portal = Portal::open().await;
    let until = |hours| Some(portal.now() + TimeDelta::hours(hours));
    let offer = |topic: &str, accept_by| {
        portal.opportunity().topic(topic).offered_until(&portal.alfa, accept_by)
    };
    offer("bez lhůty", None).create().await;
    offer("později", until(20)).create().await;
    offer("dříve", until(10)).create().await;
    offer("prošlá", until(-1)).create().await;
    offer("pozastavená", until(15)).status(Status::OnHold).create().await;
    portal.opportunity().topic("cizí").offered_to(&portal.beta).create().await;
    portal.opportunity().topic("ve frontě").queued_for(&portal.alfa).create().await;

    let board = portal::board(&portal.manager_of(&portal.alfa)).await.unwrap();

    let topics: Vec<_> = board.distributed.iter().map(|card| card.topic.as_str()).collect();
    assert_eq!(topics, ["dříve", "pozastavená", "později", "bez lhůty"]);
    assert!(board.may_answer);
    let first = &board.distributed[0];
    assert_eq!(
        first.band,
        Some(ValueBand { low: 1_000_000, high: 2_000_000, currency: Currency::Czk })
    );
    assert_eq!(first.close_month, chrono::NaiveDate::from_ymd_opt(2026, 12, 1));
    assert_eq!(first.place.as_deref(), Some("Brno, Jihomoravský kraj"));
    let clock = first.clock.as_ref().unwrap();
    assert_eq!((clock.seconds_left, clock.seconds_total, clock.paused), (36_000, 36_000, false));
    assert!(board.distributed[1].clock.as_ref().unwrap().paused);
    let told = serde_json::to_string(&board).unwrap();
    assert!(!told.contains("Kovárna") && !told.contains("125000000"), "{told}");
}

#[tokio::test]
async fn managed_ones_tell_more_and_sum_up() {
    let portal = Portal::open().await;
    let alone = portal.opportunity().topic("sami").accepted_by(&portal.alfa);
    let alone = alone.value(10_000, "EUR").create().await;
    portal.clock.advance(TimeDelta::minutes(1));
    let shared = portal.opportunity().topic("společně").shared_by(&[&portal.alfa, &portal.beta]);
    shared.create().await;
    let more = portal.opportunity().topic("ještě").worked_by_seller_of(&portal.alfa);
    more.value(20_000, "EUR").create().await;
    portal.clock.advance(TimeDelta::hours(1));
    let manager = portal.manager_of(&portal.alfa);
    portal.add_note(&manager, alone.id, Audience::AllPartners).await;

    let board = portal::board(&manager).await.unwrap();

    let topics: Vec<_> = board.managed.iter().map(|row| row.topic.as_str()).collect();
    assert_eq!(topics[0], "sami", "the latest activity first");
    assert_eq!(
        board.managed_sums,
        [Money::new(125_000_000, Currency::Czk), Money::new(30_000, Currency::Eur)]
    );
    let shared = board.managed.iter().find(|row| row.topic == "společně").unwrap();
    assert_eq!(shared.shared_with, std::slice::from_ref(&portal.beta.name));
    assert_eq!(shared.account.as_deref(), Some("Kovárna Viktoria, a.s."));
    let more = board.managed.iter().find(|row| row.topic == "ještě").unwrap();
    assert_eq!(more.seller.as_deref(), Some("Soňa z Alfa Systems s.r.o."));
}

#[tokio::test]
async fn a_managed_row_holds_what_its_page_says() {
    let portal = Portal::open().await;
    let accepted = portal.now();
    let close_on = chrono::NaiveDate::from_ymd_opt(2026, 6, 30);
    let deal = portal.opportunity().topic("celá").worked_by_seller_of(&portal.alfa);
    let deal = deal.value(1_234_500, "EUR").close_on(close_on).create().await;
    portal.set("opportunity", deal.id.0, vec![("stage", "propose".into())]).await;
    let shared = portal.opportunity().topic("dílem").value(None, "CZK").close_on(None);
    let shared = shared.shared_by(&[&portal.alfa, &portal.beta, &portal.gama]).create().await;
    portal.clock.advance(TimeDelta::hours(5));
    let manager = portal.manager_of(&portal.alfa);
    portal.add_note(&manager, deal.id, Audience::AllPartners).await;
    let heard = portal.now();
    portal.clock.advance(TimeDelta::hours(5));

    let board = portal::board(&portal.administrator_of(&portal.alfa)).await.unwrap();

    let row = board.managed.iter().find(|row| row.id == deal.id).unwrap();
    assert_eq!((row.stage.stage.code.as_ref(), row.stage.at, row.stage.of), ("propose", 3, 4));
    assert_eq!(row.value, Some(Money::new(1_234_500, Currency::Eur)));
    assert_eq!(row.close_on, close_on);
    assert_eq!(row.accepted_at.to_utc(), accepted);
    assert_eq!(row.last_activity_at.to_utc(), heard);
    assert_eq!(row.seller.as_deref(), Some("Soňa z Alfa Systems s.r.o."));
    assert!(row.shared_with.is_empty());
    let row = board.managed.iter().find(|row| row.id == shared.id).unwrap();
    assert_eq!((row.stage.stage.code.as_ref(), row.stage.at), ("qualify", 1));
    assert_eq!((row.value, row.close_on, row.seller.as_deref()), (None, None, None));
    assert_eq!(row.last_activity_at.to_utc(), accepted, "accepting is the last that happened");
    assert_eq!(row.shared_with, [portal.beta.name.as_str(), portal.gama.name.as_str()]);
    let theirs = portal::board(&portal.manager_of(&portal.beta)).await.unwrap().managed;
    assert_eq!(theirs.len(), 1);
    assert_eq!(theirs[0].shared_with, [portal.alfa.name.as_str(), portal.gama.name.as_str()]);
}

#[tokio::test]
async fn a_seller_sees_what_is_given_to_them() {
    let portal = Portal::open().await;
    portal.opportunity().offered_to(&portal.alfa).create().await;
    let other = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let own = portal.opportunity().topic("moje").worked_by_seller_of(&portal.alfa).create().await;
    let seller = portal.seller_of(&portal.alfa);

    let board = portal::board(&seller).await.unwrap();

    assert!(board.distributed.is_empty() && !board.may_answer);
    assert_eq!(board.managed.len(), 1);
    assert_eq!(board.managed[0].topic, "moje");
    assert!(portal::show(&seller, &own.reference).await.is_ok());
    let hidden = portal::show(&seller, &other.reference).await;
    assert!(matches!(hidden, Err(Error::Denied(Denied::Hidden))), "{hidden:?}");
}

#[tokio::test]
async fn what_the_vendor_does_for_itself_is_no_activity() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let manager = portal.manager_of(&portal.alfa);
    let accepted = portal::board(&manager).await.unwrap().managed[0].last_activity_at;
    portal.clock.advance(TimeDelta::hours(1));

    portal.add_note(&portal.staff_seller(), deal.id, Audience::Staff).await;
    assert_eq!(portal::board(&manager).await.unwrap().managed[0].last_activity_at, accepted);

    portal.add_note(&portal.staff_seller(), deal.id, Audience::AllPartners).await;
    assert!(portal::board(&manager).await.unwrap().managed[0].last_activity_at > accepted);
}

#[tokio::test]
async fn closed_ones_stay_with_those_who_closed_them() {
    let portal = Portal::open().await;
    let deal = portal
        .opportunity()
        .formerly_with(&portal.alfa, State::Completed)
        .status(Status::Won)
        .create()
        .await;
    let manager = portal.manager_of(&portal.alfa);

    assert_eq!(portal::board(&manager).await.unwrap().closed.len(), 1);
    assert!(matches!(
        portal::show(&manager, &deal.reference).await.unwrap(),
        PartnerOpportunity::Managed(_)
    ));

    // Opened again, and sold by somebody else.
    portal.clock.advance(TimeDelta::days(1));
    let open = vec![
        ("status", "in_progress".into()),
        ("closed_at", None::<chrono::DateTime<chrono::Utc>>.into()),
    ];
    portal.set("opportunity", deal.id.0, open).await;
    for _ in 0..2 {
        assert!(portal::board(&manager).await.unwrap().closed.is_empty());
        assert!(matches!(
            portal::show(&manager, &deal.reference).await.unwrap(),
            PartnerOpportunity::Former(_)
        ));
        let closed = vec![("status", "won".into()), ("closed_at", Some(portal.now()).into())];
        portal.set("opportunity", deal.id.0, closed).await;
    }
}

#[tokio::test]
async fn the_first_look_of_a_company_is_on_the_vendors_timeline_once() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().shared_by(&[&portal.alfa, &portal.beta]).create().await;

    portal::board(&portal.manager_of(&portal.alfa)).await.unwrap();
    portal::show(&portal.manager_of(&portal.alfa), &deal.reference).await.unwrap();
    portal::board(&portal.administrator_of(&portal.alfa)).await.unwrap();

    assert_eq!(
        events(&portal, &deal).await,
        [Event::Revealed { partner: portal.alfa.name.clone() }]
    );
}

#[tokio::test]
async fn the_portal_is_for_partners() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().accepted_by(&portal.alfa).create().await;
    for cx in [portal.staff_seller(), portal.staff_admin(), portal.system()] {
        let error = refused(&portal, portal::board(&cx)).await;
        assert!(matches!(error, Error::Denied(Denied::Forbidden)), "{error:?}");
        let error = refused(&portal, portal::show(&cx, &deal.reference)).await;
        assert!(matches!(error, Error::Denied(Denied::Forbidden)), "{error:?}");
    }
    let error = refused(&portal, portal::board(&portal.anonymous())).await;
    assert!(matches!(error, Error::Denied(Denied::SignedOut)), "{error:?}");
}

#[tokio::test]
async fn foreign_is_as_missing() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let beta = portal.manager_of(&portal.beta);

    let foreign = refused(&portal, portal::show(&beta, &deal.reference)).await;

    for missing in ["OPP-0000-0000", "nonsense", ""] {
        let missing = refused(&portal, portal::show(&beta, missing)).await;
        assert_eq!(format!("{foreign:?}"), format!("{missing:?}"));
    }
    assert!(matches!(foreign, Error::Denied(Denied::Hidden)));
}
