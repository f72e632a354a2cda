//! A partner's people: invited, put out, replaced.

use backend::{Error, partner};
use domain::{
    ids::PartnerId,
    policy::{Denied, PartnerRole},
    refusal::Refusal,
};
use testkit::Portal;
use uuid::Uuid;

use crate::{
    refused::{refusal, refused},
    sign_up::invitation,
};

#[tokio::test]
async fn managers_of_the_vendor_invite_and_nobody_else() {
    let portal = Portal::open().await;
    let form = invitation("novy@alfa.example", "administrator");

    for (name, cx) in portal.everybody() {
        let call = partner::invite(&cx, portal.alfa.id, &form);
        if matches!(name.as_str(), "staff manager" | "staff admin") {
            call.await.unwrap();
        } else {
            let error = refused(&portal, call).await;
            assert!(matches!(error, Error::Denied(_)), "{name}: {error:?}");
        }
    }
}

#[tokio::test]
async fn nobody_is_invited_to_a_partner_that_does_not_exist() {
    let portal = Portal::open().await;
    let form = invitation("novy@alfa.example", "manager");
    let nowhere = PartnerId(Uuid::nil());

    let error = refused(&portal, partner::invite(&portal.staff_admin(), nowhere, &form)).await;

    assert!(matches!(error, Error::Denied(Denied::Hidden)));
}

#[tokio::test]
async fn somebody_invited_elsewhere_is_not_drawn_away() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    let form = invitation("novy@spolecny.example", "manager");
    partner::invite(&cx, portal.alfa.id, &form).await.unwrap();

    let error = refused(&portal, partner::invite(&cx, portal.beta.id, &form)).await;

    assert!(matches!(error, Error::Invalid(_)), "{error:?}");
}

#[tokio::test]
async fn the_last_administrator_of_a_partner_stays() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();

    let call = partner::set_active(&cx, portal.alfa.administrator, false);
    assert_eq!(refusal(&refused(&portal, call).await), Some(&Refusal::LastAdministrator));

    let second =
        portal.add_person(&portal.alfa, PartnerRole::Administrator, "b@alfa.example").await;
    partner::set_active(&cx, portal.alfa.administrator, false).await.unwrap();
    let shown = partner::show(&cx, portal.alfa.id).await.unwrap();
    assert_eq!(shown.form.default_recipient, second.to_string(), "offers go to the one who stays");
}

#[tokio::test]
async fn whoever_was_invited_and_never_came_is_no_administrator_yet() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    let form = invitation("novy@alfa.example", "administrator");
    let invited = partner::invite(&cx, portal.alfa.id, &form).await.unwrap();

    let call = partner::set_active(&cx, portal.alfa.administrator, false);
    assert_eq!(refusal(&refused(&portal, call).await), Some(&Refusal::LastAdministrator));
    partner::set_active(&cx, invited, false).await.unwrap();
}

#[tokio::test]
async fn an_active_partner_keeps_somebody_who_can_accept() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    // Nobody is administrator, and the manager hears of offers.
    let demoted = vec![("role", "seller".into())];
    portal.set("user_account", portal.alfa.administrator.0, demoted).await;
    let recipient = vec![("default_recipient_id", portal.alfa.manager.0.into())];
    portal.set("partner", portal.alfa.id.0, recipient).await;

    let call = partner::set_active(&cx, portal.alfa.manager, false);

    assert_eq!(refusal(&refused(&portal, call).await), Some(&Refusal::NoRecipient));
    portal.set_partner_status(portal.alfa.id, "suspended").await;
    partner::set_active(&cx, portal.alfa.manager, false).await.unwrap();
}
