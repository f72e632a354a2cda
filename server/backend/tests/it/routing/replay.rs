//! Past decisions with other weights, beside what happened; nothing is written.

use backend::{Error, assignment, routing};
use domain::{
    policy::Denied,
    routing::{ReplayForm, WEIGHT_FIELDS},
};
use testkit::Portal;

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
