//! Administrators keep the lists.

use backend::{Error, choice};
use domain::{
    choice::{ChoiceForm, Code, List},
    policy::Denied,
    refusal::Refusal,
};
use testkit::Portal;

use super::{code, labels, line, lines, order};
use crate::refused::{fields, refusal, refused};

#[tokio::test]
async fn the_lists_begin_as_the_program_knows_them() {
    let portal = Portal::open().await;
    let admin = portal.staff_admin();
    for list in [List::Stage, List::Decline, List::Return, List::Loss] {
        assert_eq!(order(&admin, list).await, list.built_in(), "{list}");
        for line in lines(&admin, list).await {
            assert!(line.is_active && line.labels.cs.is_none() && line.labels.en.is_none());
        }
    }
}

#[tokio::test]
async fn only_administrators_of_the_vendor_keep_them() {
    let portal = Portal::open().await;
    let no_capacity = code("no_capacity");
    for (name, cx) in portal.everybody() {
        if name == "staff admin" {
            continue;
        }
        let list = List::Decline;
        for error in [
            refused(&portal, choice::list(&cx)).await,
            refused(&portal, choice::add(&cx, list, labels("Jiné", "New"))).await,
            refused(&portal, choice::save(&cx, list, &no_capacity, 1, labels("A", "B"))).await,
            refused(&portal, choice::shift(&cx, list, &no_capacity, 10, false)).await,
            refused(&portal, choice::set_active(&cx, list, &no_capacity, 1, false)).await,
        ] {
            assert!(matches!(error, Error::Denied(_)), "{name}: {error:?}");
        }
    }
}

#[tokio::test]
async fn an_own_choice_stands_before_other_and_has_a_code_for_ever() {
    let portal = Portal::open().await;
    let admin = portal.staff_admin();

    let error = refused(&portal, choice::add(&admin, List::Loss, labels("Licence", ""))).await;
    assert_eq!(fields(&error), ["label_en"]);
    let first = choice::add(&admin, List::Loss, labels("Licence", "Licence terms")).await.unwrap();
    let second = choice::add(&admin, List::Loss, labels("Licence 2", "Licence TERMS")).await;
    let third = choice::add(&admin, List::Loss, labels("Cena", "Price")).await.unwrap();
    let fourth = choice::add(&admin, List::Loss, labels("—", "—")).await.unwrap();

    assert_eq!(first, code("licence_terms"));
    assert_eq!(second.unwrap(), code("licence_terms_2"));
    assert_eq!((third, fourth), (code("price_2"), code("loss")));
    let order = order(&admin, List::Loss).await;
    let added = ["licence_terms", "licence_terms_2", "price_2", "loss", "other"];
    assert_eq!(order[order.len() - 5..], added);

    choice::save(&admin, List::Loss, &first, 1, labels("Smlouva", "Contract")).await.unwrap();
    assert_eq!(line(&admin, List::Loss, &first).await.labels.en.as_deref(), Some("Contract"));
    let error =
        refused(&portal, choice::save(&admin, List::Loss, &first, 2, labels("", "X"))).await;
    assert_eq!(fields(&error), ["label_cs"]);
}

#[tokio::test]
async fn what_the_program_has_a_word_for_can_go_back_to_it() {
    let portal = Portal::open().await;
    let admin = portal.staff_admin();
    let price = code("price");
    choice::save(&admin, List::Loss, &price, 1, labels("Drahé", "")).await.unwrap();
    let saved = line(&admin, List::Loss, &price).await;
    assert_eq!(
        (saved.labels.cs.as_deref(), saved.labels.en, saved.version),
        (Some("Drahé"), None, 2)
    );

    choice::save(&admin, List::Loss, &price, 2, ChoiceForm::default()).await.unwrap();

    assert_eq!(line(&admin, List::Loss, &price).await.labels.cs, None);
}

#[tokio::test]
async fn two_administrators_hear_of_each_other() {
    let portal = Portal::open().await;
    let admin = portal.staff_admin();
    let (list, price) = (List::Loss, code("price"));
    choice::save(&admin, list, &price, 1, labels("Drahé", "Dear")).await.unwrap();

    for error in [
        refused(&portal, choice::save(&admin, list, &price, 1, labels("Cena!", "Price!"))).await,
        refused(&portal, choice::set_active(&admin, list, &price, 1, false)).await,
        refused(&portal, choice::shift(&admin, list, &price, 20, false)).await,
    ] {
        assert!(matches!(error, Error::Stale), "{error:?}");
    }
    let unknown = code("never_there");
    let error = refused(&portal, choice::set_active(&admin, list, &unknown, 1, false)).await;
    assert!(matches!(error, Error::Denied(Denied::Hidden)), "{error:?}");
}

#[tokio::test]
async fn places_are_changed_one_by_one_and_the_ends_stay() {
    let portal = Portal::open().await;
    let admin = portal.staff_admin();
    let (list, qualify, develop) = (List::Stage, code("qualify"), code("develop"));

    choice::shift(&admin, list, &develop, 20, true).await.unwrap();
    assert_eq!(order(&admin, list).await, ["develop", "qualify", "propose", "close"]);
    choice::shift(&admin, list, &develop, 10, true).await.unwrap();
    assert_eq!(order(&admin, list).await[0], "develop");
    choice::shift(&admin, list, &qualify, 20, false).await.unwrap();
    assert_eq!(order(&admin, list).await, ["develop", "propose", "qualify", "close"]);

    // Words that are being typed meanwhile are no stale ones.
    choice::save(&admin, list, &develop, 1, labels("Rozvoj", "Develop")).await.unwrap();
}

#[tokio::test]
async fn other_stays_and_so_does_the_last() {
    let portal = Portal::open().await;
    let admin = portal.staff_admin();
    for list in [List::Decline, List::Return, List::Loss] {
        let call = choice::set_active(&admin, list, &Code::OTHER, 1, false);
        assert_eq!(refusal(&refused(&portal, call).await), Some(&Refusal::OtherStays));
    }
    for stage in ["qualify", "develop", "propose"] {
        choice::set_active(&admin, List::Stage, &code(stage), 1, false).await.unwrap();
    }
    let close = code("close");
    let call = choice::set_active(&admin, List::Stage, &close, 1, false);
    assert_eq!(refusal(&refused(&portal, call).await), Some(&Refusal::LastChoice));

    choice::set_active(&admin, List::Stage, &code("qualify"), 2, true).await.unwrap();
    choice::set_active(&admin, List::Stage, &close, 1, false).await.unwrap();
}

/// Two servers retire the last two at once: one of them hears that something has to stay.
#[tokio::test]
async fn at_once_on_two_servers_one_still_stays() {
    let portal = Portal::open().await;
    let admin = portal.staff_admin();
    for stage in ["qualify", "develop"] {
        choice::set_active(&admin, List::Stage, &code(stage), 1, false).await.unwrap();
    }
    let other = portal.another_server().await.context(admin.actor, admin.lang);
    let (propose, close) = (code("propose"), code("close"));

    let (one, two) = tokio::join!(
        choice::set_active(&admin, List::Stage, &propose, 1, false),
        choice::set_active(&other, List::Stage, &close, 1, false),
    );

    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    let left = lines(&admin, List::Stage).await.into_iter().filter(|line| line.is_active).count();
    assert_eq!(left, 1);
}
