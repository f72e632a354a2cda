//! Rules that decide at creation: what people enter or import is offered by itself, and where nobody fits somebody hears of it.

use backend::{
    Context,
    import::{self, DateOrder, Options},
    opportunity, routing,
};
use domain::{
    import::ImportReport,
    lang::Lang,
    opportunity::{OpportunityForm, SavedNotice, Status},
    policy::Actor,
    routing::{Obstacle, RuleForm, RuleSettings, RunState},
    timeline::Event,
};
use testkit::{Deal, Portal};

use super::limit;
use crate::refused::{events, standing};

/// Puts a rule into use that decides at creation, changed by the caller.
async fn rule(portal: &Portal, change: impl FnOnce(&mut RuleForm)) {
    let staff = portal.staff_manager();
    let mut form = RuleForm {
        trigger: "creation".to_owned(),
        ..RuleForm::of("Hned", &RuleSettings::of_everything_else(), Lang::Cs)
    };
    change(&mut form);
    let rule = routing::save_rule(&staff, None, &form).await.unwrap();
    routing::activate_rule(&staff, rule, 1).await.unwrap();
}

fn form() -> OpportunityForm {
    OpportunityForm {
        topic: "Zakladač".to_owned(),
        account_name: "Kovárna Viktoria, a.s.".to_owned(),
        account_create: "on".to_owned(),
        currency: "CZK".to_owned(),
        estimated_value: "1000".to_owned(),
        ..OpportunityForm::default()
    }
}

/// Enters one, and answers what the person is told.
async fn enter(cx: &Context, form: OpportunityForm) -> (Deal, SavedNotice) {
    let saved = opportunity::create(cx, form).await.unwrap();
    let id = opportunity::show(cx, &saved.reference).await.unwrap().id;
    (Deal { id, reference: saved.reference, assignments: Vec::new() }, saved.notice)
}

async fn nobody_has_room(portal: &Portal) {
    for company in [&portal.alfa, &portal.beta, &portal.gama] {
        limit(portal, company, 0).await;
    }
}

#[tokio::test]
async fn what_is_entered_is_offered_at_once_and_says_why() {
    let portal = Portal::open().await;
    rule(&portal, |_| {}).await;
    let seller = portal.staff_seller();

    let (deal, notice) = enter(&seller, form()).await;

    assert!(matches!(notice, SavedNotice::Delivered { .. }), "{notice:?}");
    assert_eq!(standing(&portal, &deal).await.0, Status::Delivered);
    let told = events(&portal, &deal).await;
    assert!(matches!(told[..], [Event::Created { .. }, Event::Delivered { .. }]), "{told:?}");
    let [decision] = &routing::decisions(&seller, deal.id).await.unwrap()[..] else {
        panic!("one decision")
    };
    assert_eq!(&decision.recomputed(), decision);
}

#[tokio::test]
async fn only_the_first_rule_that_is_for_it_counts_and_only_if_it_decides_then() {
    let portal = Portal::open().await;
    let seller = portal.staff_seller();
    // Small ones wait for somebody who asks, whatever stands below.
    rule(&portal, |form| {
        form.trigger = "request".to_owned();
        form.value_below = "5000".to_owned();
    })
    .await;
    rule(&portal, |form| form.name = "Velké".to_owned()).await;

    let (small, notice) = enter(&seller, form()).await;
    assert_eq!(notice, SavedNotice::Created);
    assert_eq!(standing(&portal, &small).await, (Status::InProgress, vec![]));
    let large = OpportunityForm { estimated_value: "6000".to_owned(), ..form() };
    let (large, _) = enter(&seller, large).await;
    assert_eq!(standing(&portal, &large).await.0, Status::Delivered);

    // Without a customer there is nothing to offer.
    let nobodys = OpportunityForm {
        account_name: String::new(),
        account_create: String::new(),
        estimated_value: "6000".to_owned(),
        ..form()
    };
    let (nobodys, notice) = enter(&seller, nobodys).await;
    assert_eq!(notice, SavedNotice::Created);
    assert_eq!(standing(&portal, &nobodys).await.0, Status::InProgress);
}

#[tokio::test]
async fn where_nobody_fits_it_is_created_all_the_same_and_the_named_person_hears_of_it() {
    let portal = Portal::open().await;
    nobody_has_room(&portal).await;
    let Actor::Staff { user: manager, .. } = portal.staff_manager().actor else { panic!() };
    rule(&portal, |form| form.fallback = manager.to_string()).await;

    let (deal, notice) = enter(&portal.staff_seller(), form()).await;

    assert_eq!(notice, SavedNotice::Unplaced);
    assert_eq!(standing(&portal, &deal).await, (Status::InProgress, vec![]));
    let told = events(&portal, &deal).await;
    let [Event::Created { .. }, Event::NobodyFits { reasons }] = &told[..] else {
        panic!("{told:?}")
    };
    assert_eq!(reasons, &[(Obstacle::OpenFull, 3)]);
    let mails = portal.mails().await;
    let [mail] = &mails[..] else { panic!("one mail: {mails:?}") };
    assert_eq!(mail.to, "manager@stafeta.example");

    // Who enters it and decides themselves reads it on the page.
    let (_, notice) = enter(&portal.staff_manager(), form()).await;
    assert_eq!(notice, SavedNotice::Unplaced);
    assert_eq!(portal.mails().await.len(), 1);
}

const WRITE: Options = Options { write: true, all_or_nothing: false, dates: DateOrder::MonthFirst };

