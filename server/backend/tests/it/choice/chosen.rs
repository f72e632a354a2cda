//! Everybody chooses from the lists as they stand, and reads what was chosen before.

use backend::{assignment, choice, dashboard, opportunity, portal};
use domain::{
    assignment::AssignmentRow,
    choice::{Code, List},
    invalid::Problem,
    lang::Lang,
    opportunity::{FinishForm, ListQuery, PartnerOpportunity, ReasonForm},
};
use testkit::{Deal, Portal};

use super::{code, labels};
use crate::refused::{fields, refused, seen_by_staff};

fn because(reason: &str) -> ReasonForm {
    ReasonForm { reason: reason.to_owned(), text: String::new() }
}

async fn own_reason(portal: &Portal, list: List) -> Code {
    let words = labels("Nemáme licenci", "No licence");
    choice::add(&portal.staff_admin(), list, words).await.unwrap()
}

async fn declined_for(portal: &Portal, reason: &Code) -> Deal {
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let manager = portal.manager_of(&portal.alfa);
    assignment::decline(&manager, deal.assignment(), because(reason.as_ref())).await.unwrap();
    deal
}

fn problem(error: &backend::Error) -> Option<Problem> {
    match error {
        backend::Error::Invalid(errors) => errors.first().map(|error| error.problem.clone()),
        _ => None,
    }
}

async fn history(portal: &Portal, deal: &Deal) -> AssignmentRow {
    seen_by_staff(portal, deal).await.assignments.remove(0)
}

#[tokio::test]
async fn an_own_reason_is_read_wherever_the_answer_is() {
    let portal = Portal::open().await;
    let reason = own_reason(&portal, List::Decline).await;
    let offered = portal::board(&portal.manager_of(&portal.alfa)).await.unwrap();
    assert!(offered.declines.iter().any(|each| each.code == reason));

    let deal = declined_for(&portal, &reason).await;

    let row = history(&portal, &deal).await;
    assert_eq!(row.decline_reason.unwrap().label.as_deref(), Some("Nemáme licenci"));
    let record = seen_by_staff(&portal, &deal).await;
    assert_eq!(record.timeline[0].label.as_deref(), Some("Nemáme licenci"));
    let staff = portal.staff_manager();
    let figures = dashboard::show(&staff, "30").await.unwrap().reports.unwrap();
    assert_eq!(figures.declines[0].0.label.as_deref(), Some("Nemáme licenci"));
    let english = portal.backend.context(staff.actor, Lang::En);
    let figures = dashboard::show(&english, "30").await.unwrap().reports.unwrap();
    assert_eq!(figures.declines[0].0.label.as_deref(), Some("No licence"));
    let query =
        ListQuery { event: "declined".into(), reason: reason.to_string(), ..ListQuery::default() };
    let page = opportunity::list(&staff, &query).await.unwrap();
    assert_eq!(page.rows.len(), 1);
    assert_eq!(page.reason.unwrap().label.as_deref(), Some("Nemáme licenci"));
}

#[tokio::test]
async fn the_owner_reads_the_reason_in_the_mail_in_their_language() {
    let portal = Portal::open().await;
    let reason = own_reason(&portal, List::Decline).await;
    let owner = portal.staff_seller().actor.user().unwrap();
    for (lang, words) in [("cs", "Nemáme licenci"), ("en", "No licence")] {
        portal.set("user_account", owner.0, vec![("language", lang.into())]).await;
        let deal = portal.opportunity().owner(owner).offered_to(&portal.alfa).create().await;
        let manager = portal.manager_of(&portal.alfa);
        assignment::decline(&manager, deal.assignment(), because(reason.as_ref())).await.unwrap();
        let mails = portal.mails().await;
        assert!(mails.iter().any(|mail| mail.text.contains(words)), "{lang}: {words}");
    }
}

