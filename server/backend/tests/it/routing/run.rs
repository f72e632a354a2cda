//! A selection is looked at without a trace and distributed in the background: jointly, never more than fits, by the
//! rights of whoever started it, and whatever ends the worker in the middle.

use backend::{Error, routing};
use chrono::TimeDelta;
use domain::{
    assignment::State,
    ids::RoutingRunId,
    opportunity::{ListQuery, Status},
    policy::Denied,
    refusal::Refusal,
    routing::{Held, Obstacle, RunState, SELECTION_MAX, Selection, Strategy},
    timeline::Event,
};
use testkit::{Deal, Portal};

use super::limit;
use crate::refused::{events, fields, refused, standing};

fn of(deals: &[Deal]) -> Selection {
    let picks = deals.iter().map(|deal| deal.reference.clone()).collect();
    Selection { picks, all: None }
}

fn references(deals: &[Deal]) -> String {
    of(deals).picks.join(",")
}

async fn deals(portal: &Portal, count: usize) -> Vec<Deal> {
    let mut deals = Vec::new();
    for _ in 0..count {
        deals.push(portal.opportunity().create().await);
    }
    deals
}

/// Alfa takes one, Beta two, Gama none.
async fn narrow(portal: &Portal) {
    for (company, room) in [(&portal.alfa, 1), (&portal.beta, 2), (&portal.gama, 0)] {
        limit(portal, company, room).await;
    }
}

async fn figures(portal: &Portal, id: RoutingRunId) -> (RunState, u64, u64, u64) {
    let line = routing::run(&portal.staff_manager(), id).await.unwrap().line;
    (line.state, line.chosen, line.offered, line.held)
}

#[tokio::test]
async fn a_preview_writes_nothing_and_the_run_does_what_it_said() {
    let portal = Portal::open().await;
    narrow(&portal).await;
    let five = deals(&portal, 5).await;
    let staff = portal.staff_manager();
    let before = portal.digest().await;

    let seen = routing::preview(&staff, &of(&five)).await.unwrap();

    assert!(portal.digest().await == before);
    assert_eq!((seen.rows.len(), seen.offered(), seen.is_exact), (5, 3, Some(true)));
    let open: Vec<_> = seen.rows.iter().filter_map(|row| row.fate.as_ref().err()).collect();
    let full = |held: &&Held| matches!(held, Held::Refused(Refusal::NobodyFits { reasons }) if reasons == &[(Obstacle::OpenFull, 3)]);
    assert!(open.len() == 2 && open.iter().all(full), "{open:?}");

    let id = routing::start(&staff, &references(&five), &seen.seed).await.unwrap();
    assert_eq!(figures(&portal, id).await, (RunState::Running, 5, 0, 0));
    assert_eq!(routing::work(&portal.backend, || false).await.unwrap(), 5);

    assert_eq!(figures(&portal, id).await, (RunState::Done, 5, 3, 2));
    let done = routing::run(&staff, id).await.unwrap();
    assert!(done.rows[..2].iter().all(|row| matches!(row.fate, Some(Err(_)))), "{done:?}");
    for row in seen.rows {
        let became = done.rows.iter().find(|one| one.reference == row.reference).unwrap();
        let said = row.fate.ok().map(|choice| choice.partner.partner.id);
        let got = became.fate.clone().and_then(Result::ok).map(|partner| partner.id);
        assert_eq!(said, got);
        let deal = five.iter().find(|deal| deal.reference == row.reference).unwrap();
        let expected = if got.is_some() { Status::Delivered } else { Status::InProgress };
        assert_eq!(standing(&portal, deal).await.0, expected);
        let decisions = routing::decisions(&staff, deal.id).await.unwrap();
        assert_eq!(decisions.len(), usize::from(got.is_some()));
        assert!(decisions.iter().all(|one| one.strategy == Strategy::Batch));
        assert!(decisions.iter().all(|one| one.recomputed() == *one));
    }
}

