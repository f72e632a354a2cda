//! Stages of the list: where a sale can stand, how likely it is there, and what an import calls it.

use backend::{
    choice,
    import::{self, DateOrder},
    opportunity, portal,
};
use domain::{
    choice::{ChoiceForm, Code, List},
    invalid::Problem,
    lang::Lang,
    opportunity::{ListQuery, PartnerOpportunity, ProgressForm, StaffOpportunity},
    timeline::Event,
};
use testkit::{Deal, Portal};

use super::{code, labels, line};
use crate::refused::{fields, refused, seen_by_staff};

/// *Demo* between *develop* and *propose*, with a probability.
async fn demo(portal: &Portal) -> Code {
    let admin = portal.staff_admin();
    let form = ChoiceForm { probability: "45".into(), ..labels("Předvedení", "Demonstration") };
    let demo = choice::add(&admin, List::Stage, form).await.unwrap();
    for _ in 0..2 {
        let position = line(&admin, List::Stage, &demo).await.position;
        choice::shift(&admin, List::Stage, &demo, position, true).await.unwrap();
    }
    demo
}

fn report(stage: &Code) -> ProgressForm {
    ProgressForm {
        stage: stage.to_string(),
        note: "Byli jsme tam.".into(),
        ..ProgressForm::default()
    }
}

async fn save(portal: &Portal, deal: &Deal, stage: &str, probability: &str) -> StaffOpportunity {
    let staff = portal.staff_manager();
    let seen = opportunity::show(&staff, &deal.reference).await.unwrap();
    let mut form = seen.form.clone();
    stage.clone_into(&mut form.stage);
    probability.clone_into(&mut form.probability);
    opportunity::save(&staff, seen.id, seen.version, Some(seen.form), form).await.unwrap();
    opportunity::show(&staff, &deal.reference).await.unwrap()
}

#[tokio::test]
async fn an_own_stage_is_reported_and_read_everywhere() {
    let portal = Portal::open().await;
    let demo = demo(&portal).await;
    let deal = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let manager = portal.manager_of(&portal.alfa);

    portal::progress(&manager, deal.id, report(&demo)).await.unwrap();

    let page = portal::show(&manager, &deal.reference).await.unwrap();
    let PartnerOpportunity::Managed(page) = page else { panic!("{page:?}") };
    let order: Vec<&str> = page.stages.iter().map(|stage| stage.code.as_ref()).collect();
    assert_eq!(order, ["qualify", "develop", "demonstration", "propose", "close"]);
    assert_eq!(page.stage, demo);
    let said = &page.timeline[0];
    assert!(matches!(&said.event, Event::Progressed { stage: Some(stage), .. } if *stage == demo));
    assert_eq!(said.label.as_deref(), Some("Předvedení"));
    let rows =
        opportunity::list(&portal.staff_manager(), &ListQuery::default()).await.unwrap().rows;
    let leg = &rows[0].stage;
    assert_eq!((leg.at, leg.of, leg.stage.label.as_deref()), (3, 5, Some("Předvedení")));
    let english = portal.backend.context(portal.staff_manager().actor, Lang::En);
    let rows = opportunity::list(&english, &ListQuery::default()).await.unwrap().rows;
    assert_eq!(rows[0].stage.stage.label.as_deref(), Some("Demonstration"));
    let board = portal::board(&manager).await.unwrap();
    assert_eq!((board.managed[0].stage.at, board.managed[0].stage.of), (3, 5));
    let record = seen_by_staff(&portal, &deal).await;
    assert_eq!(
        (record.form.stage.as_str(), record.form.probability.as_str()),
        ("demonstration", "45")
    );
}

#[tokio::test]
async fn a_retired_stage_is_left_and_not_entered() {
    let portal = Portal::open().await;
    let admin = portal.staff_admin();
    let demo = demo(&portal).await;
    let deal = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let other = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let manager = portal.manager_of(&portal.alfa);
    portal::progress(&manager, deal.id, report(&demo)).await.unwrap();

    choice::set_active(&admin, List::Stage, &demo, 1, false).await.unwrap();

    let error = refused(&portal, portal::progress(&manager, other.id, report(&demo))).await;
    assert_eq!(fields(&error), ["stage"]);
    portal::progress(&manager, deal.id, report(&demo)).await.unwrap();
    let record = save(&portal, &deal, "demonstration", "45").await;
    assert!(record.choices.stages.iter().any(|stage| stage.code == demo));
    let staff = portal.staff_manager();
    let seen = opportunity::show(&staff, &other.reference).await.unwrap();
    assert!(seen.choices.stages.iter().all(|stage| stage.code != demo));
    let mut form = seen.form.clone();
    "demonstration".clone_into(&mut form.stage);
    let call = opportunity::save(&staff, seen.id, seen.version, Some(seen.form), form);
    let error = Box::pin(refused(&portal, call)).await;
    assert_eq!(fields(&error), ["stage"]);
    let backend::Error::Invalid(errors) = error else { panic!("{error:?}") };
    assert_eq!(errors[0].problem, Problem::Retired);
    save(&portal, &deal, "close", "45").await;
}

