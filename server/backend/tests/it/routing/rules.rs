//! Rules in order, drafts and versions, and that the first one which fits decides.

use backend::{Context, Error, routing};
use domain::{
    ids::RoutingRuleId,
    lang::Lang,
    policy::Denied,
    routing::{RuleForm, RuleSettings, Strategy},
};
use testkit::Portal;

use crate::refused::{fields, refused};

fn typed(name: &str, change: impl FnOnce(&mut RuleForm)) -> RuleForm {
    let mut form = RuleForm::of(name, &RuleSettings::of_everything_else(), Lang::Cs);
    change(&mut form);
    form
}

async fn put_into_use(staff: &Context, id: RoutingRuleId) -> Result<(), Error> {
    let (_, version) = routing::rules(staff, Some(id)).await?.chosen.unwrap();
    routing::activate_rule(staff, id, version).await
}

#[tokio::test]
async fn the_first_rule_in_use_decides_and_is_named_with_its_version() {
    let portal = Portal::open().await;
    let staff = portal.staff_manager();
    let slovak = typed("Slovensko", |form| form.countries = "sk".to_owned());
    let slovak = routing::save_rule(&staff, None, &slovak).await.unwrap();
    let round = typed("Dokola", |form| {
        form.strategy = "round_robin".to_owned();
        form.waterfall = "1".to_owned();
        form.accept_hours = "3".to_owned();
    });
    let round = routing::save_rule(&staff, None, &round).await.unwrap();
    put_into_use(&staff, slovak).await.unwrap();
    let first = portal.opportunity().create().await;
    routing::distribute(&staff, first.id).await.unwrap();

    put_into_use(&staff, round).await.unwrap();
    let second = portal.opportunity().create().await;
    routing::distribute(&staff, second.id).await.unwrap();

    let by_none = routing::explain(&staff, first.id).await.unwrap();
    assert_eq!((by_none[0].rule.clone(), by_none[0].strategy), (None, Strategy::Best));
    let by_round = routing::explain(&staff, second.id).await.unwrap();
    assert_eq!(by_round[0].rule, Some(("Dokola".to_owned(), 1)));
    assert_eq!(by_round[0].strategy, Strategy::RoundRobin);
    assert!(by_round[0].next.is_empty(), "one is asked, and nobody after it");
    let seen = backend::opportunity::show(&staff, &second.reference).await.unwrap();
    let left = seen.clock.unwrap().seconds_left;
    assert!(left <= 3 * 3600, "{left}");
}

#[tokio::test]
async fn a_draft_counts_for_nothing_until_it_is_put_into_use() {
    let portal = Portal::open().await;
    let staff = portal.staff_manager();
    let id = routing::save_rule(&staff, None, &typed("A", |_| {})).await.unwrap();
    put_into_use(&staff, id).await.unwrap();
    let seen = routing::rules(&staff, Some(id)).await.unwrap().chosen.unwrap();

    let better = typed("B", |form| form.strategy = "weighted".to_owned());
    routing::save_rule(&staff, Some(seen), &better).await.unwrap();

    let page = routing::rules(&staff, Some(id)).await.unwrap();
    assert_eq!((page.rules[0].active, page.rules[0].draft), (Some(1), Some(2)));
    assert_eq!(page.form, better);
    let deal = portal.opportunity().create().await;
    routing::distribute(&staff, deal.id).await.unwrap();
    assert_eq!(routing::explain(&staff, deal.id).await.unwrap()[0].strategy, Strategy::Best);
    let late = routing::save_rule(&staff, Some(seen), &better);
    assert!(matches!(refused(&portal, late).await, Error::Stale));

    routing::switch_rule_off(&staff, id).await.unwrap();
    let other = portal.opportunity().create().await;
    routing::distribute(&staff, other.id).await.unwrap();
    assert_eq!(routing::explain(&staff, other.id).await.unwrap()[0].rule, None);
}