async fn imported(cx: &Context, lines: u64, options: Options) -> ImportReport {
    let lines = (1..=lines).map(|n| format!("{n};Linka {n};Firma {n};1000\n"));
    let file: String = ["id;topic;account;value\n".to_owned()].into_iter().chain(lines).collect();
    import::execute(cx, "a.csv", file.as_bytes(), options).await.unwrap()
}

#[tokio::test]
async fn what_a_file_brings_is_distributed_in_the_background() {
    let portal = Portal::open().await;
    rule(&portal, |_| {}).await;
    limit(&portal, &portal.alfa, 1).await;
    limit(&portal, &portal.beta, 2).await;
    limit(&portal, &portal.gama, 0).await;
    let staff = portal.staff_manager();

    let ahead = imported(&staff, 5, Options { write: false, ..WRITE }).await;
    assert_eq!((ahead.distributed, ahead.runs.len()), (5, 0));
    let report = imported(&staff, 5, WRITE).await;
    assert_eq!((report.created, report.distributed), (5, 5));
    let [run] = report.runs[..] else { panic!("one run: {:?}", report.runs) };
    assert_eq!(routing::work(&portal.backend, || false).await.unwrap(), 5);

    let line = routing::run(&staff, run).await.unwrap().line;
    assert_eq!((line.state, line.chosen, line.offered, line.held), (RunState::Done, 5, 3, 2));
    assert!(line.by.is_some());

    // What was imported before is nothing new.
    let again = imported(&staff, 6, WRITE).await;
    assert_eq!((again.created, again.distributed, again.runs.len()), (1, 1, 1));
}

#[tokio::test]
async fn a_long_file_makes_runs_that_a_person_can_look_at() {
    let portal = Portal::open().await;
    rule(&portal, |_| {}).await;
    nobody_has_room(&portal).await;
    let staff = portal.staff_manager();

    let report = imported(&staff, 1_203, WRITE).await;

    assert_eq!(report.distributed, 1_203);
    let mut chosen = Vec::new();
    for run in &report.runs {
        chosen.push(routing::run(&staff, *run).await.unwrap().line.chosen);
    }
    assert_eq!(chosen, [1_000, 203]);
}

#[tokio::test]
async fn the_command_line_is_nobody_and_its_files_are_distributed_too() {
    let portal = Portal::open().await;
    rule(&portal, |_| {}).await;

    let report = imported(&portal.backend.system(), 2, WRITE).await;
    assert_eq!(routing::work(&portal.backend, || false).await.unwrap(), 2);

    let line = routing::run(&portal.staff_admin(), report.runs[0]).await.unwrap().line;
    assert_eq!((line.by, line.offered), (None, 2));
}

/// Who was told that a run left something for a person.
async fn told(portal: &Portal) -> Vec<String> {
    let mails = portal.mails().await.into_iter().filter(|mail| mail.topic == "run_held");
    mails.map(|mail| mail.to).collect()
}

#[tokio::test]
async fn a_file_is_offered_to_several_at_once() {
    let portal = Portal::open().await;
    rule(&portal, |form| {
        form.asking = "at_once".to_owned();
        form.waterfall = "2".to_owned();
    })
    .await;
    limit(&portal, &portal.alfa, 1).await;
    limit(&portal, &portal.beta, 2).await;
    limit(&portal, &portal.gama, 0).await;
    let staff = portal.staff_manager();
    let report = imported(&staff, 5, WRITE).await;

    assert_eq!(routing::work(&portal.backend, || false).await.unwrap(), 5);

    let line = routing::run(&staff, report.runs[0]).await.unwrap().line;
    assert_eq!((line.state, line.offered, line.held), (RunState::Done, 2, 3));
}

#[tokio::test]
async fn what_a_file_of_nobody_leaves_the_managers_hear_of_once() {
    let portal = Portal::open().await;
    rule(&portal, |_| {}).await;
    nobody_has_room(&portal).await;

    let report = imported(&portal.backend.system(), 3, WRITE).await;
    routing::work(&portal.backend, || false).await.unwrap();

    assert_eq!(told(&portal).await, ["manager@stafeta.example"]);
    let mails = portal.mails().await;
    let mail = mails.iter().find(|mail| mail.topic == "run_held").unwrap();
    assert!(mail.text.contains(&format!("/staff/distributions/{}", report.runs[0])), "{mail:?}");
}

#[tokio::test]
async fn whom_the_rule_names_hears_of_what_is_left_and_not_who_reads_it_anyway() {
    let portal = Portal::open().await;
    nobody_has_room(&portal).await;
    let manager = portal.staff_manager().actor.user().unwrap();
    rule(&portal, |form| form.fallback = manager.to_string()).await;

    imported(&portal.staff_manager(), 2, WRITE).await;
    routing::work(&portal.backend, || false).await.unwrap();
    assert!(told(&portal).await.is_empty());

    imported(&portal.staff_admin(), 4, WRITE).await;
    routing::work(&portal.backend, || false).await.unwrap();
    assert_eq!(told(&portal).await, ["manager@stafeta.example"]);
}

#[tokio::test]
async fn without_such_a_rule_nothing_is_distributed() {
    let portal = Portal::open().await;
    rule(&portal, |form| form.trigger = "request".to_owned()).await;
    let staff = portal.staff_manager();

    let (deal, notice) = enter(&staff, form()).await;
    let report = imported(&staff, 2, WRITE).await;

    assert_eq!(notice, SavedNotice::Created);
    assert_eq!(standing(&portal, &deal).await.0, Status::InProgress);
    assert_eq!((report.distributed, report.runs.len()), (0, 0));
    assert_eq!(routing::work(&portal.backend, || false).await.unwrap(), 0);
}
