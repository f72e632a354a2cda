//! Runs stand in a queue: one that offers each to several at once goes its way, and nothing that is wrong with one keeps
//! those behind it from their turn.

use backend::routing;
use domain::{
    assignment::State,
    ids::RoutingRunId,
    lang::Lang,
    opportunity::Status,
    routing::{Held, RuleForm, RuleSettings, RunState, Selection},
};
use testkit::{Deal, Portal};

use super::limit;
use crate::refused::standing;

async fn deals(portal: &Portal, count: usize) -> Vec<Deal> {
    let mut deals = Vec::new();
    for _ in 0..count {
        deals.push(portal.opportunity().create().await);
    }
    deals
}

fn references(deals: &[Deal]) -> String {
    deals.iter().map(|deal| deal.reference.clone()).collect::<Vec<_>>().join(",")
}

async fn start(portal: &Portal, deals: &[Deal]) -> RoutingRunId {
    routing::start(&portal.staff_manager(), &references(deals), "7").await.unwrap()
}

async fn figures(portal: &Portal, id: RoutingRunId) -> (RunState, u64, u64, u64) {
    let line = routing::run(&portal.staff_manager(), id).await.unwrap().line;
    (line.state, line.chosen, line.offered, line.held)
}

/// Everything is offered to two at once; Alfa has room for one, Beta for two, Gama for none.
async fn two_at_once(portal: &Portal) {
    for (company, room) in [(&portal.alfa, 1), (&portal.beta, 2), (&portal.gama, 0)] {
        limit(portal, company, room).await;
    }
    let form = RuleForm {
        asking: "at_once".to_owned(),
        waterfall: "2".to_owned(),
        ..RuleForm::of("Dvěma", &RuleSettings::of_everything_else(), Lang::Cs)
    };
    let staff = portal.staff_manager();
    let rule = routing::save_rule(&staff, None, &form).await.unwrap();
    routing::activate_rule(&staff, rule, 1).await.unwrap();
}

#[tokio::test]
async fn a_run_that_asks_several_at_once_ends_and_the_next_one_has_its_turn() {
    let portal = Portal::open().await;
    two_at_once(&portal).await;
    let staff = portal.staff_manager();
    let four = deals(&portal, 4).await;
    let picks = four[..3].iter().map(|deal| deal.reference.clone()).collect();
    let seen = routing::preview(&staff, &Selection { picks, all: None }).await.unwrap();
    let at_once: Vec<u8> =
        seen.rows.iter().filter_map(|row| row.fate.as_ref().ok()).map(|one| one.at_once).collect();
    assert_eq!(at_once, [2, 0]);
    let first = start(&portal, &four[..3]).await;
    let second = start(&portal, &four[3..]).await;

    assert_eq!(routing::work(&portal.backend, || false).await.unwrap(), 4);

    assert_eq!(figures(&portal, first).await, (RunState::Done, 3, 2, 1));
    assert_eq!(figures(&portal, second).await, (RunState::Done, 1, 0, 1));
    assert_eq!(standing(&portal, &four[0]).await, (Status::Delivered, vec![State::Offered; 2]));
    assert_eq!(standing(&portal, &four[1]).await, (Status::Delivered, vec![State::Offered]));
    let shown = routing::run(&staff, first).await.unwrap();
    let asked = shown.rows.iter().filter(|row| matches!(row.fate, Some(Ok(_))));
    let others: Vec<u32> = asked.map(|row| row.others).collect();
    assert_eq!(others, [1, 0]);
}

#[tokio::test]
async fn what_cannot_be_read_needs_a_person_and_hinders_neither_its_run_nor_the_next() {
    let portal = Portal::open().await;
    let three = deals(&portal, 3).await;
    let broken = vec![("products", "what?".into())];
    portal.set("opportunity", three[0].id.0, broken).await;
    let first = start(&portal, &three[..2]).await;
    let second = start(&portal, &three[2..]).await;

    assert_eq!(routing::work(&portal.backend, || false).await.unwrap(), 3);

    assert_eq!(figures(&portal, first).await, (RunState::Done, 2, 1, 1));
    assert_eq!(figures(&portal, second).await, (RunState::Done, 1, 1, 0));
    let shown = routing::run(&portal.staff_manager(), first).await.unwrap();
    assert_eq!(shown.rows[0].fate, Some(Err(Held::Failed)));
}

#[tokio::test]
async fn a_second_press_finds_what_the_first_one_started() {
    let portal = Portal::open().await;
    let two = deals(&portal, 2).await;
    let staff = portal.staff_manager();

    let first = start(&portal, &two).await;
    let again = start(&portal, &two).await;
    let other_seed = routing::start(&staff, &references(&two), "8").await.unwrap();
    let fewer = start(&portal, &two[..1]).await;
    let somebody_else =
        routing::start(&portal.staff_admin(), &references(&two), "7").await.unwrap();

    assert_eq!(first, again);
    for other in [other_seed, fewer, somebody_else] {
        assert_ne!(first, other);
    }
    routing::cancel(&staff, first).await.unwrap();
    assert_ne!(start(&portal, &two).await, first, "one that is over is not gone on with");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_is_stopped_between_two_turns_leaves_the_rest() {
    let portal = Portal::open().await;
    let three = deals(&portal, 3).await;
    let id = start(&portal, &three).await;
    let staff = portal.staff_manager();
    let looks = std::cell::Cell::new(0);
    let canceling = || {
        looks.set(looks.get() + 1);
        // Before the run itself, and before each turn.
        if looks.get() == 4 {
            let runtime = tokio::runtime::Handle::current();
            tokio::task::block_in_place(|| runtime.block_on(routing::cancel(&staff, id))).unwrap();
        }
        false
    };

    assert_eq!(routing::work(&portal.backend, canceling).await.unwrap(), 2);

    assert_eq!(figures(&portal, id).await, (RunState::Canceled, 3, 2, 0));
    assert_eq!(standing(&portal, &three[2]).await.0, Status::InProgress);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_who_do_not_all_fit_any_more_are_chosen_anew() {
    let portal = Portal::open().await;
    two_at_once(&portal).await;
    let one = deals(&portal, 1).await;
    let id = start(&portal, &one).await;
    let looks = std::cell::Cell::new(0);
    let filling = || {
        looks.set(looks.get() + 1);
        // After the plan, before the turn.
        if looks.get() == 2 {
            let runtime = tokio::runtime::Handle::current();
            tokio::task::block_in_place(|| runtime.block_on(limit(&portal, &portal.beta, 0)));
        }
        false
    };

    assert_eq!(routing::work(&portal.backend, filling).await.unwrap(), 1);

    assert_eq!(figures(&portal, id).await, (RunState::Done, 1, 1, 0));
    assert_eq!(standing(&portal, &one[0]).await, (Status::Delivered, vec![State::Offered]));
}