#[tokio::test]
async fn what_waits_in_a_view_is_chosen_and_the_rest_is_not() {
    let portal = Portal::open().await;
    let waiting = deals(&portal, 2).await;
    portal.opportunity().offered_to(&portal.alfa).create().await;
    portal.opportunity().status(Status::Won).create().await;
    let all = Selection { picks: Vec::new(), all: Some(ListQuery::default()) };

    let seen = routing::preview(&portal.staff_manager(), &all).await.unwrap();

    let mut found: Vec<String> = seen.rows.into_iter().map(|row| row.reference).collect();
    let mut expected = of(&waiting).picks;
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn what_cannot_be_offered_says_why_and_hinders_nobody() {
    let portal = Portal::open().await;
    let manager = portal.staff_manager().actor.user().unwrap();
    let foreign = portal.opportunity().owner(manager).create().await;
    let offered = portal.opportunity().offered_to(&portal.alfa).create().await;
    let good = portal.opportunity().create().await;
    let three = [foreign, offered, good];
    let seller = portal.staff_seller();
    let seen = routing::preview(&seller, &of(&three)).await.unwrap();
    assert_eq!(seen.rows[0].fate, Err(Held::NotYours));
    let wrong = Refusal::WrongStatus { from: Status::Delivered };
    assert_eq!(seen.rows[1].fate, Err(Held::Refused(wrong.clone())));
    assert!(seen.rows[2].fate.is_ok());

    let id = routing::start(&seller, &references(&three), &seen.seed).await.unwrap();
    routing::work(&portal.backend, || false).await.unwrap();

    assert_eq!(figures(&portal, id).await, (RunState::Done, 3, 1, 2));
    let done = routing::run(&seller, id).await.unwrap();
    let why: Vec<_> = done.rows.iter().filter_map(|row| row.fate.clone()?.err()).collect();
    assert_eq!(why, [Held::NotYours, Held::Refused(wrong)]);
    let told = events(&portal, &three[2]).await;
    assert!(matches!(&told[..], [Event::Delivered { .. }]), "{told:?}");
}

#[tokio::test]
async fn a_worker_that_ends_in_the_middle_is_followed_by_another() {
    let portal = Portal::open().await;
    let six = deals(&portal, 6).await;
    let staff = portal.staff_manager();
    let id = routing::start(&staff, &references(&six), "7").await.unwrap();
    let turns = std::cell::Cell::new(0);
    let after_two = || {
        turns.set(turns.get() + 1);
        // Before the run itself, and before each turn.
        turns.get() > 3
    };
    assert_eq!(routing::work(&portal.backend, after_two).await.unwrap(), 2);
    assert_eq!(figures(&portal, id).await, (RunState::Running, 6, 2, 0));

    assert_eq!(routing::work(&portal.backend, || false).await.unwrap(), 4);

    assert_eq!(figures(&portal, id).await, (RunState::Done, 6, 6, 0));
    for deal in &six {
        assert_eq!(standing(&portal, deal).await, (Status::Delivered, vec![State::Offered]));
    }
}

#[tokio::test]
async fn what_a_crashed_worker_kept_is_gone_on_with_once_it_is_silent() {
    let portal = Portal::open().await;
    let two = deals(&portal, 2).await;
    let id = routing::start(&portal.staff_manager(), &references(&two), "7").await.unwrap();
    let kept = |at: chrono::DateTime<chrono::Utc>| vec![("leased_until", at.into())];
    portal.set("routing_run", id.0, kept(portal.now() + TimeDelta::seconds(5))).await;
    assert_eq!(routing::work(&portal.backend, || false).await.unwrap(), 0);

    portal.set("routing_run", id.0, kept(portal.now() - TimeDelta::seconds(1))).await;
    assert_eq!(routing::work(&portal.backend, || false).await.unwrap(), 2);
}

#[tokio::test]
async fn a_stopped_run_leaves_the_others_and_so_does_one_whose_starter_left() {
    let portal = Portal::open().await;
    let staff = portal.staff_manager();
    let two = deals(&portal, 2).await;
    let id = routing::start(&staff, &references(&two), "7").await.unwrap();
    routing::cancel(&staff, id).await.unwrap();
    routing::cancel(&staff, id).await.unwrap();
    let left = routing::start(&portal.staff_seller(), &references(&two), "7").await.unwrap();
    let seller = portal.staff_seller().actor.user().unwrap();
    portal.set("user_account", seller.0, vec![("deactivated_at", portal.now().into())]).await;

    assert_eq!(routing::work(&portal.backend, || false).await.unwrap(), 0);

    for run in [id, left] {
        assert_eq!(figures(&portal, run).await, (RunState::Canceled, 2, 0, 0));
    }
    assert_eq!(standing(&portal, &two[0]).await.0, Status::InProgress);
}

#[tokio::test]
async fn two_workers_at_once_ask_nobody_twice_and_never_more_than_fits() {
    let portal = Portal::open().await;
    narrow(&portal).await;
    let some = deals(&portal, 8).await;
    let staff = portal.staff_manager();
    let mut runs = Vec::new();
    for half in some.chunks(4) {
        runs.push(routing::start(&staff, &references(half), "7").await.unwrap());
    }
    let workers = (portal.backend.clone(), portal.another_server().await);
    let (one, other) =
        tokio::join!(routing::work(&workers.0, || false), routing::work(&workers.1, || false));
    assert_eq!(one.unwrap() + other.unwrap(), 8);

    let mut offered = 0;
    for run in runs {
        let (state, .., asked, held) = figures(&portal, run).await;
        assert_eq!((state, asked + held), (RunState::Done, 4));
        offered += asked;
    }
    assert_eq!(offered, 3);
}

#[tokio::test]
async fn who_may_not_starts_and_sees_nothing() {
    let portal = Portal::open().await;
    let two = deals(&portal, 2).await;
    let manager = portal.staff_manager();
    let id = routing::start(&manager, &references(&two), "7").await.unwrap();
    let error = refused(&portal, routing::run(&portal.staff_seller(), id)).await;
    assert!(matches!(error, Error::Denied(Denied::Forbidden)), "{error:?}");
    let error = refused(&portal, routing::cancel(&portal.staff_seller(), id)).await;
    assert!(matches!(error, Error::Denied(Denied::Forbidden)), "{error:?}");
    assert!(routing::runs(&portal.staff_seller()).await.unwrap().is_empty());
    assert_eq!(routing::runs(&manager).await.unwrap().len(), 1);
    let partner = portal.manager_of(&portal.alfa);
    for error in [
        refused(&portal, routing::preview(&partner, &of(&two))).await,
        refused(&portal, routing::start(&partner, &references(&two), "7")).await,
        refused(&portal, routing::run(&partner, id)).await,
        refused(&portal, routing::cancel(&partner, id)).await,
    ] {
        assert!(matches!(error, Error::Denied(Denied::Hidden)), "{error:?}");
    }
    let error = refused(&portal, routing::start(&manager, "OPP-0000-0000", "7")).await;
    assert_eq!(fields(&error), ["references"]);
    let many = Selection {
        picks: (0..=SELECTION_MAX as u64).map(domain::reference::from_bits).collect(),
        all: None,
    };
    let seen = routing::preview(&manager, &many).await.unwrap();
    assert!(seen.chosen > SELECTION_MAX as u64 && seen.rows.is_empty());
}
