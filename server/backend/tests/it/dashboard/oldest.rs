//! What has waited longest, since it was there to be decided.

use backend::{opportunity, portal};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{dashboard::Waits, opportunity::CheckInForm, timeline::Audience};
use testkit::{Company, Deal, Portal};

use super::{accepted, declined, shown};

#[tokio::test]
async fn what_has_waited_longest_is_what_was_first_to_decide_whatever_happened_since() {
    let portal = Portal::open().await;
    declined(&portal, &portal.alfa, "první", 1, "no_capacity").await;
    let first_at = portal.now();
    let stuck = accepted(&portal, &portal.beta, "uvízlá", 1).await;
    let form =
        CheckInForm {
            kind: "stuck".into(), text: "Chybí ceník.".into(), ..CheckInForm::default()
        };
    portal::check_in(&portal.manager_of(&portal.beta), stuck.id, form).await.unwrap();
    let stuck_at = portal.now();
    for number in 0..8 {
        declined(&portal, &portal.alfa, &format!("další {number}"), 1, "no_capacity").await;
    }
    // Both are talked about since, and nothing happens on the others.
    let first = shown(&portal.staff_seller(), "").await.oldest[0].reference.clone();
    let first = opportunity::show(&portal.staff_seller(), &first).await.unwrap();
    assert_eq!(first.form.topic, "první");
    portal.clock.advance(TimeDelta::hours(1));
    for id in [first.id, stuck.id] {
        portal.add_note(&portal.staff_seller(), id, Audience::Staff).await;
        let now = Some(portal.now());
        portal.set("opportunity", id.0, vec![("last_activity_at", now.into())]).await;
    }
    let now = vec![("updated_at", Some(portal.now()).into())];
    portal.set("assignment", stuck.assignment().0, now).await;

    let oldest = shown(&portal.staff_seller(), "").await.oldest;

    let seen: Vec<_> = oldest.iter().map(|item| (item.topic.as_str(), item.why)).collect();
    assert_eq!(seen[..2], [("první", Waits::Declined), ("uvízlá", Waits::Stuck)]);
    assert_eq!(oldest.len(), 8);
    assert_eq!((oldest[0].since.to_utc(), oldest[1].since.to_utc()), (first_at, stuck_at));
    assert_eq!(oldest[1].partner.as_ref(), Some(&portal.beta.name));
    assert!(oldest.windows(2).all(|pair| pair[0].since <= pair[1].since));
}

/// Shared by these companies, with the time that the first report of each is due.
async fn shared(portal: &Portal, topic: &str, due: &[(&Company, DateTime<Utc>)]) -> Deal {
    let companies: Vec<_> = due.iter().map(|(company, _)| *company).collect();
    let deal = portal.opportunity().topic(topic).shared_by(&companies).create().await;
    for (assignment, (_, by)) in deal.assignments.iter().zip(due) {
        let by = vec![("first_update_by", Some(*by).into())];
        portal.set("assignment", assignment.0, by).await;
    }
    deal
}

#[tokio::test]
async fn of_several_partners_the_one_whose_report_was_due_first_is_named() {
    let portal = Portal::open().await;
    let companies = [&portal.alfa, &portal.beta, &portal.gama];
    let (soon, later) = (portal.now() + TimeDelta::days(1), portal.now() + TimeDelta::days(3));
    for late in companies {
        let due = |company: &Company| if company.id == late.id { soon } else { later };
        shared(&portal, &late.name, &companies.map(|company| (company, due(company)))).await;
    }
    portal.clock.advance(TimeDelta::days(4));

    let oldest = shown(&portal.staff_seller(), "").await.oldest;

    assert_eq!(oldest.len(), companies.len());
    for item in oldest {
        assert_eq!((item.why, item.since.to_utc()), (Waits::ReportLate, soon), "{}", item.topic);
        assert_eq!(item.partner.as_ref(), Some(&item.topic));
    }
}

#[tokio::test]
async fn a_partner_that_has_reported_is_not_named_for_another_one_of_the_same_time() {
    let portal = Portal::open().await;
    let due = portal.now() + TimeDelta::days(1);
    for (late, in_time) in [(&portal.alfa, &portal.beta), (&portal.beta, &portal.alfa)] {
        let deal = shared(&portal, &late.name, &[(late, due), (in_time, due)]).await;
        portal.clock.advance(TimeDelta::hours(1));
        let form = CheckInForm { kind: "progressing".into(), ..CheckInForm::default() };
        portal::check_in(&portal.manager_of(in_time), deal.id, form).await.unwrap();
    }
    portal.clock.advance(TimeDelta::days(1));

    let oldest = shown(&portal.staff_seller(), "").await.oldest;

    assert_eq!(oldest.len(), 2);
    for item in oldest {
        assert_eq!((item.why, item.since.to_utc()), (Waits::ReportLate, due), "{}", item.topic);
        assert_eq!(item.partner.as_ref(), Some(&item.topic));
    }
}