#[tokio::test]
async fn what_looks_alike_is_stored_alike() {
    let portal = Portal::open().await;
    let staff = portal.staff_manager();
    // The háček as a mark of its own.
    let typed = typed("A", |form| {
        form.products = "C\u{30c}tečky".to_owned();
        form.certification = "S\u{30c}kolení".to_owned();
    });

    let id = routing::save_rule(&staff, None, &typed).await.unwrap();

    let form = routing::rules(&staff, Some(id)).await.unwrap().form;
    assert_eq!((form.products.as_str(), form.certification.as_str()), ("Čtečky", "Školení"));
}

#[tokio::test]
async fn the_best_for_a_selection_is_not_asked_at_once() {
    let portal = Portal::open().await;
    let form = typed("A", |form| {
        form.strategy = "batch".to_owned();
        form.asking = "at_once".to_owned();
    });

    let answer = refused(&portal, routing::save_rule(&portal.staff_manager(), None, &form)).await;

    assert_eq!(fields(&answer), ["strategy"]);
}

#[tokio::test]
async fn a_second_press_changes_nothing_and_a_draft_that_was_rewritten_is_looked_at_first() {
    let portal = Portal::open().await;
    let staff = portal.staff_manager();
    let id = routing::save_rule(&staff, None, &typed("A", |_| {})).await.unwrap();
    routing::activate_rule(&staff, id, 1).await.unwrap();

    routing::activate_rule(&staff, id, 1).await.unwrap();
    let rule = routing::rules(&staff, None).await.unwrap().rules.remove(0);
    assert_eq!((rule.active, rule.draft), (Some(1), None));

    let shown = rule.version;
    let mut seen = (id, shown);
    for name in ["B", "C"] {
        routing::save_rule(&staff, Some(seen), &typed(name, |_| {})).await.unwrap();
        seen = routing::rules(&staff, Some(id)).await.unwrap().chosen.unwrap();
    }
    let late = routing::activate_rule(&staff, id, shown + 1);
    assert!(matches!(refused(&portal, late).await, Error::Stale));
    routing::activate_rule(&staff, id, seen.1).await.unwrap();
    assert_eq!(routing::rules(&staff, None).await.unwrap().rules[0].active, Some(2));
}

#[tokio::test]
async fn who_may_not_decide_is_no_fallback() {
    let portal = Portal::open().await;
    let staff = portal.staff_manager();
    let seller = portal.staff_seller().actor.user().unwrap();
    let form = typed("A", |form| form.fallback = seller.to_string());

    let answer = refused(&portal, routing::save_rule(&staff, None, &form)).await;

    assert_eq!(fields(&answer), ["fallback"]);
    let people = routing::rules(&staff, None).await.unwrap().people;
    assert!(people.iter().all(|one| one.id != seller) && people.len() == 2, "{people:?}");
}

#[tokio::test]
async fn rules_are_looked_at_in_the_order_that_staff_gave_them() {
    let portal = Portal::open().await;
    let staff = portal.staff_admin();
    let mut ids = Vec::new();
    for name in ["A", "B", "C"] {
        ids.push(routing::save_rule(&staff, None, &typed(name, |_| {})).await.unwrap());
    }

    routing::move_rule_up(&staff, ids[2]).await.unwrap();
    routing::move_rule_up(&staff, ids[2]).await.unwrap();
    routing::move_rule_up(&staff, ids[2]).await.unwrap();

    let rules = routing::rules(&staff, None).await.unwrap().rules;
    let names: Vec<&str> = rules.iter().map(|rule| rule.name.as_str()).collect();
    assert_eq!(names, ["C", "A", "B"]);
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_sellers_may_not() {
    let portal = Portal::open().await;
    let staff = portal.staff_manager();
    let nobody = typed("A", |form| form.fallback = portal.alfa.id.to_string());
    let error = refused(&portal, routing::save_rule(&staff, None, &nobody)).await;
    assert_eq!(fields(&error), ["fallback"]);

    for cx in [portal.staff_seller(), portal.manager_of(&portal.alfa)] {
        let form = typed("A", |_| {});
        let error = refused(&portal, routing::save_rule(&cx, None, &form)).await;
        assert!(matches!(error, Error::Denied(Denied::Forbidden | Denied::Hidden)), "{error:?}");
    }
}
