//! Past decisions with other weights, beside what happened; nothing is written.

use backend::{Error, assignment, portal as pages, routing};
use chrono::TimeDelta;
use domain::{
    assignment::State,
    ids::{AssignmentId, PartnerId},
    lang::Lang,
    opportunity::{FinishForm, ReasonForm},
    policy::Denied,
    routing::{ReplayForm, ReplayResult, RuleForm, RuleSettings, WEIGHT_FIELDS},
};
use testkit::{Company, Deal, Portal};

use crate::refused::{refused, seen_by_staff};

fn asked(place: usize) -> ReplayForm {
    let mut weights = vec!["0".to_owned(); WEIGHT_FIELDS.len()];
    "1".clone_into(&mut weights[place]);
    ReplayForm { weights, ..ReplayForm::default() }
}

/// Alfa has the better tier, Beta the better ranking, Gama neither.
async fn two_kinds_of_good(portal: &Portal) {
    let values = [
        (&portal.alfa, "platinum", 10),
        (&portal.beta, "registered", 90),
        (&portal.gama, "registered", 0),
    ];
    for (company, tier, ranking) in values {
        let values = vec![("tier", tier.into()), ("ranking", ranking.into())];
        portal.set("partner", company.id.0, values).await;
    }
}

#[tokio::test]
async fn other_weights_show_who_would_have_been_asked() {
    let portal = Portal::open().await;
    two_kinds_of_good(&portal).await;
    let staff = portal.staff_manager();
    let deal = portal.opportunity().create().await;
    routing::distribute(&staff, deal.id).await.unwrap();
    let first = seen_by_staff(&portal, &deal).await.assignments.remove(0);
    let got = [&portal.alfa, &portal.beta].into_iter().find(|one| one.id == first.partner).unwrap();
    assignment::accept(&portal.manager_of(got), first.id).await.unwrap();
    let before = portal.digest().await;

    let by_tier = routing::replay(&staff, asked(0)).await.unwrap().result.unwrap();
    let by_ranking = routing::replay(&staff, asked(1)).await.unwrap().result.unwrap();

    assert!(portal.digest().await == before, "nothing is written");
    assert_eq!((by_tier.decisions, by_tier.accepted, by_tier.won), (1, 1, 0));
    assert_eq!(by_tier.changed + by_ranking.changed, 1);
    let other =
        if by_tier.changed == 1 { (by_tier, &portal.alfa) } else { (by_ranking, &portal.beta) };
    let (shown, would) = other;
    assert_eq!(shown.rows[0].reference, deal.reference);
    assert_eq!((shown.rows[0].was.id, shown.rows[0].would.id), (got.id, would.id));
    assert_eq!(shown.partners.len(), 2);
    assert!(!shown.is_limited && shown.cut == 0);
}

/// Wins what was accepted.
async fn win(portal: &Portal, of: &Company, deal: &Deal) {
    let sold = FinishForm { actual_value: "1000".to_owned(), ..FinishForm::default() };
    pages::win(&portal.manager_of(of), deal.id, sold).await.unwrap();
}

async fn offer_to(portal: &Portal, deal: &Deal, partner: PartnerId) -> AssignmentId {
    let rows = seen_by_staff(portal, deal).await.assignments;
    rows.iter().find(|row| row.partner == partner && row.state == State::Offered).unwrap().id
}

async fn happened(portal: &Portal) -> ReplayResult {
    routing::replay(&portal.staff_manager(), asked(0)).await.unwrap().result.unwrap()
}

#[tokio::test]
async fn what_the_second_one_took_and_won_counts_and_so_does_its_time() {
    let portal = Portal::open().await;
    two_kinds_of_good(&portal).await;
    let staff = portal.staff_manager();
    let deal = portal.opportunity().create().await;
    routing::distribute(&staff, deal.id).await.unwrap();
    let first = seen_by_staff(&portal, &deal).await.assignments.remove(0);
    let companies = [&portal.alfa, &portal.beta, &portal.gama];
    let of = |id: PartnerId| companies.into_iter().find(|one| one.id == id).unwrap();
    portal.clock.advance(TimeDelta::minutes(30));
    let no = ReasonForm { reason: "no_capacity".to_owned(), text: String::new() };
    assignment::decline(&portal.manager_of(of(first.partner)), first.id, no).await.unwrap();
    let seen = happened(&portal).await;
    assert_eq!((seen.accepted, seen.won, seen.minutes), (0, 0, Some(30)));

    let rows = seen_by_staff(&portal, &deal).await.assignments;
    let second = rows.iter().find(|row| row.state == State::Offered).unwrap();
    portal.clock.advance(TimeDelta::minutes(60));
    assignment::accept(&portal.manager_of(of(second.partner)), second.id).await.unwrap();
    let seen = happened(&portal).await;
    assert_eq!((seen.accepted, seen.won, seen.minutes), (1, 0, Some(45)));
    win(&portal, of(second.partner), &deal).await;

    let seen = happened(&portal).await;
    assert_eq!((seen.accepted, seen.won), (1, 1));
}

#[tokio::test]
async fn what_another_of_those_asked_at_once_took_counts() {
    let portal = Portal::open().await;
    two_kinds_of_good(&portal).await;
    let staff = portal.staff_manager();
    let form = RuleForm {
        asking: "at_once".to_owned(),
        waterfall: "3".to_owned(),
        ..RuleForm::of("Najednou", &RuleSettings::of_everything_else(), Lang::Cs)
    };
    let rule = routing::save_rule(&staff, None, &form).await.unwrap();
    routing::activate_rule(&staff, rule, 1).await.unwrap();
    let deal = portal.opportunity().create().await;
    routing::distribute(&staff, deal.id).await.unwrap();
    let offer = offer_to(&portal, &deal, portal.gama.id).await;
    let decision = routing::decisions(&staff, deal.id).await.unwrap().remove(0);
    assert_ne!(decision.chosen, Some(portal.gama.id));

    assignment::accept(&portal.manager_of(&portal.gama), offer).await.unwrap();
    win(&portal, &portal.gama, &deal).await;

    let seen = happened(&portal).await;
    assert_eq!((seen.accepted, seen.won), (1, 1));
}

#[tokio::test]
async fn a_wrong_question_is_answered_with_what_is_wrong() {
    let portal = Portal::open().await;
    let form = ReplayForm { days: "8".to_owned(), ..ReplayForm::default() };

    let page = routing::replay(&portal.staff_manager(), form.clone()).await.unwrap();

    assert_eq!((page.form, page.result), (form, None));
    assert_eq!(page.errors[0].field, "days");
    let empty = routing::replay(&portal.staff_manager(), ReplayForm::default()).await.unwrap();
    assert_eq!(empty.result.unwrap().decisions, 0);
}

#[tokio::test]
async fn only_who_keeps_the_rules_may_ask() {
    let portal = Portal::open().await;
    for (name, cx) in portal.everybody() {
        if name == "staff manager" || name == "staff admin" {
            continue;
        }
        let error = refused(&portal, routing::replay(&cx, ReplayForm::default())).await;
        let denied =
            matches!(error, Error::Denied(Denied::Hidden | Denied::Forbidden | Denied::SignedOut));
        assert!(denied, "{name}: {error:?}");
    }
}
