//! Since when a partner is stuck: since it said so first and did not go on.

use backend::{assignment, opportunity, portal};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    dashboard::Waits,
    opportunity::{CheckInForm, ProgressForm, ReasonForm},
    timeline::Audience,
};
use testkit::{Company, Deal, Portal};

use super::{accepted, shown};

/// The company says an hour later how it goes. Answers when.
async fn says(portal: &Portal, company: &Company, deal: &Deal, kind: &str) -> DateTime<Utc> {
    portal.clock.advance(TimeDelta::hours(1));
    let form =
        CheckInForm { kind: kind.into(), text: "Chybí ceník.".into(), ..CheckInForm::default() };
    portal::check_in(&portal.manager_of(company), deal.id, form).await.unwrap();
    portal.now()
}

/// Since when what waits longest is stuck, and with whom.
async fn stuck(portal: &Portal) -> (DateTime<Utc>, Option<String>) {
    let oldest = shown(&portal.staff_seller(), "").await.oldest.remove(0);
    assert_eq!(oldest.why, Waits::Stuck);
    (oldest.since.to_utc(), oldest.partner)
}

#[tokio::test]
async fn saying_it_again_begins_nothing_anew() {
    let portal = Portal::open().await;
    let deal = accepted(&portal, &portal.beta, "uvízlá", 1).await;
    let since = says(&portal, &portal.beta, &deal, "stuck").await;
    says(&portal, &portal.beta, &deal, "stuck").await;
    portal.add_note(&portal.manager_of(&portal.beta), deal.id, Audience::AllPartners).await;
    says(&portal, &portal.beta, &deal, "stuck").await;

    assert_eq!(stuck(&portal).await, (since, Some(portal.beta.name.clone())));
}

#[tokio::test]
async fn whoever_went_on_is_stuck_since_it_said_so_again() {
    for way in ["progressing", "progress"] {
        let portal = Portal::open().await;
        let deal = accepted(&portal, &portal.beta, "uvízlá", 1).await;
        says(&portal, &portal.beta, &deal, "stuck").await;
        if way == "progress" {
            portal.clock.advance(TimeDelta::hours(1));
            let form = ProgressForm {
                stage: "qualify".into(),
                note: "Ceník přišel.".into(),
                ..ProgressForm::default()
            };
            portal::progress(&portal.manager_of(&portal.beta), deal.id, form).await.unwrap();
        } else {
            says(&portal, &portal.beta, &deal, way).await;
        }
        let since = says(&portal, &portal.beta, &deal, "stuck").await;
        says(&portal, &portal.beta, &deal, "stuck").await;

        assert_eq!(stuck(&portal).await.0, since, "{way}");
    }
}

/// Staff offer it to the company again, and it says yes.
async fn given_again(portal: &Portal, company: &Company, deal: &Deal) {
    let staff = portal.staff_manager();
    let page = opportunity::show(&staff, &deal.reference).await.unwrap();
    let mut form = page.form.clone();
    form.status = "delivered".into();
    form.partner_name.clone_from(&company.name);
    form.partner_id = company.id.to_string();
    form.override_reason = "Ceník už mají.".into();
    opportunity::save(&staff, page.id, page.version, Some(page.form), form).await.unwrap();
    let page = opportunity::show(&staff, &deal.reference).await.unwrap();
    assignment::accept(&portal.manager_of(company), page.assignments[0].id).await.unwrap();
}

#[tokio::test]
async fn what_was_said_before_it_was_given_back_is_over() {
    let portal = Portal::open().await;
    let deal = accepted(&portal, &portal.beta, "uvízlá", 1).await;
    says(&portal, &portal.beta, &deal, "stuck").await;
    portal.clock.advance(TimeDelta::hours(1));
    let form = ReasonForm { reason: "no_budget".into(), text: String::new() };
    portal::give_back(&portal.manager_of(&portal.beta), deal.id, form).await.unwrap();
    portal.clock.advance(TimeDelta::hours(1));
    given_again(&portal, &portal.beta, &deal).await;

    let since = says(&portal, &portal.beta, &deal, "stuck").await;

    assert_eq!(stuck(&portal).await.0, since);
}

#[tokio::test]
async fn of_several_partners_the_one_that_is_stuck_longest_is_named() {
    let portal = Portal::open().await;
    let owner = portal.staff_seller().actor.user().unwrap();
    let shared = portal.opportunity().owner(owner).shared_by(&[&portal.alfa, &portal.beta]);
    let deal = shared.create().await;
    let first = says(&portal, &portal.alfa, &deal, "stuck").await;
    let second = says(&portal, &portal.beta, &deal, "stuck").await;
    assert_eq!(stuck(&portal).await, (first, Some(portal.alfa.name.clone())));

    says(&portal, &portal.alfa, &deal, "progressing").await;
    assert_eq!(stuck(&portal).await, (second, Some(portal.beta.name.clone())));
}
