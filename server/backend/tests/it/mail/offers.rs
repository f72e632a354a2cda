//! Who is told of an offer: whom the partner's profile names, and everybody who may answer as its time runs out.

use backend::{assignment, opportunity};
use chrono::TimeDelta;
use domain::opportunity::{OpportunityForm, Status};
use testkit::Portal;

/// Staff offer something to Alfa. Answers who is told.
async fn offer(portal: &Portal) -> Vec<String> {
    let deal = portal.opportunity().create().await;
    let staff = portal.staff_manager();
    let seen = opportunity::show(&staff, &deal.reference).await.unwrap();
    let form = OpportunityForm {
        status: Status::Delivered.to_string(),
        partner_id: portal.alfa.id.to_string(),
        partner_name: portal.alfa.name.clone(),
        ..seen.form.clone()
    };
    opportunity::save(&staff, seen.id, seen.version, Some(seen.form), form).await.unwrap();
    told(portal, "offered").await
}

async fn told(portal: &Portal, topic: &str) -> Vec<String> {
    let mails = portal.mails().await.into_iter().filter(|mail| mail.topic == topic);
    let mut told: Vec<_> = mails.map(|mail| mail.to).collect();
    told.sort_unstable();
    told
}

#[tokio::test]
async fn it_goes_to_whom_the_profile_names_and_its_reminders_to_everybody() {
    let portal = Portal::open().await;
    let named = vec![("default_recipient_id", portal.alfa.manager.0.into())];
    portal.set("partner", portal.alfa.id.0, named).await;

    assert_eq!(offer(&portal).await, ["manager@alfa.example"]);

    portal.clock.advance(TimeDelta::hours(24));
    assert_eq!(assignment::remind_due(&portal.system(), 10).await.unwrap(), 1);
    let both = ["admin@alfa.example", "manager@alfa.example"];
    assert_eq!(told(&portal, "answer_soon").await, both);
}

#[tokio::test]
async fn it_goes_to_everybody_who_may_answer_when_whoever_is_named_may_not() {
    let portal = Portal::open().await;
    let named = vec![("default_recipient_id", portal.alfa.seller.0.into())];
    portal.set("partner", portal.alfa.id.0, named).await;

    assert_eq!(offer(&portal).await, ["admin@alfa.example", "manager@alfa.example"]);
}
