//! The list of what the vendor sells.

use backend::{Error, product};
use domain::{
    ids::ProductId,
    invalid::{FieldError, Problem},
    policy::Denied,
};
use testkit::Portal;

use crate::refused::refused;

fn problem(error: Error) -> Problem {
    match error {
        Error::Invalid(errors) => match errors.as_slice() {
            [FieldError { field, problem }] if field == "name" => problem.clone(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn administrators_keep_the_list_and_all_staff_choose_from_it() {
    let portal = Portal::open().await;
    let admin = portal.staff_admin();
    let wms = product::add(&admin, "WMS").await.unwrap();
    let readers = product::add(&admin, " Čtečky ").await.unwrap();

    product::rename(&admin, wms, 1, "WMS Standard").await.unwrap();
    product::set_active(&admin, readers, false).await.unwrap();
    let list = product::list(&admin).await.unwrap();
    let seen: Vec<_> = list.iter().map(|row| (row.name.as_str(), row.is_active)).collect();
    assert_eq!(seen, [("WMS Standard", true), ("Čtečky", false)]);

    for (name, cx) in portal.everybody() {
        if name.starts_with("staff") {
            assert_eq!(product::names(&cx).await.unwrap(), ["WMS Standard"], "{name}");
        } else {
            assert!(product::names(&cx).await.is_err(), "{name}");
        }
        if name == "staff admin" {
            continue;
        }
        for error in [
            refused(&portal, product::add(&cx, "Další")).await,
            refused(&portal, product::rename(&cx, wms, 2, "Jiný")).await,
            refused(&portal, product::set_active(&cx, wms, false)).await,
            refused(&portal, product::list(&cx)).await,
        ] {
            assert!(matches!(error, Error::Denied(_)), "{name}: {error:?}");
        }
    }
}

#[tokio::test]
async fn a_name_is_there_once_and_is_one_item() {
    let portal = Portal::open().await;
    let admin = portal.staff_admin();
    let wms = product::add(&admin, "Čtečky").await.unwrap();
    let other = product::add(&admin, "WMS").await.unwrap();

    assert_eq!(problem(refused(&portal, product::add(&admin, "ctecky")).await), Problem::Taken);
    let call = product::rename(&admin, other, 1, "ČTEČKY");
    assert_eq!(problem(refused(&portal, call).await), Problem::Taken);
    assert_eq!(problem(refused(&portal, product::add(&admin, " ")).await), Problem::Required);
    assert_eq!(problem(refused(&portal, product::add(&admin, "A, B")).await), Problem::ListMark);
    product::rename(&admin, wms, 1, "čtečky").await.unwrap();
    let error = refused(&portal, product::rename(&admin, wms, 1, "Jiné")).await;
    assert!(matches!(error, Error::Stale), "{error:?}");
    let nowhere = ProductId(uuid::Uuid::nil());
    let error = refused(&portal, product::rename(&admin, nowhere, 1, "Jiné")).await;
    assert!(matches!(error, Error::Denied(Denied::Hidden)), "{error:?}");
}