#[tokio::test]
async fn the_probability_follows_the_stage_unless_somebody_types_one() {
    let portal = Portal::open().await;
    let admin = portal.staff_admin();
    demo(&portal).await;
    let chance =
        |percent: &str| ChoiceForm { probability: percent.into(), ..ChoiceForm::default() };
    choice::save(&admin, List::Stage, &code("close"), 1, chance("90")).await.unwrap();
    let deal = portal.opportunity().create().await;
    let before = seen_by_staff(&portal, &deal).await.form.probability;

    let typed = save(&portal, &deal, "demonstration", "33").await;
    assert_eq!(typed.form.probability, "33", "before: {before}");
    let kept = save(&portal, &deal, "close", "33").await;
    assert_eq!(kept.form.probability, "33");
    let emptied = save(&portal, &deal, "close", "").await;
    assert_eq!(emptied.form.probability, "");
    let follows = save(&portal, &deal, "demonstration", "").await;
    assert_eq!(follows.form.probability, "45");
    let follows = save(&portal, &deal, "close", "45").await;
    assert_eq!(follows.form.probability, "90");
}

#[tokio::test]
async fn a_new_one_begins_at_the_first_that_is_offered() {
    let portal = Portal::open().await;
    let admin = portal.staff_admin();
    choice::set_active(&admin, List::Stage, &code("qualify"), 1, false).await.unwrap();

    let draft = opportunity::draft(&admin).await.unwrap();
    assert_eq!(draft.form.stage, "develop");
    let mut form = draft.form;
    "Linka".clone_into(&mut form.topic);
    form.stage.clear();
    let saved = opportunity::create(&admin, form).await.unwrap();

    let record = opportunity::show(&admin, &saved.reference).await.unwrap();
    assert_eq!(record.form.stage, "develop");
}

#[tokio::test]
async fn an_import_knows_a_stage_by_what_administrators_call_it() {
    let portal = Portal::open().await;
    let admin = portal.staff_admin();
    demo(&portal).await;
    choice::save(&admin, List::Stage, &code("close"), 1, labels("Podpis", "Signature"))
        .await
        .unwrap();
    choice::set_active(&admin, List::Stage, &code("develop"), 1, false).await.unwrap();
    let file = "Topic,Sales Stage\nA,predvedeni\nB,Signature\nC,2-Propose\nD,Develop\n";

    let options =
        import::Options { write: true, all_or_nothing: false, dates: DateOrder::default() };
    let report = import::execute(&admin, "a.csv", file.as_bytes(), options).await.unwrap();

    let wrong: Vec<u64> = report.errors.iter().map(|error| error.line).collect();
    assert_eq!((report.created, wrong), (3, vec![5]));
    let rows = opportunity::list(&admin, &ListQuery::default()).await.unwrap().rows;
    let mut stages: Vec<(String, String)> =
        rows.into_iter().map(|row| (row.topic, row.stage.stage.code.to_string())).collect();
    stages.sort();
    let expected = [("A", "demonstration"), ("B", "close"), ("C", "propose")];
    assert_eq!(stages, expected.map(|(topic, stage)| (topic.to_owned(), stage.to_owned())));
}

#[tokio::test]
async fn what_follows_its_stage_gets_the_new_probability_of_it() {
    let portal = Portal::open().await;
    let demo = demo(&portal).await;
    let admin = portal.staff_admin();
    let follows = portal.opportunity().create().await;
    let typed = portal.opportunity().create().await;
    save(&portal, &follows, demo.as_ref(), "").await;
    save(&portal, &typed, demo.as_ref(), "70").await;
    let version = line(&admin, List::Stage, &demo).await.version;
    let form = ChoiceForm { probability: "50".into(), ..labels("Předvedení", "Demonstration") };

    choice::save(&admin, List::Stage, &demo, version, form).await.unwrap();

    let seen = seen_by_staff(&portal, &follows).await;
    assert_eq!(seen.form.probability, "50");
    assert_eq!(seen_by_staff(&portal, &typed).await.form.probability, "70");
    // And goes on to follow.
    assert_eq!(save(&portal, &follows, "close", "50").await.form.probability, "");
}