#[tokio::test]
async fn what_is_retired_is_refused_at_its_field_and_read_where_it_stands() {
    let portal = Portal::open().await;
    let admin = portal.staff_admin();
    let reason = own_reason(&portal, List::Decline).await;
    let before = declined_for(&portal, &reason).await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;

    choice::set_active(&admin, List::Decline, &reason, 1, false).await.unwrap();

    let manager = portal.manager_of(&portal.alfa);
    let call = assignment::decline(&manager, deal.assignment(), because(reason.as_ref()));
    let error = refused(&portal, call).await;
    assert_eq!((fields(&error), problem(&error)), (vec!["reason"], Some(Problem::Retired)));
    assert!(
        portal::board(&portal.manager_of(&portal.alfa))
            .await
            .unwrap()
            .declines
            .iter()
            .all(|each| each.code != reason)
    );
    let row = history(&portal, &before).await;
    assert_eq!(row.decline_reason.unwrap().label.as_deref(), Some("Nemáme licenci"));
}

/// Another server reads the list anew: what one administrator changed counts at once everywhere.
#[tokio::test]
async fn another_server_offers_what_this_one_keeps() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let here = portal.manager_of(&portal.alfa);
    let there = portal.another_server().await.context(here.actor, Lang::En);
    let reason = own_reason(&portal, List::Decline).await;

    let board = portal::board(&there).await.unwrap();

    let label = board.declines.iter().find(|each| each.code == reason).unwrap().label.clone();
    assert_eq!(label.as_deref(), Some("No licence"));
    assignment::decline(&there, deal.assignment(), because(reason.as_ref())).await.unwrap();
}

#[tokio::test]
async fn returning_and_losing_use_their_own_lists() {
    let portal = Portal::open().await;
    let admin = portal.staff_admin();
    let manager = portal.manager_of(&portal.alfa);
    let back = own_reason(&portal, List::Return).await;
    let deal = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let page = portal::show(&manager, &deal.reference).await.unwrap();
    let PartnerOpportunity::Managed(page) = page else { panic!("{page:?}") };
    assert!(page.returns.iter().any(|each| each.code == back));
    assert!(page.losses.iter().all(|each| each.code != back));

    let lost = |reason: &str| FinishForm { reason: reason.into(), ..FinishForm::default() };
    let error = refused(&portal, portal::lose(&manager, deal.id, lost(back.as_ref()))).await;
    assert_eq!((fields(&error), problem(&error)), (vec!["reason"], Some(Problem::Choice)));
    choice::set_active(&admin, List::Loss, &code("price"), 1, false).await.unwrap();
    let error = refused(&portal, portal::lose(&manager, deal.id, lost("price"))).await;
    assert_eq!(problem(&error), Some(Problem::Retired));
    portal::give_back(&manager, deal.id, because(back.as_ref())).await.unwrap();

    let row = history(&portal, &deal).await;
    assert_eq!(row.return_reason.unwrap().label.as_deref(), Some("Nemáme licenci"));
}

/// Staff close with a reason of the list.
#[tokio::test]
async fn staff_close_with_what_is_offered() {
    let portal = Portal::open().await;
    let admin = portal.staff_admin();
    let own = own_reason(&portal, List::Loss).await;
    choice::set_active(&admin, List::Loss, &code("price"), 1, false).await.unwrap();
    let deal = portal.opportunity().create().await;
    let close = async |reason: &str| {
        let seen = opportunity::show(&admin, &deal.reference).await.unwrap();
        assert!(seen.choices.losses.iter().all(|each| each.code != code("price")));
        let mut form = seen.form.clone();
        "canceled".clone_into(&mut form.status);
        reason.clone_into(&mut form.loss_reason);
        opportunity::save(&admin, seen.id, seen.version, Some(seen.form), form).await
    };

    let error = Box::pin(refused(&portal, close("price"))).await;
    assert_eq!((fields(&error), problem(&error)), (vec!["loss_reason"], Some(Problem::Retired)));
    close(own.as_ref()).await.unwrap();

    choice::set_active(&admin, List::Loss, &own, 1, false).await.unwrap();
    let record = opportunity::show(&admin, &deal.reference).await.unwrap();
    assert_eq!(record.timeline[0].label.as_deref(), Some("Nemáme licenci"));
}
