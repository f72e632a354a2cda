//! The vendor's people: who may invite them and put them out.

use backend::{Error, person};
use domain::{
    invalid::Problem,
    policy::{Denied, StaffRole},
    refusal::Refusal,
};
use testkit::Portal;

use crate::{
    refused::{fields, refusal, refused},
    sign_up::{invitation, newest_token, redeem, user_of, who},
};

#[tokio::test]
async fn only_administrators_see_and_invite_staff() {
    let portal = Portal::open().await;

    for (name, cx) in portal.everybody() {
        let form = invitation("nova@stafeta.example", "seller");
        let call = person::invite(&cx, &form);
        if name == "staff admin" {
            call.await.unwrap();
            assert_eq!(person::list(&cx).await.unwrap().len(), 4);
            continue;
        }
        let expected = match name.as_str() {
            "anonymous" => Denied::SignedOut,
            name if name.starts_with("staff") => Denied::Forbidden,
            _ => Denied::Hidden,
        };
        let error = refused(&portal, call).await;
        assert!(matches!(error, Error::Denied(denied) if denied == expected), "{name}: {error:?}");
        assert!(person::list(&cx).await.is_err(), "{name}");
    }
}

#[tokio::test]
async fn an_invited_one_stands_in_the_list_and_comes() {
    let portal = Portal::open().await;
    let admin = portal.staff_admin();
    let user =
        person::invite(&admin, &invitation("nova@stafeta.example", "manager")).await.unwrap();
    let row = async || {
        person::list(&admin).await.unwrap().into_iter().find(|row| row.id == user).unwrap()
    };
    assert!(row().await.is_invited);

    let signed_in = redeem(&portal.backend, &newest_token(&portal).await).await.unwrap();

    assert!(!row().await.is_invited);
    assert_eq!(row().await.last_seen_at.map(|at| at.to_utc()), Some(portal.now()));
    let actor = who(&portal, &signed_in.token).await.unwrap().actor;
    assert_eq!(actor, domain::policy::Actor::Staff { user, role: StaffRole::Manager });
}

#[tokio::test]
async fn an_address_belongs_to_one_person_in_the_whole_portal() {
    let portal = Portal::open().await;

    let admin = portal.staff_admin();
    for email in ["seller@stafeta.example", "Seller@Alfa.example"] {
        let form = invitation(email, "seller");
        let call = person::invite(&admin, &form);
        let Error::Invalid(errors) = refused(&portal, call).await else { panic!("{email}") };
        assert_eq!((errors[0].field.as_str(), &errors[0].problem), ("email", &Problem::Taken));
    }
    let form = invitation("not an address", "administrator");
    let error = refused(&portal, person::invite(&admin, &form)).await;
    assert_eq!(fields(&error), ["email", "role"]);
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let portal = Portal::open().await;
    let admin = portal.staff_admin();

    let error = refused(&portal, person::set_active(&admin, user_of(&admin), false)).await;

    assert_eq!(refusal(&error), Some(&Refusal::LastAdministrator));
    let seller = user_of(&portal.staff_seller());
    person::set_active(&admin, seller, false).await.unwrap();
    let row = person::list(&admin).await.unwrap().into_iter().find(|row| row.id == seller);
    assert!(!row.unwrap().is_active);
}

#[tokio::test]
async fn two_administrators_cannot_put_each_other_out() {
    let portal = Portal::open().await;
    let manager = portal.staff_manager();
    let role = vec![("role", "admin".into())];
    portal.set("user_account", user_of(&manager).0, role).await;
    let (one, other) = (portal.staff_admin(), manager);
    let other = portal
        .context(domain::policy::Actor::Staff { user: user_of(&other), role: StaffRole::Admin });

    let answers = tokio::join!(
        person::set_active(&one, user_of(&other), false),
        person::set_active(&other, user_of(&one), false),
    );

    let refusals = [&answers.0, &answers.1].map(|answer| answer.as_ref().err().and_then(refusal));
    assert_eq!(refusals.iter().flatten().collect::<Vec<_>>(), [&&Refusal::LastAdministrator]);
}

#[tokio::test]
async fn staff_are_not_put_out_by_the_door_for_partners() {
    let portal = Portal::open().await;
    let admin = portal.staff_admin();
    let seller = user_of(&portal.staff_seller());

    for call in [
        refused(&portal, backend::partner::set_active(&admin, seller, false)).await,
        refused(&portal, person::set_active(&admin, portal.alfa.seller, false)).await,
    ] {
        assert!(matches!(call, Error::Denied(Denied::Hidden)), "{call:?}");
    }
}
