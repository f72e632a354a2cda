//! The figures on the page of all settings.

use backend::{choice, overview::overview, product};
use domain::{
    choice::List,
    overview::Split,
    policy::{Actor, StaffRole},
};
use testkit::Portal;

#[tokio::test]
async fn each_part_says_how_much_is_in_it() {
    let portal = Portal::open().await;
    let admin = portal.staff_admin();
    let before = overview(&admin).await.unwrap();
    let of = |figures: &domain::overview::Overview, list: List| {
        figures.choices.iter().find(|(of, _)| *of == list).unwrap().1
    };
    let reasons = of(&before, List::Decline);
    product::add(&admin, "WMS").await.unwrap();
    let old = product::add(&admin, "Čtečky").await.unwrap();
    product::set_active(&admin, old, false).await.unwrap();
    let code = "no_capacity".parse().unwrap();
    choice::set_active(&admin, List::Decline, &code, 1, false).await.unwrap();

    let after = overview(&admin).await.unwrap();

    let Split { on, off } = before.products;
    assert_eq!(after.products, Split { on: on + 1, off: off + 1 });
    let Split { on, off } = reasons;
    assert_eq!(of(&after, List::Decline), Split { on: on - 1, off: off + 1 });
    assert_eq!(of(&after, List::Loss), of(&before, List::Loss));
}

#[tokio::test]
async fn only_who_keeps_a_part_reads_the_figures() {
    let portal = Portal::open().await;
    for (name, cx) in portal.everybody() {
        let keeps = matches!(
            cx.actor,
            Actor::System | Actor::Staff { role: StaffRole::Manager | StaffRole::Admin, .. }
        );
        assert_eq!(overview(&cx).await.is_ok(), keeps, "{name}");
    }
}
