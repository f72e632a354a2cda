//! Two people save: the second one sees both values of every field and chooses.

use backend::{Error, opportunity};
use domain::opportunity::{Conflict, OpportunityForm, SavedNotice};
use testkit::Portal;

use super::{offer_to, save, shown};

fn conflict<T: std::fmt::Debug>(answer: Result<T, Error>) -> Conflict {
    match answer {
        Err(Error::Conflict(conflict)) => *conflict,
        other => panic!("no conflict: {other:?}"),
    }
}

#[tokio::test]
async fn both_values_of_every_field_are_told_and_which_was_changed_here() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    let (first, second) = (portal.staff_manager(), portal.staff_admin());
    let seen = shown(&second, &deal.reference).await;
    save(&first, &deal.reference, |form| {
        form.topic = "Jejich".into();
        form.city = "Ostrava".into();
    })
    .await
    .unwrap();
    let before = portal.digest().await;

    let mut mine = seen.form.clone();
    mine.topic = "Moje".to_owned();
    mine.needs = "Naše potřeby".to_owned();
    let old = Some(seen.form);
    let conflict =
        conflict(opportunity::save(&second, seen.id, seen.version, old, mine.clone()).await);

    let told: Vec<_> = conflict
        .fields
        .iter()
        .map(|f| (f.field.as_str(), f.theirs.as_str(), f.mine.as_str(), f.changed_here))
        .collect();
    assert_eq!(
        told,
        [
            ("topic", "Jejich", "Moje", true),
            ("needs", "Potřebují vyrábět rychleji.", "Naše potřeby", true),
            ("city", "Ostrava", "Brno", false),
        ]
    );
    assert_eq!((conflict.version, conflict.by.as_deref()), (2, Some("Marek Řídicí")));
    assert_eq!(conflict.current.city, "Ostrava");
    assert_eq!(portal.digest().await, before);

    // The choice was made: the version of the conflict is the proof of having seen it.
    mine.city = conflict.current.city.clone();
    opportunity::save(&second, seen.id, conflict.version, None, mine).await.unwrap();
    let page = shown(&second, &deal.reference).await;
    assert_eq!((page.form.topic.as_str(), page.form.city.as_str()), ("Moje", "Ostrava"));
}

#[tokio::test]
async fn a_change_by_the_partner_is_a_conflict_too() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let cx = portal.staff_manager();
    let seen = shown(&cx, &deal.reference).await;
    let manager = portal.manager_of(&portal.alfa);
    backend::assignment::accept(&manager, deal.assignment()).await.unwrap();

    let mut mine = seen.form.clone();
    mine.status = "on_hold".to_owned();
    let answer = opportunity::save(&cx, seen.id, seen.version, Some(seen.form), mine).await;

    let conflict = conflict(answer);
    assert_eq!(conflict.by.as_deref(), Some("Milan z Alfa Systems s.r.o."));
    let status = conflict.fields.iter().find(|field| field.field == "status").unwrap();
    assert_eq!((status.theirs.as_str(), status.mine.as_str()), ("accepted", "on_hold"));
}

#[tokio::test]
async fn the_same_press_of_the_button_twice_is_no_conflict() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    let cx = portal.staff_manager();
    let seen = shown(&cx, &deal.reference).await;
    let mut mine = OpportunityForm { estimated_value: "2 480 000,00".into(), ..seen.form.clone() };
    offer_to(&portal.alfa)(&mut mine);
    let press =
        || opportunity::save(&cx, seen.id, seen.version, Some(seen.form.clone()), mine.clone());
    press().await.unwrap();
    let before = portal.digest().await;

    let again = press().await.unwrap();

    assert_eq!((again.version, again.notice), (2, SavedNotice::Stored));
    assert_eq!(portal.digest().await, before);
}

#[tokio::test]
async fn of_two_who_save_at_the_same_moment_one_comes_late() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    let cx = portal.staff_manager();
    let page = shown(&cx, &deal.reference).await;

    let saves = ["Jedna", "Dvě", "Tři", "Čtyři"].map(|topic| {
        let form = OpportunityForm { topic: topic.to_owned(), ..page.form.clone() };
        let (cx, id, seen) = (cx.clone(), page.id, page.form.clone());
        tokio::spawn(async move { opportunity::save(&cx, id, 1, Some(seen), form).await })
    });
    let mut stored = 0;
    for save in saves {
        match save.await.unwrap() {
            Ok(_) => stored += 1,
            Err(Error::Conflict(conflict)) => assert_eq!(conflict.version, 2),
            Err(other) => panic!("{other:?}"),
        }
    }

    assert_eq!(stored, 1);
    assert_eq!(super::events(&portal, deal.id).await.len(), 1);
}
